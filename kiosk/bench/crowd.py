"""A room in which things happen, and what the matcher said to whom: arrivals, departures, talks, meetings."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable

import numpy as np

from matching import Changes, LiveMatcher, Pair, Person
from matching.history import PairIds
from matching.people import Id

ABSENT = 20
KINDS = (0.15, 0.1, 0.25, 0.25, 0.25)
QUIET = 300.0
Act = Callable[[float | None], Changes]


class Crowd:
    """Who is where, who met whom, and whose names were changed unasked, told from outside the matcher.

    A name is changed unasked when its pair is taken away though it could still stand: both are here and free, and
    have not met. The clock is told to the matcher only if `is_timed`; it is kept here in any case.

    Attributes:
        here: Everybody who came and has not left.
        late: Who was not there at the start.
        lost: When each person lost a name unasked, in seconds.
        hasty: Names lost unasked within five minutes of the last one of the same person.
        spared: Those of them in an event that gave somebody who had nothing a name.
    """

    def __init__(self, people: list[Person], *, is_timed: bool) -> None:
        absent = max(1, len(people) // ABSENT)
        self.here = {person.id: person for person in people[:-absent]}
        self.late = {person.id for person in people[-absent:]}
        self.live = LiveMatcher(self.here.values())
        self.met: list[PairIds] = []
        self.lost: defaultdict[Id, list[float]] = defaultdict(list)
        self.hasty = self.spared = self.changes = 0
        self._is_timed = is_timed
        self._away = people[-absent:]
        self._busy: list[Id] = []
        self._held = Counter(end for pair in self.pairs() for end in (pair.a, pair.b))

    def free(self) -> list[Person]:
        """Who may be suggested now."""
        busy = set(self._busy)
        return [person for person in self.here.values() if person.id not in busy]

    def pairs(self) -> list[Pair]:
        """What is shown now."""
        shown = {(pair.a, pair.b): pair for person in self.here for pair in self.live.suggestions(person)}
        return list(shown.values())

    def with_nothing(self) -> int:
        """How many free people hold no suggestion."""
        return sum(self._held[person.id] == 0 for person in self.free())

    def happen(self, chance: np.random.Generator, at: float) -> float:
        """One event of a random kind; how many seconds the matcher took."""
        kinds = [self._arrives, self._leaves, self._meets, self._starts_a_talk, self._ends_a_talk]
        return self._told(kinds[int(chance.choice(len(kinds), p=KINDS))](chance), at)

    def resolve(self, at: float) -> float:
        """Solve the room anew; how many seconds it took."""
        return self._told(lambda told: self.live.resolve(at=told), at)

    def _told(self, act: Act, at: float) -> float:
        started = time.perf_counter()
        changes = act(at if self._is_timed else None)
        seconds = time.perf_counter() - started
        self._account(changes, at)
        return seconds

    def _account(self, changes: Changes, at: float) -> None:
        self.changes += len(changes.added) + len(changes.withdrawn)
        spares = any(self._held[end] == 0 for pair in changes.added for end in (pair.a, pair.b))
        busy, met = set(self._busy), {frozenset(pair) for pair in self.met}
        for pair in changes.withdrawn:
            ends = (pair.a, pair.b)
            if all(end in self.here and end not in busy for end in ends) and frozenset(ends) not in met:
                self._lose(ends, at, spares=spares)
        self._held.update(end for pair in changes.added for end in (pair.a, pair.b))
        self._held.subtract(end for pair in changes.withdrawn for end in (pair.a, pair.b))

    def _lose(self, ends: PairIds, at: float, *, spares: bool) -> None:
        for end in ends:
            before = self.lost[end]
            is_hasty = bool(before) and at - before[-1] < QUIET
            self.hasty += is_hasty
            self.spared += is_hasty and spares
            before.append(at)

    def _arrives(self, chance: np.random.Generator) -> Act:
        if not self._away:
            return self._leaves(chance)
        person = self._away.pop(int(chance.integers(len(self._away))))
        self.here[person.id] = person
        return lambda at: self.live.arrive(person, at=at)

    def _leaves(self, chance: np.random.Generator) -> Act:
        person = self.here.pop(self._somebody(chance))
        self._away.append(person)
        self._busy = [each for each in self._busy if each != person.id]
        return lambda at: self.live.leave(person.id, at=at)

    def _meets(self, chance: np.random.Generator) -> Act:
        one = self._somebody(chance)
        shown = self.live.suggestions(one)
        other = shown[0].other(one) if shown else next(each for each in self.here if each != one)
        self.met.append((one, other))
        return lambda at: self.live.met(one, other, at=at)

    def _starts_a_talk(self, chance: np.random.Generator) -> Act:
        person = self._somebody(chance)
        if person not in self._busy:
            self._busy.append(person)
        return lambda at: self.live.busy(person, at=at)

    def _ends_a_talk(self, chance: np.random.Generator) -> Act:
        if not self._busy:
            return self._starts_a_talk(chance)
        person = self._busy.pop(int(chance.integers(len(self._busy))))
        return lambda at: self.live.free(person, at=at)

    def _somebody(self, chance: np.random.Generator) -> Id:
        return list(self.here)[int(chance.integers(len(self.here)))]
