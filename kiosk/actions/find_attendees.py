"""Find somebody on the list by a few letters, or see who may be the person that is being added."""

from collections.abc import Iterable, Mapping

from kiosk.actions.kit import Kit
from kiosk.actions.ports import Transaction
from kiosk.domain.directory import Directory
from kiosk.domain.event import Event
from kiosk.domain.found import Found, Likeness
from kiosk.domain.money import Amount
from kiosk.domain.people import Attendee, AttendeeId
from kiosk.domain.place import Zone

LIMIT = 20
LIKE_LIMIT = 5


def find_attendees(kit: Kit, text: str) -> list[Found]:
    """People of the current event by name, company or last phone digits, the nearest first, 20 at most.

    Nobody before two letters. Accents, hyphens, order, titles and « épse » do not matter; a small slip in each word is
    forgiven.

    Raises:
        NoEventError: the house has no open event.
    """
    with kit.store.reading() as store:
        event = kit.current_event(store)
        return look_up(store, event, dict.fromkeys(kit.guests.of(store, event.id).find(text, LIMIT)))


def found_attendee(kit: Kit, attendee: Attendee) -> Found:
    """One of them as a search would show them."""
    with kit.store.reading() as store:
        return look_up(store, kit.current_event(store), {attendee.id: None})[0]


def find_alike(kit: Kit, name: str, phone: str | None) -> list[Found]:
    """Who on the list may be the person of this name and phone, while they are being typed: 5 at most.

    Args:
        kit: The house.
        name: As far as it is typed; one word alone says too little, unless it is all that the list has.
        phone: E.164. A household shares one, so it alone makes nobody the same.

    Raises:
        NoEventError: the house has no open event.
    """
    with kit.store.reading() as store:
        event = kit.current_event(store)
        directory = kit.guests.of(store, event.id)
        phones = dict.fromkeys(directory.with_phone(phone) if phone else [], Likeness.PHONE)
        names = dict.fromkeys(_by_name(directory, name), Likeness.NAME)
        both_first = sorted(phones, key=lambda each: each not in names)
        why = dict.fromkeys(both_first, Likeness.PHONE) | {each: names[each] for each in names if each not in phones}
        return look_up(store, event, why)[:LIKE_LIMIT]


def look_at_doubles(kit: Kit, attendees: Iterable[AttendeeId]) -> list[Found]:
    """The people for whose sake somebody was not added."""
    with kit.store.reading() as store:
        return look_up(store, kit.current_event(store), dict.fromkeys(attendees, Likeness.NAME))


def look_up(store: Transaction, event: Event, wanted: Mapping[AttendeeId, Likeness | None]) -> list[Found]:
    """People of this list as a door shows them, each with why."""
    known = ((store.attendees.by_id(each), why) for each, why in wanted.items())
    return [
        Found(
            attendee,
            inside=store.scans.presence(attendee.id, Zone.VENUE) is not None,
            due=Amount(attendee.due, event.currency) if attendee.due else None,
            why=why,
        )
        for attendee, why in known
        if attendee is not None
    ]


def _by_name(directory: Directory, name: str) -> Iterable[AttendeeId]:
    begun = directory.find(name, LIKE_LIMIT, by_name_only=True) if len(name.split()) > 1 else []
    return dict.fromkeys([*directory.namesakes(name), *directory.almost(name), *begun])
