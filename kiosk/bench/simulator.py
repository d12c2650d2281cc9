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
from functools import cached_property

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
Lists = list[list[int]]

ROUNDS = 6
ATTENTION = 3
MARKED = 0.3


@dataclass(frozen=True, slots=True)
class World:
    """What kind of people come.

    Attributes:
        ease: Log odds of a yes between two average people: -0.45 makes 42 looks in 100 end in a yes and 17 pairs in 100
            want each other, which is what published speed dating saw.
        favour: How much more or less, in log odds, everybody wants those who are marked.
    """

    ease: float
    favour: float = 0.0


@dataclass(frozen=True)
class Standing:
    """Where the evening stands when lists are made.

    Attributes:
        chances: Shape (n, n). How likely row wants column.
        over: Shape (n, n). Whom row is not to see any more.
        talks: Shape (n,). How many good talks each has had.
    """

    chances: FloatArray
    over: BoolArray
    talks: FloatArray

    @cached_property
    def worth(self) -> FloatArray:
        """What each pair is worth to both: as the product values it, with those lifted who had fewer talks than most.

        Shape (n, n), symmetric, 0 where a pair is over.
        """
        median = float(np.median(self.talks))
        lack = np.clip((median - self.talks) / max(median, 1.0), 0.0, 1.0)
        both = np.sqrt(self.chances * self.chances.T) * (1 + 0.5 * np.maximum(lack[:, None], lack[None, :]))
        return np.where(self.over | self.over.T, 0.0, both)


Policy = Callable[[Standing], Lists]


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one evening, by person: good talks, and on how many lists they were, all rounds together."""

    talks: tuple[int, ...]
    listed: tuple[int, ...]
    most_lists: int

    @property
    def good_talks(self) -> float:
        """Good talks per person."""
        return float(np.mean(self.talks))

    @property
    def meets_nobody(self) -> float:
        """Share of people who had no talk, 0 to 1."""
        return float(np.mean(np.equal(self.talks, 0)))


def marked(people: int, seed: int) -> BoolArray:
    """Three people in ten, by chance: a group that no score knows of."""
    return np.asarray(np.random.default_rng(1_000 + seed).random(people) < MARKED)


def wishes(people: int, seed: int, world: World) -> FloatArray:
    """The chance that row wants to talk to column, 0 to 1, zero on the diagonal: interests, popularity, choosiness."""
    chance = np.random.default_rng(seed)
    seeks, gives = chance.normal(size=(people, 6)), chance.normal(size=(people, 6))
    popular, choosy = chance.normal(size=people), chance.normal(size=people)
    log_odds = world.ease + 0.8 * (seeks @ gives.T) / np.sqrt(6) * 1.5 + 0.9 * popular[None, :] - 0.5 * choosy[:, None]
    wanted = 1 / (1 + np.exp(-log_odds - world.favour * marked(people, seed)[None, :]))
    np.fill_diagonal(wanted, 0.0)
    return np.asarray(wanted)


def wants(chances: FloatArray, seed: int) -> BoolArray:
    """Who wants whom that evening."""
    return np.asarray(np.random.default_rng(seed).random(chances.shape) < chances)


def play(chances: FloatArray, policy: Policy, seed: int, rounds: int = ROUNDS) -> Played:
    """Play one evening with the lists of one policy, made anew each round from what has happened.

    Cost: rounds × (the policy + people × list length).
    """
    chance = np.random.default_rng([seed, 1])
    wanted = wants(chances, seed)
    over = np.eye(len(chances), dtype=bool)
    talks, listed, most = np.zeros(len(chances)), np.zeros(len(chances), dtype=int), 0
    for _ in range(rounds):
        lists = policy(Standing(chances, over, talks))
        names = np.bincount([name for names in lists for name in names], minlength=len(chances))
        listed, most = listed + names, max(most, int(names.max(initial=0)))
        for one, other in _talks(_agreed(lists, wanted, over, chance), chance):
            over[one, other] = over[other, one] = True
            talks[[one, other]] += 1
    return Played(tuple(talks.astype(int).tolist()), tuple(listed.tolist()), most)


def _agreed(lists: Lists, wanted: BoolArray, over: BoolArray, chance: np.random.Generator) -> list[tuple[int, int]]:
    """Pairs that both said yes to; every no is remembered in `over`."""
    asked: dict[int, list[int]] = {}
    for one, names in enumerate(lists):
        for other in names:
            over[one, other] |= not wanted[one, other]
            if wanted[one, other]:
                asked.setdefault(other, []).append(one)
    pairs = []
    for person, askers in asked.items():
        own = [asker for asker in askers if asker in lists[person]]
        others = [asker for asker in chance.permutation(askers).tolist() if asker not in lists[person]]
        for asker in own + others[:ATTENTION]:
            over[person, asker] |= not wanted[person, asker]
            if wanted[person, asker]:
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
