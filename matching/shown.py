"""The pairs that are shown now: who holds whom, what each pair is worth, and which partner is the weakest."""

from collections.abc import Iterable

import numpy as np

from matching.book import IntArray
from matching.text import FloatArray

Place = tuple[int, int]
NOBODY = -1


class Shown:
    """Pairs of positions with their worth, and what has changed since `begin`. A pair is never in both lists.

    `weakest` and `weakest_partner` have shape (n,): the least of what a person's pairs are worth and with whom;
    infinity and `NOBODY` for somebody who holds none.
    """

    def __init__(self, people: int) -> None:
        self.held: list[dict[int, float]] = [{} for _ in range(people)]
        self.weakest: FloatArray = np.full(people, np.inf)
        self.weakest_partner: IntArray = np.full(people, NOBODY, dtype=np.intp)
        self.count: IntArray = np.zeros(people, dtype=np.intp)
        self.begin()

    def begin(self) -> None:
        """Forget what changed before."""
        self.added: dict[Place, None] = {}
        self.withdrawn: dict[Place, float] = {}

    def grow(self, people: int) -> None:
        """Make room for so many people."""
        more = people - len(self.held)
        if more > 0:
            self.held += [{} for _ in range(more)]
            self.weakest = np.append(self.weakest, np.full(more, np.inf))
            self.weakest_partner = np.append(self.weakest_partner, np.full(more, NOBODY))
            self.count = np.append(self.count, np.zeros(more, dtype=np.intp))

    def places(self) -> list[Place]:
        """All pairs, the lower position first, in order."""
        return [(one, other) for one, partners in enumerate(self.held) for other in sorted(partners) if one < other]

    def show(self, one: int, other: int, worth: float) -> None:
        """Show a pair that is not shown."""
        self._set(one, other, worth)
        place = place_of(one, other)
        if place in self.withdrawn:
            del self.withdrawn[place]
        else:
            self.added[place] = None

    def hide(self, one: int, other: int) -> None:
        """Take a shown pair away."""
        worth = self.held[one].pop(other)
        del self.held[other][one]
        self._recount((one, other))
        place = place_of(one, other)
        if place in self.added:
            del self.added[place]
        else:
            self.withdrawn[place] = worth

    def revalue(self, one: int, other: int, worth: float) -> None:
        """What a shown pair is worth now."""
        self._set(one, other, worth)

    def _set(self, one: int, other: int, worth: float) -> None:
        self.held[one][other] = self.held[other][one] = worth
        self._recount((one, other))

    def _recount(self, people: Iterable[int]) -> None:
        for person in people:
            partners = self.held[person]
            self.count[person] = len(partners)
            # Ties go to the lower position, so that nothing depends on the order of events within one person's pairs.
            partner = min(partners, key=lambda other: (partners[other], other), default=NOBODY)
            self.weakest_partner[person] = partner
            self.weakest[person] = partners.get(partner, np.inf)


def place_of(one: int, other: int) -> Place:
    """The pair of two positions, the lower first."""
    return (one, other) if one < other else (other, one)
