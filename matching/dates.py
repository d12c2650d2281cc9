"""Talks in twos, round by round: new company each time, and a bye that goes round when somebody is left over."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.assignment import assign
from matching.board import Board
from matching.chance import Rng, seed_of
from matching.circle import Pairs, best_circle
from matching.errors import MatchingError
from matching.history import History, PairIds
from matching.people import Id, Person, in_order
from matching.rules import DEFAULT_RULES, Rules
from matching.text import FloatArray

_ALWAYS: Mapping[Id, Container[int]] = {}
_FIRST = 2.0


@dataclass(frozen=True, slots=True)
class Dates:
    """One round: who talks with whom, in twos or one three, and who has a bye."""

    talks: tuple[tuple[Id, ...], ...]
    byes: tuple[Id, ...]


def speed_dates(  # noqa: PLR0913 - what differs from one evening to the next, all by name
    people: Iterable[Person],
    count: int,
    *,
    stays: Mapping[Id, Container[int]] = _ALWAYS,
    met: Iterable[PairIds] = (),
    trio: bool = False,
    rules: Rules = DEFAULT_RULES,
    rng: Rng = 0,
) -> list[Dates]:
    """Plan rounds of talks in twos: in each the best pairs that have not met, as many people as possible.

    Args:
        people: Everybody who takes part in some round; their order does not matter. Slots do not count here.
        count: How many rounds.
        stays: For those who come late, leave early or miss one: the rounds, from 0, at which they are there.
        met: Pairs that met before; they are not paired.
        trio: True lets whoever is over join the two with whom it is worth most, if they met neither.
        rules: What makes a talk valuable, and who may not be paired.
        rng: Seed or generator; the same seed gives the same plan.

    Returns:
        One entry a round. No two people talk twice. With an odd number the bye goes to whoever had fewest byes, most
        talks among those; others have one only when nobody new could be found for them: never in a full cycle of
        people who are always there, may all meet and are not let into threes.

    Raises:
        MatchingError: `count` is not a whole number >= 0, or an id comes twice.

    Cost: one `assign` over all pairs a round. Source: reference/matching.md 2.5, and the circle method of tournaments.

    >>> plan = speed_dates([Person("ada"), Person("ben"), Person("eve")], 3)
    >>> sorted(entry.byes for entry in plan)
    [('ada',), ('ben',), ('eve',)]
    """
    if isinstance(count, bool) or not isinstance(count, int) or count < 0:
        raise MatchingError(f"count {count!r} is not a whole number >= 0")
    board = Board(in_order(people), rules, History(met=met), seed_of(rng))
    there = [[number in stays.get(person, range(count)) for person in board.ids] for number in range(count)]
    return _planned(board, there, trio=trio)


def _planned(board: Board, there: list[list[bool]], *, trio: bool) -> list[Dates]:
    weights = board.weights(range(len(board.ids)))
    floor = _Floor(board.ids, weights.copy())
    plan = [floor.round(here, trio=trio) for here in there]
    steady = all(map(all, there))
    if steady and not (trio and len(board.ids) % 2) and any(len(entry.byes) > 1 for entry in plan):
        # The best pairs of early rounds can leave later ones without any: then a whole cycle at once.
        circle = best_circle(np.minimum(weights, weights.T), len(there), np.random.default_rng(board.seed))
        return plan if circle is None else [_entry(board.ids, pairs) for pairs in circle]
    return plan


def _entry(ids: list[Id], pairs: Pairs) -> Dates:
    talking = {at for pair in pairs for at in pair}
    byes = tuple(person for at, person in enumerate(ids) if at not in talking)
    return Dates(tuple((ids[one], ids[other]) for one, other in pairs), byes)


class _Floor:
    """Who met whom so far: `value` is 0 where two may not talk, or did."""

    def __init__(self, ids: list[Id], value: FloatArray) -> None:
        self._ids = ids
        self._value = value
        self._talks: Counter[int] = Counter()
        self._byes: Counter[int] = Counter()

    def round(self, here: list[bool], *, trio: bool) -> Dates:
        present = [at for at, there in enumerate(here) if there]
        over = min(present, key=self._turn) if len(present) % 2 else None
        pairs = self._matched([at for at in present if at != over])
        talks = self._joined(pairs, over) if trio and over is not None else pairs
        talking = {at for talk in talks for at in talk}
        byes = [at for at in present if at not in talking]
        self._byes.update(byes)
        for talk in talks:
            self._talks.update(talk)
            self._value[np.ix_(talk, talk)] = 0.0
        return Dates(tuple(tuple(self._ids[at] for at in talk) for talk in talks), tuple(self._ids[at] for at in byes))

    def _turn(self, at: int) -> tuple[int, int, int]:
        """Whose bye it is comes first."""
        return self._byes[at], -self._talks[at], at

    def _matched(self, present: list[int]) -> list[tuple[int, ...]]:
        worth = np.triu(self._value[np.ix_(present, present)])
        i, j = np.nonzero(worth)
        # One more pair is worth more than any better one: a bye is the worst talk.
        chosen = assign(len(present), i, j, worth[i, j] + _FIRST * worth.max(initial=0.0), 1)
        return [(present[one], present[other]) for one, other in chosen.tolist()]

    def _joined(self, pairs: list[tuple[int, ...]], over: int) -> list[tuple[int, ...]]:
        """The pairs, one of them with the person who was over, where all three are new to each other."""
        gains: npt.NDArray[np.float64] = np.array([self._value[over, list(pair)].prod() for pair in pairs])
        if not gains.any():
            return pairs
        best = int(gains.argmax())
        return [tuple(sorted((*pair, over))) if at == best else pair for at, pair in enumerate(pairs)]
