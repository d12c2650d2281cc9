"""Candidate pairs as arrays: read with care, each pair once, people numbered by what the pairs say of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.errors import MatchingError

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

# Where an array of positions of pairs has no pair. As an index it reads the last one, so whoever uses it looks first.
NONE = -1
# Ids of pairs are `low * n + high`, which must stay inside 64 bits; a room is far smaller than this.
MAX_PEOPLE = 1_000_000
# So many of a person's best weights and so many of their neighbours' places tell that person from the others.
_TELLING = 4


@dataclass(frozen=True)
class Edges:
    """Candidate pairs, each once and worth something, in order of `(low, high)`.

    `low` and `high` have shape (edges,), low < high < `n`; `weight` has shape (edges,). To be solved, weights are
    divided by the largest before anything is added up (`distinct`), so sums neither overflow nor drown in rounding.
    """

    n: int
    low: IntArray
    high: IntArray
    weight: FloatArray

    def loads(self, chosen: Mask) -> IntArray:
        """Shape (n,): how many chosen pairs each person is in."""
        ends = np.concatenate((self.low[chosen], self.high[chosen]))
        return np.bincount(ends, minlength=self.n).astype(np.int64)

    def worth(self, chosen: Mask) -> float:
        """Total weight of the chosen pairs."""
        return float(self.weight[chosen].sum())

    def by_weight(self) -> IntArray:
        """Shape (edges,): positions of the pairs, the heaviest first, equals in order of number."""
        return np.argsort(-self.weight, kind="stable")

    def among(self, kept: Mask) -> "Edges":
        """Only these pairs, with the same people and the same unit of weight."""
        return Edges(self.n, self.low[kept], self.high[kept], self.weight[kept])

    def find(self, one: IntArray, other: IntArray) -> IntArray:
        """Positions of these pairs, `NONE` for what is no candidate."""
        if not len(self.low):
            return np.full(len(one), NONE)
        known = self.low * self.n + self.high
        asked = np.minimum(one, other) * self.n + np.maximum(one, other)
        at = np.minimum(np.searchsorted(known, asked), len(known) - 1)
        return np.where(known[at] == asked, at, NONE)

    def numbered(self, order: IntArray) -> "Edges":
        """The same pairs with person `order[p]` called `p`."""
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        return distinct(self.n, place[self.low], place[self.high], self.weight)


def checked_edges(n: int, i: npt.ArrayLike, j: npt.ArrayLike, weight: npt.ArrayLike) -> Edges:
    """Read what a caller gives as candidate pairs; a pair given twice counts once, at its best, worthless ones not.

    Raises:
        MatchingError: lengths differ, a number is out of range, a pair is of one person, a weight is not usable.

    Cost: edges x log(edges); 0.1 s for 400,000.
    """
    if isinstance(n, bool) or not isinstance(n, int | np.integer) or not 0 <= n <= MAX_PEOPLE:
        raise MatchingError(f"n {n!r} is not a whole number from 0 to {MAX_PEOPLE}")
    one, other = _whole("i", i), _whole("j", j)
    worth = _numbers("weight", weight)
    if not one.shape == other.shape == worth.shape or one.ndim != 1:
        raise MatchingError(f"i, j and weight differ in shape: {one.shape}, {other.shape}, {worth.shape}")
    if ((one < 0) | (one >= n) | (other < 0) | (other >= n)).any():
        raise MatchingError(f"i or j holds a number outside 0 to {n - 1}")
    if (one == other).any():
        raise MatchingError("a pair of one person with themself")
    if not np.isfinite(worth).all() or (worth < 0).any():
        raise MatchingError("weight holds something that is not a finite number >= 0")
    useful = worth > 0
    return distinct(int(n), one[useful], other[useful], worth[useful])


def checked_slots(n: int, slots: npt.ArrayLike) -> IntArray:
    """Read what a caller gives as slots: shape (n,).

    Raises:
        MatchingError: they are not `n` whole numbers >= 0, or one for all.
    """
    held = _whole("slots", slots)
    if held.shape not in {(), (n,)} or (held < 0).any():
        raise MatchingError(f"slots are not {n} whole numbers >= 0")
    # Nobody can be in more pairs than there are others; the bound keeps sums of slots far from overflow.
    return np.minimum(np.broadcast_to(held, (n,)), n)


def distinct(n: int, one: IntArray, other: IntArray, weight: FloatArray) -> Edges:
    """The pairs in order, each once at its highest weight, weights divided by the largest; all must be > 0."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((-weight, low * n + high))
    low, high, weight = low[order], high[order], weight[order]
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    top = weight.max(initial=0.0)
    return Edges(n, low[first], high[first], weight[first] / top if top else weight[first])


def telling_order(edges: Edges, slots: IntArray) -> IntArray:
    """Shape (n,): everybody, in an order that follows from pairs and slots and not from how people are numbered.

    People are compared by slots, by their highest weights, then by where those they share them with stand. Two people
    who are alike in all of that keep the order of their numbers. Where all weights differ that is only two people
    whose single candidate is each other, or people with no candidate at all, and their order changes nothing.
    """
    ends = np.concatenate((edges.low, edges.high))
    there = np.concatenate((edges.high, edges.low))
    weight = np.concatenate((edges.weight, edges.weight))
    ranked = np.lexsort((-weight, ends))
    ends, there, weight = ends[ranked], there[ranked], weight[ranked]
    keys: list[IntArray | FloatArray] = [slots, *_firsts(edges.n, ends, weight)]
    place = _dense(keys)[there]
    # Partners at equal weight come in an order that their numbers have no part in.
    again = np.lexsort((place, -weight, ends))
    return np.lexsort((keys + _firsts(edges.n, ends, place[again].astype(np.float64)))[::-1])


def _firsts(n: int, ends: IntArray, values: FloatArray) -> list[FloatArray]:
    """For each person the first few of the `values` beside their number in `ends`, which is in order; -1 after."""
    starts = np.searchsorted(ends, np.arange(n + 1))
    columns = []
    for step in range(_TELLING):
        at = np.full(n, -1.0)
        has = starts[:-1] + step < starts[1:]
        at[has] = values[starts[:-1][has] + step]
        columns.append(at)
    return columns


def _dense(keys: Sequence[IntArray | FloatArray]) -> IntArray:
    """Places by these keys, the first key first; equals share a place."""
    order = np.lexsort(keys[::-1])
    changes = np.zeros(len(order), dtype=np.int64)
    for key in keys:
        changes[1:] |= key[order][1:] != key[order][:-1]
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.cumsum(changes)
    return place


def _whole(name: str, values: npt.ArrayLike) -> IntArray:
    found = _numbers(name, values)
    # The bound is that of whole numbers a float holds exactly, and far over any number of people or slots.
    if not np.isfinite(found).all() or (found != np.round(found)).any() or (np.abs(found) > 2**53).any():
        raise MatchingError(f"{name} holds something that is not a whole number")
    return found.astype(np.int64)


def _numbers(name: str, values: npt.ArrayLike) -> FloatArray:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise MatchingError(f"{name} does not hold numbers") from error
