"""What each pair is worth: the same from both sides, in whatever part of the room it is asked for."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import History, Person, Rules, utility
from matching.board import Board
from matching.chance import mixed, pair_draws, person_seed
from matching.people import in_order
from matching.suggestions import best
from matching.text import fit

Rooms = Callable[[int], st.SearchStrategy[list[Person]]]
PLAIN = Rules(explore=0.0)


def crowd(evening: list[Person], people: int) -> list[Person]:
    """So many people, of whom each says what one of the evening says; number k as number k + 24."""
    said = [replace(person, company=None, slots=3) for person in evening]
    return [replace(said[number % len(said)], id=f"{number:05}") for number in range(people)]


@settings(max_examples=40, deadline=None)
@given(data=st.data(), explore=st.sampled_from((0.0, 0.3, 1.0)))
def test_a_pair_is_worth_the_same_from_both_sides(data: st.DataObject, explore: float, rooms: Rooms) -> None:
    people = data.draw(rooms(8))
    ties = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda two: two[0] != two[1]), max_size=5)
    answers = [(*two, data.draw(st.booleans())) for two in data.draw(ties)]
    history = History(data.draw(ties), data.draw(ties), data.draw(ties), answers)

    worth = Board(in_order(people), Rules(explore=explore), history, 1).weights(range(len(people)))

    assert np.isfinite(worth).all()
    assert (worth == worth.T).all()


def test_part_of_a_room_is_worth_what_it_is_in_the_whole_square(evening: list[Person]) -> None:
    board = Board(crowd(evening, 150), Rules(), History(), 1)

    whole = board.weights(range(150))

    assert board.weights([149, 3, 70]) == pytest.approx(whole[[149, 3, 70]], abs=1e-6)
    assert board.weights(range(60, 70)) == pytest.approx(whole[60:70], abs=1e-6)


def test_those_who_say_the_same_are_worth_the_same_wherever_they_stand_in_a_large_room(evening: list[Person]) -> None:
    people = 48 * len(evening)
    board = Board(crowd(evening, people), PLAIN, History(), 1)

    worth = board.weights(range(people)) + np.diag(np.full(people, np.nan))
    alike = worth.reshape(48, 24, 48, 24)

    assert np.nanmax(alike, axis=(0, 2)) == pytest.approx(np.nanmin(alike, axis=(0, 2)), abs=1e-8)


def test_those_who_say_the_same_are_wanted_exactly_alike_so_that_chance_decides() -> None:
    one = Person(0, offers=["web", "law"], needs=["cocoa"], groups=["a", "b", "c"], languages=["fr"], trade="tailor")
    asker = replace(one, needs=["website"], groups=["c", "b", "x"], weights={"shared": 0.1, "need_offer": 0.7})
    people = [replace(one if number % 3 else asker, id=number) for number in range(100)]

    found = utility(people)

    assert len(np.unique(found[0, [number for number in range(100) if number % 3]])) == 1


def test_a_need_is_met_unless_every_need_is_missed_by_the_best_offer() -> None:
    needs, offers = ("comptable", "site web", "cacao"), ("accounting", "farine", "website")
    asker, giver = Person("a", needs=needs), Person("b", offers=offers)
    others = [Person("c", needs=needs[:1], offers=offers[1:]), Person("d")]

    found = utility([asker, giver, *others], Rules(kappa=1e-9, min_fit=0.0))

    best_fits = fit(needs, offers).max(axis=1)
    assert found[0, 1] == pytest.approx(1 - np.prod(1 - best_fits), abs=0.02)


def test_weights_of_any_size_leave_a_value() -> None:
    people = [
        Person("a", needs=["web"], groups=["x"], weights={"need_offer": 1e300, "shared": 5e-324}),
        Person("b", offers=["web"], groups=["x"]),
    ]

    found = utility(people, Rules(kappa=5e-324))

    assert found[0, 1] > 0.9
    assert ((found >= 0) & (found <= 1)).all()


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 999), n=st.integers(1, 400), count=st.integers(1, 5), zeros=st.floats(0, 1))
def test_the_best_of_each_row_are_those_that_sorting_finds(seed: int, n: int, count: int, zeros: float) -> None:
    chance = np.random.default_rng(seed)
    weights = chance.random((3, n)) * (chance.random((3, n)) >= zeros)
    count = min(count, n)

    row, column = best(weights, count)

    for number, values in enumerate(weights):
        wanted = np.sort(values)[::-1][:count]
        assert values[column[row == number]].tolist() == wanted[wanted > 0].tolist()


def test_the_draw_of_two_people_is_one_number_between_0_and_1_and_all_are_spread_evenly() -> None:
    seeds = np.array([person_seed(3, number) for number in range(300)])

    draws = pair_draws(seeds[:, None], seeds[None, :])

    assert (draws == draws.T).all()
    assert 0 < draws.min() < draws.max() < 1
    shares = np.histogram(draws[np.triu_indices(300, 1)], bins=10, range=(0, 1))[0] / (300 * 299 / 2)
    assert shares == pytest.approx(0.1, abs=0.01)
    assert abs(np.corrcoef(draws[0, 2:], draws[1, 2:])[0, 1]) < 0.2


@pytest.mark.parametrize("share", [0.0004, 0.004, 0.1, 1.0])
def test_what_a_few_pairs_draw_is_spread_as_evenly_as_what_all_draw(share: float) -> None:
    seeds = np.array([person_seed(0, number) for number in range(2_000)], dtype=np.uint32)
    draws = pair_draws(seeds[:, None], seeds[None, :])[np.triu_indices(2_000, 1)]

    drawn = mixed(draws[draws < share])

    assert drawn.min() > 0
    assert drawn.max() < 1
    assert np.histogram(drawn, 5, (0, 1))[0] == pytest.approx(np.full(5, len(drawn) / 5), rel=0.25)


def test_an_explored_pair_keeps_its_luck_when_the_room_is_a_little_larger() -> None:
    people = [Person(number) for number in range(60)]
    small, large = (Board(people[:n], Rules(candidates=5), History(), 0).weights(range(50))[:, :50] for n in (50, 60))

    is_drawn = np.abs(small - np.median(small)) > 0.01
    np.fill_diagonal(is_drawn, False)

    assert is_drawn.any()
    assert np.isclose(small, large, atol=1e-6)[is_drawn].mean() > 0.6
