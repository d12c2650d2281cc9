"""What assignments are compared with: an exact solver and the simplest rule, each of them somebody else's idea.

HiGHS comes with scipy, which the library itself does not need; without it the exact figures are left out.
"""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

BLOCK = 500
FEATURES = 8


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidate pairs of so many people: ends and worth of each, every pair once, the lower number first."""

    people: int
    i: IntArray
    j: IntArray
    weight: FloatArray


def candidates(people: int, each: int, seed: int) -> Candidates:
    """Everybody's best partners in a room with interests in common and people of different charm.

    Made in blocks, so that 10,000 people need no square of numbers. Cost: people².
    """
    chance = np.random.default_rng(seed)
    wants, gives = chance.normal(size=(people, FEATURES)), chance.normal(size=(people, FEATURES))
    charm = chance.normal(size=people) * 0.7
    found: dict[tuple[int, int], float] = {}
    for start in range(0, people, BLOCK):
        rows = np.arange(start, min(start + BLOCK, people))
        there = wants[rows] @ gives.T / np.sqrt(FEATURES) + charm[None, :]
        back = (gives[rows] @ wants.T) / np.sqrt(FEATURES) + charm[rows][:, None]
        worth = 1 / np.sqrt((1 + np.exp(1.5 - there)) * (1 + np.exp(1.5 - back)))
        worth[np.arange(len(rows)), rows] = 0.0
        best = np.argpartition(-worth, min(each, people - 1), axis=1)[:, :each]
        for row, person in enumerate(rows.tolist()):
            for other in best[row].tolist():
                if other != person:
                    found[min(person, other), max(person, other)] = float(worth[row, other])
    ends = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
    return Candidates(people, ends[:, 0], ends[:, 1], np.array([found[one, other] for one, other in ends.tolist()]))


def greedy(room: Candidates, slots: int) -> float:
    """The worth of taking the best pair that still fits, again and again."""
    left, total = [slots] * room.people, 0.0
    for pair in np.argsort(-room.weight, kind="stable"):
        one, other = int(room.i[pair]), int(room.j[pair])
        if left[one] and left[other]:
            left[one], left[other] = left[one] - 1, left[other] - 1
            total += float(room.weight[pair])
    return total


def highs_bound(room: Candidates, slots: int) -> float | None:
    """An upper bound on any choice: the optimum with fractions of pairs allowed, by HiGHS; None without scipy."""
    if find_spec("scipy") is None:
        return None
    optimize = import_module("scipy.optimize")
    limits = np.full(room.people, slots)
    solved = optimize.linprog(-room.weight, A_ub=_ends(room), b_ub=limits, bounds=(0, 1), method="highs")
    return -float(solved.fun)


def highs_exact(room: Candidates, slots: int) -> float | None:
    """The true optimum by HiGHS, with whole pairs only; None without scipy. Minutes beyond a thousand people."""
    if find_spec("scipy") is None:
        return None
    optimize = import_module("scipy.optimize")
    count = len(room.weight)
    solved = optimize.milp(
        -room.weight,
        constraints=optimize.LinearConstraint(_ends(room), ub=slots),
        integrality=np.ones(count),
        bounds=optimize.Bounds(0, 1),
    )
    return -float(solved.fun)


def _ends(room: Candidates) -> Any:  # noqa: ANN401
    """Which pairs each person is in, as a sparse table of (people, pairs)."""
    count = len(room.weight)
    places = np.concatenate((room.i, room.j)), np.tile(np.arange(count), 2)
    return import_module("scipy.sparse").coo_matrix((np.ones(2 * count), places), shape=(room.people, count)).tocsr()
