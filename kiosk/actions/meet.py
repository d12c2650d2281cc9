"""Gestures between two people: I scanned your badge, I met you."""

from kiosk.actions.kit import Kit
from kiosk.actions.ports import Transaction
from kiosk.domain.errors import NotAllowedError, UnknownCodeError
from kiosk.domain.facts import PeopleChanged
from kiosk.domain.people import Attendee
from kiosk.domain.place import Zone
from kiosk.domain.suggestion import Ending
from kiosk.domain.tie import Gesture


def person_behind(kit: Kit, code: str) -> Attendee:
    """Whose badge this is.

    Raises:
        UnknownCodeError: not a badge of the current event, or one that was replaced.
    """
    with kit.store.reading() as store:
        badge = store.codes.badge(code)
        event = kit.current_event(store)
        attendee = store.attendees.by_id(badge.attendee) if badge else None
    if badge is None or attendee is None or badge.replaced_at is not None or badge.event != event.id:
        raise UnknownCodeError
    return attendee


def make_gesture(kit: Kit, by: Attendee, to: Attendee, kind: Gesture) -> bool:
    """Note a gesture; True when from now on, or already, these two have met: each made one towards the other.

    Raises:
        NotAllowedError: towards oneself, or between people of two events.
    """
    if by.id == to.id or by.event != to.event:
        raise NotAllowedError
    with kit.store.writing() as store:
        is_new = note_gesture(kit, store, by, to, kind)
        has_met = bool(store.attendees.gestures(to.id, by.id))
    if is_new:
        kit.announce(PeopleChanged(frozenset({by.id, to.id} if has_met else {by.id}), moves_room=has_met))
    return has_met


def note_gesture(kit: Kit, store: Transaction, by: Attendee, to: Attendee, kind: Gesture) -> bool:
    """The same inside somebody's transaction; when the two have met, their open suggestion is done.

    What one of them does alone leaves the other's page as it is, its version too: they can still answer what they read.
    """
    seat = store.scans.presence(by.id, Zone.TABLE)
    is_new = store.attendees.add_gesture(by, to.id, kind, place=seat.place.name if seat else None, at=kit.now())
    if not is_new:
        return False
    has_met = bool(store.attendees.gestures(to.id, by.id))
    if has_met:
        for suggestion in store.suggestions.open_of(by.id):
            if to.id in suggestion.people:
                store.suggestions.end(suggestion.id, Ending.MET, kit.now())
    store.attendees.touch([by.id, to.id] if has_met else [by.id])
    return True
