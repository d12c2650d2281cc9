"""Weigh a scan: gather what the rules look at, and say what they answer. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.actions.ports import Transaction
from kiosk.domain.badge import Reading
from kiosk.domain.door_rules import Reentry
from kiosk.domain.event import Event
from kiosk.domain.judge import Case, judge
from kiosk.domain.people import Attendee
from kiosk.domain.place import Zone
from kiosk.domain.question import Question
from kiosk.domain.scan import Direction, First, Presence, ScanRequest
from kiosk.domain.verdict import Verdict

PRIVATE = "(private)"
"""What is kept of a claim code that was shown at a door."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A case, what the rules say to it, and the facts that go with the answer.

    `open_questions` are still to be asked; `answers` are those given now that can be kept.
    """

    case: Case
    judged: Verdict
    attendee: Attendee | None
    first: First | None
    detail: str | None
    open_questions: tuple[Question, ...] = ()
    answers: Mapping[str, str] | None = None


def weigh_scan(store: Transaction, event: Event, asked: ScanRequest, reading: Reading, now: datetime) -> Weighed:
    """Judge one scan of this event as of `now`, without recording anything."""
    badge = store.codes.badge(reading.code) if reading.code else None
    attendee = store.attendees.by_id(badge.attendee) if badge else None
    is_ours = attendee is not None and attendee.event == event.id
    guest = attendee if is_ours else None
    here = store.scans.presences(guest.id) if guest else {}
    entered = _spent_entry(store, event, guest, asked, here.get(Zone.VENUE))
    asking, answers = _asked_at_the_door(store, event, guest, asked)
    categories = event.categories_of(guest.category) if guest else ()
    case = Case(
        event=event,
        place=asked.place,
        direction=asked.direction,
        now=now,
        is_code=reading.code is not None,
        badge=badge,
        may_enter=guest is None or guest.state.may_enter,
        allowed_here=guest is None or event.door.allow(categories, asked.place),
        hours=event.door.hours_of(categories),
        inside=here.get(asked.place.zone),
        in_venue=Zone.VENUE in here,
        spent=entered is not None,
        due=_due(guest, asked),
        unanswered=bool(asking),
        people_inside=store.scans.people_inside(event.id) if event.capacity is not None else 0,
        needs_attention=guest is not None and guest.attention is not None,
    )
    judged = judge(case)
    first = _first_of(case, judged, entered)
    return Weighed(case, judged, attendee, first, _detail(store, judged, case, attendee, asked), asking, answers)


def _due(guest: Attendee | None, asked: ScanRequest) -> int:
    """What is left to pay once the payment that comes with the scan has been taken."""
    if guest is None or (asked.payment is not None and asked.payment.settles(guest.due)):
        return 0
    return guest.due


def _spent_entry(
    store: Transaction, event: Event, guest: Attendee | None, asked: ScanRequest, inside: Presence | None
) -> Presence | None:
    """The entry of somebody who has left since, where one entry is all there is."""
    may_be_spent = event.door.reentry is Reentry.ONCE and asked.direction is Direction.IN and inside is None
    if guest is None or not may_be_spent or asked.place.zone is not Zone.VENUE:
        return None
    last = store.scans.last_move(guest.id)
    came = store.scans.last_move(guest.id, Direction.IN) if last and last[0] is Direction.OUT else None
    return came[1] if came else None


def _asked_at_the_door(
    store: Transaction, event: Event, guest: Attendee | None, asked: ScanRequest
) -> tuple[tuple[Question, ...], Mapping[str, str]]:
    """Which questions are still open, and the answers that came with this scan and can be meant."""
    at_the_door = asked.direction is Direction.IN and asked.place.zone is Zone.VENUE
    if guest is None or not event.door.questions or not at_the_door:
        return (), {}
    known = store.scans.answers(guest.id)
    read = {each.key: each.read(asked.answers[each.key]) for each in event.door.questions if each.key in asked.answers}
    given = {key: answer for key, answer in read.items() if answer is not None}
    return tuple(each for each in event.door.questions if each.key not in {**known, **given}), given


def _first_of(case: Case, judged: Verdict, entered: Presence | None) -> First | None:
    refers_back = judged is Verdict.ALREADY_IN or case.direction is Direction.OUT
    there = case.inside or entered
    return First(there.since, there.place.name, there.device_name) if there and refers_back else None


def _detail(
    store: Transaction, judged: Verdict, case: Case, attendee: Attendee | None, asked: ScanRequest
) -> str | None:
    """The one fact the sentence needs beside the name: which event, when, how many, whom to tell."""
    if judged is Verdict.WRONG_EVENT and attendee is not None:
        other = store.events.by_id(attendee.event)
        return other.name if other else None
    if judged is Verdict.INVALID:
        return PRIVATE if asked.raw == PRIVATE else None
    if judged is Verdict.NOT_NOW and case.is_entry:
        return case.opens_at.isoformat() if case.opens_at else None
    return _detail_of_ours(judged, case, attendee)


def _detail_of_ours(judged: Verdict, case: Case, attendee: Attendee | None) -> str | None:
    badge = case.badge
    if judged is Verdict.REVOKED and badge is not None and badge.replaced_at is not None:
        return badge.replaced_at.isoformat()
    if judged is Verdict.FULL:
        return f"{case.people_inside}/{case.event.capacity}"
    if judged is Verdict.ALREADY_IN and case.spent:
        return "left"
    return attendee.attention if judged is Verdict.OK_ATTENTION and attendee is not None else None
