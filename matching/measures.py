"""How good a set of suggestions is, in figures an organiser and a test can use."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from matching.board import Board
from matching.book import IntArray
from matching.errors import MatchingError
from matching.history import History, PairIds, checked_pair
from matching.kinds import beyond
from matching.pairs import Pair
from matching.people import Id, Person, in_order
from matching.rules import DEFAULT_RULES, Rules
from matching.text import FloatArray

_NO_HISTORY = History()


@dataclass(frozen=True, slots=True)
class Quality:
    """Figures of one set of pairs.

    Attributes:
        share_of_bound: Total value over a total that no choice can pass (everybody's best partners, halved), 0 to 1.
            The optimum lies below the bound, so 1 may be out of reach; 1 when nothing is possible.
        exposure_max: In how many pairs the busiest person is.
        exposure_gini: Inequality of that count, 0 when all have as many.
        coverage: Share of people who are in at least one pair, 0 to 1; 1 of an empty room.
        repeats: Pairs that come again in the set, or met before.
        one_sided: Share of people whose list holds more names of one sector, or more hosts, than it should, 0 to 1.
    """

    share_of_bound: float
    exposure_max: int
    exposure_gini: float
    coverage: float
    repeats: int
    one_sided: float


def quality(
    pairs: Iterable[Pair | PairIds],
    people: Iterable[Person],
    *,
    rules: Rules = DEFAULT_RULES,
    history: History = _NO_HISTORY,
) -> Quality:
    """Measure pairs against the people they were made for, without exploration.

    Args:
        pairs: Suggestions, or bare pairs of ids.
        people: Everybody who was there.
        rules: Those the pairs were made by.
        history: What was known when they were made.

    Raises:
        MatchingError: a pair holds somebody who is not among the people.

    Cost: as one `suggest`.

    >>> quality([("a", "b")], [Person("a"), Person("b"), Person("c", slots=0)]).coverage.__round__(2)
    0.67
    """
    board = Board(in_order(people), _plain(rules), history, 0)
    given = [_ids(pair) for pair in pairs]
    if strangers := {person for pair in given for person in pair} - set(board.ids):
        raise MatchingError(f"{strangers} are in pairs but not among the people")
    weights = board.weights(range(len(board.ids)))
    different = {tuple(sorted((board.index[a], board.index[b]))) for a, b in given}
    bound = _bound(weights, board.slots)
    counts = Counter(person for pair in given for person in pair)
    exposure = np.array([counts[person] for person in board.ids], dtype=float)
    return Quality(
        share_of_bound=float(sum(weights[place] for place in different) / bound) if bound > 0 else 1.0,
        exposure_max=int(exposure.max(initial=0)),
        exposure_gini=gini(exposure),
        coverage=float((exposure > 0).mean()) if len(exposure) else 1.0,
        repeats=len(given) - len(different) + len(_unordered(given) & _unordered(history.met)),
        one_sided=_one_sided(board, different),
    )


def gini(counts: FloatArray) -> float:
    """Inequality of counts >= 0: 0 when all are alike, near 1 when one holds everything.

    >>> gini(np.array([2.0, 2.0])), gini(np.array([0.0, 4.0]))
    (0.0, 0.5)
    """
    total = counts.sum()
    if total == 0:
        return 0.0
    ranks = np.arange(1, len(counts) + 1)
    return float((2 * ranks - len(counts) - 1) @ np.sort(counts) / (len(counts) * total))


def _bound(weights: FloatArray, slots: IntArray) -> float:
    """Everybody's best partners within their slots, each pair counted from both sides and halved."""
    best = np.sort(weights, axis=1)[:, ::-1]
    return float(sum(best[at, :held].sum() for at, held in enumerate(slots)) / 2)


def _one_sided(board: Board, places: Iterable[tuple[int, ...]]) -> float:
    people = [page.person for page in board.book.pages]
    names: list[list[Person]] = [[] for _ in people]
    for one, other in places:
        names[one].append(people[other])
        names[other].append(people[one])
    over = [beyond(person, listed, board.rules) > 0 for person, listed in zip(people, names, strict=True)]
    return float(np.mean(over)) if over else 0.0


def _unordered(pairs: Iterable[PairIds]) -> set[frozenset[Id]]:
    return {frozenset(pair) for pair in pairs}


def _ids(pair: Pair | PairIds) -> PairIds:
    return (pair.a, pair.b) if isinstance(pair, Pair) else checked_pair("pairs", pair)


def _plain(rules: Rules) -> Rules:
    return replace(rules, explore=0.0)
