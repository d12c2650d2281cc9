"""The verdicts, in their order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.door_rules import DoorRules, Hours
from kiosk.domain.judge import Case, judge
from kiosk.domain.people import AttendeeId
from kiosk.domain.place import DOOR, Place, Zone
from kiosk.domain.scan import Badge, Direction, Presence
from kiosk.domain.verdict import Verdict
from tests.bench import Clock, an_event

CLOCK = Clock()
EVENT = an_event(CLOCK, capacity=10)
BADGE = Badge("BCDEFGHJKN", AttendeeId("a"), EVENT.id, None)
OPEN = Case(EVENT, DOOR, Direction.IN, CLOCK(), is_code=True, badge=BADGE)
INSIDE = Presence(Zone.VENUE, DOOR, CLOCK(), 1, "Porte 1")

STEPS: list[tuple[Verdict, dict[str, object]]] = [
    (Verdict.INVALID, {"is_code": False}),
    (Verdict.UNKNOWN, {"badge": None}),
    (Verdict.REVOKED, {"badge": replace(BADGE, replaced_at=CLOCK())}),
    (Verdict.WRONG_EVENT, {"badge": replace(BADGE, event="other")}),
    (Verdict.CANCELLED, {"may_enter": False}),
    (Verdict.NOT_ALLOWED_HERE, {"allowed_here": False}),
    (Verdict.NOT_NOW, {"now": EVENT.starts_at - timedelta(seconds=1)}),
    (Verdict.ALREADY_IN, {"inside": INSIDE}),
    (Verdict.MUST_PAY, {"due": 1}),
    (Verdict.QUESTIONS, {"unanswered": True}),
    (Verdict.FULL, {"people_inside": 10}),
    (Verdict.OK_ATTENTION, {"needs_attention": True}),
]


def case(changes: dict[str, object]) -> Case:
    return replace(OPEN, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("verdict", "changes"), STEPS)
def test_each_reason_alone_is_told(verdict: Verdict, changes: dict[str, object]) -> None:
    assert judge(case(changes)) is verdict


def test_nothing_in_the_way_is_ok() -> None:
    assert judge(OPEN) is Verdict.OK


@pytest.mark.parametrize("at", range(len(STEPS) - 1))
def test_an_earlier_reason_hides_all_later_ones(at: int) -> None:
    together: dict[str, object] = {}
    for _, changes in reversed(STEPS[at:]):
        together |= changes

    assert judge(case(together)) is STEPS[at][0]


@pytest.mark.parametrize(("verdict", "changes"), STEPS[4:])
def test_leaving_is_never_refused_to_somebody_of_this_event(verdict: Verdict, changes: dict[str, object]) -> None:
    assert judge(replace(case(changes), direction=Direction.OUT)) is Verdict.OK


def test_a_table_asks_for_entry_first_where_the_event_does() -> None:
    at_table = replace(OPEN, place=Place(3))

    assert judge(at_table) is Verdict.NOT_NOW
    assert judge(replace(at_table, in_venue=True)) is Verdict.OK
    assert judge(replace(at_table, event=replace(EVENT, tables_need_entry=False))) is Verdict.OK


def test_a_table_asks_neither_for_money_nor_for_room() -> None:
    assert judge(replace(OPEN, place=Place(3), in_venue=True, due=5, people_inside=10)) is Verdict.OK


def test_moving_to_another_table_is_no_repetition() -> None:
    seated = replace(OPEN, place=Place(3), in_venue=True, inside=replace(INSIDE, zone=Zone.TABLE, place=Place(2)))

    assert judge(seated) is Verdict.OK
    assert judge(replace(seated, place=Place(2))) is Verdict.ALREADY_IN


def test_the_evening_ends_at_its_end() -> None:
    assert judge(replace(OPEN, now=EVENT.ends_at)) is Verdict.NOT_NOW
    assert judge(replace(OPEN, now=EVENT.starts_at)) is Verdict.OK


def test_a_category_with_hours_of_its_own_keeps_to_them_and_not_to_the_evenings() -> None:
    early = Hours("VIP", EVENT.starts_at - timedelta(hours=1), EVENT.starts_at + timedelta(hours=1))
    vip = replace(OPEN, event=replace(EVENT, door=DoorRules(hours=(early,))), hours=(early,))

    assert judge(replace(vip, now=early.opens_at)) is Verdict.OK
    assert judge(replace(vip, now=early.closes_at)) is Verdict.NOT_NOW
    assert judge(replace(vip, hours=(), now=early.opens_at)) is Verdict.NOT_NOW


def test_hours_are_asked_at_the_door_only() -> None:
    early = Hours("VIP", EVENT.starts_at - timedelta(hours=1), EVENT.starts_at)
    vip = replace(OPEN, hours=(early,), in_venue=True)

    assert judge(replace(vip, place=Place(3))) is Verdict.OK
    assert judge(replace(vip, direction=Direction.OUT)) is Verdict.OK


def test_where_one_entry_is_all_it_is_told_as_such_before_money() -> None:
    assert judge(replace(OPEN, spent=True, due=5)) is Verdict.ALREADY_IN
    assert judge(replace(OPEN, spent=True, direction=Direction.OUT)) is Verdict.OK


def test_whom_the_door_let_in_may_sit_though_cancelled() -> None:
    seated = replace(OPEN, place=Place(3), may_enter=False)

    assert judge(seated) is Verdict.CANCELLED
    assert judge(replace(seated, in_venue=True)) is Verdict.OK


@pytest.mark.parametrize("verdict", list(Verdict))
def test_only_a_refusal_of_somebody_known_may_be_forced(verdict: Verdict) -> None:
    unknown = {Verdict.UNKNOWN, Verdict.INVALID, Verdict.WRONG_EVENT, Verdict.ANNULLED}

    assert verdict.may_be_forced == (verdict not in unknown and not verdict.admits)
