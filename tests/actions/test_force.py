"""Letting somebody through whatever the rules say: who may, and what is kept of it."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.actions.create_event import create_event
from kiosk.actions.look import room_now
from kiosk.actions.manage_staff import add_staff
from kiosk.actions.undo_scan import UndoRequest, undo_scan
from kiosk.domain.door_rules import DoorRules
from kiosk.domain.errors import InvalidFieldsError, PinNeededError, PinWrongError, TooManyTriesError
from kiosk.domain.money import Method, Payment
from kiosk.domain.people import AttendeeState
from kiosk.domain.place import Place
from kiosk.domain.question import Question
from kiosk.domain.scan import Direction
from kiosk.domain.staff import StaffRole
from kiosk.domain.verdict import Verdict
from tests.bench import Bench, an_event

REASON = "envoyée par Paul"


def kept(bench: Bench, nonce: str) -> dict[str, object]:
    """The row of a scan."""
    with sqlite3.connect(bench.path / "kiosk.db") as house:
        house.row_factory = sqlite3.Row
        row = dict(house.execute("select * from scan where nonce = ?", [nonce]).fetchone())
    house.close()
    return row


def test_force_sent_and_force_needed_are_told_apart(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")

    first = bench.scan(awa.front_code, nonce="n-force-001", force=REASON)
    second = bench.scan(awa.front_code, nonce="n-force-002", force=REASON)

    assert (first.verdict, first.forced) == (Verdict.OK, False)
    assert (second.verdict, second.forced, second.judged) == (Verdict.OK, True, Verdict.ALREADY_IN)
    assert [kept(bench, nonce)["force_reason"] for nonce in ("n-force-001", "n-force-002")] == [REASON, REASON]
    assert [kept(bench, nonce)["forced"] for nonce in ("n-force-001", "n-force-002")] == [0, 1]
    assert kept(bench, "n-force-002")["judged"] == "already_in"


def test_somebody_let_in_twice_is_one_entry_and_one_person(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    bench.scan(awa.front_code, force=REASON)

    room = room_now(bench.kit)

    assert (room.people_in, room.entries, room.inside) == (1, 1, 1)


def test_nobody_unknown_is_ever_forced(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    other = create_event(bench.kit, an_event(bench.clock, "Talk"))

    for code, verdict in (("BBBBBBBBBB", "unknown"), ("torn", "invalid"), (awa.front_code, "wrong_event")):
        scan = bench.scan(code, force=REASON)

        assert (scan.verdict.value, scan.forced) == (verdict, False)
        assert not scan.verdict.may_be_forced
    assert room_now(bench.kit).event.id == other.id
    assert room_now(bench.kit).inside == 0


@pytest.mark.parametrize("refused", ["cancelled", "revoked", "must_pay", "full", "not_now", "questions"])
def test_every_refusal_of_somebody_known_gives_way(tmp_path: Path, refused: str) -> None:
    question = DoorRules(questions=(Question("taxi", "Taxi ?", "Taxi?", required=True),))
    changes: dict[str, dict[str, object]] = {"full": {"capacity": 1}, "questions": {"door": question}}
    bench = Bench(tmp_path, event_changes=changes.get(refused, {}))
    listed: dict[str, dict[str, object]] = {
        "cancelled": {"state": AttendeeState.CANCELLED},
        "must_pay": {"amount": 5_000},
    }
    (awa,) = bench.invite("Awa Ndi", **listed.get(refused, {}))
    if refused == "revoked":
        bench.replace_badge(awa)
    if refused == "full":
        (paul,) = bench.invite("Paul Eko")
        bench.scan(paul.front_code)
    if refused == "not_now":
        bench.clock.forward(hours=4)

    asked = bench.scan(awa.front_code)
    forced = bench.scan(awa.front_code, force=REASON)

    assert (asked.verdict.value, asked.verdict.may_be_forced, asked.needs_pin) == (refused, True, False)
    assert (forced.verdict, forced.forced) == (Verdict.OK, True)
    with bench.store.reading() as store:
        assert store.scans.was_admitted(awa.id)
    bench.store.close()


def test_forcing_what_must_be_paid_leaves_the_amount_due(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000)

    forced = bench.scan(awa.front_code, force=REASON)

    assert forced.due is not None
    assert forced.due.value == 5_000
    with bench.store.reading() as store:
        found = store.attendees.by_id(awa.id)
    assert found is not None
    assert found.due == 5_000
    assert room_now(bench.kit).takings == {}


def test_half_the_money_is_not_taken_by_force_either(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000)

    with pytest.raises(InvalidFieldsError):
        bench.scan(awa.front_code, force=REASON, payment=Payment(Method.CASH, 2_000))
    bench.scan(awa.front_code, force=REASON)
    bench.scan(awa.front_code, force=REASON, payment=Payment(Method.CASH, 5_000))

    assert room_now(bench.kit).takings == {"cash": 5_000}


def test_whom_the_door_let_in_by_force_may_sit_down(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", state=AttendeeState.CANCELLED)
    bench.scan(awa.front_code, force=REASON)

    assert bench.scan(awa.front_code, place=Place(2)).verdict is Verdict.OK


def test_a_guest_to_be_announced_is_announced_when_forced_too(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000, attention="Marie")

    forced = bench.scan(awa.front_code, force=REASON)

    assert (forced.verdict, forced.detail) == (Verdict.OK_ATTENTION, "Marie")


def test_a_forced_guest_gets_a_claim_like_any_other(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", state=AttendeeState.CANCELLED)

    assert bench.scan(awa.front_code, force=REASON).offers_claim


def test_where_a_supervisor_works_their_pin_is_needed(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000)
    chief, pin = add_staff(bench.kit, "Chef", StaffRole.SUPERVISOR)
    _, cashier = add_staff(bench.kit, "Caisse", StaffRole.CASHIER)
    before = room_now(bench.kit).seq

    for typed, refused in ((None, PinNeededError), ("000000", PinWrongError), (cashier, PinNeededError)):
        with pytest.raises(refused):
            bench.scan(awa.front_code, nonce="n-force-001", force=REASON, pin=typed)
    assert room_now(bench.kit).seq == before

    asked = bench.scan(awa.front_code)
    forced = bench.scan(awa.front_code, nonce="n-force-001", force=REASON, pin=pin)

    assert asked.needs_pin
    assert (forced.verdict, forced.forced, forced.staff) == (Verdict.OK, True, chief.id)
    assert kept(bench, "n-force-001")["staff"] == chief.id
    assert pin not in str(kept(bench, "n-force-001"))


def test_a_supervisor_who_stands_there_need_not_type_again(bench: Bench) -> None:
    awa, bea = bench.invite("Awa Ndi", "Bea Fon", amount=5_000)
    chief, _ = add_staff(bench.kit, "Chef", StaffRole.SUPERVISOR)
    cashier, _ = add_staff(bench.kit, "Caisse", StaffRole.CASHIER)

    with pytest.raises(PinNeededError):
        bench.scan(awa.front_code, force=REASON, staff=cashier)

    assert not bench.scan(awa.front_code, staff=chief).needs_pin
    assert bench.scan(awa.front_code, force=REASON, staff=chief).staff == chief.id
    assert bench.scan(bea.front_code, staff=cashier).staff == cashier.id


def test_cashiers_alone_make_no_pin_needed(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000)
    add_staff(bench.kit, "Caisse", StaffRole.CASHIER)

    assert bench.scan(awa.front_code, force=REASON).forced


def test_no_pin_is_asked_for_what_needs_no_force(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    add_staff(bench.kit, "Chef", StaffRole.SUPERVISOR)

    assert bench.scan(awa.front_code, force=REASON).verdict is Verdict.OK


def test_five_wrong_pins_in_a_row_stop_the_next_for_a_while(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000)
    _, pin = add_staff(bench.kit, "Chef", StaffRole.SUPERVISOR)
    wrong = "111111" if pin != "111111" else "222222"

    for _ in range(5):
        with pytest.raises(PinWrongError):
            bench.scan(awa.front_code, force=REASON, pin=wrong)
    with pytest.raises(TooManyTriesError):
        bench.scan(awa.front_code, force=REASON, pin=pin)
    bench.clock.moment += timedelta(minutes=6)

    assert bench.scan(awa.front_code, force=REASON, pin=pin).forced


def test_leaving_needs_no_force_and_is_not_forced(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", state=AttendeeState.CANCELLED)

    assert not bench.scan(awa.front_code, direction=Direction.OUT, force=REASON).forced


def test_an_undone_double_entry_leaves_the_first_one_standing(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    first = bench.scan(awa.front_code)
    bench.scan(awa.front_code, place=Place(2))
    bench.clock.forward(minutes=5)
    bench.scan(awa.front_code, nonce="n-force-001", force=REASON)

    undo_scan(bench.kit, UndoRequest("n-force-001", bench.door, "mauvaise personne"))

    room = room_now(bench.kit)
    assert (room.inside, room.entries, room.tables[2]) == (1, 1, 1)
    again = bench.scan(awa.front_code)
    assert again.first is not None
    assert again.first.at == first.at
