"""From two wishes to one value: the chance that both want it, and what answers have taught about each person."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.history import Answer
from matching.people import Id
from matching.text import FloatArray

Floats = npt.NDArray[np.floating[Any]]


class Tastes:
    """How readily people say yes and are said yes to, shrunk to the event's mean (reference/matching.md 2.2).

    The mean is that of the answers given at the start; later answers move only the two people they are about.
    """

    def __init__(self, feedback: Iterable[Answer], prior: float) -> None:
        self._prior = prior
        self._said: Counter[tuple[Id, bool]] = Counter()
        self._heard: Counter[tuple[Id, bool]] = Counter()
        for answer in feedback:
            self.learn(answer)
        wanted = sum(count for (_, yes), count in self._said.items() if yes)
        self._mean = (wanted + prior / 2) / (self._said.total() + prior)

    def learn(self, answer: Answer) -> None:
        """Take one more answer into account."""
        who, about, wanted = answer
        self._said[who, wanted] += 1
        self._heard[about, wanted] += 1

    def selectivity(self, people: Sequence[Id]) -> FloatArray:
        """Log-odds that each person adds to wanting anybody, 0 before any answer."""
        return np.array([self._log_odds(self._said, person) for person in people])

    def desirability(self, people: Sequence[Id]) -> FloatArray:
        """Log-odds that each person adds to being wanted, 0 before any answer."""
        return np.array([self._log_odds(self._heard, person) for person in people])

    def doubt(self, people: Sequence[Id]) -> FloatArray:
        """Standard deviation of what is not known about each person, in log-odds; it falls with every answer."""
        answers = [self._said[p, yes] + self._heard[p, yes] for p in people for yes in (False, True)]
        return np.asarray(1 / np.sqrt(self._prior + np.array(answers).reshape(-1, 2).sum(axis=1)))

    def _log_odds(self, answers: Counter[tuple[Id, bool]], person: Id) -> float:
        yes, no = answers[person, True], answers[person, False]
        rate = (yes + self._prior * self._mean) / (yes + no + self._prior)
        return float(np.log(rate / (1 - rate)) - np.log(self._mean / (1 - self._mean)))


def fuse(one: Floats, other: Floats, fusion: str) -> Floats:
    """One value for two chances, 0 to 1, never above the larger; `fusion` is one of `rules.FUSIONS`.

    >>> fuse(np.array([0.9]), np.array([0.4]), "geometric")
    array([0.6])
    """
    if fusion == "min":
        return np.asarray(np.minimum(one, other))
    product = one * other
    if fusion == "product":
        return product
    if fusion == "geometric":
        return np.asarray(np.sqrt(product))
    both = one + other
    return np.asarray(np.divide(2 * product, both, out=np.zeros_like(product), where=both > 0))


def chance(log_odds: Floats) -> Floats:
    """The probability that has these log-odds."""
    # tanh does not overflow where exp would.
    return np.asarray(0.5 * (1 + np.tanh(log_odds / 2)))
