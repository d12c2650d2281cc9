"""A choice made better by hand: fill what is free, then trade pairs while that pays."""

import numpy as np

from matching.edges import NONE, Edges, IntArray, Mask
from matching.trades import paying_trades

_PASSES = 40
# Trades looked at in one pass: more would mostly share people with better ones.
_BEST = 20_000


def fill(edges: Edges, chosen: Mask, slots: IntArray, order: IntArray) -> Mask:
    """The chosen pairs, and in this order every other pair that still fits.

    Args:
        edges: Candidate pairs.
        chosen: Shape (edges,). Pairs taken already, within slots.
        slots: Shape (n,), >= 0.
        order: Positions of pairs, each at most once; those not in it are not offered.

    Returns:
        Shape (edges,). With an empty choice and the order of weight this is the greedy choice, and raising the weight
        of a pair that it takes keeps that pair taken.

    Cost: proportional to the pairs both of whose people have a slot free; 0.1 s for 300,000.
    """
    free = slots - edges.loads(chosen)
    fits = ~chosen & (free[edges.low] > 0) & (free[edges.high] > 0)
    offered = order[fits[order]]
    left = free.tolist()
    taken = []
    for at, one, other in zip(offered.tolist(), edges.low[offered].tolist(), edges.high[offered].tolist(), strict=True):
        if left[one] and left[other]:
            left[one] -= 1
            left[other] -= 1
            taken.append(at)
    filled = chosen.copy()
    filled[taken] = True
    return filled


def exchange(edges: Edges, chosen: Mask, slots: IntArray) -> Mask:
    """A choice at least as good: a pair in place of one at each end, those left mended, again while it pays.

    Args:
        edges: Candidate pairs.
        chosen: Shape (edges,). Pairs taken already, within slots.
        slots: Shape (n,), >= 0.

    Returns:
        Shape (edges,): a choice within slots in which no such trade pays, unless 40 passes were not enough.

    Cost: some sorts of the pairs for each pass; about 5 passes after a flow, 15 after a greedy choice.
    """
    order = edges.by_weight()
    for _ in range(_PASSES):
        chosen = fill(edges, chosen, slots, order)
        chosen, traded = _traded(edges, chosen, slots)
        if not traded:
            break
    return fill(edges, chosen, slots, order)


def _traded(edges: Edges, chosen: Mask, slots: IntArray) -> tuple[Mask, bool]:
    """Make trades that pay, the best for everybody in it first, so that no two of them share a person."""
    trades = paying_trades(edges, chosen, slots)
    best = np.argsort(-trades.gain, kind="stable")[:_BEST]
    given, gained = trades.given[:, best], trades.gained[:, best]
    made = apart(_people(edges, np.concatenate((given, gained))), edges.n)
    after = chosen.copy()
    for pairs, state in ((given[:, made], False), (gained[:, made], True)):
        after[pairs[pairs != NONE]] = state
    return after, len(best) > 0


def _people(edges: Edges, pairs: IntArray) -> IntArray:
    """Shape (2 x rows, trades): who is in these pairs, `n` for nobody."""
    people = np.stack((edges.low[pairs], edges.high[pairs]))
    people[:, pairs == NONE] = edges.n
    return people.reshape(2 * len(pairs), -1)


def apart(people: IntArray, n: int) -> IntArray:
    """Positions of columns that share nobody, by taking again and again those that come first for all their people.

    Args:
        people: Shape (rows, columns), below `n`, or `n` for nobody; the column to be preferred comes first.
        n: How many people there are.
    """
    made = []
    left = np.arange(people.shape[1])
    while len(left):
        here = people[:, left]
        first = np.full(n + 1, people.shape[1])
        np.minimum.at(first, here.ravel(), np.tile(left, len(here)))
        first[n] = people.shape[1]
        takes = ((here == n) | (first[here] == left)).all(axis=0)
        made.append(left[takes])
        busy = np.zeros(n + 1, dtype=np.bool_)
        busy[here[:, takes]] = True
        busy[n] = False
        left = left[~busy[here].any(axis=0)]
    return np.concatenate([np.zeros(0, dtype=np.int64), *made])
