"""Who may not be sent to whom, from what profiles and rules say; what happened between two people is in contacts."""

from collections.abc import Sequence

import numpy as np

from matching.book import UNKNOWN, Book, IntArray, Page, with_room
from matching.criteria import SAME_TRADE_FROM, BoolArray, Comparison
from matching.rules import Rules
from matching.words import fold


class Vetoes:
    """The vetoes of one book by position: same company, competitors, segments kept apart, and oneself.

    Positions written in the book afterwards must be told by `write`. Vetoes are mutual: one side's is enough.

    Cost: n once; then `allowed` is rows x columns, plus different avoided trades x different trades x 2,048.
    """

    def __init__(self, book: Book, rules: Rules, comparison: Comparison) -> None:
        self._book = book
        self._rules = rules
        self._comparison = comparison
        self._apart = {frozenset((fold(one), fold(other))) for one, other in rules.segments_apart}
        self._companies: dict[str, int] = {}
        self._segments: dict[str, int] = {}
        # One row a person: company, segment, trade, whether they avoid any trade, whether they want only new people.
        self._facts = np.array([self._read(page) for page in book.pages], dtype=np.intp).reshape(-1, 5)

    def write(self, at: int) -> None:
        """Read page `at` of the book again, or for the first time when it is the next one."""
        self._facts = with_room(self._facts, at + 1)
        self._facts[at] = self._read(self._book.pages[at])

    def only_new(self, one: int, others: Sequence[int]) -> BoolArray:
        """Shape (others,): where the person at `one` or the other, or the event, refuses people they know."""
        wanted = self._facts[:, 4].astype(bool)
        refused: BoolArray = wanted[np.asarray(others, dtype=np.intp)] | wanted[one] | self._rules.only_new
        return refused

    def allowed(self, rows: Sequence[int], columns: Sequence[int]) -> BoolArray:
        """Shape (rows, columns): where people at these positions may meet; the same in both directions."""
        at, to = np.asarray(rows, dtype=np.intp), np.asarray(columns, dtype=np.intp)
        allowed: BoolArray = at[:, None] != to[None, :]
        if not self._rules.same_company:
            here, there = self._facts[at, 0][:, None], self._facts[to, 0][None, :]
            allowed &= (here != there) | (here == UNKNOWN)
        if self._apart:
            allowed &= ~self._kept_apart(at, to)
        if self._facts[at, 3].any() or self._facts[to, 3].any():
            allowed &= ~(self._avoided(at, to) | self._avoided(to, at).T)
        return allowed

    def _kept_apart(self, at: IntArray, to: IntArray) -> BoolArray:
        names = list(self._segments)
        table = np.array([[frozenset((one, other)) in self._apart for other in names] for one in names], dtype=bool)
        if not names:
            return np.zeros((len(at), len(to)), dtype=bool)
        here, there = self._facts[at, 1][:, None], self._facts[to, 1][None, :]
        found: BoolArray = table[here, there] & (here != UNKNOWN) & (there != UNKNOWN)
        return found

    def _avoided(self, at: IntArray, to: IntArray) -> BoolArray:
        """Where people at `at` avoid the trade of those at `to`."""
        found = np.zeros((len(at), len(to)), dtype=bool)
        trades, place = np.unique(self._facts[to, 2], return_inverse=True)
        named = trades != UNKNOWN
        avoiding = np.flatnonzero(self._facts[at, 3])
        if not len(avoiding) or not named.any():
            return found
        listed = [self._book.pages[at[row]].avoided for row in avoiding]
        terms, which = np.unique(np.concatenate(listed), return_inverse=True)
        close = np.zeros((len(terms), len(trades)), dtype=bool)
        close[:, named] = self._comparison.trade_closeness(terms, trades[named]) >= SAME_TRADE_FROM
        starts = np.cumsum([0, *(len(avoided) for avoided in listed[:-1])])
        found[avoiding] = np.logical_or.reduceat(close[which], starts, axis=0)[:, place]
        return found

    def _read(self, page: Page) -> tuple[int, int, int, int, int]:
        return (
            self._companies.setdefault(page.company, len(self._companies)) if page.company else UNKNOWN,
            self._segments.setdefault(page.segment, len(self._segments)) if page.segment else UNKNOWN,
            page.trade,
            int(len(page.avoided) > 0),
            int(page.person.only_new),
        )
