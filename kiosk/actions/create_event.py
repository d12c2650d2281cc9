"""Open a new evening."""

from dataclasses import replace
from itertools import chain

from kiosk.actions.kit import Kit
from kiosk.domain.errors import EventExistsError, InvalidFieldsError
from kiosk.domain.event import MAX_TABLES, Event
from kiosk.domain.money import MAX_AMOUNT
from kiosk.domain.place import read_place


def create_event(kit: Kit, event: Event) -> Event:
    """Keep a new event; it is the current one from now on. A taken short name gets a number behind it.

    Raises:
        InvalidFieldsError: it ends before it starts, has an impossible capacity, price or number of tables, or rules
            for a category or a table it does not have.
    """
    _check(event)
    with kit.store.writing() as store:
        for number in range(1, 1000):
            slug = event.slug if number == 1 else f"{event.slug}-{number}"
            if store.events.by_slug(slug) is None:
                numbered = replace(event, slug=slug)
                store.events.add(numbered)
                return numbered
    raise EventExistsError(event.slug)


def _check(event: Event) -> None:
    knows = event.knows_category
    wrong = {
        "name": not event.name.strip(),
        "ends": event.ends_at <= event.starts_at,
        "capacity": event.capacity is not None and event.capacity < 1,
        "price": any(not 0 <= amount <= MAX_AMOUNT for amount in event.prices.values()),
        "tables": not 0 <= event.tables <= MAX_TABLES,
        "hours": any(each.closes_at <= each.opens_at or not knows(each.category) for each in event.door.hours),
        "reserve": not all(_is_table(event, place) for place in event.door.reserved)
        or not all(map(knows, chain(*event.door.reserved.values()))),
    }
    if any(wrong.values()):
        raise InvalidFieldsError({name: "not_possible" for name, is_wrong in wrong.items() if is_wrong})


def _is_table(event: Event, place: str) -> bool:
    found = read_place(place)
    return found is not None and found.table is not None and event.has_table(found.table)
