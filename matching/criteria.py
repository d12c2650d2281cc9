"""The criteria: for each, how well the people in columns suit those in rows, and where that is known."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from matching.book import Book, IntArray, Statistics
from matching.rules import Rules
from matching.sides import Side
from matching.text import Float32Array, Weighed, compare, weigh
from matching.words import fold

BoolArray = npt.NDArray[np.bool_]
Known = tuple[Float32Array, BoolArray | Float32Array]
Holders = dict[str, IntArray]

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

    def of(self, criterion: str, rows: Side, columns: Side) -> Known:
        """One of `CRITERIA` for two sides: its value, and how far what it needs was said by both.

        The second is True or False, except for `segment`, where it is the weight that the organiser gave to the two.
        """
        measures: dict[str, Callable[[Side, Side], Known]] = {
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
            return self._table[np.ix_(needs, offers)]
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

    def _need_offer(self, rows: Side, columns: Side) -> Known:
        value = np.zeros((len(rows), len(columns)), dtype=np.float32)
        needs, offers = rows.needs, columns.offers
        if len(needs.who) and len(offers.who):
            missed = np.ones((len(needs.different), len(columns)), dtype=np.float32)
            missed[:, offers.who] -= _best(self.fits(needs.different, offers.different), offers.steps)
            value[needs.who] = 1 - _product(missed, needs.steps)
        return value, _stated([needs.who], [offers.who], value.shape)

    def _trade(self, rows: Side, columns: Side) -> Known:
        here, there = rows.trades, columns.trades
        table = self.trade_closeness(here.different, there.different)
        return _laid(table, here.at, there.at), here.known[:, None] & there.known[None, :]

    def _objectives(self, rows: Side, columns: Side) -> Known:
        return self._shared(rows.objectives, columns.objectives, self._statistics.objectives, (len(rows), len(columns)))

    def _groups(self, rows: Side, columns: Side) -> Known:
        return self._shared(rows.groups, columns.groups, self._statistics.groups, (len(rows), len(columns)))

    def _segment(self, rows: Side, columns: Side) -> Known:
        if not self._segments:
            shape = len(rows), len(columns)
            return np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=bool)
        (here, row_at), (there, column_at) = rows.segments, columns.segments
        table = np.array([self.segment_weight(one, other) for one in here for other in there], dtype=np.float32)
        weight = _laid(table.reshape(len(here), len(there)), row_at, column_at)
        return (weight > 0).astype(np.float32), weight

    def _shared(self, rows: Holders, columns: Holders, holders: Counter[str], shape: tuple[int, int]) -> Known:
        def worth(fact: str) -> float:
            return round(self._statistics.surprise(holders[fact]) * _GRAIN) / _GRAIN

        return _common(rows, columns, shape, worth), _stated(rows.values(), columns.values(), shape)


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


def _chain(rows: Side, columns: Side) -> Known:
    here, there = rows.chains, columns.chains
    steps = np.abs(here.different[:, None] - there.different[None, :])
    table = np.select([steps == 1, steps == 2], [1.0, _TWO_STEPS_CREDIT], 0.0)  # noqa: PLR2004
    return _laid(table.astype(np.float32), here.at, there.at), here.known[:, None] & there.known[None, :]


def _language(rows: Side, columns: Side) -> Known:
    """1 with a language in common, 0 without: two people need only one to talk in."""
    here, there, shape = rows.languages, columns.languages, (len(rows), len(columns))
    return _common(here, there, shape, lambda _: 1.0), _stated(here.values(), there.values(), shape)


def _common(rows: Holders, columns: Holders, shape: tuple[int, int], worth: Callable[[str], float]) -> Float32Array:
    """The worth of all facts that each two people both hold, 1 at most."""
    facts = sorted(rows.keys() & columns.keys())
    if not facts:
        return np.zeros(shape, dtype=np.float32)
    here = np.zeros((shape[0], len(facts)), dtype=np.float32)
    there = np.zeros((len(facts), shape[1]), dtype=np.float32)
    for number, fact in enumerate(facts):
        here[rows[fact], number] = worth(fact)
        there[number, columns[fact]] = 1.0
    return np.minimum(here @ there, 1.0)


def _stated(rows: Iterable[IntArray], columns: Iterable[IntArray], shape: tuple[int, int]) -> BoolArray:
    here, there = np.zeros(shape[0], dtype=bool), np.zeros(shape[1], dtype=bool)
    for told, people in ((here, rows), (there, columns)):
        for some in people:
            told[some] = True
    return here[:, None] & there[None, :]


def _segment_weights(rules: Rules) -> dict[frozenset[str], float]:
    return {
        frozenset((fold(one), fold(other))): float(weight) if rules.weighted else 1.0
        for one, other, weight in rules.segments
        if weight > 0
    }
