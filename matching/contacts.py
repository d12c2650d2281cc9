"""Who knows whom, who may not be paired, and who had how many talks."""

from collections import Counter, defaultdict

from matching.history import History
from matching.people import Id

_BEST_BRIDGES = 3


class Contacts:
    """A symmetric record of pairs; ids of people who are not here are kept for when they come."""

    def __init__(self, history: History) -> None:
        self.known: defaultdict[Id, set[Id]] = defaultdict(set)
        self.barred: defaultdict[Id, set[Id]] = defaultdict(set)
        self.met: defaultdict[Id, set[Id]] = defaultdict(set)
        self.talks: Counter[Id] = Counter()
        for a, b in history.known:
            self.know(a, b)
        for a, b in history.met:
            self.meet(a, b)
        for a, b in history.vetoed:
            self.bar(a, b)

    def know(self, a: Id, b: Id) -> None:
        """They know each other."""
        self.known[a].add(b)
        self.known[b].add(a)

    def meet(self, a: Id, b: Id) -> None:
        """They talked; they are not to be paired again this evening. Saying it twice counts one talk."""
        self.bar(a, b)
        if b not in self.met[a]:
            self.met[a].add(b)
            self.met[b].add(a)
            self.talks.update((a, b))

    def bar(self, a: Id, b: Id) -> None:
        """They are not to be paired."""
        self.barred[a].add(b)
        self.barred[b].add(a)

    def bridges(self, person: Id) -> dict[Id, float]:
        """Strangers with common contacts: 1 with one to three of them, less with more (reference/matching.md 2.3)."""
        own = self.known.get(person, set())
        common = Counter(far for near in own for far in self.known[near] if far != person and far not in own)
        return {far: min(1.0, _BEST_BRIDGES / count) for far, count in common.items()}
