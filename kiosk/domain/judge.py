"""The rules of the door.

Rules of this file: `judge` is the only place that decides a verdict, it is pure, and the order of its checks is the
order in which a guest can be helped best: an earlier reason hides a later one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.door_rules import Hours
from kiosk.domain.event import Event
from kiosk.domain.place import Place, Zone
from kiosk.domain.scan import Badge, Direction, Presence
from kiosk.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the rules look at for one scan; what an event does not use keeps its default.

    `hours` are those of the guest's category, where it has its own. `spent` says that this guest has been in and out,
    and that one entry is all there is.
    """

    event: Event
    place: Place
    direction: Direction
    now: datetime
    is_code: bool
    badge: Badge | None = None
    may_enter: bool = True
    allowed_here: bool = True
    hours: tuple[Hours, ...] = ()
    inside: Presence | None = None
    in_venue: bool = False
    spent: bool = False
    due: int = 0
    unanswered: bool = False
    people_inside: int = 0
    needs_attention: bool = False

    @property
    def is_entry(self) -> bool:
        """Whether somebody wants to come in at the door."""
        return self.direction is Direction.IN and self.place.zone is Zone.VENUE

    @property
    def opens_at(self) -> datetime | None:
        """When the door will open to this guest; None when it has already."""
        opening = [each.opens_at for each in self.hours] or [self.event.starts_at]
        return min((each for each in opening if each > self.now), default=None)


def judge(case: Case) -> Verdict:
    """Decide what a scan means: the first rule that speaks, in the fixed order.

    Leaving is never refused to somebody of this event: whoever the door keeps in still counts as inside.
    """
    rules = _WHO_IS_IT if case.direction is Direction.OUT else (*_WHO_IS_IT, *_MAY_THEY_BE_HERE)
    if case.is_entry:
        rules = (*rules, *_MAY_THEY_ENTER)
    spoken = (verdict for rule in rules if (verdict := rule(case)) is not None)
    return next(spoken, welcome(case))


def welcome(case: Case) -> Verdict:
    """How somebody is let through: at the door, some are to be announced."""
    return Verdict.OK_ATTENTION if case.needs_attention and case.is_entry else Verdict.OK


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
    """Whoever the door let in all the same may sit down, too."""
    is_seated = case.place.zone is Zone.TABLE and case.in_venue
    return None if case.may_enter or is_seated else Verdict.CANCELLED


def _reserved(case: Case) -> Verdict | None:
    return None if case.allowed_here else Verdict.NOT_ALLOWED_HERE


def _hours(case: Case) -> Verdict | None:
    if not case.is_entry:
        is_open = case.event.opens_at <= case.now < case.event.closes_at
        missing_entry = case.event.tables_need_entry and not case.in_venue
        return None if is_open and not missing_entry else Verdict.NOT_NOW
    whole = Hours("", case.event.starts_at, case.event.ends_at)
    is_open = any(each.contain(case.now) for each in case.hours or (whole,))
    return None if is_open else Verdict.NOT_NOW


def _already(case: Case) -> Verdict | None:
    is_there = case.inside is not None and case.inside.place == case.place
    return Verdict.ALREADY_IN if is_there or (case.is_entry and case.spent) else None


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
