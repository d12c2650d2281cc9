"""Scans that a door made alone and sends later: recorded as they were, the list's other opinion beside them."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.actions.look import room_now
from kiosk.actions.sign_in import pair_device
from kiosk.domain.device import DeviceRole
from kiosk.domain.money import Method, Payment
from kiosk.domain.place import Place
from kiosk.domain.scan import Direction
from kiosk.domain.verdict import Verdict
from tests.bench import Bench

TEN = timedelta(minutes=10)
CASH = Payment(Method.CASH, 5_000)


def row(bench: Bench, nonce: str) -> dict[str, object]:
    house = sqlite3.connect(bench.path / "kiosk.db")
    house.row_factory = sqlite3.Row
    found = dict(house.execute("select * from scan where nonce = ?", [nonce]).fetchone())
    house.close()
    return found


def test_what_the_door_did_is_recorded_with_its_own_time_and_ours(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")

    scan = bench.dark_scan(awa.front_code, ago=TEN, nonce="n-dark-0001")

    kept = row(bench, "n-dark-0001")
    assert (scan.verdict, scan.conflict, scan.at) == (Verdict.OK, None, bench.clock() - TEN)
    assert scan.received_at == bench.clock()
    assert (kept["shown"], kept["queued"], kept["clock_gap"]) == ("ok", 1, 0)
    assert room_now(bench.kit).inside == 1


@pytest.mark.parametrize("off", [timedelta(hours=-3), timedelta(hours=3), timedelta(days=1700)])
def test_a_clock_that_is_wrong_moves_nothing(bench: Bench, off: timedelta) -> None:
    (awa,) = bench.invite("Awa Ndi")
    theirs = bench.clock() + off

    scan = bench.scan(
        awa.front_code, nonce="n-dark-0001", queued=True, shown=Verdict.OK, at=theirs - TEN, sent_at=theirs
    )

    assert (scan.verdict, scan.conflict, scan.at) == (Verdict.OK, None, bench.clock() - TEN)
    assert row(bench, "n-dark-0001")["clock_gap"] == off.total_seconds() * 1000
    assert row(bench, "n-dark-0001")["device_at"] == round((theirs - TEN).timestamp() * 1000)


@pytest.mark.parametrize("at", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
@pytest.mark.parametrize("sent_at", [None, datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_no_clock_is_too_wrong_to_be_recorded(bench: Bench, at: datetime, sent_at: datetime | None) -> None:
    (awa,) = bench.invite("Awa Ndi")

    scan = bench.scan(awa.front_code, queued=True, shown=Verdict.OK, at=at, sent_at=sent_at)

    assert (scan.verdict, scan.conflict) == (Verdict.OK, None)
    assert bench.event.starts_at <= scan.at <= bench.clock()


def test_a_device_that_does_not_say_when_it_sends_is_believed_within_the_evening(bench: Bench) -> None:
    awa, bea, eve = bench.invite("Awa Ndi", "Bea Fon", "Eve Ama")
    now = bench.clock()

    ago = bench.scan(awa.front_code, queued=True, shown=Verdict.OK, at=now - TEN)
    ahead = bench.scan(bea.front_code, queued=True, shown=Verdict.OK, at=now + timedelta(days=1700))
    long_ago = bench.scan(eve.front_code, queued=True, shown=Verdict.OK, at=now - timedelta(days=20))

    assert [each.at for each in (ago, ahead, long_ago)] == [now - TEN, now, bench.event.starts_at]


def test_what_is_sent_the_morning_after_was_during_the_evening(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.clock.forward(hours=12)

    scan = bench.dark_scan(awa.front_code, ago=timedelta(hours=11, minutes=50))
    late = bench.dark_scan(awa.front_code, ago=timedelta(minutes=1), direction=Direction.OUT)

    assert (scan.verdict, scan.conflict) == (Verdict.OK, None)
    assert bench.event.starts_at < scan.at < late.at < bench.event.ends_at


def test_the_same_badge_at_a_dark_door_stays_let_in_and_is_marked(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    first = bench.scan(awa.front_code)

    second = bench.dark_scan(awa.front_code, ago=timedelta(minutes=5))

    assert (second.verdict, second.judged, second.conflict) == (Verdict.OK, Verdict.ALREADY_IN, "already_in")
    assert second.first is not None
    assert second.first.at == first.at
    room = room_now(bench.kit)
    assert (room.people_in, room.entries, room.inside) == (1, 1, 1)


def test_a_conflict_is_answered_again_word_for_word(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    ago = TEN + timedelta(microseconds=1234567)
    first = bench.dark_scan(awa.front_code, ago=ago, nonce="n-dark-0001")
    bench.clock.forward(minutes=3)

    again = bench.dark_scan(awa.front_code, ago=ago, nonce="n-dark-0001")

    assert again == first.replay()


@pytest.mark.parametrize(
    ("shown", "code", "conflict"),
    [
        ("ok", "BBBBBBBBBB", "unknown"),
        ("unknown", "BBBBBBBBBB", None),
        ("invalid", "a torn piece", None),
        ("unknown", "", "ok"),
        ("already_in", "", "ok"),
        ("ok_attention", "", None),
    ],
)
def test_a_conflict_is_where_the_list_would_have_said_something_else(
    bench: Bench, shown: str, code: str, conflict: str | None
) -> None:
    (awa,) = bench.invite("Awa Ndi")

    scan = bench.dark_scan(code or awa.front_code, ago=TEN, shown=Verdict(shown))

    assert (scan.verdict.value, scan.conflict) == (shown, conflict)


def test_somebody_turned_away_in_the_dark_is_not_in(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")

    bench.dark_scan(awa.front_code, ago=TEN, shown=Verdict.UNKNOWN)

    assert (room_now(bench.kit).inside, room_now(bench.kit).entries) == (0, 0)


def test_an_unknown_guest_let_in_in_the_dark_is_kept_and_counts_as_nobody(bench: Bench) -> None:
    scan = bench.dark_scan("BBBBBBBBBB", ago=TEN, payment=CASH)

    room = room_now(bench.kit)
    assert (scan.verdict, scan.guest, scan.conflict) == (Verdict.OK, None, "unknown")
    assert (room.inside, room.entries, room.people_in) == (0, 0, 0)
    assert room.takings == {"cash": 5_000}


def test_what_only_the_list_knew_is_a_conflict_and_the_guest_stays_in(bench: Bench) -> None:
    paying, replaced = bench.invite("Awa Ndi", "Bea Fon", amount=5_000)
    bench.replace_badge(replaced)

    unpaid = bench.dark_scan(paying.front_code, ago=TEN)
    revoked = bench.dark_scan(replaced.front_code, ago=TEN)

    assert [unpaid.conflict, revoked.conflict] == ["must_pay", "revoked"]
    assert room_now(bench.kit).inside == 2


def test_money_taken_in_the_dark_is_recorded(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000)

    scan = bench.dark_scan(awa.front_code, ago=TEN, payment=CASH)

    assert (scan.verdict, scan.conflict) == (Verdict.OK, None)
    assert room_now(bench.kit).takings == {"cash": 5_000}


def test_money_taken_twice_is_recorded_twice_and_told(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000)
    bench.scan(awa.front_code, payment=CASH)

    scan = bench.dark_scan(awa.front_code, ago=TEN, payment=Payment(Method.MTN_MOMO, 5_000))

    assert (scan.verdict, scan.conflict) == (Verdict.OK, "paid_twice")
    assert room_now(bench.kit).takings == {"cash": 5_000, "mtn_momo": 5_000}


def test_the_wrong_amount_taken_in_the_dark_is_recorded_as_it_was(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000)

    scan = bench.dark_scan(awa.front_code, ago=TEN, payment=Payment(Method.CASH, 2_000))

    assert (scan.verdict, scan.conflict) == (Verdict.OK, "must_pay")
    assert room_now(bench.kit).takings == {"cash": 2_000}


def test_a_reason_given_in_the_dark_is_kept_and_asks_for_no_pin(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000)

    scan = bench.dark_scan(awa.front_code, ago=TEN, force="connue de la maison", nonce="n-dark-0001")

    assert (scan.forced, scan.conflict) == (True, "must_pay")
    assert row(bench, "n-dark-0001")["force_reason"] == "connue de la maison"


def test_an_old_entry_reopens_nothing_after_a_later_exit(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code, direction=Direction.OUT)
    bench.clock.forward(minutes=5)

    bench.dark_scan(awa.front_code, ago=TEN)

    room = room_now(bench.kit)
    assert (room.inside, room.entries, room.people_in) == (0, 1, 1)


def test_an_old_exit_closes_no_newer_entry(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    bench.clock.forward(minutes=5)

    bench.dark_scan(awa.front_code, ago=TEN, direction=Direction.OUT)

    assert room_now(bench.kit).inside == 1


def test_an_old_exit_does_not_send_away_whoever_was_seen_at_the_door_since(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    bench.clock.forward(minutes=20)
    assert bench.scan(awa.front_code).verdict is Verdict.ALREADY_IN
    bench.clock.forward(minutes=5)

    bench.dark_scan(awa.front_code, ago=TEN, direction=Direction.OUT)

    assert room_now(bench.kit).inside == 1


def test_a_newer_exit_closes_an_older_entry_whatever_arrives_first(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    bench.clock.forward(minutes=20)

    bench.dark_scan(awa.front_code, ago=TEN, direction=Direction.OUT)

    assert room_now(bench.kit).inside == 0


def test_a_late_entry_leaves_the_newer_presence_as_it_is(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    newer = bench.scan(awa.front_code)
    bench.dark_scan(awa.front_code, ago=TEN)

    again = bench.scan(awa.front_code)

    assert again.first is not None
    assert again.first.at == newer.at


def test_an_old_seat_takes_nobody_from_a_newer_one_or_back_from_home(bench: Bench) -> None:
    awa, bea = bench.invite("Awa Ndi", "Bea Fon")
    bench.clock.forward(minutes=30)
    for guest in (awa, bea):
        bench.scan(guest.front_code)
    bench.clock.forward(minutes=20)
    bench.scan(awa.front_code, place=Place(5))
    bench.scan(bea.front_code, direction=Direction.OUT)

    for guest in (awa, bea):
        bench.dark_scan(guest.front_code, ago=TEN, place=Place(2))

    assert room_now(bench.kit).tables == {1: 0, 2: 0, 3: 0, 4: 0, 5: 1, 6: 0}


def test_order_is_the_sequence_even_when_the_servers_clock_goes_back(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    first = bench.scan(awa.front_code)
    bench.scan(awa.front_code, place=Place(2))
    bench.clock.forward(minutes=-20)

    moved = bench.scan(awa.front_code, place=Place(5))
    left = bench.scan(awa.front_code, direction=Direction.OUT)

    assert first.seq < moved.seq < left.seq
    assert (room_now(bench.kit).inside, sum(room_now(bench.kit).tables.values())) == (0, 0)


def test_a_server_that_wakes_up_in_1970_records_what_the_door_did(bench: Bench) -> None:
    awa, bea = bench.invite("Awa Ndi", "Bea Fon")
    theirs = bench.clock()
    before = bench.scan(bea.front_code)
    bench.clock.moment = datetime(1970, 1, 1, tzinfo=UTC)

    scan = bench.scan(awa.front_code, queued=True, shown=Verdict.OK, at=theirs - TEN, sent_at=theirs)
    online = bench.scan(awa.front_code)

    assert (scan.verdict, scan.conflict) == (Verdict.OK, "not_now")
    assert before.seq < scan.seq < online.seq
    assert room_now(bench.kit).inside == 2


def test_a_queued_scan_that_nobody_acted_on_is_judged_as_of_its_time(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000)
    now = bench.clock()

    scan = bench.scan(awa.front_code, queued=True, at=now - TEN, sent_at=now)

    assert (scan.verdict, scan.conflict, scan.at) == (Verdict.MUST_PAY, None, now - TEN)


def test_no_claim_is_offered_to_somebody_who_is_long_gone_from_the_door(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")

    assert not bench.dark_scan(awa.front_code, ago=TEN).offers_claim


def test_two_doors_of_which_one_was_dark_agree_in_the_end(bench: Bench) -> None:
    guests = bench.invite(*(f"Guest{number} Ndi" for number in range(30)))
    other, _ = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    dark = []
    for number, guest in enumerate(guests):
        bench.clock.forward(seconds=20)
        if number % 2:
            bench.scan(guest.front_code, device=other)
        else:
            dark.append((guest.front_code, bench.clock()))
    for code, at in dark:
        bench.scan(code, queued=True, shown=Verdict.OK, at=at, sent_at=bench.clock())

    room = room_now(bench.kit)
    assert (room.people_in, room.entries, room.inside) == (30, 30, 30)
