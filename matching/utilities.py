"""How much each person would gain from meeting each other one, from what both said."""

from collections.abc import Iterable, Sequence

import numpy as np

from matching.book import Book
from matching.criteria import Comparison
from matching.people import CRITERIA, Person, in_order
from matching.rules import DEFAULT_RULES, Rules
from matching.text import FloatArray

_NOTHING_KNOWN = 0.5


def utility(people: Iterable[Person], rules: Rules = DEFAULT_RULES) -> FloatArray:
    """Score how much each person wants each other one (reference/matching.md 2.1).

    Args:
        people: n profiles; rows and columns of the result are in their order.
        rules: The event's criteria and weights.

    Returns:
        Shape (n, n), 0 to 1, zero on the diagonal. Where nothing is known about a pair it holds the mean
        of the room, which starts from 0.5 as long as little is known about anybody.

    Raises:
        MatchingError: an id comes twice, or something is not a Person.

    Cost: n², plus different needs x different offers x 2,048; about 0.1 s for 300 people who write in free words.

    >>> ada, ben = Person("ada", needs=["comptable"]), Person("ben", offers=["Comptable"], needs=["web"])
    >>> utility([ada, ben, Person("eve", offers=["poultry"])]).round(2)
    array([[0.  , 0.85, 0.1 ],
           [0.38, 0.  , 0.1 ],
           [0.38, 0.38, 0.  ]])
    """
    listed = list(people)
    in_order(listed)
    book = Book(listed, rules)
    everybody = range(len(listed))
    wishes = Wishes(book, rules, Comparison(book, book.statistics(everybody), rules.min_fit))
    evidence = wishes.evidence(everybody, everybody)
    found = wishes.settled(evidence, wishes.mean(evidence))
    np.fill_diagonal(found, 0.0)
    return found


class Wishes:
    """Utility for any part of a room, so that one arrival need not recompute everybody."""

    def __init__(self, book: Book, rules: Rules, comparison: Comparison) -> None:
        self._book = book
        self._rules = rules
        self._comparison = comparison

    def evidence(self, rows: Sequence[int], columns: Sequence[int]) -> tuple[FloatArray, FloatArray]:
        """Weighted sum of what is known about each pair, and the weight of what is known; both (rows, columns)."""
        total, known = np.zeros((len(rows), len(columns))), np.zeros((len(rows), len(columns)))
        weights = np.array([self._book.pages[at].weights for at in rows]).reshape(-1, len(CRITERIA))
        for number, criterion in enumerate(CRITERIA):
            value, stated = self._comparison.of(criterion, rows, columns)
            if not stated.any():
                continue
            weight = weights[:, [number]] * stated
            total += weight * value
            known += weight
        return total, known

    def mean(self, evidence: tuple[FloatArray, FloatArray]) -> float:
        """The utility that is the mean of a whole room's, 0 to 1, given its square evidence.

        It starts from 0.5 with the evidence of one pair, or a first perfect pair would make every stranger perfect.
        """
        total, known = evidence
        others = ~np.eye(len(total), dtype=bool)
        share = (1 / (self._rules.kappa + known))[others]
        heard = float((known[others] * share).sum())
        return (_NOTHING_KNOWN + float((total[others] * share).sum())) / (1 + heard)

    def settled(self, evidence: tuple[FloatArray, FloatArray], mean: float) -> FloatArray:
        """Utility from evidence, pulled to the room's mean where little is known."""
        total, known = evidence
        kappa = self._rules.kappa
        return np.clip((kappa * mean + total) / (kappa + known), 0.0, 1.0)
