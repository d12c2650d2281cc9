"""One gesture at a reader, and what is recorded of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.domain.device import Device, DeviceId
from kiosk.domain.language import Language
from kiosk.domain.money import Amount, Payment
from kiosk.domain.people import AttendeeId
from kiosk.domain.place import Place, Zone
from kiosk.domain.question import Question
from kiosk.domain.staff import Staff, StaffId
from kiosk.domain.verdict import Verdict

UNDO_WINDOW = timedelta(minutes=15)


class Direction(StrEnum):
    """Coming or going."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """One gesture at a reader. `nonce` names the gesture: every retry of it carries the same.

    `at` and `sent_at` are by the device's clock: when it happened, and when this request left. `force` is the reason
    for letting the guest through whatever the rules say. `queued` scans were made without us; `shown` is what the
    device then told the person at the door. `staff` is who stands at the device, where that is known; `pin` is typed
    by whoever answers for the force.
    """

    nonce: str
    raw: str
    place: Place
    direction: Direction
    device: Device | None
    at: datetime | None = None
    queued: bool = False
    payment: Payment | None = None
    sent_at: datetime | None = None
    shown: Verdict | None = None
    force: str | None = None
    pin: str | None = None
    staff: Staff | None = None
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        """Whether a door that was alone has already acted, so that all there is left is to record it."""
        return self.queued and self.shown is not None

    def age(self, now: datetime) -> timedelta:
        """How long ago a queued scan was made: by the device's own clock, so it may be hours off; never negative.

        A device that does not say when it sent this is believed to have our time.
        """
        if not self.queued or self.at is None:
            return timedelta(0)
        return max(timedelta(0), (self.sent_at or now) - self.at)


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody is in a zone since a scan."""

    zone: Zone
    place: Place
    since: datetime
    scan: int
    device_name: str | None


@dataclass(frozen=True, slots=True)
class Badge:
    """A front code the house gave out. `replaced_at` is set once another one took its place."""

    code: str
    attendee: AttendeeId
    event: str
    replaced_at: datetime | None


@dataclass(frozen=True, slots=True)
class Guest:
    """What the door shows of the person a code belongs to, as it was when scanned."""

    id: AttendeeId
    name: str
    company: str | None
    category: str | None
    language: Language


@dataclass(frozen=True, slots=True)
class First:
    """The earlier scan that a verdict refers to."""

    at: datetime
    place: str
    device: str | None


@dataclass(frozen=True, slots=True)
class Scan:
    """One recorded gesture and its answer. `seq` orders everything; `at` is when it happened, by the server's clock.

    It reached the server at `received_at`, which is later for one that was queued. `staff` answers for it.

    `judged` is what the rules said. `verdict` differs from it when the guest was let through by force, or when a door
    that was alone did something else: then `conflict` says what. `detail` is the one fact a sentence may need more.
    """

    seq: int
    nonce: str
    code: str
    place: Place
    direction: Direction
    verdict: Verdict
    at: datetime
    device: str | None
    guest: Guest | None = None
    due: Amount | None = None
    first: First | None = None
    detail: str | None = None
    offers_claim: bool = False
    replayed: bool = False
    judged: Verdict | None = None
    forced: bool = False
    needs_pin: bool = False
    conflict: str | None = None
    questions: tuple[Question, ...] = ()
    received_at: datetime | None = None
    staff: StaffId | None = None

    def replay(self) -> "Scan":
        """The first answer again, word for word."""
        return replace(self, replayed=True)

    def is_gesture(self, code: str, place: Place, direction: Direction) -> bool:
        """Whether a nonce came back for the same act."""
        return (self.code, self.place, self.direction) == (code, place, direction)


@dataclass(frozen=True, slots=True)
class Undoing:
    """Who takes a scan back, from where, why, and whether the guest's money stays here."""

    device: DeviceId
    reason: str
    at: datetime
    staff: StaffId | None = None
    keeps_payment: bool = False


Moves = Mapping[tuple[Direction, Zone], datetime]
"""When somebody was last seen to come and to go, by zone."""

_OVERTAKES: Mapping[tuple[Direction, Zone], tuple[tuple[Direction, Zone], ...]] = {
    (Direction.IN, Zone.VENUE): ((Direction.OUT, Zone.VENUE),),
    (Direction.IN, Zone.TABLE): ((Direction.OUT, Zone.VENUE), (Direction.OUT, Zone.TABLE)),
    (Direction.OUT, Zone.VENUE): ((Direction.IN, Zone.VENUE), (Direction.IN, Zone.TABLE)),
    (Direction.OUT, Zone.TABLE): ((Direction.IN, Zone.TABLE),),
}


def is_overtaken(scan: Scan, moves: Moves) -> bool:
    """Whether a scan that arrives late tells of a state that has ended meanwhile, so that it moves nobody any more."""
    later = _OVERTAKES[scan.direction, scan.place.zone]
    return any(moves.get(each, scan.at) > scan.at for each in later)
