"""Candidate pairs to choose from: the same for every solver in a comparison."""

from dataclasses import dataclass

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

    @classmethod
    def of(cls, people: int, ends: IntArray, weight: FloatArray) -> "Candidates":
        """Of pairs in any order, shape (m, 2), some of them more than once."""
        keys, first = np.unique(ends.min(axis=1) * people + ends.max(axis=1), return_index=True)
        return cls(people, keys // people, keys % people, weight[first])

    def pairs(self, chosen: IntArray) -> IntArray:
        """The ends of the candidates at these places, shape (m, 2)."""
        return np.stack((self.i[chosen], self.j[chosen]), axis=1)

    def worth(self, pairs: IntArray) -> float:
        """What some of the candidates, given by their ends, are worth together."""
        keys = self.i * self.people + self.j
        return float(self.weight[np.isin(keys, pairs[:, 0] * self.people + pairs[:, 1])].sum())


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


def above(worth: FloatArray) -> Candidates:
    """Every pair of a symmetric square that is worth something."""
    i, j = np.triu_indices(len(worth), 1)
    weight = worth[i, j]
    kept = weight > 0
    return Candidates(len(worth), i[kept], j[kept], weight[kept])


def pooled(one: Candidates, other: Candidates) -> Candidates:
    """The candidates of both, for the same people."""
    ends = np.concatenate((np.stack((one.i, one.j), axis=1), np.stack((other.i, other.j), axis=1)))
    return Candidates.of(one.people, ends, np.concatenate((one.weight, other.weight)))
