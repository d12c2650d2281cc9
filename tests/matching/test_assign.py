"""Choosing pairs: within slots, near the optimum, the same every time."""

from itertools import combinations
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import MatchingError, assign
from matching.assignment import greedy
from matching.edges import checked_edges

Pairs = dict[tuple[int, int], float]


@st.composite
def problems(draw: st.DrawFn) -> tuple[int, Pairs, list[int]]:
    n = draw(st.integers(2, 9))
    pairs = draw(st.lists(st.sampled_from(list(combinations(range(n), 2))), unique=True))
    weights = draw(st.lists(st.floats(0, 1, width=32), min_size=len(pairs), max_size=len(pairs)))
    slots = draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
    return n, dict(zip(pairs, weights, strict=True)), slots


def solved(n: int, edges: Pairs, slots: list[int]) -> npt.NDArray[np.int64]:
    return assign(n, [a for a, _ in edges], [b for _, b in edges], list(edges.values()), slots)


def greedily(n: int, edges: Pairs, slots: list[int]) -> set[tuple[int, int]]:
    read = checked_edges(n, [a for a, _ in edges], [b for _, b in edges], list(edges.values()))
    chosen = greedy(read, np.array(slots))
    return set(zip(read.low[chosen].tolist(), read.high[chosen].tolist(), strict=True))


def optimum(edges: list[tuple[tuple[int, int], float]], slots: list[int]) -> float:
    if not edges:
        return 0.0
    (pair, weight), *rest = edges
    best = optimum(rest, slots)
    if slots[pair[0]] and slots[pair[1]]:
        left = [count - (at in pair) for at, count in enumerate(slots)]
        best = max(best, weight + optimum(rest, left))
    return best


@settings(max_examples=150, deadline=None)
@given(problems())
def test_chosen_pairs_are_candidates_once_each_and_within_slots(problem: tuple[int, Pairs, list[int]]) -> None:
    n, edges, slots = problem

    chosen = [tuple(pair) for pair in solved(n, edges, slots).tolist()]

    assert set(chosen) <= set(edges)
    assert len(set(chosen)) == len(chosen)
    assert all(sum(at in pair for pair in chosen) <= slots[at] for at in range(n))


@settings(max_examples=100, deadline=None)
@given(problems())
def test_no_pair_that_still_fits_is_left_out(problem: tuple[int, Pairs, list[int]]) -> None:
    n, edges, slots = problem

    chosen = [tuple(pair) for pair in solved(n, edges, slots).tolist()]

    left = [slots[at] - sum(at in pair for pair in chosen) for at in range(n)]
    fitting = [
        pair for pair, weight in edges.items() if weight > 0 and pair not in chosen and left[pair[0]] and left[pair[1]]
    ]
    assert fitting == []


@settings(max_examples=100, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_candidates_does_not_matter(problem: tuple[int, Pairs, list[int]], chance: Random) -> None:
    n, edges, slots = problem
    shuffled = [(pair[::-1] if chance.random() < 0.5 else pair, weight) for pair, weight in edges.items()]
    chance.shuffle(shuffled)

    assert solved(n, dict(shuffled), slots).tolist() == solved(n, edges, slots).tolist()


@settings(max_examples=100, deadline=None)
@given(problems(), st.floats(0.01, 5))
def test_raising_a_pair_that_greed_takes_keeps_it_taken(problem: tuple[int, Pairs, list[int]], more: float) -> None:
    n, edges, slots = problem

    for pair in greedily(n, edges, slots):
        raised = edges | {pair: edges[pair] + more}
        assert pair in greedily(n, raised, slots)


def test_small_rooms_are_on_average_within_a_tenth_of_the_optimum() -> None:
    chance = np.random.default_rng(5)
    shares = []
    for _ in range(40):
        n = int(chance.integers(4, 7))
        edges = {pair: float(chance.random()) for pair in combinations(range(n), 2)}
        slots = chance.integers(1, 3, size=n).tolist()
        worth = sum(edges[a, b] for a, b in solved(n, edges, slots).tolist())
        shares.append(worth / optimum(list(edges.items()), slots))

    assert max(shares) <= 1 + 1e-9
    assert np.mean(shares) >= 0.9


def test_a_pair_given_twice_counts_once_at_its_best_and_a_worthless_one_not_at_all() -> None:
    chosen = assign(4, [0, 1, 0, 2], [1, 0, 2, 3], [0.1, 0.9, 0.5, 0.0], [2, 1, 2, 1])

    assert chosen.tolist() == [[0, 1], [0, 2]]


def test_no_candidates_give_no_pairs() -> None:
    assert assign(0, [], [], [], []).shape == (0, 2)
    assert assign(3, [], [], [], 1).shape == (0, 2)


@pytest.mark.parametrize(
    "arguments",
    [
        (2, [0], [2], [1.0], 1),
        (2, [-1], [1], [1.0], 1),
        (2, [0], [0], [1.0], 1),
        (2, [0], [1], [float("nan")], 1),
        (2, [0], [1], [float("inf")], 1),
        (2, [0], [1], [-0.1], 1),
        (2, [0, 1], [1], [1.0], 1),
        (2, [0], [1], [1.0, 1.0], 1),
        (2, [0], [1], [1.0], [1]),
        (2, [0], [1], [1.0], [1, -1]),
        (2, [0], [1], [1.0], [1, 0.5]),
        (2, [0.5], [1], [1.0], 1),
        (2, ["a"], [1], [1.0], 1),
        (-1, [], [], [], 1),
        (2.5, [], [], [], 1),
        (1_000_001, [], [], [], 1),
        (True, [], [], [], 1),
        (1, [0], [0], [1.0], 1),
        (2, [0], [1], [1e400], 1),
        (2, [float("nan")], [1], [1.0], 1),
        (2, [2.0**63], [1], [1.0], 1),
        (2, [0], [1], [10**400], 1),
        (2, [[0]], [[1]], [[1.0]], 1),
        (2, [0], [1], [1.0], [[1, 1]]),
        (2, [0], [1], [1.0], float("nan")),
        (2, [0], [1], [1.0], None),
    ],
)
def test_arguments_that_cannot_be_solved_are_refused(
    arguments: tuple[Any, Any, Any, Any, Any],
) -> None:
    with pytest.raises(MatchingError):
        assign(*arguments)


def test_one_person_and_people_without_slots_get_no_pairs() -> None:
    assert assign(1, [], [], [], 3).tolist() == []
    assert assign(2, [0], [1], [1.0], 0).tolist() == []
    assert assign(3, [0, 1], [1, 2], [1.0, 0.5], [1, 0, 1]).tolist() == []


def test_weights_and_slots_of_any_size_are_sound() -> None:
    assert assign(4, [0, 1, 2], [1, 2, 3], [1.7e308, 1.7e308, 1.7e308], 10**15).tolist() == [[0, 1], [1, 2], [2, 3]]
    assert assign(4, [0, 2], [1, 3], [1e-320, 1e300], 1).tolist() == [[0, 1], [2, 3]]
    assert assign(4, [0, 1, 2], [1, 2, 3], [1e-200, 3e-200, 1e-200], 1).tolist() == [[1, 2]]
    assert assign(3, [0, 1], [2, 2], [1.0, 1e-37], [0, 1, 1]).tolist() == [[1, 2]]
    assert assign(4, [0, 1, 2], [1, 2, 3], [1.0, 1e-37, 1e-40], [1, 1, 2, 1]).tolist() == [[0, 1], [2, 3]]


def test_arguments_are_left_as_they_were() -> None:
    weights, slots = np.array([0.5, 0.4]), np.array([1, 1, 1])

    assign(3, [0, 1], [1, 2], weights, slots)

    assert weights.tolist() == [0.5, 0.4]
    assert slots.tolist() == [1, 1, 1]
