"""Different names on a list: not all of one sector, and every host for other people.

Two pairs are exchanged for two others of the same four people where that makes lists less one-sided (`matching.kinds`)
and little worth is lost: maximal marginal relevance (Carbonell and Goldstein 1998) for lists that are mutual, so that
nobody's list gets longer or shorter.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from matching.board import Board
from matching.kinds import HOST, kinds, most
from matching.shown import Place, place_of

_PASSES = 8


def spread(board: Board, chosen: Iterable[Place], worth: Mapping[Place, float], fixed: Collection[Place]) -> set[Place]:
    """The chosen pairs with some exchanged, two for two, so that lists are less one-sided.

    Args:
        board: The room.
        chosen: Pairs of positions on the lists.
        worth: What each candidate pair is worth; no other pair is taken.
        fixed: Pairs that are on the lists too, chosen or not, and stay.

    Returns:
        As many pairs, those chosen or what they were exchanged for; everybody is in as many as before. By no exchange
        did the four lists together lose `Rules.diversity` of what they were worth. None is left that loses less, helps
        on the whole, and gives a list a name it may hold for one of which it has too many, unless eight looks at
        everybody were not enough.

    Cost: proportional to the candidates, and for every one-sided list to its own, its length and theirs.
    """
    pairs, stay = set(chosen), set(fixed)
    lists = _Lists(board, sorted(pairs | stay), worth, stay)
    for _ in range(_PASSES if board.rules.diversity else 0):
        if not sum(lists.ease(person) for person in lists.one_sided()):
            break
    return lists.pairs() - (stay - pairs)


class _Swap(NamedTuple):
    """A person and a name of theirs part, and so do another two; each of the first takes one of the second."""

    cost: float
    person: int
    name: int
    first: int
    second: int


class _Lists:
    """Everybody's list while pairs are exchanged: of which kinds it is full, and of which it holds too many."""

    def __init__(
        self, board: Board, held: Iterable[Place], worth: Mapping[Place, float], fixed: Collection[Place]
    ) -> None:
        self._rules = board.rules
        self._people = [page.person for page in board.book.pages]
        self._kinds = [kinds(person) for person in self._people]
        self._count: list[Counter[str]] = [Counter() for _ in self._people]
        self._full = [{HOST} if person.anchor else set() for person in self._people]
        self._too_many: list[set[str]] = [set() for _ in self._people]
        self._value = [0.0] * len(self._people)
        self._held: list[set[int]] = [set() for _ in self._people]
        # What may come and go: a pair that is fixed is on a list and near nobody.
        self._near: list[dict[int, float]] = [{} for _ in self._people]
        for place, value in worth.items():
            if place not in fixed:
                one, other = place
                self._near[one][other] = self._near[other][one] = value
        for place in held:
            self._join(*place)

    def pairs(self) -> set[Place]:
        """All pairs on the lists."""
        return {place_of(one, other) for one, names in enumerate(self._held) for other in names}

    def one_sided(self) -> list[int]:
        """Those whose lists are one-sided now."""
        return [person for person, too_many in enumerate(self._too_many) if too_many]

    def ease(self, person: int) -> int:
        """Make the swap that costs least, as long as one makes this person's list better; how many were made."""
        made = 0
        while swap := next(self._swaps(person), None):
            self._part(swap.person, swap.name)
            self._part(swap.first, swap.second)
            self._join(swap.person, swap.first)
            self._join(swap.name, swap.second)
            made += 1
        return made

    def _swaps(self, person: int) -> Iterator[_Swap]:
        """Those that give away one of too many, cost little, and on the whole help, the one that costs least first."""
        names = [name for name in self._held[person] if self._kinds[name] & self._too_many[person]]
        welcome = [
            first
            for first in self._near[person].keys() - self._held[person]
            if names and self._full[person].isdisjoint(self._kinds[first])
        ]
        possible = sorted(swap for name in names for swap in self._possible(person, name, welcome))
        return (swap for swap in possible if self._helps(swap))

    def _possible(self, person: int, name: int, welcome: Iterable[int]) -> Iterator[_Swap]:
        near, held = self._near, self._held
        theirs = near[name].keys() - held[name] if name in near[person] else set()
        for first in welcome:
            for second in held[first] & theirs:
                if second in near[first]:
                    lost, gained = near[person][name] + near[first][second], near[person][first] + near[name][second]
                    yield _Swap(lost - gained, person, name, first, second)

    def _helps(self, swap: _Swap) -> bool:
        cost, person, name, first, second = swap
        # Every pair is on two lists, so the four lists lose twice what it costs.
        if 2 * cost >= self._rules.diversity * sum(self._value[each] for each in swap[1:]):
            return False
        changes = ((person, name, first), (name, person, second), (first, second, person), (second, first, name))
        return sum(self._change(*each) for each in changes) < 0

    def _change(self, person: int, lost: int, gained: int) -> int:
        """By how many names a list becomes more one-sided."""
        gone, come = self._kinds[lost], self._kinds[gained]
        return len((come - gone) & self._full[person]) - len((gone - come) & self._too_many[person])

    def _join(self, one: int, other: int) -> None:
        for person, name in ((one, other), (other, one)):
            self._held[person].add(name)
            self._recount(person, name, 1)

    def _part(self, one: int, other: int) -> None:
        for person, name in ((one, other), (other, one)):
            self._held[person].remove(name)
            self._recount(person, name, -1)

    def _recount(self, person: int, name: int, step: int) -> None:
        self._value[person] += step * self._near[person].get(name, 0.0)
        for kind in self._kinds[name]:
            self._count[person][kind] += step
            over = self._count[person][kind] - most(self._people[person], kind, self._rules)
            for kinds_, is_in in ((self._full[person], over >= 0), (self._too_many[person], over > 0)):
                (kinds_.add if is_in else kinds_.discard)(kind)
