"""Undoing a scan of a moment ago: what it gives back, and what it leaves."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.actions.claim_phone import claim_phone
from kiosk.actions.look import personal_state, room_now
from kiosk.actions.record_scan import record_scan
from kiosk.actions.undo_scan import UndoRequest, undo_scan
from kiosk.domain.badge import derived_claim_code
from kiosk.domain.errors import NotAdmittedError, UndoRefusedError
from kiosk.domain.language import Language
from kiosk.domain.money import Method, Payment
from kiosk.domain.people import Consent
from kiosk.domain.place import DOOR, Place
from kiosk.domain.scan import UNDO_WINDOW, Direction, Scan, ScanRequest
from kiosk.domain.verdict import Verdict
from tests.bench import Bench

ENTRY = "n-undo-0001"


def undo(bench: Bench, nonce: str = ENTRY) -> Scan:
    return undo_scan(bench.kit, UndoRequest(nonce, bench.door, "mauvaise personne"))


def test_an_undone_entry_makes_nobody_of_whoever_sat_down_after_it(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code, nonce=ENTRY)
    bench.scan(awa.front_code, place=Place(2))

    undo(bench)

    room, state = room_now(bench.kit), personal_state(bench.kit, awa.id)
    assert state is not None
    assert (room.inside, sum(room.tables.values())) == (0, 0)
    assert (state.present, state.table) == (False, None)


def test_an_undone_seat_leaves_the_guest_in_the_room(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    bench.scan(awa.front_code, nonce=ENTRY, place=Place(2))

    undo(bench)

    assert room_now(bench.kit).inside == 1
    assert sum(room_now(bench.kit).tables.values()) == 0


def test_an_undone_entry_leaves_others_where_they_are(bench: Bench) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    for person in (paul, awa):
        bench.scan(person.front_code, nonce=f"n-undo-{person.first_name}")
        bench.scan(person.front_code, place=Place(2))

    undo(bench, "n-undo-Awa")

    assert (room_now(bench.kit).inside, room_now(bench.kit).tables[2]) == (1, 1)


def test_an_undone_entry_followed_by_another_keeps_the_later_one(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code, nonce=ENTRY)
    bench.scan(awa.front_code, direction=Direction.OUT)
    bench.scan(awa.front_code)

    undo(bench)

    room = room_now(bench.kit)
    assert (room.inside, room.entries, room.people_in) == (1, 1, 1)


def test_an_undone_exit_brings_nobody_back_in(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    bench.scan(awa.front_code, nonce=ENTRY, direction=Direction.OUT)

    undo(bench)

    assert room_now(bench.kit).inside == 0
    assert bench.scan(awa.front_code).verdict is Verdict.OK


def test_a_claim_shown_at_an_undone_entry_opens_no_phone_until_they_are_in_again(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code, nonce=ENTRY)
    claim = derived_claim_code(bench.kit.key, ENTRY)

    undone = undo(bench)

    assert not undone.offers_claim
    with pytest.raises(NotAdmittedError):
        claim_phone(bench.kit, claim, Consent(), Language.FR)
    bench.scan(awa.front_code)
    assert claim_phone(bench.kit, claim, Consent(), Language.FR)[0].id == awa.id


def test_a_place_given_back_lets_the_next_guest_in(tmp_path: Path) -> None:
    bench = Bench(tmp_path, event_changes={"capacity": 1})
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    bench.scan(awa.front_code, nonce=ENTRY)
    refused = bench.scan(paul.front_code)

    undo(bench)

    assert refused.verdict is Verdict.FULL
    assert bench.scan(paul.front_code).verdict is Verdict.OK
    bench.store.close()


@pytest.mark.parametrize("payment", [Payment(Method.CASH, 2_000), Payment(Method.FREE, 0, "orateur")])
def test_what_was_paid_with_an_undone_entry_is_due_again(bench: Bench, payment: Payment) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=2_000)
    record_scan(bench.kit, ScanRequest(ENTRY, awa.front_code, DOOR, Direction.IN, bench.door, payment=payment))

    undo(bench)

    refused = bench.scan(awa.front_code)
    assert refused.verdict is Verdict.MUST_PAY
    assert refused.due is not None
    assert refused.due.value == 2_000


def test_undoing_twice_answers_the_same_and_is_told_once(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code, nonce=ENTRY)
    bench.told.clear()

    first, again = undo(bench), undo(bench)

    assert (first.verdict, again.verdict) == (Verdict.ANNULLED, Verdict.ANNULLED)
    assert (first.seq, first.guest) == (again.seq, again.guest)
    assert again.replayed
    assert [fact.attendees for fact in bench.told] == [frozenset({awa.id})]


def test_a_refusal_can_be_undone_and_moves_nobody(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    bench.scan(awa.front_code, nonce=ENTRY)

    assert undo(bench).verdict is Verdict.ANNULLED
    assert room_now(bench.kit).inside == 1


def test_a_quarter_of_an_hour_to_the_second_is_in_time(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code, nonce=ENTRY)
    bench.clock.moment += UNDO_WINDOW

    assert undo(bench).verdict is Verdict.ANNULLED


def test_too_late_says_so_and_changes_nothing(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code, nonce=ENTRY)
    bench.clock.moment += UNDO_WINDOW + timedelta(milliseconds=1)

    with pytest.raises(UndoRefusedError) as refused:
        undo(bench)

    assert refused.value.why == "too_late"
    assert room_now(bench.kit).inside == 1


def test_undoing_again_long_after_still_answers(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code, nonce=ENTRY)
    undo(bench)
    bench.clock.forward(hours=2)

    assert undo(bench).replayed
