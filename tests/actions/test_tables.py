"""Sitting down by the code on a table's card."""

import pytest

from kiosk.actions.create_event import create_event
from kiosk.actions.join_table import join_table, table_behind
from kiosk.actions.look import personal_state, room_now
from kiosk.actions.prepare_badges import table_codes
from kiosk.domain.badge import table_code
from kiosk.domain.errors import UnknownCodeError
from kiosk.domain.people import Attendee
from kiosk.domain.place import Place
from kiosk.domain.scan import Direction
from kiosk.domain.verdict import Verdict
from tests.bench import Bench, an_event


def codes(bench: Bench) -> dict[int, str]:
    return dict(table_codes(bench.kit)[1])


def seat(bench: Bench, person: Attendee) -> Place | None:
    state = personal_state(bench.kit, person.id)
    assert state is not None
    return state.table


def test_every_table_has_a_code_of_its_own(bench: Bench) -> None:
    given = codes(bench)

    assert list(given) == [1, 2, 3, 4, 5, 6]
    assert len(set(given.values())) == 6


def test_a_code_is_its_tables_in_any_case_and_tells_how_many_sit_there(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    code = codes(bench)[4]

    before = table_behind(bench.kit, code.lower())
    join_table(bench.kit, awa, f" {code} ")

    assert before == (bench.event, 4, 0)
    assert table_behind(bench.kit, code) == (bench.event, 4, 1)


def test_another_table_is_left_by_sitting_down_at_one(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    for number in (2, 5):
        join_table(bench.kit, awa, codes(bench)[number])

    assert seat(bench, awa) == Place(5)
    assert room_now(bench.kit).tables == {1: 0, 2: 0, 3: 0, 4: 0, 5: 1, 6: 0}


def test_sitting_down_again_where_one_sits_changes_nothing(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    code = codes(bench)[2]
    join_table(bench.kit, awa, code)

    again = join_table(bench.kit, awa, code)

    assert again.verdict is Verdict.ALREADY_IN
    assert room_now(bench.kit).tables[2] == 1


def test_nobody_sits_down_who_has_not_come_in(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")

    refused = join_table(bench.kit, awa, codes(bench)[2])

    assert refused.verdict is Verdict.NOT_NOW
    assert seat(bench, awa) is None


def test_where_tables_need_no_entry_one_may_sit_down_first(bench: Bench) -> None:
    bench.event = create_event(bench.kit, an_event(bench.clock, "Open", tables_need_entry=False))
    (awa,) = bench.invite("Awa Ndi")

    seated = join_table(bench.kit, awa, codes(bench)[2])

    assert seated.verdict is Verdict.OK
    assert (room_now(bench.kit).inside, room_now(bench.kit).tables[2]) == (0, 1)


def test_leaving_the_room_leaves_the_table(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    join_table(bench.kit, awa, codes(bench)[2])

    bench.scan(awa.front_code, direction=Direction.OUT)

    assert seat(bench, awa) is None


def test_a_seat_offers_no_claim_and_counts_no_entry(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)

    seated = join_table(bench.kit, awa, codes(bench)[2])

    assert not seated.offers_claim
    assert room_now(bench.kit).entries == 1


def test_a_table_the_event_does_not_have_is_unknown_though_its_tag_is_ours(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    for number in (0, 7, 999):
        with pytest.raises(UnknownCodeError):
            join_table(bench.kit, awa, table_code(bench.kit.key, bench.event.id, number))

    assert seat(bench, awa) is None


@pytest.mark.parametrize("change", ["number", "tag", "event", "key", "front code", "nothing"])
def test_a_code_that_is_not_this_evenings_is_unknown(bench: Bench, change: str) -> None:
    (awa,) = bench.invite("Awa Ndi")
    good = codes(bench)[2]
    code = {
        "number": "3" + good[1:],
        "tag": good[:-1] + ("B" if good[-1] != "B" else "C"),
        "event": table_code(bench.kit.key, "e_Other", 2),
        "key": table_code(b"x" * 32, bench.event.id, 2),
        "front code": awa.front_code,
        "nothing": "",
    }[change]

    with pytest.raises(UnknownCodeError):
        table_behind(bench.kit, code)


def test_the_cards_of_the_last_evening_seat_nobody_at_the_next(bench: Bench) -> None:
    old = codes(bench)[2]
    create_event(bench.kit, an_event(bench.clock, "Talk"))

    with pytest.raises(UnknownCodeError):
        table_behind(bench.kit, old)
