"""Who may undo what, what becomes of the money, and what is kept of it all."""

import logging
import sqlite3
from datetime import timedelta

import pytest

from kiosk.actions.create_event import create_event
from kiosk.actions.look import personal_state, room_now
from kiosk.actions.manage_staff import add_staff
from kiosk.actions.refresh_suggestions import Company, Proposal, refresh_suggestions
from kiosk.actions.sign_in import pair_device
from kiosk.actions.undo_scan import UndoRequest, undo_scan
from kiosk.domain.device import Device, DeviceRole
from kiosk.domain.errors import PinNeededError, PinWrongError, UndoRefusedError, UnknownNonceError
from kiosk.domain.money import Method, Payment
from kiosk.domain.people import Consent
from kiosk.domain.scan import Scan
from kiosk.domain.staff import StaffRole
from kiosk.domain.suggestion import Reason
from kiosk.domain.verdict import Verdict
from tests.bench import Bench, an_event

ENTRY = "n-undo-0001"
CASH = Payment(Method.CASH, 2_000)


@pytest.fixture
def other(bench: Bench) -> Device:
    return pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)[0]


def undo(bench: Bench, **asked: object) -> Scan:
    whole = {"nonce": ENTRY, "device": bench.door, "reason": "mauvaise personne", **asked}
    return undo_scan(bench.kit, UndoRequest(**whole))  # type: ignore[arg-type]


def annulment(bench: Bench) -> dict[str, object]:
    house = sqlite3.connect(bench.path / "kiosk.db")
    house.row_factory = sqlite3.Row
    found = dict(
        house.execute("select n.*, s.raw, s.verdict from annulment n join scan s on s.seq = n.scan").fetchone()
    )
    house.close()
    return found


def test_money_kept_lets_the_guest_in_again_without_paying(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=2_000)
    bench.scan(awa.front_code, nonce=ENTRY, payment=CASH)

    undo(bench, keeps_payment=True)

    room = room_now(bench.kit)
    assert (room.inside, room.entries, room.takings) == (0, 0, {"cash": 2_000})
    assert bench.scan(awa.front_code).verdict is Verdict.OK
    assert annulment(bench)["kept_payment"] == 1


def test_what_was_undone_is_kept_with_its_raw_code_and_why(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    raw = f"http://192.168.50.1/b/{awa.front_code.lower()}"
    bench.scan(raw, nonce=ENTRY)

    undo(bench)

    kept = annulment(bench)
    assert (kept["raw"], kept["verdict"]) == (raw, "ok")
    assert (kept["reason"], kept["device"], kept["staff"]) == ("mauvaise personne", bench.door.id, None)


def test_without_supervisors_only_the_same_device_may_and_only_soon(bench: Bench, other: Device) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code, nonce=ENTRY)

    for device, wait, why in ((other, 0, "another_device"), (bench.door, 16, "too_late")):
        bench.clock.forward(minutes=wait)
        with pytest.raises(UndoRefusedError) as refused:
            undo(bench, device=device, pin="123456")
        assert refused.value.why == why
    assert room_now(bench.kit).inside == 1


def test_a_supervisor_may_from_another_device_and_later(bench: Bench, other: Device) -> None:
    awa, bea = bench.invite("Awa Ndi", "Bea Fon")
    chief, pin = add_staff(bench.kit, "Chef", StaffRole.SUPERVISOR)
    bench.scan(awa.front_code, nonce=ENTRY)
    bench.scan(bea.front_code, nonce="n-undo-0002")

    with pytest.raises(PinNeededError):
        undo(bench, device=other)
    with pytest.raises(PinWrongError):
        undo(bench, device=other, pin="000000" if pin != "000000" else "111111")
    undo(bench, device=other, pin=pin)
    bench.clock.forward(minutes=90)
    undo(bench, nonce="n-undo-0002", staff=chief)

    assert room_now(bench.kit).inside == 0
    assert annulment(bench)["staff"] == chief.id


def test_a_cashier_is_no_supervisor(bench: Bench, other: Device) -> None:
    (awa,) = bench.invite("Awa Ndi")
    add_staff(bench.kit, "Chef", StaffRole.SUPERVISOR)
    _, pin = add_staff(bench.kit, "Caisse", StaffRole.CASHIER)
    bench.scan(awa.front_code, nonce=ENTRY)

    with pytest.raises(PinNeededError):
        undo(bench, device=other, pin=pin)


def test_nobody_undoes_a_scan_of_yesterdays_event(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    _, pin = add_staff(bench.kit, "Chef", StaffRole.SUPERVISOR)
    bench.scan(awa.front_code, nonce=ENTRY)
    create_event(bench.kit, an_event(bench.clock, "Demain"))

    with pytest.raises(UndoRefusedError) as refused:
        undo(bench, pin=pin)

    assert refused.value.why == "another_event"


def test_a_nonce_that_never_was_is_not_found(bench: Bench) -> None:
    with pytest.raises(UnknownNonceError):
        undo(bench)


def test_a_late_try_is_logged_without_names_or_codes(
    bench: Bench, other: Device, caplog: pytest.LogCaptureFixture
) -> None:
    (awa,) = bench.invite("Awa Ndi")
    scan = bench.scan(awa.front_code, nonce=ENTRY)
    bench.clock.forward(minutes=16)

    with caplog.at_level(logging.WARNING), pytest.raises(UndoRefusedError):
        undo(bench)

    assert caplog.messages == [f"undo of scan {scan.seq} from device {bench.door.id}: too_late"]
    assert awa.front_code not in caplog.text


def test_what_a_dark_door_did_can_be_undone_for_a_while_after_it_arrived(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.dark_scan(awa.front_code, ago=timedelta(minutes=25), nonce=ENTRY)
    bench.clock.forward(minutes=10)

    assert undo(bench).verdict is Verdict.ANNULLED
    assert room_now(bench.kit).inside == 0


def test_a_clock_that_jumped_back_refuses_no_undo(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code, nonce=ENTRY)
    bench.clock.forward(hours=-2)

    assert undo(bench).verdict is Verdict.ANNULLED


def test_suggestions_of_somebody_who_never_came_in_stop(bench: Bench) -> None:
    people = bench.invite("Awa Ndi", "Bea Fon")
    for number, person in enumerate(people):
        bench.scan(person.front_code, nonce=f"n-undo-000{number + 1}")
        with bench.store.writing() as store:
            store.attendees.claim(person.id, Consent(matching=True), bench.clock())

    def engine(company: Company) -> list[Proposal]:
        pair = frozenset(each.id for each in company.people)
        return [Proposal(pair, 0.5, (Reason("same_trade"),))] if len(pair) == 2 else []

    refresh_suggestions(bench.kit, engine, before_writing=lambda: None)
    shown = personal_state(bench.kit, people[1].id)
    undo(bench)
    undone = personal_state(bench.kit, people[0].id)
    refresh_suggestions(bench.kit, engine, before_writing=lambda: None)
    left = personal_state(bench.kit, people[1].id)

    assert shown is not None
    assert shown.card is not None
    assert undone is not None
    assert undone.card is None
    assert left is not None
    assert left.card is None
    with bench.store.reading() as store:
        assert store.suggestions.open_in(bench.event.id) == []


def test_a_pin_that_is_typed_is_checked_though_none_is_needed(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    cashier, pin = add_staff(bench.kit, "Caisse", StaffRole.CASHIER)
    bench.scan(awa.front_code, nonce=ENTRY)

    with pytest.raises(PinWrongError):
        undo(bench, pin="000000" if pin != "000000" else "111111")
    undo(bench, pin=pin)

    assert annulment(bench)["staff"] == cashier.id
