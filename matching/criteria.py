"""The criteria: for each, how well the people in columns suit those in rows, and where that is known."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from matching.book import UNKNOWN, Book, IntArray, Page, Statistics
from matching.rules import Rules
from matching.text import FloatArray, Weighed, compare, weigh
from matching.words import fold

BoolArray = npt.NDArray[np.bool_]
Known = tuple[FloatArray, BoolArray | FloatArray]

SAME_TRADE_FROM = 0.85
_LINKED_CREDIT = 0.6
_TWO_STEPS_CREDIT = 0.5
_FEW = 32
_TABLED = 1_500
"""Up to so many different texts, all are compared with all once; beyond, each time what is asked for."""


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
        self._table: FloatArray | None = None
        self._segments = _segment_weights(book.rules)

    def of(self, criterion: str, rows: Sequence[int], columns: Sequence[int]) -> Known:
        """One of `CRITERIA` for people at these positions: its value, and how far what it needs was said by both.

        The second is True or False, except for `segment`, where it is the weight that the organiser gave to the two.
        """
        measures: dict[str, Callable[[list[Page], list[Page]], Known]] = {
            "need_offer": self._need_offer,
            "chain": _chain,
            "same_trade": self._trade,
            "objectives": self._objectives,
            "shared": self._groups,
            "language": _language,
            "segment": self._segment,
        }
        pages = self._book.pages
        return measures[criterion]([pages[at] for at in rows], [pages[at] for at in columns])

    def segment_weight(self, one: str, other: str) -> float:
        """How much the organiser wants these two folded segments to meet; 0 when nothing was said of them."""
        return self._segments.get(frozenset((one, other)), 0.0)

    def fits(self, needs: IntArray, offers: IntArray) -> FloatArray:
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

    def _cut(self, found: FloatArray) -> FloatArray:
        found[found < self._min_fit] = 0.0
        return found

    def trade_closeness(self, one: IntArray, other: IntArray) -> FloatArray:
        """1 for the same trade, up to 0.6 for a linked one, the same in both directions."""
        found = np.maximum(self.fits(one, other), self.fits(other, one).T)
        found = np.where(found >= SAME_TRADE_FROM, 1.0, _LINKED_CREDIT * found)
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

    def _need_offer(self, rows: list[Page], columns: list[Page]) -> Known:
        asked = np.array([len(page.needs) > 0 for page in rows], dtype=bool)
        offered = np.array([len(page.offers) > 0 for page in columns], dtype=bool)
        value = np.zeros((len(rows), len(columns)))
        if asked.any() and offered.any():
            needs, need_at, need_from = _laid_out([page.needs for page in rows if len(page.needs)])
            offers, offer_at, offer_from = _laid_out([page.offers for page in columns if len(page.offers)])
            best = np.maximum.reduceat(self.fits(needs, offers)[:, offer_at], offer_from, axis=1)
            value[np.ix_(asked, offered)] = 1 - np.multiply.reduceat(1 - best[need_at], need_from, axis=0)
        return value, asked[:, None] & offered[None, :]

    def _trade(self, rows: list[Page], columns: list[Page]) -> Known:
        here = np.array([page.trade for page in rows], dtype=np.intp)
        there = np.array([page.trade for page in columns], dtype=np.intp)
        known = (here != UNKNOWN)[:, None] & (there != UNKNOWN)[None, :]
        values = np.zeros(known.shape)
        if known.any():
            one, other = np.unique(here[here != UNKNOWN]), np.unique(there[there != UNKNOWN])
            table = self.trade_closeness(one, other)
            near = table[
                np.searchsorted(one, np.maximum(here, one[0]))[:, None],
                np.searchsorted(other, np.maximum(there, other[0])),
            ]
            values = np.where(known, near, 0.0)
        return values, known

    def _objectives(self, rows: list[Page], columns: list[Page]) -> Known:
        return self._shared([p.objectives for p in rows], [p.objectives for p in columns], self._statistics.objectives)

    def _groups(self, rows: list[Page], columns: list[Page]) -> Known:
        return self._shared([p.groups for p in rows], [p.groups for p in columns], self._statistics.groups)

    def _segment(self, rows: list[Page], columns: list[Page]) -> Known:
        if not self._segments:
            return np.zeros((len(rows), len(columns))), np.zeros((len(rows), len(columns)), dtype=bool)
        here, row_at = _numbered([page.segment for page in rows])
        there, column_at = _numbered([page.segment for page in columns])
        table = np.array([[self.segment_weight(one, other) for other in there] for one in here])
        weight = table.reshape(len(here), len(there))[row_at[:, None], column_at[None, :]]
        return (weight > 0).astype(float), weight

    def _shared(self, rows: list[frozenset[str]], columns: list[frozenset[str]], holders: Counter[str]) -> Known:
        facts = sorted(frozenset().union(*rows) & frozenset().union(*columns))
        if not facts:
            return np.zeros((len(rows), len(columns))), _stated(rows, columns)
        worth = np.array([self._statistics.surprise(holders[fact]) for fact in facts])
        value = (_incidence(rows, facts) * worth) @ _incidence(columns, facts).T
        return np.minimum(value, 1.0), _stated(rows, columns)


def _chain(rows: list[Page], columns: list[Page]) -> Known:
    here = np.array([page.chain for page in rows], dtype=np.intp)[:, None]
    there = np.array([page.chain for page in columns], dtype=np.intp)[None, :]
    known = (here != UNKNOWN) & (there != UNKNOWN)
    if not known.any():
        return np.zeros(known.shape), known
    steps = np.abs(here - there)
    return known * np.select([steps == 1, steps == 2], [1.0, _TWO_STEPS_CREDIT], 0.0), known  # noqa: PLR2004


def _stated(rows: list[frozenset[str]], columns: list[frozenset[str]]) -> BoolArray:
    return np.outer([bool(held) for held in rows], [bool(held) for held in columns]).astype(bool)


def _language(rows: list[Page], columns: list[Page]) -> Known:
    """1 with a language in common, 0 without: two people need only one to talk in."""
    here, there = [page.languages for page in rows], [page.languages for page in columns]
    spoken = sorted(frozenset().union(*here) & frozenset().union(*there))
    common = _incidence(here, spoken) @ _incidence(there, spoken).T
    return np.minimum(common, 1.0), _stated(here, there)


def _segment_weights(rules: Rules) -> dict[frozenset[str], float]:
    return {
        frozenset((fold(one), fold(other))): float(weight) if rules.weighted else 1.0
        for one, other, weight in rules.segments
        if weight > 0
    }


def _numbered(texts: list[str]) -> tuple[list[str], IntArray]:
    """The different texts, and where each is among them."""
    numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    return list(numbers), np.array([numbers[text] for text in texts], dtype=np.intp)


def _incidence(people: list[frozenset[str]], facts: list[str]) -> FloatArray:
    number = {fact: at for at, fact in enumerate(facts)}
    table = np.zeros((len(people), len(facts)))
    held_at = [(row, number[fact]) for row, held in enumerate(people) for fact in held if fact in number]
    if held_at:
        rows, columns = zip(*held_at, strict=True)
        table[list(rows), list(columns)] = 1.0
    return table


def _laid_out(numbers: Sequence[IntArray]) -> tuple[IntArray, IntArray, IntArray]:
    """Lists of numbers, none empty: the different ones, where each entry is among them, where each list starts."""
    different, at = np.unique(np.concatenate(numbers), return_inverse=True)
    starts = np.cumsum([0, *(len(listed) for listed in numbers[:-1])])
    return different, at, starts
