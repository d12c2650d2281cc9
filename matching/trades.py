"""Small trades that make a choice of pairs worth more, all found at once."""

from dataclasses import dataclass

import numpy as np

from matching.edges import NONE, Edges, FloatArray, IntArray, Mask

# Sums of a few weights up to 1 differ by less than this from rounding alone.
EPSILON = 1e-12


@dataclass(frozen=True)
class Trades:
    """Trades that pay, each valid by itself, none promised beside another.

    `given` and `gained` hold positions of pairs, shape (2, trades) and (3, trades), `NONE` where there are fewer;
    `gain` is the worth added, shape (trades,), > 0.
    """

    given: IntArray
    gained: IntArray
    gain: FloatArray


@dataclass(frozen=True)
class _Lightest:
    """For everybody one pair, whom it leads to, and what it counts: shape (n + 1,) each, the last for nobody."""

    pair: IntArray
    there: IntArray
    weight: FloatArray


def paying_trades(edges: Edges, chosen: Mask, slots: IntArray) -> Trades:
    """Every pair not chosen that pays to take.

    Whoever of the two has no slot free gives up the pair that costs least. Those whom this leaves take each other, or
    somebody who has a slot free, or nobody.

    Args:
        edges: Candidate pairs.
        chosen: Shape (edges,). Pairs taken, within slots.
        slots: Shape (n,), >= 0.

    Cost: a few sorts of the pairs; 0.1 s for 300,000.
    """
    free = slots - edges.loads(chosen)
    refills = _refills(edges, chosen, free)
    sacrifices = _sacrifices(edges, chosen, free, refills)
    taken = np.flatnonzero(~chosen & (slots[edges.low] > 0) & (slots[edges.high] > 0))
    ends = np.stack((edges.low[taken], edges.high[taken]))
    given, left = sacrifices.pair[ends], sacrifices.there[ends]
    back = _closed(edges, chosen, left, _refilled(free, refills, ends, left))
    gained = np.concatenate((taken[None], back))
    gain = _weights(edges, gained).sum(axis=0) - _weights(edges, given).sum(axis=0)
    pays = gain > EPSILON
    return Trades(given[:, pays], gained[:, pays], gain[pays])


def _weights(edges: Edges, pairs: IntArray) -> FloatArray:
    return np.where(pairs == NONE, 0.0, edges.weight[pairs])


def _refills(edges: Edges, chosen: Mask, free: IntArray) -> _Lightest:
    """The heaviest pair of each person, not chosen, with somebody who has a slot free."""
    found = _nobody(edges.n)
    for one, other in ((edges.low, edges.high), (edges.high, edges.low)):
        usable = np.flatnonzero(~chosen & (free[other] > 0))
        usable = usable[np.argsort(edges.weight[usable], kind="stable")]
        better = usable[edges.weight[usable] > found.weight[one[usable]]]
        # The last write to a place counts, and that is the heaviest.
        _write(found, one[better], better, other[better], edges.weight[better])
    return found


def _sacrifices(edges: Edges, chosen: Mask, free: IntArray, refills: _Lightest) -> _Lightest:
    """The pair of each person who has no slot free that costs least to give up, its partner refilled."""
    held = np.flatnonzero(chosen)
    giver = np.concatenate((edges.low[held], edges.high[held]))
    left = np.concatenate((edges.high[held], edges.low[held]))
    pair = np.concatenate((held, held))
    loss = edges.weight[pair] - refills.weight[left]
    full = np.flatnonzero(free[giver] == 0)
    order = full[np.lexsort((pair[full], loss[full]))[::-1]]
    found = _nobody(edges.n)
    _write(found, giver[order], pair[order], left[order], loss[order])
    return found


def _nobody(n: int) -> _Lightest:
    return _Lightest(np.full(n + 1, NONE), np.full(n + 1, n), np.zeros(n + 1))


def _write(found: _Lightest, at: IntArray, pair: IntArray, there: IntArray, weight: FloatArray) -> None:
    found.pair[at], found.there[at], found.weight[at] = pair, there, weight


def _refilled(free: IntArray, refills: _Lightest, ends: IntArray, left: IntArray) -> IntArray:
    """Shape (2, pairs): what those who are left take back, less what wants a slot that is used already."""
    rooms = np.concatenate((free, [0]))
    back, host, weight = refills.pair[left], refills.there[left], refills.weight[left]
    full = (host == ends[::-1]) & (rooms[host] == 1)
    back[full] = NONE
    weight[full] = 0.0
    clash = (back != NONE).all(axis=0) & ((back[0] == back[1]) | ((host[0] == host[1]) & (rooms[host[0]] == 1)))
    lesser = (weight[1] <= weight[0]).astype(np.int64)
    at = np.flatnonzero(clash)
    back[lesser[at], at] = NONE
    return back


def _closed(edges: Edges, chosen: Mask, left: IntArray, back: IntArray) -> IntArray:
    """The same, but where the two who are left make a better pair than their refills, that pair."""
    both = np.flatnonzero((left < edges.n).all(axis=0) & (left[0] != left[1]))
    pair = edges.find(left[0, both], left[1, both])
    open_ = (pair != NONE) & ~chosen[pair]
    both, pair = both[open_], pair[open_]
    better = edges.weight[pair] > _weights(edges, back[:, both]).sum(axis=0)
    back[0, both[better]], back[1, both[better]] = pair[better], NONE
    return back
