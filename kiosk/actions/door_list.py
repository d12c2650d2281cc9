"""The door on paper: the list to print before opening, and its ticks typed in afterwards."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from kiosk.actions.kit import Kit
from kiosk.actions.record_scan import record_scan
from kiosk.domain.device import Device
from kiosk.domain.door_list import DoorLine, by_name, short_codes
from kiosk.domain.errors import InvalidFieldsError
from kiosk.domain.event import Event
from kiosk.domain.money import Payment
from kiosk.domain.people import Attendee
from kiosk.domain.place import DOOR, Zone
from kiosk.domain.scan import Direction, Scan, ScanRequest
from kiosk.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Tick:
    """One line ticked on paper: whose, when as it was written, and what was paid."""

    short: str
    at: datetime
    payment: Payment | None = None


def door_list(kit: Kit) -> tuple[Event, list[DoorLine]]:
    """Everybody who may enter, by name, with the short code of each.

    Raises:
        NoEventError: the house has no open event.
    """
    with kit.store.reading() as store:
        event = kit.current_event(store)
        guests = [each for each in store.attendees.of_event(event.id) if each.state.may_enter]
        inside = {each.id for each in guests if store.scans.presence(each.id, Zone.VENUE) is not None}
    short = short_codes(each.front_code for each in guests)
    lines = [_line(each, short[each.front_code], is_inside=each.id in inside) for each in guests]
    return event, sorted(lines, key=by_name)


def enter_tick(kit: Kit, tick: Tick, *, device: Device) -> Scan:
    """Record a tick as the entry it was, at its written time; the same tick again changes nothing.

    With another payment it is not the same: its money is taken, and what does not fit is marked.

    What the server would have said otherwise is marked beside it: the guest is in, whatever it says.

    Raises:
        InvalidFieldsError: no guest, or more than one, has a code that begins like this; or the time lies ahead.
        NoEventError: the house has no open event.
    """
    if tick.at > kit.now():
        raise InvalidFieldsError({"time": "ahead"})
    code = _whole_code(kit, tick.short)
    asked = ScanRequest(
        nonce=_nonce(code, tick),
        raw=code,
        place=DOOR,
        direction=Direction.IN,
        device=device,
        at=tick.at,
        queued=True,
        payment=tick.payment,
        shown=Verdict.OK,
    )
    return record_scan(kit, asked)


def _whole_code(kit: Kit, short: str) -> str:
    letters = "".join(short.split()).upper()
    with kit.store.reading() as store:
        people = store.attendees.of_event(kit.current_event(store).id)
    found = [each.front_code for each in people if each.front_code.startswith(letters)] if letters else []
    if len(found) != 1:
        raise InvalidFieldsError({"code": "several" if found else "nobody"})
    return found[0]


def _nonce(code: str, tick: Tick) -> str:
    """The same for the same line at the same minute with the same payment: a tick that is typed twice is one.

    Money that was forgotten the first time is no repetition. The beginning marks paper.
    """
    paid = f"{tick.payment.method} {tick.payment.amount}" if tick.payment else ""
    written = f"{code} {tick.at.isoformat(timespec='minutes')} {paid}".rstrip()
    return f"paper-{hashlib.sha256(written.encode()).hexdigest()[:32]}"


def _line(attendee: Attendee, short: str, *, is_inside: bool) -> DoorLine:
    person = attendee.person
    name = f"{person.family} {person.given}" if person.family and person.given else person.name
    return DoorLine(short, name, person.company, attendee.category, attendee.due, is_inside)
