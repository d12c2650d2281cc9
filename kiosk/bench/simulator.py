"""An evening of talks under congestion, to compare what different lists of names are worth.

Everybody wants some others, by chance of a known size; popular people are wanted by many. A round lasts as long as a
talk. In it everybody looks at the names on their own list and says yes to those they want; whoever was said yes to is
asked, but looks at no more than a few such questions. Of the pairs that said yes on both sides, each person can talk in
one. A good talk is one that both wanted. Whom one has talked to or turned down is not proposed to them again.

Policies are given the true chances, so differences between them are those of allocation alone; on real profiles expect
smaller ones (reference: `docs/matching.md`).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching import assign

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
Lists = list[list[int]]
Policy = Callable[[FloatArray, FloatArray, BoolArray], Lists]

SLOTS = 3
CANDIDATES = 40
ROUNDS = 6
ATTENTION = 3


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one evening: good talks per person, the share of people who had none, the most lists one was on."""

    good_talks: float
    left_out: float
    most_lists: int


def wishes(people: int, seed: int) -> FloatArray:
    """The chance that row wants to talk to column, 0 to 1, zero on the diagonal: interests, popularity, choosiness."""
    chance = np.random.default_rng(seed)
    seeks, gives = chance.normal(size=(people, 6)), chance.normal(size=(people, 6))
    popular, choosy = chance.normal(size=people), chance.normal(size=people)
    log_odds = -2.0 + 0.8 * (seeks @ gives.T) / np.sqrt(6) * 1.5 + 0.9 * popular[None, :] - 0.5 * choosy[:, None]
    wanted = 1 / (1 + np.exp(-log_odds))
    np.fill_diagonal(wanted, 0.0)
    return np.asarray(wanted)


def play(chances: FloatArray, policy: Policy, seed: int, rounds: int = ROUNDS) -> Played:
    """Play one evening with the lists of one policy, made anew each round from what has happened.

    Cost: rounds × (the policy + people × list length).
    """
    chance = np.random.default_rng(seed)
    wants = chance.random(chances.shape) < chances
    over = np.eye(len(chances), dtype=bool)
    good, most = np.zeros(len(chances)), 0
    for _ in range(rounds):
        lists = policy(chances, chances.T, over)
        most = max(most, int(np.bincount([name for names in lists for name in names]).max(initial=0)))
        for one, other in _talks(_agreed(lists, wants, over, chance), chance):
            over[one, other] = over[other, one] = True
            good[[one, other]] += 1
    return Played(float(good.mean()), float((good == 0).mean()), most)


def _agreed(lists: Lists, wants: BoolArray, over: BoolArray, chance: np.random.Generator) -> list[tuple[int, int]]:
    """Pairs that both said yes to; every no is remembered in `over`."""
    asked: dict[int, list[int]] = {}
    for one, names in enumerate(lists):
        for other in names:
            over[one, other] |= not wants[one, other]
            if wants[one, other]:
                asked.setdefault(other, []).append(one)
    pairs = []
    for person, askers in asked.items():
        own = [asker for asker in askers if asker in lists[person]]
        others = [asker for asker in chance.permutation(askers).tolist() if asker not in lists[person]]
        for asker in own + others[:ATTENTION]:
            over[person, asker] |= not wants[person, asker]
            if wants[person, asker]:
                pairs.append((asker, person))
    return pairs


def _talks(pairs: list[tuple[int, int]], chance: np.random.Generator) -> list[tuple[int, int]]:
    """Those of the agreed pairs that take place, each person in one: first come, first served."""
    busy: set[int] = set()
    held = []
    for place in chance.permutation(len(pairs)):
        one, other = pairs[place]
        if busy.isdisjoint((one, other)):
            busy |= {one, other}
            held.append((one, other))
    return held


def one_sided(mine: FloatArray, _theirs: FloatArray, over: BoolArray) -> Lists:
    """Everybody's own favourites, as most event tools list them."""
    return _best(np.where(over, -1.0, mine))


def reciprocal(mine: FloatArray, theirs: FloatArray, over: BoolArray) -> Lists:
    """Favourites by what both would want, without a cap on how many lists one person is on."""
    return _best(np.where(over, -1.0, np.sqrt(mine * theirs)))


def mutual(mine: FloatArray, theirs: FloatArray, over: BoolArray) -> Lists:
    """Pairs within everybody's slots, by `matching.assign` over everybody's best candidates."""
    worth = np.where(over | over.T, 0.0, np.sqrt(mine * theirs))
    n, kept = len(worth), min(CANDIDATES, len(worth) - 1)
    best = np.argpartition(-worth, kept, axis=1)[:, :kept]
    rows = np.repeat(np.arange(n), kept)
    weight = worth[rows, best.ravel()]
    chosen = assign(n, rows[weight > 0], best.ravel()[weight > 0], weight[weight > 0], SLOTS)
    return lists_of(n, chosen, worth)


def lists_of(people: int, pairs: npt.NDArray[np.int64], worth: FloatArray) -> Lists:
    """Both ends of every pair, the best name first."""
    lists: Lists = [[] for _ in range(people)]
    for one, other in pairs.tolist():
        lists[one].append(other)
        lists[other].append(one)
    return [sorted(names, key=lambda name: (-worth[at, name], name)) for at, names in enumerate(lists)]


def _best(worth: FloatArray) -> Lists:
    order = np.argsort(-worth, axis=1, kind="stable")[:, :SLOTS]
    return [[int(name) for name in row if worth[at, name] > 0] for at, row in enumerate(order)]
