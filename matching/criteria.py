"""The criteria: for each, how well the people in columns suit those in rows, and where that is known."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from matching.book import UNKNOWN, Book, IntArray, Statistics
from matching.rules import Rules
from matching.sides import Facts, Kinds, Side
from matching.text import Float32Array, Weighed, compare, weigh
from matching.words import fold

BoolArray = npt.NDArray[np.bool_]
Known = tuple[Float32Array, Float32Array]

SAME_TRADE_FROM = 0.85
_LINKED_CREDIT = 0.6
_TWO_STEPS_CREDIT = 0.5
_FEW = 32
_TABLED = 1_500
"""Up to so many different texts, all are compared with all once; beyond, each time what is asked for."""
_GRAIN = 2**20
"""Worths of facts are whole parts of this, so that their sums are the same in 32 bits in whatever order."""


class Comparison:
    """Some people (rows) against others (columns) of one book. Every array is (rows, columns), values 0 to 1.

    Cost: rows x columns, plus different texts of the rows x those of the columns x 2,048.
    """

    def __init__(self, book: Book, statistics: Statistics, min_fit: float) -> None:
        self._book = book
        self._statistics = statistics
        self._min_fit = min_fit
        self._weighed = weigh(book.terms.since(0), statistics.telling)
        self._count = len(book.terms)
        self._table: Float32Array | None = None
        self._segments = _segment_weights(book.rules)

    def side(self, positions: Sequence[int]) -> Side:
        """The people at these positions, as one side of a comparison; true until one of their pages is rewritten."""
        return Side([self._book.pages[at] for at in positions])

    def of(self, criterion: str, rows: Side, columns: Side) -> Known | None:
        """One of `CRITERIA` for two sides: its value, and how far what it needs was said by both; None where by nobody.

        The second is 0 or 1, except for `segment`, where it is the weight that the organiser gave to the two.
        """
        measures: dict[str, Callable[[Side, Side], Known | None]] = {
            "need_offer": self._need_offer,
            "chain": _chain,
            "same_trade": self._trade,
            "objectives": self._objectives,
            "shared": self._groups,
            "language": _language,
            "segment": self._segment,
        }
        return measures[criterion](rows, columns)

    def segment_weight(self, one: str, other: str) -> float:
        """How much the organiser wants these two folded segments to meet; 0 when nothing was said of them."""
        return self._segments.get(frozenset((one, other)), 0.0)

    def fits(self, needs: IntArray, offers: IntArray) -> Float32Array:
        """How well these offers answer these needs, by number of term; what is below the least fit is 0."""
        self._catch_up()
        if self._count <= _TABLED:
            if self._table is None:
                self._table = self._cut(compare(self._weighed, self._weighed))
            return self._table[needs[:, None], offers]
        # A few texts against many: gathering the many would cost more than comparing with all there are.
        if len(needs) <= _FEW < len(offers):
            found = compare(self._weighed[needs], self._weighed)[:, offers]
        elif len(offers) <= _FEW < len(needs):
            found = compare(self._weighed, self._weighed[offers])[needs]
        else:
            found = compare(self._weighed[needs], self._weighed[offers])
        return self._cut(found)

    def _cut(self, found: Float32Array) -> Float32Array:
        found[found < self._min_fit] = 0.0
        return found

    def trade_closeness(self, one: IntArray, other: IntArray) -> Float32Array:
        """1 for the same trade, up to 0.6 for a linked one, the same in both directions."""
        found = np.maximum(self.fits(one, other), self.fits(other, one).T)
        found = np.where(found >= SAME_TRADE_FROM, np.float32(1), _LINKED_CREDIT * found)
        found[one[:, None] == other[None, :]] = 1.0
        return found

    def _catch_up(self) -> None:
        """Take in what was written since; rarity stays as it was counted."""
        first, self._count = self._count, len(self._book.terms)
        if first == self._count:
            return
        more, old = weigh(self._book.terms.since(first), self._statistics.telling), self._weighed
        self._weighed = Weighed(
            np.vstack((old.words, more.words)),
            np.vstack((old.asked, more.asked)),
            np.vstack((old.covered, more.covered)),
        )
        if self._table is not None:
            # Only what is new is compared: a whole new table would hold up each arrival.
            answered = self._cut(compare(old, more))
            asked = self._cut(compare(more, self._weighed))
            self._table = np.vstack((np.hstack((self._table, answered)), asked))

    def _need_offer(self, rows: Side, columns: Side) -> Known | None:
        needs, offers = rows.needs, columns.offers
        if not len(needs.who) or not len(offers.who):
            return None
        missed = np.ones((len(needs.different), len(columns)), dtype=np.float32)
        missed[:, offers.who] -= _best(self.fits(needs.different, offers.different), offers.steps)
        value = np.zeros((len(rows), len(columns)), dtype=np.float32)
        value[needs.who] = 1 - _product(missed, needs.steps)
        return value, _both(_among(needs.who, len(rows)), _among(offers.who, len(columns)))

    def _trade(self, rows: Side, columns: Side) -> Known | None:
        return _of_kinds(rows.trades, columns.trades, self.trade_closeness)

    def _objectives(self, rows: Side, columns: Side) -> Known | None:
        return _common(rows.objectives, columns.objectives, self._worth_of(self._statistics.objectives))

    def _groups(self, rows: Side, columns: Side) -> Known | None:
        return _common(rows.groups, columns.groups, self._worth_of(self._statistics.groups))

    def _worth_of(self, holders: Counter[str]) -> Callable[[str], float]:
        return lambda fact: round(self._statistics.surprise(holders[fact]) * _GRAIN) / _GRAIN

    def _segment(self, rows: Side, columns: Side) -> Known | None:
        (here, row_at), (there, column_at) = rows.segments, columns.segments
        table = np.array([self.segment_weight(one, other) for one in here for other in there], dtype=np.float32)
        if not table.any():
            return None
        weight = _laid(table.reshape(len(here), len(there)), row_at, column_at)
        return (weight > 0).astype(np.float32), weight


def _best(fits: Float32Array, steps: Sequence[IntArray]) -> Float32Array:
    """Shape (needs, people): the best of what each person offers for each need."""
    found = np.take(fits, steps[0], axis=1)
    for step in steps[1:]:
        some = found[:, : len(step)]
        np.maximum(some, np.take(fits, step, axis=1), out=some)
    return found


def _product(missed: Float32Array, steps: Sequence[IntArray]) -> Float32Array:
    """Shape (people, columns): the chance that none of a person's needs is met."""
    found = missed[steps[0]]
    for step in steps[1:]:
        found[: len(step)] *= missed[step]
    return found


def _laid(table: Float32Array, at: IntArray, to: IntArray) -> Float32Array:
    """What the table holds for each two people; 0 for `UNKNOWN`, which as an index reads the row or column of zeros."""
    return np.take(np.pad(table, ((0, 1), (0, 1))), to, axis=1)[at]


def _of_kinds(here: Kinds, there: Kinds, compared: Callable[[IntArray, IntArray], Float32Array]) -> Known | None:
    if not len(here.different) or not len(there.different):
        return None
    value = _laid(compared(here.different, there.different), here.at, there.at)
    return value, _both(here.at != UNKNOWN, there.at != UNKNOWN)


def _chain(rows: Side, columns: Side) -> Known | None:
    return _of_kinds(rows.chains, columns.chains, _neighbours)


def _neighbours(here: IntArray, there: IntArray) -> Float32Array:
    steps = np.abs(here[:, None] - there[None, :])
    return np.select([steps == 1, steps == 2], [1.0, _TWO_STEPS_CREDIT], 0.0).astype(np.float32)  # noqa: PLR2004


def _language(rows: Side, columns: Side) -> Known | None:
    """1 with a language in common, 0 without: two people need only one to talk in."""
    return _common(rows.languages, columns.languages, lambda _: 1.0)


def _common(rows: Facts, columns: Facts, worth: Callable[[str], float]) -> Known | None:
    """The worth of all facts that each two people both hold, 1 at most."""
    if not rows.holders or not columns.holders:
        return None
    facts = sorted(rows.holders.keys() & columns.holders.keys())
    here = np.zeros((rows.people, len(facts)), dtype=np.float32)
    there = np.zeros((len(facts), columns.people), dtype=np.float32)
    for number, fact in enumerate(facts):
        here[rows.holders[fact], number] = worth(fact)
        there[number, columns.holders[fact]] = 1.0
    return np.minimum(here @ there, 1.0), _both(rows.stated, columns.stated)


def _among(some: IntArray, people: int) -> BoolArray:
    found = np.zeros(people, dtype=bool)
    found[some] = True
    return found


def _both(here: BoolArray, there: BoolArray) -> Float32Array:
    return np.outer(here.astype(np.float32), there.astype(np.float32))


def _segment_weights(rules: Rules) -> dict[frozenset[str], float]:
    return {
        frozenset((fold(one), fold(other))): float(weight) if rules.weighted else 1.0
        for one, other, weight in rules.segments
        if weight > 0
    }
