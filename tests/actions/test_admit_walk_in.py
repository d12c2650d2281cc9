"""Somebody who is not on the list: registered, paid and inside together, or not at all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from kiosk.actions.admit_walk_in import admit_walk_in
from kiosk.actions.create_event import create_event
from kiosk.actions.find_attendees import find_attendees
from kiosk.actions.look import room_now
from kiosk.actions.undo_scan import UndoRequest, undo_scan
from kiosk.domain.door_rules import DoorRules, Hours
from kiosk.domain.errors import InvalidFieldsError, NonceReusedError, PossibleDoubleError
from kiosk.domain.facts import BadgeScanned
from kiosk.domain.money import Amount, Method, Payment
from kiosk.domain.people import Person, PersonId
from kiosk.domain.question import Question
from kiosk.domain.scan import Direction
from kiosk.domain.verdict import Verdict
from kiosk.domain.walk_in import WalkIn, WalkInRequest
from tests.bench import Bench, Clock, an_event

PRICES = {"Standard": 10_000, "VIP": 20_000}
TABLES = ("person", "attendee", "badge", "claim", "presence", "payment")


def cash(amount: int) -> Payment:
    return Payment(Method.CASH, amount)


@pytest.fixture
def priced(tmp_path: Path) -> Bench:
    return Bench(tmp_path, event_changes={"prices": PRICES, "capacity": 3})


def comes(bench: Bench, name: str, nonce: str = "walk-in-1", phone: str | None = None, **asked: object) -> WalkIn:
    person = Person(PersonId(""), name, phone=phone)
    return admit_walk_in(bench.kit, WalkInRequest(nonce, person, bench.door, **asked))  # type: ignore[arg-type]


def counts(bench: Bench) -> Mapping[str, int]:
    with bench.store.reading() as store:
        run = store.attendees._run
        return {table: run.rows(f"select count(*) as n from {table}")[0]["n"] for table in TABLES}


def test_a_walk_in_is_on_the_list_has_a_badge_and_is_inside(bench: Bench) -> None:
    walk_in = comes(bench, "Awa Ndi")

    (found,) = find_attendees(bench.kit, "awa ndi")
    assert walk_in.scan.verdict is Verdict.OK
    assert walk_in.scan.guest is not None
    assert walk_in.scan.guest.id == found.attendee.id
    assert walk_in.scan.code == found.attendee.front_code
    assert found.inside
    assert walk_in.scan.offers_claim


def test_what_was_paid_is_in_the_takings_and_nothing_is_due(priced: Bench) -> None:
    comes(priced, "Awa Ndi", category="vip", payment=cash(20_000))

    (found,) = find_attendees(priced.kit, "awa")
    room = room_now(priced.kit)
    assert (found.attendee.due, found.attendee.category) == (0, "VIP")
    assert (room.takings, room.people_in, room.inside) == ({"cash": 20_000}, 1, 1)


def test_the_badge_of_a_walk_in_is_a_badge_like_any_other(bench: Bench) -> None:
    walk_in = comes(bench, "Awa Ndi")

    assert bench.scan(walk_in.scan.code).verdict is Verdict.ALREADY_IN
    assert bench.scan(walk_in.scan.code, direction=Direction.OUT).verdict is Verdict.OK


def test_who_has_not_paid_is_told_the_price_and_leaves_no_trace_but_the_refusal(priced: Bench) -> None:
    before = counts(priced)

    walk_in = comes(priced, "Awa Ndi", guests=2)

    assert walk_in.scan.verdict is Verdict.MUST_PAY
    assert walk_in.scan.due == Amount(30_000, "XAF")
    assert (walk_in.scan.guest, walk_in.guests, walk_in.scan.offers_claim) == (None, (), False)
    assert counts(priced) == before
    assert find_attendees(priced.kit, "awa") == []
    assert room_now(priced.kit).seq == walk_in.scan.seq


@pytest.mark.parametrize("amount", [1, 9_999, 10_001, 20_000])
def test_a_wrong_amount_is_refused_and_nothing_is_written(priced: Bench, amount: int) -> None:
    before = counts(priced)

    with pytest.raises(InvalidFieldsError) as refused:
        comes(priced, "Awa Ndi", payment=cash(amount))

    assert refused.value.fields == {"payment": "not_what_is_due"}
    assert counts(priced) == before
    assert comes(priced, "Awa Ndi", payment=cash(10_000)).scan.verdict is Verdict.OK


def test_money_for_a_free_evening_is_refused_and_a_payment_of_nothing_is_none(bench: Bench) -> None:
    with pytest.raises(InvalidFieldsError):
        comes(bench, "Awa Ndi", payment=cash(500))

    assert comes(bench, "Awa Ndi", payment=Payment(Method.FREE, 0)).scan.verdict is Verdict.OK
    assert counts(bench)["payment"] == 0


def test_a_free_entry_needs_to_say_why(priced: Bench) -> None:
    with pytest.raises(InvalidFieldsError):
        comes(priced, "Awa Ndi", payment=Payment(Method.FREE, 0))

    assert comes(priced, "Awa Ndi", payment=Payment(Method.FREE, 0, "Presse")).scan.verdict is Verdict.OK


def test_a_category_the_event_does_not_have_is_refused(priced: Bench) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        comes(priced, "Awa Ndi", category="Étudiant", payment=cash(10_000))

    assert refused.value.fields == {"category": "unknown_category"}


def test_guests_under_one_name_have_a_badge_each_and_are_all_counted(priced: Bench) -> None:
    walk_in = comes(priced, "Awa Ndi", phone="+237677001122", guests=2, payment=cash(30_000))

    scans = (walk_in.scan, *walk_in.guests)
    assert [each.guest.name for each in scans if each.guest] == ["Awa Ndi", "Awa Ndi +1", "Awa Ndi +2"]
    assert len({each.code for each in scans}) == 3
    assert all(each.offers_claim for each in scans)
    room = room_now(priced.kit)
    assert (room.people_in, room.inside, room.takings) == (3, 3, {"cash": 30_000})
    assert [each.attendee.person.name for each in find_attendees(priced.kit, "1122")] == ["Awa Ndi"]


def test_a_full_house_takes_one_more_when_staff_say_why(priced: Bench) -> None:
    comes(priced, "Awa Ndi", guests=2, payment=cash(30_000))

    walk_in = comes(priced, "Paul Eko", "walk-in-2", payment=cash(10_000), force="the speaker")

    assert (walk_in.scan.verdict, walk_in.scan.forced) == (Verdict.OK, True)
    assert (room_now(priced.kit).inside, room_now(priced.kit).takings) == (4, {"cash": 40_000})


def test_who_is_let_in_unpaid_by_force_owes_it_still(priced: Bench) -> None:
    walk_in = comes(priced, "Paul Eko", force="pays later")

    (found,) = find_attendees(priced.kit, "eko")
    assert (walk_in.scan.verdict, walk_in.scan.forced) == (Verdict.OK, True)
    assert (found.inside, found.due) == (True, Amount(10_000, "XAF"))


def test_a_question_of_the_door_is_asked_before_anybody_is_registered(tmp_path: Path) -> None:
    rules = DoorRules(questions=(Question("meal", "Repas ?", "Meal?"),))
    asking = Bench(tmp_path, event_changes={"door": rules})

    asked = comes(asking, "Awa Ndi")
    answered = comes(asking, "Awa Ndi", "walk-in-2", answers={"meal": "Poisson"})

    assert (asked.scan.verdict, [each.key for each in asked.scan.questions]) == (Verdict.QUESTIONS, ["meal"])
    assert answered.scan.verdict is Verdict.OK
    assert len(find_attendees(asking.kit, "awa")) == 1


def test_a_category_that_comes_later_is_told_so_before_its_hour(tmp_path: Path) -> None:
    ends_at = an_event(Clock()).ends_at
    rules = DoorRules(hours=(Hours("VIP", ends_at - timedelta(hours=1), ends_at),))
    bench = Bench(tmp_path, event_changes={"door": rules, "prices": {"Standard": 0, "VIP": 0}})

    assert comes(bench, "Awa Ndi", category="VIP").scan.verdict is Verdict.NOT_NOW
    assert find_attendees(bench.kit, "awa") == []
    assert comes(bench, "Awa Ndi", "walk-in-2").scan.verdict is Verdict.OK


def test_a_party_that_does_not_fit_stays_out_whole(priced: Bench) -> None:
    comes(priced, "Paul Eko", payment=cash(10_000))
    before = counts(priced)

    walk_in = comes(priced, "Awa Ndi", "walk-in-2", guests=2, payment=cash(30_000))

    assert (walk_in.scan.verdict, walk_in.scan.detail) == (Verdict.FULL, "1/3")
    assert counts(priced) == before
    assert comes(priced, "Awa Ndi", "walk-in-3", guests=1, payment=cash(20_000)).scan.verdict is Verdict.OK


@pytest.mark.parametrize("hours", [-2, 4])
def test_who_comes_too_early_or_too_late_is_not_registered(bench: Bench, hours: int) -> None:
    bench.clock.forward(hours=hours)

    walk_in = comes(bench, "Awa Ndi")

    assert (walk_in.scan.verdict, walk_in.scan.guest) == (Verdict.NOT_NOW, None)
    assert counts(bench)["attendee"] == 0


def test_a_retry_gets_its_first_answer_and_adds_nobody(priced: Bench) -> None:
    first = comes(priced, "Awa Ndi", guests=1, payment=cash(20_000))
    after = counts(priced)

    again = comes(priced, "Awa Ndi", guests=1, payment=cash(20_000))

    assert again == WalkIn(first.scan.replay(), tuple(each.replay() for each in first.guests))
    assert counts(priced) == after


def test_a_refusal_is_repeated_word_for_word_even_when_there_is_room_again(priced: Bench) -> None:
    party = comes(priced, "Awa Ndi", guests=2, payment=cash(30_000))
    first = comes(priced, "Paul Eko", "walk-in-2", payment=cash(10_000))
    priced.scan(party.guests[1].code, direction=Direction.OUT)

    assert first.scan.verdict is Verdict.FULL
    assert comes(priced, "Paul Eko", "walk-in-2", payment=cash(10_000)).scan == first.scan.replay()
    assert comes(priced, "Paul Eko", "walk-in-3", payment=cash(10_000)).scan.verdict is Verdict.OK


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Awa Nda"},
        {"phone": "+237677001122"},
        {"guests": 1},
        {"category": "VIP"},
        {"payment": cash(5)},
        {"extra": {"phone": "?"}},
    ],
)
def test_a_nonce_for_anybody_or_anything_else_is_refused(bench: Bench, other: dict[str, object]) -> None:
    comes(bench, "Awa Ndi")

    with pytest.raises(NonceReusedError):
        comes(bench, **{"name": "Awa Ndi", **other})  # type: ignore[arg-type]


def test_the_nonce_of_a_scan_is_no_nonce_of_a_walk_in(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code, nonce="walk-in-1")

    with pytest.raises(NonceReusedError):
        comes(bench, "Paul Eko")


@pytest.mark.parametrize("name", ["Awa Ndi", "ndi awa", "AWA NDI FOKAM", "Mme Awa Ndi", "Awa  Nndi"])
def test_a_like_name_on_the_list_is_asked_about_first(bench: Bench, name: str) -> None:
    (awa,) = bench.invite("Awa Ndi Fokam" if name == "Awa Ndi" else "Awa Ndi")
    before = counts(bench)

    with pytest.raises(PossibleDoubleError) as asked:
        comes(bench, name)

    assert asked.value.attendees == (awa.id,)
    assert counts(bench) == before


def test_the_same_nonce_goes_on_once_staff_said_that_it_is_somebody_else(bench: Bench) -> None:
    bench.invite("Awa Ndi")
    with pytest.raises(PossibleDoubleError):
        comes(bench, "Awa Ndi")

    walk_in = comes(bench, "Awa Ndi", force_new=True)

    assert walk_in.scan.verdict is Verdict.OK
    assert comes(bench, "Awa Ndi", force_new=True).scan.seq == walk_in.scan.seq
    assert len(find_attendees(bench.kit, "awa ndi")) == 2


def test_two_guests_who_share_a_phone_are_two_guests(bench: Bench) -> None:
    comes(bench, "Awa Ndi", phone="+237677001122")

    assert comes(bench, "Paul Eko", "walk-in-2", phone="+237677001122").scan.verdict is Verdict.OK
    assert len(find_attendees(bench.kit, "677001122")) == 2


def test_two_namesakes_with_a_phone_each_are_two_guests(bench: Bench) -> None:
    comes(bench, "Awa Ndi", phone="+237677001122")

    assert comes(bench, "Awa Ndi", "walk-in-2", phone="+237699334455").scan.verdict is Verdict.OK


def test_one_of_the_same_phone_and_a_like_name_is_asked_about(bench: Bench) -> None:
    comes(bench, "Awa Ndi", phone="+237677001122")

    with pytest.raises(PossibleDoubleError):
        comes(bench, "Ndi Awa", "walk-in-2", phone="+237677001122")


def test_one_whom_the_house_knows_from_another_evening_is_the_same_person(bench: Bench) -> None:
    before = comes(bench, "Awa Ndi", phone="+237677001122").scan
    create_event(bench.kit, an_event(bench.clock, "Talk"))

    after = comes(bench, "Ndi Awa", "walk-in-2", phone="+237677001122").scan

    assert before.guest is not None
    assert after.guest is not None
    with bench.store.reading() as store:
        first, second = store.attendees.by_id(before.guest.id), store.attendees.by_id(after.guest.id)
    assert first is not None
    assert second is not None
    assert first.person.id == second.person.id
    assert (first.event, second.event) == ("e_AfterWork", "e_Talk")


def test_an_undone_walk_in_is_outside_and_owes_again(priced: Bench) -> None:
    walk_in = comes(priced, "Awa Ndi", payment=cash(10_000))

    undo_scan(priced.kit, UndoRequest(walk_in.scan.nonce, priced.door, "wrong guest"))

    (found,) = find_attendees(priced.kit, "awa")
    assert (found.inside, found.due) == (False, Amount(10_000, "XAF"))
    assert room_now(priced.kit).takings == {}


def test_every_entry_and_every_refusal_is_announced_once(priced: Bench) -> None:
    priced.told.clear()
    comes(priced, "Awa Ndi", guests=1, payment=cash(20_000))
    comes(priced, "Paul Eko", "walk-in-2")
    comes(priced, "Paul Eko", "walk-in-2")

    verdicts = [each.scan.verdict for each in priced.told if isinstance(each, BadgeScanned)]
    assert verdicts == [Verdict.OK, Verdict.OK, Verdict.MUST_PAY]


def test_no_name_is_kept_of_somebody_who_was_refused(priced: Bench) -> None:
    comes(priced, "Zuzanna Xylo", phone="+237677990011")
    priced.store.close()

    kept = b"".join(each.read_bytes() for each in priced.path.glob("kiosk.db*"))

    assert b"Zuzanna" not in kept
    assert b"677990011" not in kept


@pytest.mark.fault
def test_two_doors_that_add_the_same_person_at_once_add_one(bench: Bench) -> None:
    outcomes: list[object] = []

    def adds(number: int) -> None:
        try:
            outcomes.append(comes(bench, "Awa Ndi", f"walk-in-{number}").scan.verdict)
        except PossibleDoubleError as asked:
            outcomes.append(asked.slug)

    doors = [Thread(target=adds, args=(number,)) for number in range(8)]
    for door in doors:
        door.start()
    for door in doors:
        door.join()

    assert sorted(map(str, outcomes)) == ["ok", *["possible_double"] * 7]
    assert len(find_attendees(bench.kit, "awa ndi")) == 1


@pytest.mark.fault
def test_eight_tries_of_one_walk_in_at_once_add_one_and_take_the_money_once(priced: Bench) -> None:
    answers: list[WalkIn] = []
    tries = [
        Thread(target=lambda: answers.append(comes(priced, "Awa Ndi", guests=1, payment=cash(20_000))))
        for _ in range(8)
    ]
    for each in tries:
        each.start()
    for each in tries:
        each.join()

    assert {replace(each.scan, replayed=True) for each in answers} == {answers[0].scan.replay()}
    assert [each.scan.replayed for each in answers].count(False) == 1
    assert room_now(priced.kit).takings == {"cash": 20_000}
