"""Closing the last gap in a small room: decide one doubtful pair after the other, as long as the bound allows more."""

from dataclasses import dataclass, field
from heapq import heappop, heappush
from types import ModuleType

import numpy as np

from matching.edges import Edges, IntArray, Mask
from matching.exchange import exchange
from matching.flow import halves
from matching.rounding import whole

# Worth less than this, in units of the heaviest pair, is not looked for: sums differ by as much from rounding.
_EPSILON = 1e-9
# Flows to solve: so many in all, and so many pairs over all of them. It bounds the search to a tenth of a second.
_FLOWS = 200
_PAIRS = 40_000
# A room too large for so many flows gets no search: it would find little, and rounding loses under a thousandth there.
_FEWEST = 8


def closest(edges: Edges, slots: IntArray, solver: ModuleType) -> Mask:
    """The best choice of whole pairs: flow, rounding, exchange, then branch and bound (Land and Doig 1960) if small.

    Args:
        edges: Candidate pairs.
        slots: Shape (n,), >= 0.
        solver: What `flow.load_solver` returned.

    Returns:
        Shape (edges,): a choice within slots. It is the optimum if the search ends before its budget of flows does,
        as it did in every room tried of under 25 people. Larger ones were within a thousandth of the bound, save where
        the bound is out of reach: three people who only know each other, one slot each, make one pair.

    Cost: one flow, then at most 200 more, on not more than 40,000 pairs in all.
    """
    search = _Search(edges, slots, solver)
    search.look(np.ones(len(edges.weight), dtype=np.bool_), np.zeros(len(edges.weight), dtype=np.bool_))
    flows = min(_FLOWS, _PAIRS // max(len(edges.weight), 1))
    for _ in range(flows // 2 if flows >= _FEWEST else 0):
        if not search.split():
            break
    return search.best


@dataclass
class _Search:
    """The best choice so far, and parts of the room of choices that may hold a better one, most promising first."""

    edges: Edges
    slots: IntArray
    solver: ModuleType
    parts: list[tuple[float, int, int, Mask, Mask]] = field(default_factory=list)
    looks: int = 0
    best: Mask = field(init=False)

    def __post_init__(self) -> None:
        self.best = np.zeros(len(self.edges.weight), dtype=np.bool_)

    def look(self, allowed: Mask, settled: Mask) -> None:
        """Solve what is left when only `allowed` pairs may be taken and the `settled` ones are."""
        asked = allowed & ~settled
        left, room = self.edges.among(asked), self.slots - self.edges.loads(settled)
        taken = halves(left, room, self.solver)
        chosen = settled.copy()
        chosen[asked] = whole(left, taken)
        chosen = exchange(self.edges, chosen, self.slots)
        # The first is taken whatever it is worth: next to one heavy pair all others may weigh less than the rounding.
        if not self.looks or self.edges.worth(chosen) > self.edges.worth(self.best) + _EPSILON:
            self.best = chosen
        bound = self.edges.worth(settled) + float(left.weight @ taken) / 2
        half = np.flatnonzero(asked)[taken == 1]
        if len(half):
            doubtful = int(half[np.argmax(self.edges.weight[half])])
            heappush(self.parts, (-bound, self.looks, doubtful, allowed, settled))
        self.looks += 1

    def split(self) -> bool:
        """Look at the most promising part with its doubtful pair, and without; False if nothing can be better."""
        if not self.parts or -self.parts[0][0] <= self.edges.worth(self.best) + _EPSILON:
            return False
        _, _, doubtful, allowed, settled = heappop(self.parts)
        taken, left_out = settled.copy(), allowed.copy()
        taken[doubtful], left_out[doubtful] = True, False
        self.look(allowed, taken)
        self.look(left_out, settled)
        return True
