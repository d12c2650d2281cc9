"""An evening as it is lived in the bench, seen from outside the matcher."""

from dataclasses import replace

import numpy as np
import pytest

from kiosk.bench.crowd import QUIET, Crowd
from kiosk.bench.live import lived
from kiosk.bench.rooms import room
from kiosk.bench.value import Value
from matching import Changes, Pair, Person, Rules, suggest

PEOPLE, EVENTS = 30, 100


@pytest.fixture
def crowd() -> Crowd:
    return Crowd(room(PEOPLE), is_timed=True)


def take_away(crowd: Crowd, at: float) -> Pair:
    """As if the matcher took the first pair away that is shown."""
    pair = crowd.pairs()[0]
    crowd._account(Changes(withdrawn=(pair,)), at)
    return pair


@pytest.mark.parametrize("people", [0, 1, 50])
def test_a_made_up_room_is_always_the_same_and_has_everybody_once(people: int) -> None:
    one, again = room(people), room(people)

    assert one == again
    assert len({person.id for person in one}) == people


def test_a_made_up_room_has_some_who_say_nearly_nothing() -> None:
    thin = [person for person in room(300) if not person.offers and not person.needs]

    assert 30 < len(thin) < 90


def test_what_the_matcher_tells_is_what_it_shows(crowd: Crowd) -> None:
    chance = np.random.default_rng(1)
    for number in range(EVENTS):
        crowd.happen(chance, 10.0 * number)
    crowd.resolve(10.0 * EVENTS)

    held = {person.id: len(crowd.live.suggestions(person.id)) for person in crowd.free()}

    assert crowd.with_nothing() == sum(count == 0 for count in held.values())
    assert {person: crowd._held[person] for person in held} == held


def test_a_pair_taken_away_that_could_stand_is_an_unasked_change_of_both(crowd: Crowd) -> None:
    pair = take_away(crowd, 7.0)

    assert crowd.lost == {pair.a: [7.0], pair.b: [7.0]}
    assert crowd.hasty == 0


def test_a_second_one_within_five_minutes_is_too_soon(crowd: Crowd) -> None:
    take_away(crowd, 0.0)
    take_away(crowd, QUIET - 1)
    assert crowd.hasty == 2

    take_away(crowd, 2 * QUIET)
    assert (crowd.hasty, crowd.spared) == (2, 0)


def test_a_pair_of_whom_one_left_or_of_two_who_met_is_not_unasked(crowd: Crowd) -> None:
    pair = crowd.pairs()[0]
    crowd.met.append((pair.b, pair.a))
    crowd._account(Changes(withdrawn=(pair,)), 0.0)
    del crowd.met[:]
    del crowd.here[str(pair.a)]
    crowd._account(Changes(withdrawn=(pair,)), 0.0)

    assert not crowd.lost


def test_names_rest_by_the_clock_but_for_somebody_with_nothing_and_change_more_often_without_it() -> None:
    timed, free = (lived(room(PEOPLE), EVENTS, is_timed=each)["unasked"] for each in (True, False))

    assert timed["too_soon"] == timed["too_soon_for_somebody_with_nothing"]
    assert 1 <= timed["most_in_five_minutes"] < free["most_in_five_minutes"]


def test_progress_is_told_after_each_event() -> None:
    heard: list[int] = []
    lived(room(20), 15, is_timed=False, done=heard.append)

    assert heard == list(range(1, 16))


@pytest.mark.parametrize("explore", [0.0, 0.1])
def test_no_suggestions_are_worth_more_than_the_bound_and_ours_are_near(explore: float) -> None:
    people, rules = room(80), replace(Rules(), explore=explore)
    value = Value(people, (), rules)
    bound = value.bound()
    assert bound is not None

    assert 0.95 * bound < value.of(suggest(people, rules=rules)) <= bound * (1 + 1e-6)


def test_the_bound_holds_for_pairs_that_were_no_candidates() -> None:
    alike = [Person(f"p{number:02}") for number in range(60)]
    value = Value(alike, (), Rules(explore=0.0))
    ring = [Pair(f"p{one:02}", f"p{(one + step) % 60:02}", 0.0) for one in range(60) for step in (1, 2, 3)]
    bound = value.bound()
    assert bound is not None

    assert value.of(ring[: 60 * 3 // 2]) <= bound


def test_pairs_that_met_are_worth_nothing() -> None:
    people = room(10)
    (pair, *_) = suggest(people)

    assert Value(people, (), Rules()).of([pair]) > 0
    assert Value(people, [(pair.a, pair.b)], Rules()).of([pair]) == 0
