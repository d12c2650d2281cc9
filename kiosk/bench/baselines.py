"""What assignments are compared with: exact solvers and the simplest rule, each of them somebody else's idea.

HiGHS comes with scipy. Neither it nor networkx is needed by the program; without them their figures are left out.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from kiosk.bench.candidates import Candidates, FloatArray, IntArray

Slots = int | IntArray


def greedy(room: Candidates, slots: Slots) -> IntArray:
    """Take the best pair that still fits, again and again: pairs, shape (m, 2)."""
    left = np.broadcast_to(slots, room.people).tolist()
    taken = []
    for pair in np.argsort(-room.weight, kind="stable").tolist():
        one, other = int(room.i[pair]), int(room.j[pair])
        if left[one] and left[other]:
            left[one], left[other] = left[one] - 1, left[other] - 1
            taken.append(pair)
    return room.pairs(np.array(taken, dtype=np.int64))


def networkx_matchings(room: Candidates, slots: int) -> IntArray | None:
    """As many exact one-to-one matchings by networkx as there are slots, each of pairs not yet taken.

    None without networkx. Some nine seconds for 300 people, hours for 10,000.
    """
    if find_spec("networkx") is None:
        return None
    networkx = import_module("networkx")
    graph = networkx.Graph()
    graph.add_weighted_edges_from(zip(room.i.tolist(), room.j.tolist(), room.weight.tolist(), strict=True))
    taken: list[tuple[int, int]] = []
    for _ in range(slots):
        matched = networkx.max_weight_matching(graph)
        graph.remove_edges_from(matched)
        taken += [(min(pair), max(pair)) for pair in matched]
    return np.array(taken, dtype=np.int64).reshape(-1, 2)


def highs_bound(room: Candidates, slots: Slots) -> float | None:
    """An upper bound on any choice: the optimum with fractions of pairs allowed, by HiGHS; None without scipy."""
    solved = _linear(room, slots)
    return -float(solved.fun) if solved else None


def highs_prices(room: Candidates, slots: Slots) -> FloatArray | None:
    """What one more slot of each person would be worth at that optimum, shape (people,); None without scipy.

    For any pairs at all, also others than these: with prices y, no choice is worth more than Σ slots·y plus what each
    pair is worth above the two prices of its people.
    """
    solved = _linear(room, slots)
    return np.maximum(-np.asarray(solved.ineqlin.marginals, dtype=np.float64), 0.0) if solved else None


def highs_exact(room: Candidates, slots: Slots) -> IntArray | None:
    """The true optimum by HiGHS, to one part in ten thousand, with whole pairs only; None without scipy.

    Minutes beyond a thousand people.
    """
    if find_spec("scipy") is None:
        return None
    count = len(room.weight)
    if not count:
        return np.zeros((0, 2), dtype=np.int64)
    optimize = import_module("scipy.optimize")
    solved = optimize.milp(
        -room.weight,
        constraints=optimize.LinearConstraint(_ends(room), ub=np.broadcast_to(slots, room.people)),
        integrality=np.ones(count),
        bounds=optimize.Bounds(0, 1),
    )
    return room.pairs(np.flatnonzero(solved.x > 0.5))  # noqa: PLR2004 - whole but for the last digits


def _linear(room: Candidates, slots: Slots) -> Any | None:  # noqa: ANN401
    if find_spec("scipy") is None:
        return None
    optimize = import_module("scipy.optimize")
    limits = np.broadcast_to(slots, room.people)
    return optimize.linprog(-room.weight, A_ub=_ends(room), b_ub=limits, bounds=(0, 1), method="highs")


def _ends(room: Candidates) -> Any:  # noqa: ANN401
    """Which pairs each person is in, as a sparse table of (people, pairs)."""
    count = len(room.weight)
    places = np.concatenate((room.i, room.j)), np.tile(np.arange(count), 2)
    return import_module("scipy.sparse").coo_matrix((np.ones(2 * count), places), shape=(room.people, count)).tocsr()
