"""What a scan does to the house."""

from datetime import timedelta

import pytest

from kiosk.actions.create_event import create_event
from kiosk.actions.kit import Kit
from kiosk.actions.look import room_now
from kiosk.actions.record_scan import record_scan
from kiosk.actions.sign_in import pair_device
from kiosk.actions.undo_scan import UndoRequest, undo_scan
from kiosk.domain.device import DeviceRole
from kiosk.domain.errors import InvalidFieldsError, NonceReusedError, UndoRefusedError, UnknownNonceError
from kiosk.domain.language import Language
from kiosk.domain.money import Method, Payment
from kiosk.domain.people import AttendeeState
from kiosk.domain.place import DOOR, Place
from kiosk.domain.scan import Direction, ScanRequest
from kiosk.domain.verdict import Verdict
from kiosk.storage.store import Store
from kiosk.wording.verdicts import verdict_sentence
from tests.bench import HOST, Bench, an_event


def test_a_guest_goes_in_once_and_is_told_where_the_second_time(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")

    first = bench.scan(awa.front_code)
    again = bench.scan(awa.front_code)

    assert first.verdict is Verdict.OK
    assert again.verdict is Verdict.ALREADY_IN
    assert again.first is not None
    assert (again.first.place, again.first.device) == ("door", "Porte 1")
    assert room_now(bench.kit).inside == 1


def test_a_retried_scan_gets_its_first_answer_even_after_the_badge_was_replaced(bench: Bench) -> None:
    (ada,) = bench.invite("Ada Fon")
    first = bench.scan(ada.front_code, nonce="n-retry-0001")
    bench.replace_badge(ada)

    again = bench.scan(ada.front_code, nonce="n-retry-0001")

    assert again.replayed
    assert (again.seq, again.verdict, again.guest) == (first.seq, first.verdict, first.guest)
    assert bench.scan(ada.front_code).verdict is Verdict.REVOKED


def test_a_retried_scan_gets_its_first_answer_after_a_restart(bench: Bench) -> None:
    (ada,) = bench.invite("Ada Fon")
    first = bench.scan(ada.front_code, nonce="n-retry-0001")
    reopened = Store(bench.path / "kiosk.db")

    kit = Kit(reopened, bench.kit.key, bench.kit.hosts, now=bench.clock)
    again = record_scan(kit, ScanRequest("n-retry-0001", ada.front_code, DOOR, Direction.IN, bench.door))

    assert again.replayed
    assert again.seq == first.seq
    reopened.close()


@pytest.mark.parametrize("change", ["code", "place", "direction"])
def test_a_nonce_used_for_another_act_is_refused_and_nothing_is_written(bench: Bench, change: str) -> None:
    ada, bea = bench.invite("Ada Fon", "Bea Fon")
    bench.scan(ada.front_code, nonce="n-retry-0001")
    before = room_now(bench.kit)

    with pytest.raises(NonceReusedError):
        bench.scan(
            bea.front_code if change == "code" else ada.front_code,
            nonce="n-retry-0001",
            place=Place(2) if change == "place" else DOOR,
            direction=Direction.OUT if change == "direction" else Direction.IN,
        )

    assert room_now(bench.kit) == before


def test_refusals_are_recorded_too(bench: Bench) -> None:
    assert bench.scan("BBBBBBBBBB").verdict is Verdict.UNKNOWN
    assert bench.scan("torn").verdict is Verdict.INVALID
    assert room_now(bench.kit).seq == 2
    assert room_now(bench.kit).entries == 0


def test_leaving_and_coming_back_keeps_the_count_right(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    for direction in (Direction.IN, Direction.OUT, Direction.IN, Direction.OUT, Direction.IN):
        assert bench.scan(awa.front_code, direction=direction).verdict is Verdict.OK

    room = room_now(bench.kit)

    assert (room.people_in, room.entries, room.inside) == (1, 3, 1)


def test_an_exit_without_entry_is_recorded_and_refers_to_nothing(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")

    left = bench.scan(awa.front_code, direction=Direction.OUT)

    assert left.verdict is Verdict.OK
    assert left.first is None
    assert room_now(bench.kit).inside == 0


def test_the_last_table_wins_and_the_door_clears_it(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    bench.scan(awa.front_code, place=Place(2))
    bench.scan(awa.front_code, place=Place(5))

    assert room_now(bench.kit).tables == {1: 0, 2: 0, 3: 0, 4: 0, 5: 1, 6: 0}

    bench.scan(awa.front_code, direction=Direction.OUT)

    assert sum(room_now(bench.kit).tables.values()) == 0


def test_a_table_the_event_does_not_have_is_a_wrong_field(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")

    with pytest.raises(InvalidFieldsError):
        bench.scan(awa.front_code, place=Place(7))


def test_a_guest_who_owes_pays_and_enters_in_one_act(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=10_000)
    refused = bench.scan(awa.front_code)

    paid = record_scan(
        bench.kit,
        ScanRequest(
            "n-pay-00001", awa.front_code, DOOR, Direction.IN, bench.door, payment=Payment(Method.CASH, 10_000)
        ),
    )

    assert refused.verdict is Verdict.MUST_PAY
    assert refused.due is not None
    assert refused.due.value == 10_000
    assert paid.verdict is Verdict.OK
    assert room_now(bench.kit).takings == {"cash": 10_000}


def test_half_the_money_is_refused_and_nobody_enters(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=10_000)
    half = Payment(Method.CASH, 5_000)

    with pytest.raises(InvalidFieldsError):
        record_scan(bench.kit, ScanRequest("n-half-0001", awa.front_code, DOOR, Direction.IN, bench.door, payment=half))

    assert room_now(bench.kit).inside == 0
    assert room_now(bench.kit).takings == {}


def test_a_full_room_says_how_full(bench: Bench) -> None:
    small = create_event(bench.kit, an_event(bench.clock, "Small", capacity=1))
    bench.event = small
    awa, bea = bench.invite("Awa Ndi", "Bea Fon")
    bench.scan(awa.front_code)

    refused = bench.scan(bea.front_code)

    assert refused.verdict is Verdict.FULL
    assert refused.detail == "1/1"


def test_a_badge_of_another_evening_says_which(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    create_event(bench.kit, an_event(bench.clock, "Talk"))

    refused = bench.scan(awa.front_code)

    assert refused.verdict is Verdict.WRONG_EVENT
    assert refused.detail == "AfterWork"
    assert refused.guest is None


def test_a_cancelled_guest_is_sent_to_the_desk(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", state=AttendeeState.CANCELLED)

    assert bench.scan(awa.front_code).verdict is Verdict.CANCELLED


def test_undoing_gives_back_presence_and_money_and_keeps_the_history(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=2_000)
    cash = Payment(Method.CASH, 2_000)
    record_scan(bench.kit, ScanRequest("n-pay-00001", awa.front_code, DOOR, Direction.IN, bench.door, payment=cash))

    undone = undo_scan(bench.kit, UndoRequest("n-pay-00001", bench.door, "wrong person"))

    room = room_now(bench.kit)
    assert undone.verdict is Verdict.ANNULLED
    assert (room.inside, room.entries, room.takings, room.seq) == (0, 0, {}, 1)
    assert bench.scan(awa.front_code).verdict is Verdict.MUST_PAY
    assert bench.scan(awa.front_code, nonce="n-pay-00001").verdict is Verdict.ANNULLED


def test_only_the_same_device_may_undo_and_only_for_a_quarter_of_an_hour(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    other, _ = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    bench.scan(awa.front_code, nonce="n-undo-0001")

    with pytest.raises(UndoRefusedError):
        undo_scan(bench.kit, UndoRequest("n-undo-0001", other, "wrong person"))
    with pytest.raises(UnknownNonceError):
        undo_scan(bench.kit, UndoRequest("n-undo-0002", bench.door, "wrong person"))
    bench.clock.forward(minutes=15, seconds=1)
    with pytest.raises(UndoRefusedError):
        undo_scan(bench.kit, UndoRequest("n-undo-0001", bench.door, "wrong person"))

    assert room_now(bench.kit).inside == 1


def test_every_scan_is_announced_once_it_is_written(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.told.clear()

    bench.scan(awa.front_code, nonce="n-told-0001")
    bench.scan(awa.front_code, nonce="n-told-0001")

    assert [fact.attendees for fact in bench.told] == [frozenset({awa.id})]


def test_the_doors_open_on_time(bench: Bench) -> None:
    create_event(bench.kit, an_event(bench.clock, "Later", starts_at=bench.clock() + timedelta(hours=1)))
    bench.event = an_event(bench.clock, "Later")
    (awa,) = bench.invite("Awa Ndi")

    assert bench.scan(awa.front_code).verdict is Verdict.NOT_NOW
    bench.clock.forward(hours=1)
    assert bench.scan(awa.front_code).verdict is Verdict.OK


def test_a_private_code_before_the_door_says_to_turn_the_badge_over_and_is_kept_nowhere(bench: Bench) -> None:
    bench.invite("Awa Ndi")
    claim = bench.claims()["Awa Ndi"]

    for text in (f"http://{HOST}/c/{claim}", claim.lower()):
        scan = bench.scan(text)

        assert scan.verdict is Verdict.INVALID
        assert verdict_sentence(scan, Language.EN) == "This is the private code: turn the badge over"
    assert claim.encode() not in (bench.path / "kiosk.db").read_bytes().upper()
    assert claim.encode() not in (bench.path / "kiosk.db-wal").read_bytes().upper()


def test_the_same_private_code_again_under_its_nonce_gets_its_first_answer(bench: Bench) -> None:
    bench.invite("Awa Ndi")
    claim = bench.claims()["Awa Ndi"]

    first, again = (bench.scan(claim, nonce="n-private-1") for _ in range(2))

    assert (again.seq, again.verdict, again.replayed) == (first.seq, first.verdict, True)
