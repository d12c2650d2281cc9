"""Look at the evening: what one person's page shows, and what is counted."""

from dataclasses import dataclass

from kiosk.actions.kit import Kit
from kiosk.domain.errors import NoEventError
from kiosk.domain.event import Event
from kiosk.domain.people import Attendee, AttendeeId
from kiosk.domain.place import Place, Zone
from kiosk.domain.room import Room
from kiosk.domain.scan import Scan
from kiosk.domain.suggestion import Suggestion, card_for, is_waiting
from kiosk.domain.tie import Tie


@dataclass(frozen=True, slots=True)
class PersonalState:
    """Everything one person's page may show, in one moment."""

    attendee: Attendee
    event: Event
    present: bool
    table: Place | None
    card: Suggestion | None
    other: Attendee | None
    waiting: bool
    contacts: tuple[tuple[Tie, Attendee], ...]
    people_inside: int


def personal_state(kit: Kit, attendee: AttendeeId) -> PersonalState | None:
    """What this person's page shows now; None when they were erased."""
    with kit.store.reading() as store:
        person = store.attendees.by_id(attendee)
        event = store.events.by_id(person.event) if person else None
        if person is None or event is None:
            return None
        present = store.scans.presence(attendee, Zone.VENUE) is not None
        seat = store.scans.presence(attendee, Zone.TABLE)
        opened = store.suggestions.open_of(attendee) if present and person.may_be_suggested else []
        card = card_for(attendee, opened, kit.now())
        ties = [(tie, store.attendees.by_id(tie.other(attendee))) for tie in store.attendees.ties(attendee)]
        return PersonalState(
            attendee=person,
            event=event,
            present=present,
            table=seat.place if seat else None,
            card=card,
            other=store.attendees.by_id(card.other(attendee).attendee) if card else None,
            waiting=is_waiting(attendee, opened, kit.now()),
            contacts=tuple((tie, other) for tie, other in ties if other is not None),
            people_inside=store.scans.people_inside(event.id),
        )


def room_now(kit: Kit) -> Room:
    """The counts of the current event.

    Raises:
        NoEventError: the house has none yet.
    """
    with kit.store.reading() as store:
        return store.events.room(kit.current_event(store))


def recent_scans(kit: Kit, most: int, *, conflicts: bool = False) -> list[Scan]:
    """The newest scans of the current event, refused and undone ones too, the last one first; or only the conflicts.

    Raises:
        NoEventError: the house has none yet.
    """
    with kit.store.reading() as store:
        return store.scans.recent(kit.current_event(store).id, most, conflicts=conflicts)


def current_event(kit: Kit) -> Event | None:
    """The evening this is about; None when there is none yet."""
    with kit.store.reading() as store:
        try:
            return kit.current_event(store)
        except NoEventError:
            return None
