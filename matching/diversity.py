"""Different names on a list: not all of one sector, and every host for other people.

Two pairs are exchanged for two others of the same four people where that makes lists less one-sided (`matching.kinds`)
and little worth is lost: maximal marginal relevance (Carbonell and Goldstein 1998) for lists that are mutual, so that
nobody's list gets longer or shorter.
"""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np

from matching.board import Board, blocks
from matching.edges import Edges, FloatArray, IntArray, Mask
from matching.exchange import apart
from matching.kinds import HOST, most, sector
from matching.shown import Place

_AT_ONCE = 4096


def spread(board: Board, edges: Edges, chosen: Mask, fixed: Collection[Place]) -> Mask:
    """The chosen pairs with some exchanged, two for two, so that lists are less one-sided.

    Args:
        board: The room.
        edges: Candidate pairs of its positions; those worth more than 0 may be taken, and no other pair.
        chosen: Shape (edges,). Those that are on the lists.
        fixed: Pairs that are on the lists too, chosen or not, and stay as they are.

    Returns:
        Shape (edges,): as many pairs, those chosen or what they were exchanged for; everybody is in as many as before.
        By no exchange did the four lists together lose `Rules.diversity` of what they were worth. None is left that
        loses less, helps on the whole, and gives a list a name it may hold for one of which it has too many.

    Cost: the candidates of one-sided lists, times two lists' lengths, for each of a few looks.
    """
    taken = chosen.copy()
    if not board.rules.diversity:
        return taken
    room = _Room(board, edges, fixed)
    changed = np.ones(edges.n, dtype=np.bool_)
    while changed.any():
        swaps = _Lists(room, taken).swaps(changed)
        # What changes four lists leaves every swap as it was that touches none of them.
        made = apart(swaps.people, edges.n)
        taken[swaps.given[:, made]] = False
        taken[swaps.gained[:, made]] = True
        changed[:] = False
        changed[swaps.people[:, made]] = True
    return taken


class _Swaps(NamedTuple):
    """Swaps, the one that costs least first. Shapes (4, swaps), (2, swaps) and (2, swaps).

    A person and a name of theirs part, and so do another two; each of the first takes one of the second.
    """

    people: IntArray
    given: IntArray
    gained: IntArray


class _Room:
    """What stays as it is: who may hold whom, what everybody is, how many of a kind each list may hold.

    Pairs are listed from both ends, in order: `edge` is a pair's number, `worth` what it is worth. Kinds are columns:
    the hosts first, then the sectors, last those whose sector nobody knows, of whom no list has too many.
    """

    def __init__(self, board: Board, edges: Edges, fixed: Collection[Place]) -> None:
        people = [page.person for page in board.book.pages]
        sectors = [sector(person) for person in people]
        column = {name: number for number, name in enumerate(sorted({each for each in sectors if each}), start=1)}
        self.n, self.diversity, self.kinds = edges.n, board.rules.diversity, len(column) + 2
        self.sector: IntArray = np.array([column.get(each or "", self.kinds - 1) for each in sectors], dtype=np.int64)
        self.host: Mask = np.array([person.anchor for person in people], dtype=np.bool_)
        self.most: IntArray = np.empty((self.n, self.kinds), dtype=np.int64)
        self.most.T[:] = [most(person, "", board.rules) for person in people]
        self.most[:, 0] = [most(person, HOST, board.rules) for person in people]
        self.most[:, -1] = self.n
        stay = np.array(sorted(fixed), dtype=np.int64).reshape(-1, 2)
        self.fixed = np.concatenate((stay, stay[:, ::-1]))
        self._list_pairs(edges, stay)

    def _list_pairs(self, edges: Edges, stay: IntArray) -> None:
        is_open = edges.weight > 0
        held = edges.find(*stay.T)
        is_open[held[held >= 0]] = False
        numbers = np.flatnonzero(is_open)
        low, high = edges.low[numbers], edges.high[numbers]
        key = np.concatenate((low * self.n + high, high * self.n + low))
        order = np.argsort(key)
        self.key, self.edge = key[order], np.tile(numbers, 2)[order]
        self.end, self.name = np.divmod(self.key, max(self.n, 1))
        self.worth = edges.weight[self.edge]


class _Lists:
    """Everybody's list as it is now: of which kinds it is full, and of which it holds too many."""

    def __init__(self, room: _Room, taken: Mask) -> None:
        self._room = room
        self._held = taken[room.edge]
        value = np.bincount(room.end[self._held], room.worth[self._held], minlength=room.n)
        # Every pair is on two lists, so four lists lose twice what a swap costs: each pair that goes has half its say.
        self._limit = room.diversity / 2 * (value[room.end] + value[room.name])
        self._best = np.zeros(room.n)
        np.maximum.at(self._best, room.end[~self._held], room.worth[~self._held])
        end = np.concatenate((room.end[self._held], room.fixed[:, 0]))
        name = np.concatenate((room.name[self._held], room.fixed[:, 1]))
        hosts = np.bincount(end[room.host[name]], minlength=room.n)
        cells = np.bincount(end * room.kinds + room.sector[name], minlength=room.n * room.kinds)
        count = cells.reshape(room.n, room.kinds)
        count[:, 0] = hosts
        self._full, self._too_many = count >= room.most, count > room.most

    def swaps(self, changed: Mask) -> _Swaps:
        """Those with somebody who changed that give away one of too many, cost little, and on the whole help."""
        room = self._room
        given = np.flatnonzero(self._held & self._any(self._too_many, room.end, room.name))
        parts = [self._swaps(given[some.start : some.stop], changed) for some in blocks(len(given), _AT_ONCE)]
        found = np.concatenate([np.zeros((4, 0), dtype=np.int64), *(part for part, _ in parts)], axis=1)
        cost = np.concatenate([np.zeros(0), *(part for _, part in parts)])
        away, taken, new, new_too = found[:, np.lexsort((*found[::-1], cost))]
        people = np.stack((room.end[away], room.name[away], room.end[taken], room.name[taken]))
        return _Swaps(people, room.edge[np.stack((away, taken))], room.edge[np.stack((new, new_too))])

    def _swaps(self, given: IntArray, changed: Mask) -> tuple[IntArray, FloatArray]:
        """The swaps that give away these, as four listed pairs (two go, two come), and what each costs."""
        room = self._room
        lists = np.zeros(room.n, dtype=np.bool_)
        lists[room.end[given]] = True
        welcome = np.flatnonzero(lists[room.end] & ~self._held & ~self._any(self._full, room.end, room.name))
        row, at = _beside(room.end[given], room.end[welcome], room.n)
        held = np.flatnonzero(self._held)
        # A swap has somebody who changed among its first three, or its third parts from such a one.
        near = changed.copy()
        near[room.end[held[changed[room.name[held]]]]] = True
        away, new = given[row], welcome[at]
        touched = changed[room.end[away]] | changed[room.name[away]] | near[room.name[new]]
        away, new = away[touched], new[touched]
        row, at = _beside(room.name[new], room.end[held], room.n)
        likely = self._likely(away[row], new[row], held[at], changed)
        away, new, taken = away[row[likely]], new[row[likely]], held[at[likely]]
        asked = room.name[away] * room.n + room.name[taken]
        new_too = np.minimum(np.searchsorted(room.key, asked), len(room.key) - 1)
        found = np.stack((away, taken, new, new_too))[:, (room.key[new_too] == asked) & ~self._held[new_too]]
        cost = room.worth[found[0]] + room.worth[found[1]] - room.worth[found[2]] - room.worth[found[3]]
        kept = (cost < self._limit[found[0]] + self._limit[found[1]]) & (self._change(found) < 0)
        return found[:, kept], cost[kept]

    def _likely(self, away: IntArray, new: IntArray, taken: IntArray, changed: Mask) -> IntArray:
        """Positions of those that touch somebody who changed, and might cost little if the fourth pair is the best."""
        room = self._room
        least = room.worth[away] - room.worth[new] + room.worth[taken] - self._best[room.name[away]]
        likely = np.flatnonzero(least < self._limit[away] + self._limit[taken])
        away, taken = away[likely], taken[likely]
        touched = changed[room.end[away]] | changed[room.name[away]]
        return likely[touched | changed[room.end[taken]] | changed[room.name[taken]]]

    def _change(self, found: IntArray) -> IntArray:
        """By how many names the four lists become more one-sided."""
        room = self._room
        one, first = room.end[found[:2]]
        name, second = room.name[found[:2]]
        person, lost = np.stack((one, name, first, second)), np.stack((name, one, second, first))
        gained = np.stack((first, second, one, name))
        differs = room.sector[lost] != room.sector[gained]
        more = differs & self._full[person, room.sector[gained]]
        less = differs & self._too_many[person, room.sector[lost]]
        more_hosts = room.host[gained] & ~room.host[lost] & self._full[person, 0]
        fewer_hosts = room.host[lost] & ~room.host[gained] & self._too_many[person, 0]
        return np.asarray((more.astype(np.int64) - less + more_hosts - fewer_hosts).sum(axis=0))

    def _any(self, marked: Mask, person: IntArray, name: IntArray) -> Mask:
        """Whether a kind that this name is of is marked for this person."""
        room = self._room
        return np.asarray(marked[person, room.sector[name]] | (room.host[name] & marked[person, 0]))


def _beside(people: IntArray, ends: IntArray, n: int) -> tuple[IntArray, IntArray]:
    """For each of these people everything at that end: positions in `people`, and in `ends`, which is in order."""
    start = np.searchsorted(ends, np.arange(n + 1))
    count = np.diff(start)[people]
    row = np.repeat(np.arange(len(people)), count)
    return row, np.arange(len(row)) + np.repeat(start[people + 1] - np.cumsum(count), count)
