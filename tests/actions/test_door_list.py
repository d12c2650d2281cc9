"""The door on paper: everybody who may enter, short codes that name one person, ticks that become entries."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.actions.door_list import Tick, door_list, enter_tick
from kiosk.actions.look import room_now
from kiosk.domain.badge import ALPHABET, FRONT_LENGTH
from kiosk.domain.door_list import short_codes
from kiosk.domain.errors import InvalidFieldsError
from kiosk.domain.money import Method, Payment
from kiosk.domain.people import AttendeeState
from kiosk.domain.verdict import Verdict
from tests.bench import Bench


@given(st.lists(st.text(ALPHABET[:3], min_size=FRONT_LENGTH, max_size=FRONT_LENGTH), unique=True))
def test_a_short_code_begins_one_code_of_the_list_and_no_other(codes: list[str]) -> None:
    short = short_codes(codes)

    assert all([code for code in codes if code.startswith(short[each])] == [each] for each in codes)


def test_the_list_has_everybody_who_may_enter_by_name_without_minding_accents(bench: Bench) -> None:
    bench.invite("Zoé Bih", "Élise Ngo", "Emma Sali")
    bench.invite("Serge Fotso", state=AttendeeState.CANCELLED)

    _, lines = door_list(bench.kit)

    assert [line.name for line in lines] == ["Élise Ngo", "Emma Sali", "Zoé Bih"]


def test_a_tick_is_an_entry_at_its_written_time_and_twice_is_once(bench: Bench) -> None:
    bench.invite("Awa Ndi", amount=10_000)
    _, (line,) = door_list(bench.kit)
    tick = Tick(line.short.lower(), bench.clock() - timedelta(minutes=25), Payment(Method.CASH, 10_000))

    first = enter_tick(bench.kit, tick, device=bench.door)
    again = enter_tick(bench.kit, tick, device=bench.door)

    assert (first.verdict, first.conflict, first.at) == (Verdict.OK, None, tick.at)
    assert again.replayed
    room = room_now(bench.kit)
    assert (room.inside, room.entries, room.takings) == (1, 1, {"cash": 10_000})


def test_a_tick_of_somebody_who_had_not_paid_lets_them_be_in_and_says_so(bench: Bench) -> None:
    bench.invite("Awa Ndi", amount=10_000)
    _, (line,) = door_list(bench.kit)

    scan = enter_tick(bench.kit, Tick(line.short, bench.clock()), device=bench.door)

    assert (scan.verdict, scan.conflict) == (Verdict.OK, "must_pay")
    assert room_now(bench.kit).inside == 1


def test_a_payment_forgotten_at_the_first_typing_is_taken_at_the_second(bench: Bench) -> None:
    bench.invite("Awa Ndi", amount=10_000)
    _, (line,) = door_list(bench.kit)
    at = bench.clock()

    enter_tick(bench.kit, Tick(line.short, at), device=bench.door)
    paid = Tick(line.short, at, Payment(Method.CASH, 10_000))
    second = enter_tick(bench.kit, paid, device=bench.door)
    again = enter_tick(bench.kit, paid, device=bench.door)

    assert (second.replayed, again.replayed) == (False, True)
    room = room_now(bench.kit)
    assert (room.inside, room.takings) == (1, {"cash": 10_000})


@pytest.mark.parametrize(
    ("letters", "wrong"), [(lambda _: "", "nobody"), (lambda _: "ZZZZ", "nobody"), (str, "several")]
)
def test_a_code_that_names_nobody_or_several_is_refused(
    bench: Bench, letters: Callable[[str], str], wrong: str
) -> None:
    people = bench.invite(*(f"Guest{number} Ndi" for number in range(len(ALPHABET) + 1)))
    shared, _ = Counter(each.front_code[0] for each in people).most_common(1)[0]

    with pytest.raises(InvalidFieldsError) as refused:
        enter_tick(bench.kit, Tick(letters(shared), bench.clock()), device=bench.door)

    assert refused.value.fields == {"code": wrong}


def test_a_time_that_lies_ahead_is_refused(bench: Bench) -> None:
    bench.invite("Awa Ndi")
    _, (line,) = door_list(bench.kit)

    with pytest.raises(InvalidFieldsError):
        enter_tick(bench.kit, Tick(line.short, bench.clock() + timedelta(minutes=1)), device=bench.door)

    assert room_now(bench.kit).inside == 0
