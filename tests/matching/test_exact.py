"""How good chosen pairs are: beside an exact solver, beside the bound of the relaxed problem, and without our own."""

from collections.abc import Callable, Iterator
from itertools import combinations
from random import Random

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import assign, flow
from matching.edges import checked_edges

optimize = pytest.importorskip("scipy.optimize")

needs_solver = pytest.mark.skipif(flow.load_solver() is None, reason="the optional solver is not installed")


class Room:
    """Candidate pairs and slots of one room."""

    def __init__(
        self, n: int, pairs: npt.NDArray[np.int64], weight: npt.NDArray[np.float64], slots: npt.ArrayLike
    ) -> None:
        self.n, self.pairs, self.weight = n, pairs.reshape(-1, 2), weight
        self.slots = np.broadcast_to(np.asarray(slots), (n,))

    def chosen(self) -> npt.NDArray[np.int64]:
        return assign(self.n, self.pairs[:, 0], self.pairs[:, 1], self.weight, self.slots)

    def worth(self) -> float:
        of = {tuple(sorted(pair)): weight for pair, weight in zip(self.pairs.tolist(), self.weight, strict=True)}
        return float(sum(of[tuple(pair)] for pair in self.chosen().tolist()))

    def bound(self, *, whole: bool) -> float:
        """The optimum, or with `whole=False` that of the relaxed problem, by HiGHS."""
        count = len(self.weight)
        if not count:
            return 0.0
        at = np.concatenate((self.pairs[:, 0], self.pairs[:, 1]))
        entries = (np.ones(2 * count), (at, np.tile(np.arange(count), 2)))
        sparse = pytest.importorskip("scipy.sparse")
        found = optimize.milp(
            -self.weight,
            constraints=optimize.LinearConstraint(sparse.csr_array(entries, (self.n, count)), -np.inf, self.slots),
            integrality=np.full(count, int(whole)),
            bounds=optimize.Bounds(0, 1),
            options={"mip_rel_gap": 0},
        )
        return -float(found.fun)


Weigher = Callable[[np.random.Generator, int], npt.NDArray[np.float64]]

WEIGHERS: dict[str, Weigher] = {
    "all different": lambda chance, count: chance.random(count),
    "three grades": lambda chance, count: chance.integers(1, 4, count).astype(float),
    "all equal": lambda _, count: np.ones(count),
    "few great, many poor": lambda chance, count: chance.random(count) ** 8 + 1e-6,
}


def small_rooms(count: int) -> Iterator[Room]:
    """Rooms of 3 to 18 people, from nearly no candidates to all, with 0 to 3 slots."""
    chance = np.random.default_rng(11)
    weighers = list(WEIGHERS.values())
    for number in range(count):
        n = int(chance.integers(3, 19))
        pairs = np.array(list(combinations(range(n), 2)))
        pairs = pairs[chance.random(len(pairs)) < chance.random()]
        yield Room(n, pairs, weighers[number % 4](chance, len(pairs)), chance.integers(0, 4, n))


def crowd(n: int, candidates: int, *, clusters: int, seed: int) -> Room:
    """A room in which everybody knows their best candidates, near in taste, some people wanted by all."""
    chance = np.random.default_rng(seed)
    centres = chance.random((clusters, 6))
    taste = centres[chance.integers(0, clusters, n)] + 0.15 * chance.standard_normal((n, 6))
    wanted = 0.3 * chance.random(n)
    weights = np.exp(-((taste[:, None] - taste[None, :]) ** 2).sum(axis=2)) + wanted[:, None] + wanted
    np.fill_diagonal(weights, -1)
    best = np.argsort(-weights, axis=1)[:, :candidates]
    pairs = np.unique(np.sort(np.column_stack((np.repeat(np.arange(n), candidates), best.ravel())), axis=1), axis=0)
    return Room(n, pairs, weights[pairs[:, 0], pairs[:, 1]], 3)


@st.composite
def rooms(draw: st.DrawFn) -> Room:
    n = draw(st.integers(2, 8))
    all_pairs = list(combinations(range(n), 2))
    pairs = draw(st.lists(st.sampled_from(all_pairs), unique=True, min_size=1))
    weights = draw(st.lists(st.integers(1, 40), min_size=len(pairs), max_size=len(pairs)))
    slots = draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
    return Room(n, np.array(pairs), np.array(weights, dtype=float), slots)


def without_solver(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(flow, "load_solver", lambda: None)


@needs_solver
def test_small_rooms_get_exactly_the_optimum() -> None:
    shares = [(room.worth(), room.bound(whole=True)) for room in small_rooms(500)]

    assert [worth for worth, best in shares] == pytest.approx([best for _, best in shares], rel=1e-9)


def test_without_the_solver_small_rooms_lose_less_than_a_twentieth_each_and_next_to_nothing_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_solver(monkeypatch)

    found = np.array([(room.worth(), room.bound(whole=True)) for room in small_rooms(500)])

    assert (found[:, 0] >= 0.95 * found[:, 1] - 1e-9).all()
    assert found[:, 0].sum() >= 0.998 * found[:, 1].sum()


@needs_solver
@pytest.mark.parametrize("n", [100, 300])
@pytest.mark.parametrize("clusters", [1, 7])
def test_larger_rooms_lose_less_than_a_two_hundredth_of_the_relaxed_bound(n: int, clusters: int) -> None:
    room = crowd(n, 20, clusters=clusters, seed=n)

    assert 0.995 <= room.worth() / room.bound(whole=False) <= 1 + 1e-9


@pytest.mark.parametrize("n", [100, 300])
@pytest.mark.parametrize("clusters", [1, 7])
def test_without_the_solver_larger_rooms_lose_less_than_a_twentieth(
    n: int, clusters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_solver(monkeypatch)
    room = crowd(n, 20, clusters=clusters, seed=n)

    assert 0.95 <= room.worth() / room.bound(whole=False) <= 1 + 1e-9


@needs_solver
def test_the_flow_is_the_relaxed_optimum() -> None:
    solver = flow.load_solver()
    assert solver is not None
    room = crowd(150, 15, clusters=4, seed=2)
    edges = checked_edges(room.n, room.pairs[:, 0], room.pairs[:, 1], room.weight)

    taken = flow.halves(edges, room.slots, solver)

    loads = np.bincount(np.concatenate((edges.low, edges.high)), np.tile(taken, 2), minlength=room.n) / 2
    assert set(taken.tolist()) <= {0, 1, 2}
    assert (loads <= room.slots).all()
    assert float(room.weight.max() * edges.weight @ taken) / 2 == pytest.approx(room.bound(whole=False), rel=1e-9)


@pytest.mark.parametrize("solver", [pytest.param(True, marks=needs_solver), False])
@pytest.mark.parametrize("clusters", [1, 7])
def test_caps_hold_and_no_pair_comes_twice(solver: bool, clusters: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if not solver:
        without_solver(monkeypatch)
    for seed in range(5):
        room = crowd(120, 12, clusters=clusters, seed=seed)

        chosen = room.chosen()

        assert (np.bincount(chosen.ravel(), minlength=room.n) <= room.slots).all()
        assert len(np.unique(chosen, axis=0)) == len(chosen)
        assert (chosen[:, 0] < chosen[:, 1]).all()


@pytest.mark.parametrize("solver", [pytest.param(True, marks=needs_solver), False])
@settings(max_examples=60, deadline=None)
@given(rooms(), st.randoms(use_true_random=False))
def test_people_numbered_in_another_way_get_the_same_pairs_when_all_weights_differ(
    solver: bool, room: Room, chance: Random
) -> None:
    room.weight[:] = chance.sample(range(1, 100), len(room.weight))
    places = np.array(chance.sample(range(room.n), room.n))
    slots = np.empty(room.n, dtype=np.int64)
    slots[places] = room.slots
    other = Room(room.n, places[room.pairs], room.weight, slots)
    with pytest.MonkeyPatch.context() as patch:
        if not solver:
            without_solver(patch)

        here, there = room.chosen(), other.chosen()

    assert {frozenset(pair) for pair in places[here].tolist()} == {frozenset(pair) for pair in there.tolist()}


@needs_solver
@settings(max_examples=100, deadline=None)
@given(rooms(), st.integers(0, 27), st.integers(1, 40))
def test_raising_a_weight_never_lowers_the_total(room: Room, at: int, more: int) -> None:
    before = room.worth()

    room.weight[at % len(room.weight)] += more

    assert room.worth() >= before - 1e-9


@needs_solver
@settings(max_examples=60, deadline=None)
@given(rooms(), st.integers(0, 7))
def test_one_more_slot_never_lowers_the_total(room: Room, person: int) -> None:
    before = room.worth()

    room.slots = room.slots + (np.arange(room.n) == person % room.n)

    assert room.worth() >= before - 1e-9


@needs_solver
def test_two_odd_rings_joined_by_a_pair_are_solved_through_that_pair() -> None:
    ring = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)]
    room = Room(6, np.array(ring), np.array([1.0] * 6 + [0.9]), 1)

    assert room.chosen().tolist() == [[0, 1], [2, 3], [4, 5]]


def test_the_same_arguments_give_the_same_pairs_each_time() -> None:
    room = crowd(80, 15, clusters=3, seed=1)

    assert room.chosen().tolist() == room.chosen().tolist()
