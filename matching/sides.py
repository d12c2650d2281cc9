"""Some people of a book as arrays, laid out once, so that each criterion compares many with many in a few steps."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matching.book import UNKNOWN, IntArray, Page
from matching.people import CRITERIA
from matching.text import Float32Array

_HEAVIEST = 1e30
"""A weight over this counts as this much, so that sums of weights stay numbers in 32 bits."""


@dataclass(frozen=True)
class Kinds:
    """One thing of each person: the different ones in order, and where among them theirs is, `UNKNOWN` for none."""

    different: IntArray
    at: IntArray


@dataclass(frozen=True)
class Lists:
    """Several things of each person: the different ones in order, and who has which.

    `who` are those who have any, the longest lists first. `steps[k]` tells where among the different ones the thing
    number k stands of the first `len(steps[k])` of them: what is read of a list is then read of all lists at once.
    """

    different: IntArray
    who: IntArray
    steps: tuple[IntArray, ...]


@dataclass(frozen=True)
class Facts:
    """What so many people may share, and who holds each."""

    people: int
    holders: dict[str, IntArray]

    @property
    def stated(self) -> npt.NDArray[np.bool_]:
        """Who holds any, shape (people,)."""
        found = np.zeros(self.people, dtype=bool)
        for some in self.holders.values():
            found[some] = True
        return found


@dataclass(frozen=True)
class Side:
    """The people on one side of a comparison. What a criterion reads is laid out when it is first asked for."""

    pages: Sequence[Page]

    def __len__(self) -> int:
        return len(self.pages)

    @cached_property
    def weights(self) -> Float32Array:
        """Shape (people, criteria)."""
        given = np.array([page.weights for page in self.pages]).reshape(-1, len(CRITERIA))
        return np.asarray(np.minimum(given, _HEAVIEST), dtype=np.float32)

    @cached_property
    def needs(self) -> Lists:
        """What they look for, by number of term."""
        return _lists([page.needs for page in self.pages])

    @cached_property
    def offers(self) -> Lists:
        """What they can give, by number of term."""
        return _lists([page.offers for page in self.pages])

    @cached_property
    def trades(self) -> Kinds:
        """Their trades, by number of term."""
        return _kinds(page.trade for page in self.pages)

    @cached_property
    def chains(self) -> Kinds:
        """Their steps of a distribution chain."""
        return _kinds(page.chain for page in self.pages)

    @cached_property
    def segments(self) -> tuple[list[str], IntArray]:
        """The different segments, one of which may be none, and where among them each person's is."""
        number = {text: at for at, text in enumerate(dict.fromkeys(page.segment for page in self.pages))}
        return list(number), np.array([number[page.segment] for page in self.pages], dtype=np.intp)

    @cached_property
    def objectives(self) -> Facts:
        """What they came for."""
        return _facts([page.objectives for page in self.pages])

    @cached_property
    def groups(self) -> Facts:
        """Their groups."""
        return _facts([page.groups for page in self.pages])

    @cached_property
    def languages(self) -> Facts:
        """The languages they can talk in."""
        return _facts([page.languages for page in self.pages])


def _lists(numbers: Sequence[IntArray]) -> Lists:
    """What is read of these lists, some of which may be empty."""
    count = np.array([len(listed) for listed in numbers], dtype=np.intp)
    different, at = np.unique(np.concatenate([np.zeros(0, dtype=np.intp), *numbers]), return_inverse=True)
    start = np.cumsum(count) - count
    who = np.argsort(-count, kind="stable")
    who = who[count[who] > 0]
    steps = (start[who[count[who] > step]] + step for step in range(count.max(initial=0)))
    return Lists(different, who, tuple(at[step] for step in steps))


def _kinds(numbers: Iterable[int]) -> Kinds:
    given = np.array(list(numbers), dtype=np.intp)
    different = np.unique(given[given != UNKNOWN])
    return Kinds(different, np.where(given == UNKNOWN, UNKNOWN, np.searchsorted(different, given)))


def _facts(held: Sequence[frozenset[str]]) -> Facts:
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for person, facts in enumerate(held):
        for fact in facts:
            holders[fact].append(person)
    return Facts(len(held), {fact: np.array(people, dtype=np.intp) for fact, people in holders.items()})
