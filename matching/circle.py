"""The circle method of tournaments: everybody talks with everybody once, in the fewest rounds."""

import numpy as np
import numpy.typing as npt

from matching.text import FloatArray

_DRAWS = 8

Pairs = list[tuple[int, int]]


def best_circle(worth: FloatArray, count: int, draw: np.random.Generator) -> list[Pairs] | None:
    """The most valuable of some plans in which nobody talks twice with the same person and only an odd one sits out.

    Args:
        worth: Shape (n, n), symmetric, 0 or more. What each talk is worth; one of 0 may not be.
        count: How many rounds.
        draw: Decides which plans are looked at.

    Returns:
        For each round its pairs, lower position first; nobody is left over twice. None when some pair may not be, or
        there are more rounds than a cycle has: n - 1 for an even n, n for an odd one.

    Cost: n² a plan.

    >>> [len(pairs) for pairs in best_circle(np.ones((5, 5)), 5, np.random.default_rng(0)) or ()]
    [2, 2, 2, 2, 2]
    """
    n = len(worth)
    if count > n - 1 + n % 2 or not ((worth > 0) | np.eye(n, dtype=bool)).all():
        return None
    # Whoever is drawn against the one who is not there sits out.
    full = np.pad(worth, ((0, n % 2), (0, n % 2)))
    plans = [_cycle(draw.permutation(len(full)), full)[:count] for _ in range(_DRAWS)]
    best = max(plans, key=lambda plan: round(sum(_value(pairs, full) for pairs in plan), 6))
    return [sorted((one, other) for one, other in pairs if other < n) for pairs in best]


def _cycle(order: npt.NDArray[np.int64], worth: FloatArray) -> list[Pairs]:
    """All rounds of one cycle, the most valuable first: the last place stays, the others go round."""
    last = len(order) - 1
    rounds: list[Pairs] = []
    for turn in range(last):
        ends = [(last, turn), *(((turn + k) % last, (turn - k) % last) for k in range(1, last // 2 + 1))]
        rounds.append([_in_order(int(order[one]), int(order[other])) for one, other in ends])
    return sorted(rounds, key=lambda pairs: -round(_value(pairs, worth), 6))


def _in_order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _value(pairs: Pairs, worth: FloatArray) -> float:
    return float(sum(worth[one, other] for one, other in pairs))
