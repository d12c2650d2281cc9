"""From half pairs to whole ones, with no loss but where an odd ring leaves no other way."""

from collections import defaultdict

import numpy as np

from matching.edges import Edges, IntArray, Mask

Trail = list[int]
Links = dict[int, list[tuple[int, int]]]

# Stands next to everybody who has an odd number of half pairs, so that every walk can be closed.
_NOWHERE = -1


def whole(edges: Edges, taken: IntArray) -> Mask:
    """Turn an optimal choice of halves into whole pairs.

    Half pairs are laid out in trails that use each once, and every other pair of a trail is kept. Both ways of doing so
    together weigh what the trail weighs in halves twice, so the better one loses nothing: true of open trails and of
    rings of even length. Somebody at the end of an open trail has half a slot over, so it fits. A ring of odd length,
    at most one for each connected part, is opened where that costs least.

    Args:
        edges: Candidate pairs.
        taken: Shape (edges,): 0, 1 or 2 halves of each, as `flow.halves` returns them.

    Returns:
        Shape (edges,): which pairs to take; within slots if the halves were within twice the slots.

    Cost: proportional to the half pairs, of which there are few.
    """
    chosen: Mask = taken == 2  # noqa: PLR2004 - both halves
    half = np.flatnonzero(taken == 1)
    ends = list(zip(edges.low[half].tolist(), edges.high[half].tolist(), strict=True))
    for trail, closed in _trails(ends):
        weights = edges.weight[half[trail]].tolist()
        kept = _ring(weights) if closed and len(trail) % 2 else _better_half(weights)
        chosen[half[[trail[step] for step in kept]]] = True
    return chosen


def _better_half(weights: list[float]) -> list[int]:
    return list(range(int(sum(weights[1::2]) > sum(weights[::2])), len(weights), 2))


def _ring(weights: list[float]) -> list[int]:
    """Every other pair of an odd ring but for one place where two neighbours are both left out."""
    count = len(weights)
    # Going round by twos visits an odd ring once; what is kept are then neighbours in that order.
    order = [step * 2 % count for step in range(count)]
    turned = np.concatenate(([0.0], np.cumsum([weights[at] for at in order + order])))
    kept = count // 2
    start = int(np.argmax(turned[kept : kept + count] - turned[:count]))
    return [order[(start + step) % count] for step in range(kept)]


def _trails(ends: list[tuple[int, int]]) -> list[tuple[Trail, bool]]:
    """Trails, and whether each is closed, that together use every pair once (Hierholzer 1873)."""
    near: Links = defaultdict(list)
    for at, (one, other) in enumerate(ends):
        near[one].append((other, at))
        near[other].append((one, at))
    odd = [person for person, links in near.items() if len(links) % 2]
    for at, person in enumerate(odd, start=len(ends)):
        near[person].append((_NOWHERE, at))
        near[_NOWHERE].append((person, at))
    used = [False] * (len(ends) + len(odd))
    opened = [(trail, False) for trail in _split(_round_trip(near, used, _NOWHERE), len(ends))]
    closed = [(_round_trip(near, used, person), True) for person in list(near)]
    return [trail for trail in opened + closed if trail[0]]


def _round_trip(near: Links, used: list[bool], start: int) -> Trail:
    """All pairs that can be reached from `start` and are not used yet, as one closed walk."""
    walk, done = [(start, _NOWHERE)], []
    while walk:
        links = near[walk[-1][0]]
        while links and used[links[-1][1]]:
            links.pop()
        if links:
            there, at = links.pop()
            used[at] = True
            walk.append((there, at))
        else:
            done.append(walk.pop()[1])
    return done[:-1]


def _split(trail: Trail, count: int) -> list[Trail]:
    """The parts between visits to nowhere, whose links are numbered from `count`."""
    parts: list[Trail] = [[]]
    for at in trail:
        if at < count:
            parts[-1].append(at)
        else:
            parts.append([])
    return parts
