"""Which of many candidate pairs to choose, so that nobody holds more than their slots and the whole is worth most."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.errors import MatchingError

Edge = tuple[int, int]
Near = list[dict[int, float]]
PairArray = npt.NDArray[np.int64]

_EPSILON = 1e-12
_PASSES = 6
_MAX_PEOPLE = 1_000_000


def assign(n: int, i: npt.ArrayLike, j: npt.ArrayLike, weight: npt.ArrayLike, slots: npt.ArrayLike) -> PairArray:
    """Choose pairs of high total weight within everybody's slots: greedy by weight, then local exchange.

    Args:
        n: How many people, numbered from 0.
        i: Shape (edges,). One end of each candidate pair.
        j: Shape (edges,). The other end; order does not matter. A pair listed twice counts once, at its best.
        weight: Shape (edges,). Worth of each, finite and >= 0; a pair worth 0 is never chosen.
        slots: Shape (n,), or one number for all. How many pairs each person may hold.

    Returns:
        Shape (pairs, 2). Chosen pairs, the lower number first, in order of number; the same for the same arguments.

    Raises:
        MatchingError: lengths differ, a number is out of range, a pair is of one person, a weight is not usable.

    Cost: edges x log(edges), plus up to six passes over them; half a second at 1,000 people with 20 candidates each.

    >>> assign(3, [0, 1, 0], [1, 2, 2], [0.9, 0.5, 0.1], 1)
    array([[0, 1]])
    >>> assign(4, [0, 1, 2], [1, 2, 3], [0.5, 0.8, 0.5], 1)
    array([[0, 1],
           [2, 3]])
    """
    edges = _checked_edges(n, i, j, weight)
    chosen = greedy(edges, _checked_slots(n, slots))
    exchange(chosen, edges)
    return np.array(sorted(chosen.edges()), dtype=np.int64).reshape(-1, 2)


@dataclass
class Choice:
    """Pairs chosen so far: each person's partners and their worth, slots still free, and who has any."""

    partners: list[dict[int, float]]
    free: list[int]
    open: set[int]

    def add(self, edge: Edge, weight: float) -> None:
        """Choose a pair; both must have a free slot."""
        for here, there in (edge, edge[::-1]):
            self.partners[here][there] = weight
            self.free[here] -= 1
            if self.free[here] == 0:
                self.open.discard(here)

    def drop(self, edge: Edge) -> None:
        """Give a chosen pair up."""
        for here, there in (edge, edge[::-1]):
            del self.partners[here][there]
            self.free[here] += 1
            self.open.add(here)

    def fits(self, edge: Edge) -> bool:
        """Whether a pair can be added as things stand."""
        return self.free[edge[0]] > 0 and self.free[edge[1]] > 0 and edge[1] not in self.partners[edge[0]]

    def edges(self) -> list[Edge]:
        """The chosen pairs, the lower number first."""
        return [(here, there) for here, held in enumerate(self.partners) for there in held if here < there]


def greedy(edges: dict[Edge, float], slots: list[int]) -> Choice:
    """Take the best pair that still fits until none does. Raising the weight of a chosen pair keeps it chosen."""
    choice = Choice([{} for _ in slots], list(slots), {end for end, count in enumerate(slots) if count > 0})
    for edge, weight in sorted(edges.items(), key=lambda entry: (-entry[1], entry[0])):
        if choice.fits(edge):
            choice.add(edge, weight)
    return choice


def exchange(choice: Choice, edges: dict[Edge, float]) -> None:
    """Improve a choice: take a pair in place of at most one at each end, and refill those left, while it pays."""
    near: Near = [{} for _ in choice.free]
    order = sorted(edges, key=lambda edge: (-edges[edge], edge))
    for one, other in order:
        near[one][other] = near[other][one] = edges[one, other]
    for _ in range(_PASSES):
        gains = [_try(choice, edge, edges[edge], near) for edge in order]
        if not any(gains):
            return


def _try(choice: Choice, edge: Edge, weight: float, near: Near) -> bool:
    one, other = edge
    if other in choice.partners[one]:
        return False
    ends = [end for end in edge if choice.free[end] == 0]
    if not all(choice.partners[end] for end in ends):
        return False
    given_up = {pair: choice.partners[pair[0]][pair[1]] for pair in (_weakest(choice, end) for end in ends)}
    losers = [there for _, there in given_up]
    # Most pairs cannot pay even with the best refill; they are left without touching anything.
    hope = sum(_best_refill(choice, end, near[end], losers) for end in losers)
    if weight + hope <= sum(given_up.values()) + _EPSILON:
        return False
    return _swap(choice, (edge, weight), given_up, [(end, near[end]) for end in losers])


def _swap(
    choice: Choice,
    taken: tuple[Edge, float],
    given_up: dict[Edge, float],
    losers: list[tuple[int, dict[int, float]]],
) -> bool:
    for pair in given_up:
        choice.drop(pair)
    choice.add(*taken)
    added = [taken]
    for end, worth in losers:
        fitting = [there for there in choice.open if there in worth and choice.fits((end, there))]
        if fitting:
            best = min(fitting, key=lambda there: (-worth[there], there))
            added.append(((end, best), worth[best]))
            choice.add(*added[-1])
    if sum(weight for _, weight in added) > sum(given_up.values()) + _EPSILON:
        return True
    for edge, _ in added:
        choice.drop(edge)
    for edge, weight in given_up.items():
        choice.add(edge, weight)
    return False


def _weakest(choice: Choice, end: int) -> Edge:
    held = choice.partners[end]
    return end, min(held, key=lambda there: (held[there], there))


def _best_refill(choice: Choice, end: int, near: dict[int, float], losers: list[int]) -> float:
    held = choice.partners[end]
    return max((near[there] for there in (*choice.open, *losers) if there in near and there not in held), default=0.0)


def _checked_edges(n: int, i: npt.ArrayLike, j: npt.ArrayLike, weight: npt.ArrayLike) -> dict[Edge, float]:
    if isinstance(n, bool) or not isinstance(n, int | np.integer) or not 0 <= n <= _MAX_PEOPLE:
        raise MatchingError(f"n {n!r} is not a whole number from 0 to {_MAX_PEOPLE}")
    one, other = _whole("i", i), _whole("j", j)
    worth = _numbers("weight", weight)
    if not one.shape == other.shape == worth.shape or one.ndim != 1:
        raise MatchingError(f"i, j and weight differ in shape: {one.shape}, {other.shape}, {worth.shape}")
    ends = np.concatenate((one, other))
    if ((ends < 0) | (ends >= n)).any():
        raise MatchingError(f"i or j holds a number outside 0 to {n - 1}")
    if (one == other).any():
        raise MatchingError("a pair of one person with themself")
    if not np.isfinite(worth).all() or (worth < 0).any():
        raise MatchingError("weight holds something that is not a finite number >= 0")
    edges: dict[Edge, float] = {}
    for a, b, value in zip(
        np.minimum(one, other).tolist(), np.maximum(one, other).tolist(), worth.tolist(), strict=True
    ):
        if value > edges.get((a, b), 0.0):
            edges[a, b] = value
    return edges


def _checked_slots(n: int, slots: npt.ArrayLike) -> list[int]:
    held = _whole("slots", slots)
    if held.shape not in {(), (n,)} or (held < 0).any():
        raise MatchingError(f"slots are not {n} whole numbers >= 0")
    return [int(held)] * n if held.shape == () else [int(count) for count in held]


def _whole(name: str, values: npt.ArrayLike) -> npt.NDArray[np.int64]:
    found = _numbers(name, values)
    if not np.isfinite(found).all() or (found != np.round(found)).any():
        raise MatchingError(f"{name} holds something that is not a whole number")
    return found.astype(np.int64)


def _numbers(name: str, values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise MatchingError(f"{name} does not hold numbers") from error
