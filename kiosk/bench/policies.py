"""Ways to make lists of names for one round of a simulated evening."""

import numpy as np

from kiosk.bench.baselines import greedy as greedily
from kiosk.bench.baselines import highs_exact
from kiosk.bench.candidates import Candidates, IntArray, above
from kiosk.bench.simulator import FloatArray, Lists, Standing
from matching import assign

SLOTS = 3
CANDIDATES = 40


def one_sided(standing: Standing) -> Lists:
    """Everybody's own favourites, as most event tools list them."""
    return _best(np.where(standing.over, -1.0, standing.chances))


def reciprocal(standing: Standing) -> Lists:
    """Favourites by what both would want, without a cap on how many lists one person is on."""
    return _best(np.where(standing.over, -1.0, np.sqrt(standing.chances * standing.chances.T)))


def greedy(standing: Standing) -> Lists:
    """Pairs within everybody's slots: the best that still fits, again and again."""
    return lists_of(greedily(above(standing.worth), SLOTS), standing.worth)


def ours(standing: Standing) -> Lists:
    """Pairs within everybody's slots, by `matching.assign` over everybody's best candidates."""
    room = _promising(standing.worth)
    chosen = assign(room.people, room.i, room.j, room.weight, SLOTS)
    return lists_of(chosen.astype(np.int64), standing.worth)


def exact(standing: Standing) -> Lists:
    """The best pairs within everybody's slots over all pairs of the room, by HiGHS.

    Raises:
        RuntimeError: scipy is not installed.
    """
    chosen = highs_exact(above(standing.worth), SLOTS)
    if chosen is None:
        raise RuntimeError("the exact policy needs scipy")
    return lists_of(chosen, standing.worth)


def lists_of(pairs: IntArray, worth: FloatArray) -> Lists:
    """Both ends of every pair, the best name first."""
    lists: Lists = [[] for _ in worth]
    for one, other in pairs.tolist():
        lists[one].append(other)
        lists[other].append(one)
    return [sorted(names, key=lambda name: (-worth[at, name], name)) for at, names in enumerate(lists)]


def _promising(worth: FloatArray) -> Candidates:
    """The pairs that are among the best of one of the two."""
    kept = min(CANDIDATES, len(worth) - 1)
    best = np.argpartition(-worth, kept, axis=1)[:, :kept]
    is_kept = np.zeros(worth.shape, dtype=bool)
    np.put_along_axis(is_kept, best, values=True, axis=1)
    return above(np.where(is_kept | is_kept.T, worth, 0.0))


def _best(worth: FloatArray) -> Lists:
    order = np.argsort(-worth, axis=1, kind="stable")[:, :SLOTS]
    return [[int(name) for name in row if worth[at, name] > 0] for at, row in enumerate(order)]
