"""Choosing pairs from the same candidates, side by side: ours, greedy, networkx and HiGHS."""

from collections.abc import Callable
from typing import Any

from kiosk.bench.baselines import greedy, highs_bound, highs_exact, networkx_matchings
from kiosk.bench.candidates import Candidates, IntArray, candidates
from kiosk.bench.watch import watched
from matching import assign

SLOTS, CANDIDATES = 3, 40
EXACT_TO = 300
Figures = dict[str, Any]
Solver = Callable[[Candidates], IntArray | None]


def chosen(people: int, *, networkx_to: int) -> Figures:
    """Seconds of each, one thread, and its share of the bound that HiGHS finds; None without scipy.

    HiGHS solves for whole pairs to 300 people and networkx to `networkx_to`; beyond, and where they are not
    installed, their figures are None.
    """
    edges = candidates(people, CANDIDATES, seed=people)
    with watched() as linear:
        bound = highs_bound(edges, SLOTS)
    return {
        "pairs": len(edges.weight),
        "ours": _solved(edges, bound, _ours),
        "greedy": _solved(edges, bound, lambda room: greedy(room, SLOTS)),
        "networkx": _solved(edges, bound, lambda room: networkx_matchings(room, SLOTS))
        if people <= networkx_to
        else None,
        "highs": _solved(edges, bound, lambda room: highs_exact(room, SLOTS)) if people <= EXACT_TO else None,
        "highs_bound": {"seconds": round(linear.seconds, 4)} if bound else None,
    }


def _ours(room: Candidates) -> IntArray:
    return assign(room.people, room.i, room.j, room.weight, SLOTS).astype("int64")


def _solved(room: Candidates, bound: float | None, solver: Solver) -> Figures | None:
    with watched() as watch:
        pairs = solver(room)
    if pairs is None:
        return None
    share = round(room.worth(pairs) / bound, 5) if bound else None
    return {"seconds": round(watch.seconds, 4), "share_of_bound": share}
