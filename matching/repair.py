"""Mending a room after one event: slots that came free are filled, and few names change for it.

Somebody with a free slot takes the partner with whom the room gains most. A partner whose slots are full gives up
their weakest pair for one that is clearly better, and whoever lost it looks for another in turn; each event may part
few pairs (reference/matching.md 2.4, steps 4 and 5). Then two pairs, one of them of somebody concerned, are turned
round where that is clearly better (`matching.swapping`).
"""

from collections import deque
from collections.abc import Iterable

import numpy as np

from matching.board import Board, blocks
from matching.book import IntArray
from matching.kinds import crowds
from matching.shown import NOBODY, Place, Shown
from matching.swapping import clear_swap
from matching.text import FloatArray

MOST_PARTED = 4
MOST_SWAPPED = 4
QUIET = 300.0
"""Seconds for which a person's names are left alone after one was changed that nobody asked for."""


class Repair:
    """Mends one room; remembers when each person's names were last changed unasked. Times are seconds of any clock."""

    def __init__(self, board: Board, shown: Shown) -> None:
        self._board, self._shown = board, shown
        self._disturbed: FloatArray = np.full(len(board.ids), -np.inf)

    def grow(self) -> None:
        """Make room for those who came."""
        more = len(self._board.ids) - len(self._disturbed)
        self._disturbed = np.append(self._disturbed, np.full(more, -np.inf))

    def may_disturb(self, at: float | None) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Whose names may change unasked now, shape (n,); everybody's when no time is told."""
        if at is None:
            return np.ones(len(self._disturbed), dtype=bool)
        return np.asarray(at - self._disturbed >= QUIET)

    def disturb(self, people: Iterable[int], at: float | None) -> None:
        """Note that somebody's names were changed unasked."""
        if at is not None:
            self._disturbed[list(people)] = at

    def prune(self, person: int) -> list[int]:
        """Take away what this person may not hold any more, value the rest anew; whom they lost comes back."""
        row = self._board.weights([person])[0]
        partners = sorted(self._shown.held[person], key=lambda other: (-row[other], other))
        kept = [other for other in partners if row[other] > 0][: int(self._board.slots[person])]
        lost = [other for other in partners if other not in kept]
        for other in lost:
            self._shown.hide(person, other)
        for other in kept:
            self._shown.revalue(person, other, float(row[other]))
        return lost

    def fill(self, people: Iterable[int], at: float | None) -> None:
        """Give these people, and those who lose a pair to them, the best partners that the room can spare."""
        waiting = deque(sorted(set(people)))
        concerned = dict.fromkeys(waiting)
        parted = 0
        while waiting:
            person = waiting.popleft()
            left = self._fill_one(person, MOST_PARTED - parted, at)
            parted += len(left)
            waiting.extend(each for each in left if each not in waiting)
            concerned.update(dict.fromkeys(left))
        self.cover(at)
        for person in [*concerned][:MOST_SWAPPED]:
            self._swap(person, at)

    def _swap(self, person: int, at: float | None) -> None:
        """Turn two pairs round, one of them this person's, where that is clearly better."""
        swap = clear_swap(self._board, self._shown, person, self.may_disturb(at))
        if swap is None:
            return
        shown = self._shown
        shown.hide(person, swap.name)
        shown.hide(swap.first, swap.second)
        shown.show(person, swap.first, swap.worth)
        shown.show(swap.name, swap.second, swap.their_worth)
        self.disturb((person, swap.name, swap.first, swap.second), at)

    def _fill_one(self, person: int, may_part: int, at: float | None) -> list[int]:
        """Fill one person's free slots; those who lost a pair to them come back."""
        board, shown = self._board, self._shown
        left: list[int] = []
        if not board.available[person] or shown.count[person] >= board.slots[person]:
            return left
        row = board.weights([person])[0]
        row[list(shown.held[person])] = 0.0
        while shown.count[person] < board.slots[person]:
            gains = self._gains(person, row, at, may_part=len(left) < may_part)
            best = self._preferred(person, row, gains)
            if gains[best] <= 0:
                break
            if shown.count[best] >= board.slots[best]:
                loser = int(shown.weakest_partner[best])
                shown.hide(best, loser)
                self.disturb((best, loser), at)
                left.append(loser)
            shown.show(person, best, float(row[best]))
            row[best] = 0.0
        return left

    def _gains(self, person: int, row: FloatArray, at: float | None, *, may_part: bool) -> FloatArray:
        """What the room gains by each partner, shape (n,); 0 or less where it gains nothing."""
        board, shown = self._board, self._shown
        is_free = shown.count < board.slots
        if not may_part:
            return np.where(is_free & (row > 0), row, 0.0)
        calm = self.may_disturb(at)
        loser = shown.weakest_partner
        may_yield = (loser != NOBODY) & (loser != person) & calm & calm[loser]
        # Only what is clearly better moves a name that somebody is looking at.
        beaten = np.where(may_yield, shown.weakest * (1 + board.rules.swap_gain), np.inf)
        gains = row - np.where(is_free, 0.0, beaten)
        return np.where((row > 0) & (board.slots > 0), gains, 0.0)

    def _preferred(self, person: int, row: FloatArray, gains: FloatArray) -> int:
        """With whom the room gains most; whoever makes a list more one-sided counts a little less, noted in `gains`."""
        lowered: set[int] = set()
        while len(lowered) < self._board.rules.candidates:
            best = int(gains.argmax())
            if gains[best] <= 0 or best in lowered or not self._crowds(person, best):
                break
            gains[best] -= self._board.rules.diversity * row[best]
            lowered.add(best)
        return int(gains.argmax())

    def _crowds(self, one: int, other: int) -> bool:
        """Whether one of these two would have too many names of a kind with the other, beside those they keep."""
        shown, pages = self._shown, self._board.book.pages
        for person, newcomer in ((one, other), (other, one)):
            is_full = shown.count[person] >= self._board.slots[person]
            gone = {int(shown.weakest_partner[person])} if is_full else set()
            names = [pages[name].person for name in shown.held[person].keys() - gone]
            if crowds(pages[person].person, names, pages[newcomer].person, self._board.rules):
                return True
        return False

    def cover(self, at: float | None) -> None:
        """Give whoever is free and was left with nothing a place beside somebody, where the room loses least.

        A shown pair is parted for it, if possible one of people whose names were not changed lately; nobody is left
        with nothing in turn. Those who cannot be placed by parting one pair wait for the next event.
        """
        board, shown = self._board, self._shown
        left = np.flatnonzero(board.available & (board.slots > 0) & (shown.count == 0)).tolist()
        for some in blocks(len(left)):
            people = left[some.start : some.stop]
            for person, row in zip(people, board.weights(people), strict=True):
                self._cover_one(person, row, at)

    def _cover_one(self, person: int, row: FloatArray, at: float | None) -> None:
        shown = self._shown
        if shown.count[person]:
            return
        # Only pairs of whom one may take the newcomer: where hardly anybody may, there is hardly anything to do.
        willing = np.flatnonzero(row > 0).tolist()
        pairs = [(one, other) for one in willing for other in shown.held[one]]
        place = self._to_part(person, np.array(pairs, dtype=np.intp).reshape(-1, 2), row, at)
        if place is not None:
            self._place_between(person, *place, row, at)

    def _to_part(self, person: int, pairs: IntArray, row: FloatArray, at: float | None) -> Place | None:
        """Which of these pairs, shape (pairs, 2), to part: its first takes the newcomer, its second too if it can."""
        board, shown = self._board, self._shown
        one, other = pairs.T
        both = (row[one] > 0) & (row[other] > 0) & (board.slots[person] > 1)
        possible = both | ((row[one] > 0) & (shown.count[other] > 1))
        if not possible.any():
            return None
        worth = np.array([shown.held[first][second] for first, second in pairs.tolist()])
        calm = self.may_disturb(at)
        order = np.lexsort((worth - row[one] - np.where(both, row[other], 0.0), ~both, ~(calm[one] & calm[other])))
        first, second = pairs[next(number for number in order.tolist() if possible[number])].tolist()
        return first, second

    def _place_between(self, person: int, one: int, other: int, row: FloatArray, at: float | None) -> None:
        board, shown = self._board, self._shown
        shown.hide(one, other)
        self.disturb((one, other), at)
        shown.show(person, one, float(row[one]))
        if row[other] > 0 and board.slots[person] > 1:
            shown.show(person, other, float(row[other]))
        for each in (other, person):
            self._fill_one(each, 0, at)
