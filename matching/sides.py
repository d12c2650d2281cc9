"""Some people of a book as arrays, laid out once, so that each criterion compares many with many in a few steps."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.book import UNKNOWN, IntArray, Page
from matching.text import Float32Array

_HEAVIEST = 1e30
"""A weight over this counts as this much, so that sums of weights stay numbers in 32 bits."""


@dataclass(frozen=True)
class Kinds:
    """One thing of each person: the different ones in order, and where among them theirs is, `UNKNOWN` for none."""

    different: IntArray
    at: IntArray

    @property
    def known(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Who has one, shape (people,)."""
        return np.asarray(self.at != UNKNOWN)


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
class Side:
    """The people on one side of a comparison. What a criterion reads is laid out when it is first asked for."""

    pages: Sequence[Page]

    def __len__(self) -> int:
        return len(self.pages)

    @cached_property
    def weights(self) -> Float32Array:
        """Shape (people, criteria)."""
        given = np.array([page.weights for page in self.pages]).reshape(len(self), -1)
        return np.minimum(given, _HEAVIEST).astype(np.float32)

    @cached_property
    def needs(self) -> Lists:
        """What they look for, by number of term."""
        return lists([page.needs for page in self.pages])

    @cached_property
    def offers(self) -> Lists:
        """What they can give, by number of term."""
        return lists([page.offers for page in self.pages])

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
    def objectives(self) -> dict[str, IntArray]:
        """Who came for each thing."""
        return self._holders(lambda page: page.objectives)

    @cached_property
    def groups(self) -> dict[str, IntArray]:
        """Who is in each group."""
        return self._holders(lambda page: page.groups)

    @cached_property
    def languages(self) -> dict[str, IntArray]:
        """Who speaks each language."""
        return self._holders(lambda page: page.languages)

    def _holders(self, facts_of: Callable[[Page], frozenset[str]]) -> dict[str, IntArray]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for person, page in enumerate(self.pages):
            for fact in facts_of(page):
                found[fact].append(person)
        return {fact: np.array(people, dtype=np.intp) for fact, people in found.items()}


def lists(numbers: Sequence[IntArray]) -> Lists:
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
