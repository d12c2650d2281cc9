"""The door: what was scanned, and what the person at the door is told.

Rules of this file: `judge` is the only place that decides a verdict, it is pure, and the order of its checks is the
order in which a guest can be helped best: an earlier reason hides a later one. Verdict values are stored and public, so
never renamed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.domain.device import Device
from kiosk.domain.event import Event
from kiosk.domain.language import Language
from kiosk.domain.money import Amount, Payment
from kiosk.domain.people import AttendeeId
from kiosk.domain.place import Place, Zone
from kiosk.domain.staff import Staff

UNDO_WINDOW = timedelta(minutes=15)


class Verdict(StrEnum):
    """What the person at the door is told."""

    OK = "ok"
    OK_ATTENTION = "ok_attention"
    ALREADY_IN = "already_in"
    MUST_PAY = "must_pay"
    QUESTIONS = "questions"
    FULL = "full"
    NOT_NOW = "not_now"
    NOT_ALLOWED_HERE = "not_allowed_here"
    WRONG_EVENT = "wrong_event"
    REVOKED = "revoked"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    INVALID = "invalid"
    ANNULLED = "annulled"

    @property
    def admits(self) -> bool:
        """Whether the guest goes through."""
        return self in {Verdict.OK, Verdict.OK_ATTENTION}


class Direction(StrEnum):
    """Coming or going."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """One gesture at a reader. `nonce` names the gesture: every retry of it carries the same."""

    nonce: str
    raw: str
    place: Place
    direction: Direction
    device: Device | None
    at: datetime | None = None
    queued: bool = False
    payment: Payment | None = None
    staff: Staff | None = None


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
    """One recorded gesture and its answer. `seq` orders everything.

    `detail` is the one fact a sentence may need more.
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

    def replay(self) -> "Scan":
        """The first answer again, word for word."""
        return replace(self, replayed=True)

    def is_gesture(self, code: str, place: Place, direction: Direction) -> bool:
        """Whether a nonce came back for the same act."""
        return (self.code, self.place, self.direction) == (code, place, direction)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the rules look at for one scan; what an event does not use keeps its default."""

    event: Event
    place: Place
    direction: Direction
    now: datetime
    is_code: bool
    badge: Badge | None = None
    may_enter: bool = True
    allowed_here: bool = True
    inside: Presence | None = None
    in_venue: bool = False
    due: int = 0
    unanswered: bool = False
    people_inside: int = 0
    needs_attention: bool = False


def judge(case: Case) -> Verdict:
    """Decide what a scan means: the first rule that speaks, in the fixed order.

    Leaving is never refused to somebody of this event: whoever the door keeps in still counts as inside.
    """
    rules = _WHO_IS_IT if case.direction is Direction.OUT else (*_WHO_IS_IT, *_MAY_THEY_BE_HERE)
    if case.direction is Direction.IN and case.place.zone is Zone.VENUE:
        rules = (*rules, *_MAY_THEY_ENTER)
    spoken = (verdict for rule in rules if (verdict := rule(case)) is not None)
    return next(spoken, Verdict.OK_ATTENTION if _greets(case) else Verdict.OK)


def _greets(case: Case) -> bool:
    return case.needs_attention and case.direction is Direction.IN and case.place.zone is Zone.VENUE


def _code(case: Case) -> Verdict | None:
    if not case.is_code:
        return Verdict.INVALID
    return Verdict.UNKNOWN if case.badge is None else None


def _replaced(case: Case) -> Verdict | None:
    is_replaced = case.badge is not None and case.badge.replaced_at is not None
    return Verdict.REVOKED if is_replaced and case.direction is Direction.IN else None


def _other_event(case: Case) -> Verdict | None:
    return Verdict.WRONG_EVENT if case.badge is not None and case.badge.event != case.event.id else None


def _cancelled(case: Case) -> Verdict | None:
    return None if case.may_enter else Verdict.CANCELLED


def _reserved(case: Case) -> Verdict | None:
    return None if case.allowed_here else Verdict.NOT_ALLOWED_HERE


def _hours(case: Case) -> Verdict | None:
    is_open = case.event.starts_at <= case.now < case.event.ends_at
    missing_entry = case.place.zone is Zone.TABLE and case.event.tables_need_entry and not case.in_venue
    return None if is_open and not missing_entry else Verdict.NOT_NOW


def _already(case: Case) -> Verdict | None:
    return Verdict.ALREADY_IN if case.inside is not None and case.inside.place == case.place else None


def _unpaid(case: Case) -> Verdict | None:
    return Verdict.MUST_PAY if case.due > 0 else None


def _questions(case: Case) -> Verdict | None:
    return Verdict.QUESTIONS if case.unanswered else None


def _room(case: Case) -> Verdict | None:
    capacity = case.event.capacity
    return Verdict.FULL if capacity is not None and case.people_inside >= capacity else None


_Rule = Callable[[Case], Verdict | None]
_WHO_IS_IT: tuple[_Rule, ...] = (_code, _replaced, _other_event)
_MAY_THEY_BE_HERE: tuple[_Rule, ...] = (_cancelled, _reserved, _hours, _already)
_MAY_THEY_ENTER: tuple[_Rule, ...] = (_unpaid, _questions, _room)
