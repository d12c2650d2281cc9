"""The evening as it happens: one event at a time, and what it changes on people's phones."""

from collections import Counter
from collections.abc import Iterable

from matching.board import Board
from matching.chance import Rng, seed_of
from matching.errors import MatchingError
from matching.history import History, PairIds, checked_pair
from matching.pairs import Changes, Pair
from matching.people import Id, Person, id_key, in_order
from matching.repair import Repair
from matching.rules import DEFAULT_RULES, Rules
from matching.shown import Place, Shown, place_of
from matching.suggestions import best_places

NO_HISTORY = History()
_CALMINGS = 4


class LiveMatcher:
    """Suggestions that follow a room: everybody within their slots after every event, and little moves.

    A pair that is shown stays until one of the two leaves, is busy, has met the other, knows or refuses them; else it
    gives way only to one worth `Rules.swap_gain` more, or two of them to two others of the same four people that are
    together worth so much more, or so that somebody who has no suggestion at all gets one: then a pair that is shown is
    parted and both take the newcomer, or one of them who loses less by it.

    Every event takes `at`, seconds of any clock that does not go back: with it, a person's names are changed unasked at
    most once in five minutes; without it there is no such limit. Filling a slot that came free is not counted. Only so
    that somebody is not left with nothing are names changed again sooner, and only if nobody else's can be.

    Args:
        people: Who is here at the start; they hold suggestions at once.
        rules: The event's criteria and vetoes.
        rng: Seed or generator for ties and exploration.
        history: What happened before, also with people who are not here.

    Raises:
        MatchingError: an id comes twice, or an argument is not of its kind.

    Cost: a few milliseconds an event; as `suggest` at the start, at `resolve`, when the room doubles. Figures by
    size: docs/matching.md.

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
        self._shown = Shown(len(self._board.ids))
        self._repair = Repair(self._board, self._shown)
        self._told: dict[Place, Pair] = {}
        self._counted = max(len(self._present), 1)
        for place, worth in best_places(self._board, self._board.slots.tolist()).items():
            self._shown.show(*place, worth)
        self._repair.cover(None)

    def arrive(self, person: Person, *, at: float | None = None) -> Changes:
        """Somebody comes in, comes back, or changes their profile; they are free to talk.

        Their pairs that still hold keep standing, with reasons that are true of the new profile.
        """
        if not isinstance(person, Person):
            raise MatchingError(f"{person!r} is not a Person")
        self._shown.begin()
        known = self._board.index.get(person.id)
        for other in self._shown.held[known] if known is not None else ():
            # What was shown was said of the old profile; the pair is kept as it was, in case it goes.
            self._pair(place_of(known or 0, other))
        place = self._board.write(person)
        self._shown.grow(len(self._board.ids))
        self._repair.grow()
        self._present.add(place)
        self._busy.discard(place)
        self._board.available[place] = True
        if len(self._present) >= 2 * self._counted:
            self._recount()
        return self._mended([place], at)

    def leave(self, person_id: Id, *, at: float | None = None) -> Changes:
        """Somebody goes; leaving again changes nothing."""
        place = self._position(person_id)
        self._present.discard(place)
        return self._set_available(place, at)

    def busy(self, person_id: Id, *, at: float | None = None) -> Changes:
        """Somebody is in a talk: they are offered to nobody until they are free."""
        place = self._position(person_id)
        self._busy.add(place)
        return self._set_available(place, at)

    def free(self, person_id: Id, *, at: float | None = None) -> Changes:
        """Somebody's talk ended; of a person who left, nothing changes until they arrive."""
        place = self._position(person_id)
        self._busy.discard(place)
        return self._set_available(place, at)

    def met(self, a: Id, b: Id, *, at: float | None = None) -> Changes:
        """They met: they are not paired again this evening."""
        places = self._two(a, b)
        self._board.meet(a, b)
        return self._begun(places, at)

    def declined(self, a: Id, b: Id, *, at: float | None = None) -> Changes:
        """`a` does not want to meet `b`: they are not paired again, and it counts as an answer of `a` about `b`."""
        self._two(a, b)
        if b not in self._board.contacts.barred[a]:
            self._board.learn((a, b, False))
        return self.veto(a, b, at=at)

    def wanted(self, a: Id, b: Id) -> None:
        """`a` said yes to meeting `b`: learnt about both; nothing that is shown changes for it."""
        self._two(a, b)
        self._board.learn((a, b, True))

    def known(self, a: Id, b: Id, *, at: float | None = None) -> Changes:
        """They know each other: worth less from now on; if it is said of a pair that is shown, never shown again."""
        one, other = self._two(a, b)
        self._board.contacts.know(a, b)
        if other in self._shown.held[one]:
            self._board.contacts.bar(a, b)
        return self._begun([one, other], at)

    def veto(self, a: Id, b: Id, *, at: float | None = None) -> Changes:
        """They must not be paired."""
        places = self._two(a, b)
        self._board.contacts.bar(a, b)
        return self._begun(places, at)

    def resolve(self, *, at: float | None = None) -> Changes:
        """Solve the whole room anew; a shown pair yields only to what is worth `swap_gain` more, or to variety."""
        self._shown.begin()
        self._recount()
        before = self._shown.places()
        calm = self._repair.may_disturb(at)
        firm = {place for place in before if not calm[list(place)].all()}
        for _ in range(_CALMINGS):
            wanted = self._solved(before, firm)
            parted = [place for place in before if place not in wanted]
            hasty = self._hasty(parted) if at is not None else []
            if not hasty:
                self._replace(parted, wanted, at)
                changes = self._changes()
                # Everything is valued anew, so what was told of the pairs that stay no longer holds.
                self._told = {place: pair for place, pair in self._told.items() if place in self._shown.added}
                return changes
            firm.update(hasty)
        return Changes()

    def restore(self, pairs: Iterable[PairIds]) -> Changes:
        """Continue from pairs that phones show already, in place of those held now; fill what slots are left.

        Returns:
            What differs from `pairs`: withdrawn are those that may not stand, because somebody is not here, or their
            slots are full, or the two may not be paired; such a pair has score 0 and no reasons. The others were
            parted so that somebody with no suggestion at all gets one.

        Raises:
            MatchingError: something is not a pair of two people.
        """
        given = [checked_pair("pairs", pair) for pair in pairs]
        index = self._board.index
        for held in self._shown.places():
            self._shown.hide(*held)
        self._told.clear()
        refused = []
        for a, b in given:
            here = a in index and b in index
            if here and index[b] in self._shown.held[index[a]]:
                continue
            if here and self._fits(place := place_of(index[a], index[b])):
                self._shown.show(*place, self._board.weight(*place))
            else:
                first, second = sorted((a, b), key=id_key)
                refused.append(Pair(first, second, 0.0))
        self._shown.begin()
        free = (self._board.slots - self._shown.count).clip(min=0)
        for place, worth in best_places(self._board, free.tolist(), beside=self._shown.places()).items():
            self._shown.show(*place, worth)
        self._repair.cover(None)
        changes = self._changes()
        return Changes(changes.added, (*dict.fromkeys(refused), *changes.withdrawn))

    def suggestions(self, person_id: Id) -> tuple[Pair, ...]:
        """The pairs one person holds now, the most valuable first; nothing for somebody who left."""
        place = self._position(person_id)
        held = [self._pair(place_of(place, other)) for other in self._shown.held[place]]
        return tuple(sorted(held, key=lambda pair: (-pair.score, id_key(pair.other(person_id)))))

    def _set_available(self, place: int, at: float | None) -> Changes:
        self._board.available[place] = place in self._present and place not in self._busy
        return self._begun([place], at)

    def _begun(self, places: list[int], at: float | None) -> Changes:
        self._shown.begin()
        return self._mended(places, at)

    def _mended(self, touched: list[int], at: float | None) -> Changes:
        """Take away what these people may not hold any more, then give slots to them and to those who lost one."""
        concerned = list(touched)
        for place in touched:
            for other in self._shown.held[place]:
                # Pairs that go are told as they were shown, so they are made before anything changes.
                self._pair(place_of(place, other))
            concerned += self._repair.prune(place)
        self._repair.fill(concerned, at)
        changes = self._changes()
        for place in touched:
            for other in self._shown.held[place]:
                # Whatever changed about this person, what is said of their pairs from now on must be true now.
                self._told.pop(place_of(place, other), None)
        return changes

    def _solved(self, before: list[Place], firm: set[Place]) -> dict[Place, float]:
        """A new solution that leans towards what is shown, and keeps what is firm."""
        gain = 1 + self._board.rules.swap_gain
        leaning = dict.fromkeys(before, gain)
        return best_places(self._board, self._board.slots.tolist(), leaning=leaning, fixed=firm)

    def _replace(self, parted: list[Place], wanted: dict[Place, float], at: float | None) -> None:
        self._repair.disturb({person for place in parted for person in place}, at)
        for place in parted:
            self._shown.hide(*place)
        for place, worth in wanted.items():
            if place[1] in self._shown.held[place[0]]:
                self._shown.revalue(*place, worth)
            else:
                self._shown.show(*place, worth)
        self._repair.cover(at)

    @staticmethod
    def _hasty(parted: list[Place]) -> list[Place]:
        """Pairs beyond the first that one person would lose at once."""
        lost: Counter[int] = Counter()
        hasty = []
        for place in parted:
            if any(lost[person] for person in place):
                hasty.append(place)
            lost.update(place)
        return hasty

    def _recount(self) -> None:
        self._counted = max(len(self._present), 1)
        self._board.recount(sorted(self._present))

    def _fits(self, place: Place) -> bool:
        free = self._board.slots - self._shown.count
        return bool(self._board.weight(*place) > 0 and (free[list(place)] > 0).all())

    def _pair(self, place: Place) -> Pair:
        """The pair as it is told, made when somebody first asks."""
        if place not in self._told:
            self._told[place] = self._board.pair(*place, self._shown.held[place[0]][place[1]])
        return self._told[place]

    def _changes(self) -> Changes:
        """What the event did; pairs that go are told as they were shown."""
        gone = []
        for place, worth in self._shown.withdrawn.items():
            pair = self._told.pop(place, None)
            gone.append(pair or self._board.pair(*place, worth))
        return Changes(tuple(self._pair(place) for place in self._shown.added), tuple(gone))

    def _position(self, person_id: Id) -> int:
        if person_id not in self._board.index:
            raise MatchingError(f"id {person_id!r} never arrived")
        return self._board.index[person_id]

    def _two(self, a: Id, b: Id) -> list[int]:
        if a == b:
            raise MatchingError(f"{a!r} is paired with themself")
        return [self._position(a), self._position(b)]
