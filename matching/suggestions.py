"""Whom everybody should meet, for a room taken once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

import numpy as np

from matching.assignment import assign
from matching.board import Board, blocks
from matching.chance import Rng, seed_of
from matching.diversity import spread
from matching.history import Answer, History, PairIds
from matching.pairs import Pair
from matching.people import Person, in_order
from matching.rules import DEFAULT_RULES, Rules
from matching.shown import Place, place_of

_FIRM = 1e3


def suggest(  # noqa: PLR0913 - what is known about pairs comes in by its four names
    people: Iterable[Person],
    *,
    rules: Rules = DEFAULT_RULES,
    known: Iterable[PairIds] = (),
    met: Iterable[PairIds] = (),
    vetoed: Iterable[PairIds] = (),
    feedback: Iterable[Answer] = (),
    rng: Rng = 0,
) -> list[Pair]:
    """Propose mutual pairs: each person is in at most `slots` of them, and each pair has true reasons.

    Args:
        people: Everybody who is here and wants suggestions; their order does not matter.
        rules: The event's criteria and vetoes.
        known: Pairs that knew each other before; worth less, or nothing with `only_new`.
        met: Pairs that met this evening; never proposed.
        vetoed: Pairs that must never be proposed.
        feedback: `(who, about, wanted)` answers so far.
        rng: Seed or generator for ties and exploration; the same seed gives the same pairs.

    Returns:
        Pairs, the most valuable first. Ids in the other arguments may be of people who are not here.

    Raises:
        MatchingError: an id comes twice, or an argument is not of its kind.

    Cost: 0.2 s for 300 people, about a second for 1,000.

    >>> ada = Person("ada", needs=["comptable"], offers=["cocoa"])
    >>> ben = Person("ben", needs=["cacao"], offers=["accounting"])
    >>> [(pair.a, pair.b, [reason.value for reason in pair.reasons]) for pair in suggest([ben, ada])]
    [('ada', 'ben', ['cocoa', 'accounting'])]
    """
    board = Board(in_order(people), rules, History(known, met, vetoed, feedback), seed_of(rng))
    places = best_places(board, board.slots.tolist())
    pairs = [board.pair(one, other, worth) for (one, other), worth in places.items()]
    return sorted(pairs, key=lambda pair: -pair.score)


def best_places(
    board: Board,
    slots: list[int],
    *,
    leaning: Mapping[Place, float] = MappingProxyType({}),
    fixed: Collection[Place] = (),
    beside: Collection[Place] = (),
) -> dict[Place, float]:
    """The best pairs of positions within these slots, from everybody's best candidates, and what each is worth.

    Args:
        board: The room.
        slots: How many pairs each position may hold.
        leaning: Pairs that are considered in any case, each worth so many times more.
        fixed: Those of them that are taken before all others.
        beside: Pairs that are held already, beside these slots; none of them comes back.

    Cost: n² in blocks of rows, then the solver.
    """
    barred = set(beside)
    worth = {place: value for place, value in _candidates(board, leaning) if place not in barred}
    ends = np.array(list(worth), dtype=np.intp).reshape(-1, 2)
    felt = {place: value * leaning.get(place, 1.0) for place, value in worth.items()}
    weight = np.array(list(felt.values()))
    weight[[place in fixed for place in worth]] *= _FIRM
    chosen = assign(len(board.ids), ends[:, 0], ends[:, 1], weight, slots)
    pairs = spread(board, map(tuple, chosen.tolist()), felt, {*fixed, *beside})
    return {place: worth[place] for place in sorted(pairs)}


def _candidates(board: Board, more: Collection[Place]) -> Iterator[tuple[Place, float]]:
    """Everybody's best partners and these pairs, with their worth; a pair may come twice."""
    n = len(board.ids)
    kept = min(board.rules.candidates, n)
    wanted: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in more:
        wanted[one].append(other)
    for rows in blocks(n):
        weights = board.weights(rows)
        best = np.argpartition(weights, n - kept, axis=1)[:, n - kept :]
        values = np.take_along_axis(weights, best, axis=1)
        for row, one in enumerate(rows):
            for other, value in zip(best[row].tolist(), values[row].tolist(), strict=True):
                if value > 0:
                    yield place_of(one, other), value
            for other in wanted[one]:
                if weights[row, other] > 0:
                    yield place_of(one, other), float(weights[row, other])
