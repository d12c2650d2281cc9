"""Sit down at a table, by one's own phone."""

from kiosk.actions.kit import Kit, new_id
from kiosk.actions.record_scan import record_scan
from kiosk.domain.badge import table_of_code
from kiosk.domain.errors import UnknownCodeError
from kiosk.domain.event import Event
from kiosk.domain.people import Attendee
from kiosk.domain.place import Place
from kiosk.domain.scan import Direction, Scan, ScanRequest


def table_behind(kit: Kit, code: str) -> tuple[Event, int, int]:
    """The event, the number of the table a code stands for, and how many sit there.

    Raises:
        UnknownCodeError: not a table of the current event, or not our tag.
    """
    with kit.store.reading() as store:
        event = kit.current_event(store)
        number = table_of_code(kit.key, event.id, code)
        if number is None or not event.has_table(number):
            raise UnknownCodeError
        return event, number, store.events.room(event).tables[number]


def join_table(kit: Kit, attendee: Attendee, code: str) -> Scan:
    """I am at this table; another table is left by it.

    Raises:
        UnknownCodeError: as `table_behind`.
    """
    _, number, _ = table_behind(kit, code)
    nonce = new_id("phone")
    return record_scan(kit, ScanRequest(nonce, attendee.front_code, Place(number), Direction.IN, device=None))
