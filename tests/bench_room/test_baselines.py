"""What assignments are compared with."""

from importlib.machinery import ModuleSpec
from importlib.util import find_spec

import numpy as np
import pytest

from kiosk.bench import baselines
from kiosk.bench.baselines import greedy, highs_bound, highs_exact, highs_prices, networkx_matchings
from kiosk.bench.candidates import Candidates, IntArray, above, candidates, pooled
from kiosk.bench.choosing import chosen


def no(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if it were not installed."""

    def found(name: str) -> ModuleSpec | None:
        return None if name == package else find_spec(name)

    monkeypatch.setattr(baselines, "find_spec", found)


def is_within(pairs: IntArray, people: int, slots: int) -> bool:
    different = len({(min(pair), max(pair)) for pair in pairs.tolist()}) == len(pairs)
    return different and bool((np.bincount(pairs.ravel(), minlength=people) <= slots).all())


@pytest.mark.parametrize("people", [2, 3, 10, 40])
def test_candidates_are_pairs_each_once_the_lower_number_first(people: int) -> None:
    found = candidates(people, 8, seed=people)

    assert (found.i < found.j).all()
    assert found.j.max() < people
    assert len(set(zip(found.i.tolist(), found.j.tolist(), strict=True))) == len(found.weight)
    assert ((found.weight > 0) & (found.weight <= 1)).all()


def test_pooled_candidates_are_those_of_both_each_once() -> None:
    one, other = candidates(20, 4, seed=1), candidates(20, 8, seed=1)
    both = pooled(one, other)

    assert len(both.weight) == len(other.weight)
    assert both.weight.sum() == pytest.approx(other.weight.sum())


def test_candidates_of_a_square_are_the_pairs_that_are_worth_something() -> None:
    found = above(np.array([[0.0, 0.5, 0.0], [0.5, 0.0, 0.2], [0.0, 0.2, 0.0]]))

    assert found.pairs(np.arange(2)).tolist() == [[0, 1], [1, 2]]
    assert found.worth(np.array([[0, 1]])) == 0.5


@pytest.mark.parametrize("people", [2, 10, 40])
@pytest.mark.parametrize("slots", [1, 2, 3])
def test_greedy_never_beats_the_optimum_nor_that_its_bound_and_is_worth_half_at_least(people: int, slots: int) -> None:
    edges = candidates(people, 8, seed=people)
    best, bound = highs_exact(edges, slots), highs_bound(edges, slots)
    assert best is not None
    assert bound is not None

    by_greed = greedy(edges, slots)

    assert is_within(by_greed, people, slots)
    assert is_within(best, people, slots)
    assert edges.worth(by_greed) <= edges.worth(best) + 1e-6
    assert edges.worth(best) <= bound + 1e-6
    assert edges.worth(by_greed) >= edges.worth(best) / 2 - 1e-6


@pytest.mark.parametrize("slots", [1, 3])
def test_matchings_of_networkx_fit_the_slots_and_one_alone_is_the_optimum(slots: int) -> None:
    edges = candidates(30, 8, seed=1)
    found, best = networkx_matchings(edges, slots), highs_exact(edges, slots)
    assert found is not None
    assert best is not None

    assert is_within(found, 30, slots)
    assert edges.worth(found) <= edges.worth(best) * 1.0001
    assert edges.worth(found) >= edges.worth(best) * (0.9999 if slots == 1 else 0.9)


def test_prices_bound_what_any_choice_is_worth() -> None:
    edges = candidates(40, 8, seed=1)
    bound, prices = highs_bound(edges, 3), highs_prices(edges, 3)
    assert bound is not None
    assert prices is not None

    over = np.maximum(edges.weight - prices[edges.i] - prices[edges.j], 0.0).sum()

    assert 3 * prices.sum() + over == pytest.approx(bound)


def test_without_slots_nothing_is_worth_anything() -> None:
    edges = candidates(10, 4, seed=1)

    assert len(greedy(edges, 0)) == 0
    assert highs_bound(edges, 0) == pytest.approx(0)


def test_without_candidates_nothing_is_chosen() -> None:
    nobody = Candidates(3, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))
    best = highs_exact(nobody, 3)

    assert best is not None
    assert len(best) == 0


def test_without_networkx_its_figures_alone_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    no("networkx", monkeypatch)
    told = chosen(20, networkx_to=300)

    assert told["networkx"] is None
    assert told["greedy"]["share_of_bound"] <= told["ours"]["share_of_bound"] <= 1


def test_without_scipy_there_are_no_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    no("scipy", monkeypatch)
    told = chosen(20, networkx_to=0)

    assert (told["highs"], told["highs_bound"]) == (None, None)
    assert told["ours"]["share_of_bound"] is None
