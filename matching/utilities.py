"""How much each person would gain from meeting each other one, from what both said."""

from collections.abc import Iterable

import numpy as np

from matching.book import Book
from matching.criteria import Comparison
from matching.people import CRITERIA, Person, in_order
from matching.rules import DEFAULT_RULES, Rules
from matching.sides import Side
from matching.text import Float32Array, FloatArray

Evidence = tuple[Float32Array, Float32Array]

_NOTHING_KNOWN = 0.5
_LEAST_KAPPA = 1e-30


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
    comparison = Comparison(book, book.statistics(everybody), rules.min_fit)
    wishes, side = Wishes(rules, comparison), comparison.side(everybody)
    evidence = wishes.evidence(side, side)
    found = wishes.settled(evidence, wishes.mean(evidence))
    np.fill_diagonal(found, 0.0)
    return found.astype(np.float64)


class Wishes:
    """Utility for any part of a room, so that one arrival need not recompute everybody.

    In 32 bits: half the time and memory, and seven digits are more than a wish can have.
    """

    def __init__(self, rules: Rules, comparison: Comparison) -> None:
        # As 32 bits would make of it nothing at all, a pair of whom nothing is known would be worth 0 of 0.
        self._kappa = max(rules.kappa, _LEAST_KAPPA)
        self._comparison = comparison

    def evidence(self, rows: Side, columns: Side) -> Evidence:
        """Weighted sum of what is known about each pair, and the weight of what is known; both (rows, columns)."""
        shape = len(rows), len(columns)
        total, known = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
        for number, criterion in enumerate(CRITERIA):
            if found := self._comparison.of(criterion, rows, columns):
                value, weight = found
                weight *= rows.weights[:, [number]]
                known += weight
                value *= weight
                total += value
        return total, known

    def mean(self, evidence: Evidence) -> float:
        """The utility that is the mean of a whole room's, 0 to 1, given its square evidence.

        It starts from 0.5 with the evidence of one pair, or a first perfect pair would make every stranger perfect.
        """
        total, known = evidence
        share = 1 / (self._kappa + known)
        np.fill_diagonal(share, 0.0)
        heard = float((known * share).sum(dtype=np.float64))
        return (_NOTHING_KNOWN + float((total * share).sum(dtype=np.float64))) / (1 + heard)

    def settled(self, evidence: Evidence, mean: float) -> Float32Array:
        """Utility from evidence, pulled to the room's mean where little is known."""
        total, known = evidence
        return np.clip((total + self._kappa * mean) / (known + self._kappa), 0.0, 1.0)
