"""Table rounds: who sits where, so that each round brings new and valuable company."""

from collections.abc import Container, Iterable, Mapping
from itertools import combinations
from math import ceil

import numpy as np
import numpy.typing as npt

from matching.board import Board
from matching.chance import Rng, seed_of
from matching.errors import MatchingError
from matching.history import History
from matching.people import Id, Person, in_order
from matching.rules import DEFAULT_RULES, Rules
from matching.text import FloatArray

Table = tuple[Id, ...]

_REPEAT, _VETO = 100.0, 10.0
_STARTS = 6
_EPSILON = 1e-9
_ALWAYS: Mapping[Id, Container[int]] = {}


def rounds(  # noqa: PLR0913 - what differs from one evening to the next, all by name
    people: Iterable[Person],
    tables: int,
    seats: int,
    count: int,
    *,
    stays: Mapping[Id, Container[int]] = _ALWAYS,
    seated: Iterable[Iterable[Table]] = (),
    rules: Rules = DEFAULT_RULES,
    rng: Rng = 0,
) -> list[list[Table]]:
    """Seat everybody at every round, meeting again only where it could not be avoided.

    Args:
        people: Everybody who sits, in any order; anchors are spread over the tables, one company's people kept apart.
        tables: How many there are; nobody sits alone, so fewer are used when people are few.
        seats: Seats at each table.
        count: How many rounds.
        stays: For those who come late, leave early or miss one: the rounds of this plan, from 0, at which they are
            there. `range(1, count)` is somebody who comes for the second.
        seated: Rounds that took place, to plan the rest anew; people in them who are not in `people` are ignored.
        rules: What makes company valuable.
        rng: Seed or generator; the same seed gives the same seating.

    Returns:
        For each round its tables, each the ids of those who sit there; sizes differ by one at most.

    Raises:
        MatchingError: fewer seats than people at one round, a number is not usable, or an id comes twice.

    Cost: about n² x exchanges a round; 0.1 s for 60 people.

    >>> [sorted(len(table) for table in seating) for seating in rounds([Person(n) for n in range(7)], 3, 3, 2)]
    [[2, 2, 3], [2, 2, 3]]
    """
    _check(tables, seats, count)
    plan = _Plan(in_order(people), rules, seed_of(rng), seated)
    # Whoever is there at every round has to find a seat even in a plan of none.
    _sizes(sum(person not in stays for person in plan.ids), tables, seats)
    return [plan.next(stays, number, tables, seats) for number in range(count if plan.ids else 0)]


class _Plan:
    """The rounds so far: who has shared a table, and what company is worth from here on."""

    def __init__(self, people: list[Person], rules: Rules, seed: int, seated: Iterable[Iterable[Table]]) -> None:
        board = Board(people, rules, History(), seed)
        weights = board.weights(range(len(people)))
        self.ids = board.ids
        self._value = np.where((weights > 0) | np.eye(len(people), dtype=bool), weights, -_VETO)
        self._anchors = np.array([person.anchor for person in people], dtype=bool)
        self._draw = np.random.default_rng(seed)
        for table in (table for earlier in seated for table in earlier):
            _remember(self._value, [board.index[person] for person in table if person in board.index])

    def next(self, stays: Mapping[Id, Container[int]], number: int, tables: int, seats: int) -> list[Table]:
        """Seat the next round."""
        here = [at for at, person in enumerate(self.ids) if person not in stays or number in stays[person]]
        if not here:
            return []
        sizes = _sizes(len(here), tables, seats)
        groups = _round(self._value[np.ix_(here, here)], self._anchors[here], sizes, self._draw)
        met = [[here[at] for at in group] for group in groups]
        for group in met:
            _remember(self._value, group)
        return [tuple(self.ids[at] for at in group) for group in met]


def _remember(value: FloatArray, group: list[int]) -> None:
    """What was shared at a table is worth less from then on."""
    for one, other in combinations(group, 2):
        value[[one, other], [other, one]] -= _REPEAT


def _round(
    value: FloatArray, anchors: npt.NDArray[np.bool_], sizes: list[int], draw: np.random.Generator
) -> list[list[int]]:
    """One round: for each table the places of those who sit there."""
    # Two anchors at one table are as unwanted as two colleagues.
    apart = np.where(anchors[:, None] & anchors[None, :] & ~np.eye(len(value), dtype=bool), -_VETO, 0.0)
    best: tuple[float, npt.NDArray[np.intp]] | None = None
    for _ in range(_STARTS):
        seated = _exchanged(_seated(value + apart, anchors, sizes, draw), value + apart)
        worth = _worth(seated, value + apart)
        if best is None or worth > best[0] + _EPSILON:
            best = worth, seated
    seated = best[1] if best else np.zeros(0, dtype=np.intp)
    return [[int(at) for at in np.flatnonzero(seated == table)] for table in range(len(sizes))]


def _seated(
    value: FloatArray, anchors: npt.NDArray[np.bool_], sizes: list[int], draw: np.random.Generator
) -> npt.NDArray[np.intp]:
    """Anchors first, then everybody in a drawn order, each to the table with a seat where they are worth most."""
    n = len(value)
    seated = np.full(n, -1, dtype=np.intp)
    left = np.array(sizes)
    order = draw.permutation(n)
    for at in order[np.argsort(~anchors[order], kind="stable")]:
        gain = np.array([value[at, seated == table].sum() for table in range(len(sizes))])
        # An emptier table first among equals, which is what spreads anchors and starters.
        choice = int(np.lexsort((-left, -np.where(left > 0, gain, -np.inf)))[0])
        seated[at] = choice
        left[choice] -= 1
    return seated


def _exchanged(seated: npt.NDArray[np.intp], value: FloatArray) -> npt.NDArray[np.intp]:
    """Swap the two people whose swap helps most, until none helps."""
    n = len(seated)
    for _ in range(4 * n):
        at_table = (seated[:, None] == np.unique(seated)[None, :]).astype(float)
        gain = value @ at_table
        own = gain[np.arange(n), seated]
        moved = gain[:, seated]
        change = moved + moved.T - own[:, None] - own[None, :] - 2 * value
        change[seated[:, None] == seated[None, :]] = 0.0
        one, other = divmod(int(change.argmax()), n)
        if change[one, other] <= _EPSILON:
            break
        seated[[one, other]] = seated[[other, one]]
    return seated


def _worth(seated: npt.NDArray[np.intp], value: FloatArray) -> float:
    return float(value[seated[:, None] == seated[None, :]].sum())


def _sizes(n: int, tables: int, seats: int) -> list[int]:
    if tables * seats < n:
        raise MatchingError(f"{tables} tables of {seats} seats do not hold {n} people")
    used = max(ceil(n / seats), min(tables, n // 2), 1)
    return [n // used + (table < n % used) for table in range(used)]


def _check(tables: int, seats: int, count: int) -> None:
    for name, value, least in (("tables", tables, 1), ("seats", seats, 1), ("count", count, 0)):
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise MatchingError(f"{name} {value!r} is not a whole number >= {least}")
