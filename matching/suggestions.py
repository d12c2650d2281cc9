"""Whom everybody should meet, for a room taken once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from matching.assignment import assign
from matching.board import Board, blocks
from matching.book import IntArray
from matching.chance import Rng, seed_of
from matching.diversity import spread
from matching.edges import NONE, Edges
from matching.history import Answer, History, PairIds
from matching.pairs import Pair
from matching.people import Person, in_order
from matching.rules import DEFAULT_RULES, Rules
from matching.shown import Place
from matching.text import FloatArray

_GROUPS = 8

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
    edges = _candidates(board, leaning)
    felt = edges.weight.copy()
    felt[_found(edges, leaning)] *= list(leaning.values())
    felt[_found(edges, beside)] = 0.0
    firm = felt.copy()
    firm[_found(edges, fixed)] *= _FIRM
    chosen = np.zeros(len(felt), dtype=np.bool_)
    chosen[edges.find(*assign(edges.n, edges.low, edges.high, firm, slots).T)] = True
    taken = spread(board, replace(edges, weight=felt), chosen, {*fixed, *beside})
    places = zip(edges.low[taken].tolist(), edges.high[taken].tolist(), strict=True)
    return dict(zip(places, edges.weight[taken].tolist(), strict=True))


def _found(edges: Edges, places: Collection[Place]) -> IntArray:
    """Positions of those of these pairs that are candidates."""
    one, other = np.array(list(places), dtype=np.int64).reshape(-1, 2).T
    at = edges.find(one, other)
    return np.asarray(at[at != NONE])


def _candidates(board: Board, more: Collection[Place]) -> Edges:
    """Everybody's best partners and these pairs, with their worth."""
    n = len(board.ids)
    kept = min(board.rules.candidates, n)
    asked = np.array(list(more), dtype=np.intp).reshape(-1, 2)
    place, worth = [np.zeros(0, dtype=np.intp)], [np.zeros(0)]
    for rows in blocks(n):
        weights = board.weights(rows)
        row, column = best(weights, kept)
        here = asked[(asked[:, 0] >= rows.start) & (asked[:, 0] < rows.stop)]
        one = np.concatenate((row + rows.start, here[:, 0]))
        other = np.concatenate((column, here[:, 1]))
        place.append(np.minimum(one, other) * n + np.maximum(one, other))
        worth.append(weights[one - rows.start, other])
    found, first = np.unique(np.concatenate(place), return_index=True)
    value = np.concatenate(worth)[first]
    low, high = np.divmod(found[value > 0], max(n, 1))
    return Edges(n, low, high, value[value > 0])


def best(weights: FloatArray, count: int) -> tuple[IntArray, IntArray]:
    """Row and column of so many of the highest weights of each row, of fewer where fewer are above 0.

    A row is cut into groups: as many of their highest as are wanted bound from below what is wanted, so that little is
    left to sort. Ten times faster than partitioning long rows.

    >>> best(np.array([[0.5, 0.0, 0.7, 0.6], [0.0, 0.0, 0.1, 0.0]]), 2)
    (array([0, 0, 1]), array([2, 3, 2]))
    """
    n = weights.shape[1]
    size = max(1, n // (_GROUPS * count))
    groups = n // size
    highest = weights[:, : size * groups].reshape(len(weights), size, groups).max(axis=1)
    least = np.partition(highest, groups - count, axis=1)[:, [groups - count]]
    row, column = np.divmod(np.flatnonzero((weights >= least) & (weights > 0)), n)
    order = np.lexsort((-weights[row, column], row))
    row, column = row[order], column[order]
    among = np.arange(len(row)) - np.searchsorted(row, row) < count
    return row[among], column[among]
