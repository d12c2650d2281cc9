"""The evening as it happens: one event at a time, and what it changes on people's phones."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from matching.board import Board
from matching.book import IntArray
from matching.chance import Rng, seed_of
from matching.errors import MatchingError
from matching.history import History, PairIds, checked_pair
from matching.pairs import Changes, Pair
from matching.people import Id, Person, id_key, in_order
from matching.rules import DEFAULT_RULES, Rules
from matching.suggestions import Place, best_places
from matching.text import FloatArray

NO_HISTORY = History()


class LiveMatcher:
    """Suggestions that follow a room: everybody within their slots after every event, and little moves.

    A pair that is shown stays until one of the two leaves, is busy, has met the other, knows or refuses them. It gives
    way otherwise only at `resolve`, to what is worth `swap_gain` more, or so that somebody who has no suggestion at
    all gets one: then a pair that is shown is parted and both take the newcomer.

    Args:
        people: Who is here at the start; they hold suggestions at once.
        rules: The event's criteria and vetoes.
        rng: Seed or generator for ties and exploration.
        history: What happened before, also with people who are not here.

    Raises:
        MatchingError: an id comes twice, or an argument is not of its kind.

    Cost: some milliseconds an event at 300 people; as `suggest` at the start, at `resolve`, when the room doubles.

    >>> live = LiveMatcher([Person("ada", needs=["web"])])
    >>> [(pair.a, pair.b) for pair in live.arrive(Person("ben", offers=["web"])).added]
    [('ada', 'ben')]
    >>> live.leave("ben").withdrawn == live.leave("ben").withdrawn, live.suggestions("ada")
    (False, ())
    """

    def __init__(
        self,
        people: Iterable[Person] = (),
        rules: Rules = DEFAULT_RULES,
        rng: Rng = 0,
        history: History = NO_HISTORY,
    ) -> None:
        self._board = Board(in_order(people), rules, history, seed_of(rng))
        self._present = set(range(len(self._board.ids)))
        self._busy: set[int] = set()
        self._shown: dict[Place, Pair] = {}
        self._held: defaultdict[int, set[int]] = defaultdict(set)
        self._counted = len(self._present)
        self.resolve()

    def arrive(self, person: Person) -> Changes:
        """Somebody comes in, comes back, or changes their profile; they are free to talk.

        Their pairs that still hold keep standing, with reasons that are true of the new profile.
        """
        before = dict(self._shown)
        if not isinstance(person, Person):
            raise MatchingError(f"{person!r} is not a Person")
        at = self._board.write(person)
        self._present.add(at)
        self._busy.discard(at)
        self._board.available[at] = True
        if len(self._present) >= 2 * self._counted:
            self._recount()
        return self._repaired(before, [at])

    def leave(self, person_id: Id) -> Changes:
        """Somebody goes; leaving again changes nothing."""
        at = self._position(person_id)
        self._present.discard(at)
        return self._set_available(at)

    def busy(self, person_id: Id) -> Changes:
        """Somebody is in a talk: they are offered to nobody until they are free."""
        at = self._position(person_id)
        self._busy.add(at)
        return self._set_available(at)

    def free(self, person_id: Id) -> Changes:
        """Somebody's talk ended; of a person who left, nothing changes until they arrive."""
        at = self._position(person_id)
        self._busy.discard(at)
        return self._set_available(at)

    def met(self, a: Id, b: Id) -> Changes:
        """They met: they are not paired again this evening."""
        places = self._two(a, b)
        self._board.contacts.meet(a, b)
        return self._repaired(dict(self._shown), places)

    def declined(self, a: Id, b: Id) -> Changes:
        """`a` does not want to meet `b`: they are not paired again, and it counts as an answer of `a` about `b`."""
        self._two(a, b)
        if b not in self._board.contacts.barred[a]:
            self._board.learn((a, b, False))
        return self.veto(a, b)

    def known(self, a: Id, b: Id) -> Changes:
        """They know each other: worth less from now on; if it is said of a pair that is shown, never shown again."""
        one, other = self._two(a, b)
        self._board.contacts.know(a, b)
        if other in self._held[one]:
            self._board.contacts.bar(a, b)
        return self._repaired(dict(self._shown), [one, other])

    def veto(self, a: Id, b: Id) -> Changes:
        """They must not be paired."""
        places = self._two(a, b)
        self._board.contacts.bar(a, b)
        return self._repaired(dict(self._shown), places)

    def resolve(self) -> Changes:
        """Solve the whole room anew; a shown pair yields only to what is worth `swap_gain` more."""
        before = dict(self._shown)
        self._recount()
        weights = self._board.weights(range(len(self._board.ids)))
        leaning = weights.copy()
        for one, other in before:
            leaning[[one, other], [other, one]] *= 1 + self._board.rules.swap_gain
        places = best_places(self._board, leaning, self._board.slots.tolist(), before)
        self._clear()
        for place in places:
            self._show(place, weights[place])
        return self._since(before)

    def restore(self, pairs: Iterable[PairIds]) -> Changes:
        """Continue from pairs that phones show already, in place of those held now; fill what slots are left.

        Returns:
            What differs from `pairs`: withdrawn are those that may not stand, because somebody is not here, or their
            slots are full, or the two may not be paired. Such a pair has score 0 and no reasons.

        Raises:
            MatchingError: something is not a pair of two people.
        """
        given = [checked_pair("pairs", pair) for pair in pairs]
        index = self._board.index
        weights = self._board.weights(range(len(self._board.ids)))
        self._clear()
        refused = []
        for a, b in given:
            if a in index and b in index and self._room_for((index[a], index[b]), weights[index[a], index[b]]):
                self._show((index[a], index[b]), weights[index[a], index[b]])
            elif a not in index or b not in index or index[b] not in self._held[index[a]]:
                first, second = sorted((a, b), key=id_key)
                refused.append(Pair(first, second, 0.0))
        before = dict(self._shown)
        self._fill(weights)
        return Changes(self._since(before).added, tuple(dict.fromkeys(refused)))

    def suggestions(self, person_id: Id) -> tuple[Pair, ...]:
        """The pairs one person holds now, the most valuable first; nothing for somebody who left."""
        at = self._position(person_id)
        held = [self._shown[_place(at, other)] for other in self._held[at]]
        return tuple(sorted(held, key=lambda pair: (-pair.score, id_key(pair.other(person_id)))))

    def _set_available(self, at: int) -> Changes:
        self._board.available[at] = at in self._present and at not in self._busy
        return self._repaired(dict(self._shown), [at])

    def _repaired(self, before: dict[Place, Pair], touched: Iterable[int]) -> Changes:
        """Take away what these people may not hold any more, then give slots to them and to those who lost one."""
        concerned = list(touched)
        for at in list(concerned):
            concerned += self._prune(at)
        self._refill(sorted(set(concerned)))
        return self._since(before)

    def _prune(self, at: int) -> list[int]:
        weights = self._board.weights([at])[0]
        ranked = sorted(self._held[at], key=lambda other: (-weights[other], other))
        valid = [other for other in ranked if weights[other] > 0][: self._board.slots[at]]
        lost = [other for other in ranked if other not in valid]
        for other in lost:
            self._hide((at, other))
        for other in valid:
            # Whatever changed about this person, what is said of their pairs must be true now.
            self._shown[_place(at, other)] = self._board.pair(at, other, weights[other])
        return lost

    def _refill(self, people: list[int]) -> None:
        weights = self._board.weights(people)
        for row, at in enumerate(people):
            weights[row, list(self._held[at])] = 0.0
        while weights.size:
            free = self._free()
            usable = np.where((free[people] > 0)[:, None] & (free > 0)[None, :], weights, 0.0)
            row, other = divmod(int(usable.argmax()), usable.shape[1])
            if usable[row, other] <= 0:
                break
            self._show((people[row], other), usable[row, other])
            weights[row, other] = 0.0
            if other in people:
                weights[people.index(other), people[row]] = 0.0
        for at in people:
            self._part_for(at)

    def _part_for(self, at: int) -> None:
        """Somebody left with nothing takes a place between two others, where the room loses least."""
        if self._held[at] or self._board.slots[at] < 2 or not self._board.available[at]:  # noqa: PLR2004 - it takes two
            return
        weights = self._board.weights([at])[0]
        gains = [
            (weights[one] + weights[other] - pair.score, one, other)
            for (one, other), pair in self._shown.items()
            if weights[one] > 0 and weights[other] > 0
        ]
        if gains:
            _, one, other = max(gains)
            self._hide((one, other))
            self._show((at, one), weights[one])
            self._show((at, other), weights[other])

    def _fill(self, weights: FloatArray) -> None:
        left = weights.copy()
        for one, other in self._shown:
            left[[one, other], [other, one]] = 0.0
        for place in best_places(self._board, left, self._free().tolist()):
            self._show(place, weights[place])
        self._refill([at for at in sorted(self._present) if not self._held[at]])

    def _recount(self) -> None:
        self._counted = max(len(self._present), 1)
        self._board.recount(sorted(self._present))

    def _free(self) -> IntArray:
        held = np.array([len(self._held[at]) for at in range(len(self._board.ids))], dtype=np.intp)
        return np.asarray(np.maximum(self._board.slots - held, 0))

    def _room_for(self, place: Place, weight: float) -> bool:
        one, other = place
        slots = self._board.slots
        fits = len(self._held[one]) < slots[one] and len(self._held[other]) < slots[other]
        return bool(weight > 0 and fits and other not in self._held[one])

    def _show(self, place: Place, weight: float) -> None:
        one, other = place
        self._held[one].add(other)
        self._held[other].add(one)
        self._shown[_place(one, other)] = self._board.pair(one, other, weight)

    def _hide(self, place: Place) -> None:
        one, other = place
        self._held[one].discard(other)
        self._held[other].discard(one)
        del self._shown[_place(one, other)]

    def _clear(self) -> None:
        self._shown.clear()
        self._held.clear()

    def _since(self, before: dict[Place, Pair]) -> Changes:
        added = [pair for place, pair in self._shown.items() if place not in before]
        withdrawn = [pair for place, pair in before.items() if place not in self._shown]
        return Changes(tuple(added), tuple(withdrawn))

    def _position(self, person_id: Id) -> int:
        if person_id not in self._board.index:
            raise MatchingError(f"id {person_id!r} never arrived")
        return self._board.index[person_id]

    def _two(self, a: Id, b: Id) -> list[int]:
        if a == b:
            raise MatchingError(f"{a!r} is paired with themself")
        return [self._position(a), self._position(b)]


def _place(one: int, other: int) -> Place:
    return (one, other) if one < other else (other, one)
