"""The steps behind `assign`: flow, rounding, trades, and what is loaded for them."""

import subprocess
import sys
from itertools import combinations
from random import Random
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import MatchingError, flow
from matching.assignment import greedy
from matching.edges import Edges, IntArray, checked_edges, telling_order
from matching.exchange import exchange
from matching.probing import probed
from matching.rounding import whole

needs_solver = pytest.mark.skipif(flow.load_solver() is None, reason="the optional solver is not installed")

Problem = tuple[Edges, IntArray]


@st.composite
def problems(draw: st.DrawFn, *, two_sided: bool = False) -> Problem:
    n = draw(st.integers(2, 12))
    possible = [pair for pair in combinations(range(n), 2) if not two_sided or sum(pair) % 2]
    pairs = draw(st.lists(st.sampled_from(possible), min_size=1, unique=True))
    weights = draw(st.lists(st.integers(1, 5), min_size=len(pairs), max_size=len(pairs)))
    slots = draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
    return checked_edges(n, [a for a, _ in pairs], [b for _, b in pairs], weights), np.array(slots)


def relaxed(edges: Edges, slots: IntArray) -> IntArray:
    solver = flow.load_solver()
    assert solver is not None
    return flow.halves(edges, slots, solver)


@needs_solver
@settings(max_examples=100, deadline=None)
@given(problems())
def test_rounding_stays_within_slots_and_keeps_two_thirds_of_the_bound_and_every_whole_pair(problem: Problem) -> None:
    edges, slots = problem
    taken = relaxed(edges, slots)

    chosen = whole(edges, taken)

    assert (edges.loads(chosen) <= slots).all()
    assert chosen[taken == 2].all()
    assert not chosen[taken == 0].any()
    assert edges.worth(chosen) >= float(edges.weight @ taken) / 2 * 2 / 3 - 1e-9


@needs_solver
@settings(max_examples=100, deadline=None)
@given(problems(two_sided=True))
def test_between_two_sides_rounding_loses_nothing(problem: Problem) -> None:
    edges, slots = problem
    taken = relaxed(edges, slots)

    assert edges.worth(whole(edges, taken)) == pytest.approx(float(edges.weight @ taken) / 2)


def test_halves_of_rings_and_lines_that_touch_are_rounded_within_slots() -> None:
    ring, line = [(0, 1), (1, 2), (2, 3), (3, 4), (0, 4)], [(0, 5), (5, 6), (6, 7)]
    pairs = np.array(ring + line)
    edges = checked_edges(8, pairs[:, 0], pairs[:, 1], [5, 4, 3, 2, 1, 3, 3, 3])
    halves = np.ones(len(edges.weight), dtype=np.int64)

    chosen = whole(edges, halves)

    assert (edges.loads(chosen) <= np.array([2, 1, 1, 1, 1, 1, 1, 1])).all()
    assert edges.worth(chosen) >= edges.weight.sum() / 2


def test_an_odd_ring_is_opened_where_it_costs_least() -> None:
    edges = checked_edges(5, [0, 1, 2, 3, 0], [1, 2, 3, 4, 4], [5, 1, 5, 1, 2])

    chosen = whole(edges, np.ones(5, dtype=np.int64))

    assert list(zip(edges.low[chosen].tolist(), edges.high[chosen].tolist(), strict=True)) == [(0, 1), (2, 3)]


@settings(max_examples=150, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_trades_and_probes_never_make_a_choice_worse_nor_break_a_cap(problem: Problem, chance: Random) -> None:
    edges, slots = problem
    start = greedy(edges, slots)
    start &= np.array([chance.random() < 0.7 for _ in start])

    traded = exchange(edges, start, slots)
    better = probed(edges, traded, slots)

    assert edges.worth(start) <= edges.worth(traded) + 1e-9
    assert edges.worth(traded) <= edges.worth(better) + 1e-9
    assert (edges.loads(traded) <= slots).all()
    assert (edges.loads(better) <= slots).all()


def test_a_trade_swaps_two_pairs_for_two_that_are_worth_more() -> None:
    edges = checked_edges(4, [0, 2, 0, 1], [1, 3, 2, 3], [1.0, 0.2, 0.7, 0.7])

    traded = exchange(edges, greedy(edges, np.ones(4, dtype=np.int64)), np.ones(4, dtype=np.int64))

    assert edges.worth(traded) == pytest.approx(1.4)


@settings(max_examples=60, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_people_stand_in_the_same_order_however_they_are_numbered_when_weights_differ(
    problem: Problem, chance: Random
) -> None:
    edges, slots = problem
    edges = Edges(edges.n, edges.low, edges.high, np.linspace(0.1, 1, len(edges.low)))
    lonely = edges.loads(np.ones(len(edges.low), dtype=np.bool_)) < 2
    numbers = np.array(chance.sample(range(edges.n), edges.n))

    before = telling_order(edges, slots)
    after = telling_order(edges.numbered(numbers), slots[numbers])

    assert [at for at in numbers[after].tolist() if not lonely[at]] == [at for at in before.tolist() if not lonely[at]]


def test_pairs_are_found_in_either_direction_and_others_are_not() -> None:
    edges = checked_edges(5, [3, 0, 1], [1, 4, 2], [1.0, 0.5, 0.25])

    assert edges.find(np.array([1, 3, 4, 0]), np.array([3, 1, 0, 1])).tolist() == [2, 2, 0, -1]


def test_importing_the_library_loads_no_solver() -> None:
    code = "import matching, sys; sys.exit(any(name.startswith('ortools') for name in sys.modules))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_the_package_there_is_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools", None)
    monkeypatch.setitem(sys.modules, "ortools.graph.python", None)
    monkeypatch.setitem(sys.modules, "ortools.graph.python.min_cost_flow", None)

    assert flow.load_solver() is None


def test_pairs_of_people_are_read_before_anything_is_solved() -> None:
    with pytest.raises(MatchingError, match="themself"):
        checked_edges(3, [0, 1], [1, 1], [0.0, 0.0])


def test_an_answer_of_the_solver_that_is_not_the_optimum_is_not_used() -> None:
    class Failing:
        OPTIMAL = "optimal"

        def add_arcs_with_capacity_and_unit_cost(self, *arcs: object) -> None: ...

        def set_nodes_supplies(self, *supplies: object) -> None: ...

        def solve(self) -> str:
            return "infeasible"

    module = ModuleType("failing")
    vars(module)["SimpleMinCostFlow"] = Failing

    with pytest.raises(AssertionError, match="infeasible"):
        flow.halves(checked_edges(2, [0], [1], [1.0]), np.array([1, 1]), module)
