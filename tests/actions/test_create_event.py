"""A new evening of the house."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.actions.create_event import create_event
from kiosk.actions.kit import Kit
from kiosk.actions.look import room_now
from kiosk.domain.errors import InvalidFieldsError, NoEventError
from kiosk.domain.event import MAX_TABLES, EventId
from kiosk.domain.money import MAX_AMOUNT
from tests.bench import Bench, Clock, an_event

CLOCK = Clock()
WRONG: list[tuple[str, Mapping[str, object]]] = [
    ("name", {"name": ""}),
    ("name", {"name": " \t "}),
    ("ends", {"ends_at": CLOCK() - timedelta(minutes=30)}),
    ("ends", {"ends_at": CLOCK() - timedelta(hours=1)}),
    ("capacity", {"capacity": 0}),
    ("capacity", {"capacity": -1}),
    ("price", {"prices": {"Standard": -1}}),
    ("price", {"prices": {"Standard": 10_000, "VIP": MAX_AMOUNT + 1}}),
    ("tables", {"tables": -1}),
    ("tables", {"tables": MAX_TABLES + 1}),
]


@pytest.mark.parametrize(("field", "changes"), WRONG)
def test_an_impossible_evening_is_refused_by_field_and_nothing_is_kept(
    bench: Bench, field: str, changes: Mapping[str, object]
) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        create_event(bench.kit, replace(an_event(CLOCK, "Wrong"), **changes))  # type: ignore[arg-type]

    assert refused.value.fields == {field: "not_possible"}
    assert room_now(bench.kit).event == bench.event


def test_everything_wrong_is_told_at_once(bench: Bench) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        create_event(bench.kit, an_event(CLOCK, "Wrong", capacity=0, tables=-1))

    assert set(refused.value.fields) == {"capacity", "tables"}


@pytest.mark.parametrize(
    "changes",
    [
        {"capacity": 1},
        {"tables": 0},
        {"tables": MAX_TABLES},
        {"prices": {"Standard": 0, "VIP": MAX_AMOUNT}},
        {"meeting_points": ()},
    ],
)
def test_the_limits_themselves_are_possible_and_kept_as_given(bench: Bench, changes: Mapping[str, object]) -> None:
    wanted = an_event(CLOCK, "Edge", **changes)

    assert create_event(bench.kit, wanted) == wanted
    assert room_now(bench.kit).event == wanted


def test_the_newest_event_is_the_current_one_even_if_it_starts_earlier(bench: Bench) -> None:
    earlier = an_event(CLOCK, "Earlier", starts_at=CLOCK() - timedelta(days=2), ends_at=CLOCK() - timedelta(days=1))

    create_event(bench.kit, earlier)

    assert room_now(bench.kit).event.slug == "earlier"


def test_a_taken_short_name_gets_the_next_free_number(bench: Bench) -> None:
    slugs = [
        create_event(bench.kit, replace(an_event(CLOCK, "Talk"), id=EventId(f"e_{number}"))).slug for number in range(3)
    ]

    assert slugs == ["talk", "talk-2", "talk-3"]


def test_a_chosen_event_stays_the_one_this_is_about_when_a_newer_comes(bench: Bench) -> None:
    create_event(bench.kit, an_event(CLOCK, "Talk"))

    chosen = replace(bench.kit, event=bench.event.slug)

    assert room_now(chosen).event.id == bench.event.id
    assert room_now(bench.kit).event.slug == "talk"


def test_a_chosen_event_that_is_not_there_is_named(bench: Bench) -> None:
    with pytest.raises(NoEventError) as refused:
        room_now(replace(bench.kit, event="gala"))

    assert refused.value.event == "gala"


def test_opening_an_evening_tells_no_page(bench: Bench) -> None:
    told: list[object] = []

    create_event(Kit(bench.store, bench.kit.key, frozenset(), announce=told.append), an_event(CLOCK, "Talk"))

    assert told == []
