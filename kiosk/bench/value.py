"""What pairs of a room are worth, and a bound that no choice of pairs can pass."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from kiosk.bench.baselines import highs_prices
from kiosk.bench.candidates import Candidates, FloatArray, IntArray, pooled
from matching import History, Pair, Person, Rules
from matching.board import Board, blocks
from matching.chance import seed_of
from matching.history import PairIds

CANDIDATES = 40
ROUNDS, CLOSE = 4, 1e-3


class Value:
    """The worth of pairs of these people as a fresh look finds it, in blocks of rows.

    Args:
        people: Everybody who is free.
        met: Pairs that met this evening.
        rules: The event's; with exploration, draws are those that `suggest` makes of itself.
    """

    def __init__(self, people: Sequence[Person], met: Iterable[PairIds], rules: Rules) -> None:
        self._board = Board(sorted(people, key=lambda person: str(person.id)), rules, History(met=met), seed_of(0))

    def of(self, pairs: Iterable[Pair]) -> float:
        """What these pairs are worth together; a pair that may not be is worth nothing."""
        index = self._board.index
        ends = np.array([(index[pair.a], index[pair.b]) for pair in pairs], dtype=np.int64).reshape(-1, 2)
        total = 0.0
        for rows, weights in self._weights():
            mine = ends[(ends[:, 0] >= rows.start) & (ends[:, 0] < rows.stop)]
            total += float(weights[mine[:, 0] - rows.start, mine[:, 1]].sum())
        return total

    def bound(self) -> float | None:
        """More than any choice within everybody's slots is worth, over all pairs of the room; None without scipy.

        The linear optimum over the best candidates gives each person's slots a price; what pairs are worth above the
        prices of their two people is added, which makes it hold for all pairs. Those pairs become candidates too, and
        so again, until they add less than one in a thousand.
        """
        slots = np.asarray(self._board.slots, dtype=np.int64)
        _, room = self._above(np.zeros(len(slots)))
        bounds: list[float] = []
        while len(bounds) < ROUNDS:
            prices = highs_prices(room, slots)
            if prices is None:
                return None
            above, more = self._above(prices)
            bounds.append(float(slots @ prices) + above)
            if above <= CLOSE * bounds[-1]:
                break
            room = pooled(room, more)
        return min(bounds)

    def _above(self, prices: FloatArray) -> tuple[float, Candidates]:
        """What all pairs are worth above the prices of their people, and the pairs of each who are so the most."""
        n = len(self._board.ids)
        kept = min(CANDIDATES, n)
        total = 0.0
        ends: list[IntArray] = []
        worth: list[FloatArray] = []
        for rows, weights in self._weights():
            over = np.maximum(weights - prices[rows.start : rows.stop, None] - prices[None, :], 0.0)
            total += float(np.triu(over, rows.start + 1).sum())
            best = np.argpartition(over, n - kept, axis=1)[:, n - kept :]
            row, other = np.repeat(np.arange(len(rows)), kept), best.ravel()
            is_over = over[row, other] > 0
            ends.append(np.stack((row[is_over] + rows.start, other[is_over]), axis=1))
            worth.append(weights[row[is_over], other[is_over]])
        return total, Candidates.of(n, np.concatenate(ends), np.concatenate(worth))

    def _weights(self) -> Iterator[tuple[range, FloatArray]]:
        for rows in blocks(len(self._board.ids)):
            yield rows, self._board.weights(rows)
