"""Who is there in each round, whom they sat with already, and what everybody's company is worth."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from matching.board import Board
from matching.book import IntArray
from matching.criteria import BoolArray
from matching.errors import MatchingError
from matching.history import History
from matching.people import Id, Person, in_order
from matching.rules import Rules
from matching.text import FloatArray

Table = tuple[Id, ...]
Rounds = Iterable[Iterable[Iterable[Id]]]
Stays = Mapping[Id, Container[int]]

PENALTY_COMPANY, PENALTY_REPEAT, PENALTY_BARRED = 1e3, 1e6, 1e9
"""A colleague, the same person again, a private veto: no swap at tables of less than a hundred outweighs the next."""


@dataclass(frozen=True)
class Attendance:
    """Positions are those of `ids`, n of them.

    Attributes:
        ids: Everybody, in the order of their ids.
        there: Shape (rounds, n). Who sits in each round.
        worth: Shape (n, n), symmetric. What a pair's company is worth, 0 where the event's rules are against it.
        barred: Shape (n, n), symmetric. Pairs that were vetoed by name.
        met: Shape (n, n), symmetric. How often each pair sat together in rounds that are over.
    """

    ids: list[Id]
    there: BoolArray
    worth: FloatArray
    barred: BoolArray
    met: IntArray

    def liking(self) -> FloatArray:
        """Shape (n, n), diagonal 0: worth, and what is against a pair as a penalty. Repeats are not in it."""
        value: FloatArray = np.where(self.worth > 0, self.worth, -PENALTY_COMPANY) - PENALTY_BARRED * self.barred
        np.fill_diagonal(value, 0.0)
        return value


def attendance(
    people: Iterable[Person], there: tuple[int, Stays, Rounds], *, rules: Rules, history: History, seed: int
) -> Attendance:
    """Read the people and their rounds.

    Args:
        people: Everybody who comes at any time.
        there: How many rounds, at which of them who is there, and the rounds that are over.
        rules: What makes company valuable.
        history: Who knows whom, and who must not meet.
        seed: For ties.

    Raises:
        MatchingError: an id comes twice, or the count is not a whole number >= 0.

    Cost: as one `suggest`, without the choice of pairs.
    """
    count, stays, seated = there
    check_whole("count", count, 0)
    board = Board(in_order(people), rules, history, seed)
    n = len(board.ids)
    barred = np.zeros((n, n), dtype=bool)
    for one, other in history.vetoed:
        if one in board.index and other in board.index:
            barred[[board.index[one], board.index[other]], [board.index[other], board.index[one]]] = True
    worth = board.weights(range(n)).astype(float)
    # Both directions agree but for the last digits of their arithmetic.
    worth = np.minimum(worth, worth.T)
    return Attendance(
        list(board.ids), those_there(board.ids, count, stays), worth, barred, times_met(board.ids, seated)
    )


def those_there(ids: list[Id], count: int, stays: Stays) -> BoolArray:
    """Who is there in each of `count` rounds, as (rounds, n); whoever is not in `stays` always is."""
    there = [[person not in stays or number in stays[person] for person in ids] for number in range(count)]
    return np.array(there, dtype=bool).reshape(count, len(ids))


def times_met(ids: list[Id], seated: Rounds) -> IntArray:
    """How often each pair sat together in these rounds, as (n, n); people who are not among `ids` are left out."""
    index = {person: at for at, person in enumerate(ids)}
    met = np.zeros((len(ids), len(ids)), dtype=np.intp)
    for seating in seated:
        for table in seating:
            join(met, sorted({index[person] for person in table if person in index}))
    return met


def join(met: IntArray, table: Sequence[int]) -> None:
    """Count one more round together, in `met`, for everybody at a table."""
    for one, other in combinations(table, 2):
        met[[one, other], [other, one]] += 1


def check_whole(name: str, value: int, least: int) -> None:
    """Refuse what is not a whole number of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise MatchingError(f"{name} {value!r} is not a whole number >= {least}")
