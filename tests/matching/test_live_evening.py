"""Whole evenings at random: what holds after every event, whatever came before."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from matching import Changes, LiveMatcher, Pair, Person, Rules, suggest
from matching.people import Id, company_key
from matching.repair import QUIET

Rooms = Callable[[int], st.SearchStrategy[list[Person]]]
Key = frozenset[Id]
PEOPLE = 10
ABOUT_TWO = ("met", "declined", "known", "veto")


class Evening:
    """A room as its events tell it, beside the matcher that hears them."""

    def __init__(self, people: list[Person], rng: int = 0, rules: Rules = Rules()) -> None:  # noqa: B008 - frozen
        self.people = people
        self.live = LiveMatcher(people, rules, rng)
        self.here = {person.id for person in people}
        self.busy: set[Id] = set()
        self.barred: set[Key] = set()
        self.changes: list[Changes] = []

    def happen(self, event: tuple[str, int, int], at: float | None = None) -> Changes:
        """One event; one about somebody and themself is none."""
        name, a, b = event[0], event[1] % len(self.people), event[2] % len(self.people)
        if name in ABOUT_TWO and a == b:
            return Changes()
        if name in {"met", "declined", "veto"} or (name == "known" and Key((a, b)) in self.shown()):
            self.barred.add(Key((a, b)))
        self._note(name, a)
        arguments: dict[str, tuple[Any, ...]] = {"arrive": (self.people[a],), "resolve": ()}
        told = arguments.get(name, (a, b) if name in ABOUT_TWO else (a,))
        self.changes.append(getattr(self.live, name)(*told, at=at))
        return self.changes[-1]

    def shown(self) -> set[Key]:
        return {Key((pair.a, pair.b)) for person in self.people for pair in self.live.suggestions(person.id)}

    def free(self) -> list[Person]:
        return [person for person in self.people if person.id in self.here - self.busy and person.slots]

    def held(self, person: Id) -> int:
        return len(self.live.suggestions(person))

    def may_meet(self, one: Person, other: Person) -> bool:
        companies = company_key(one.company), company_key(other.company)
        return Key((one.id, other.id)) not in self.barred and (companies[0] != companies[1] or "" in companies)

    def _note(self, name: str, a: Id) -> None:
        if name == "arrive":
            self.here.add(a)
            self.busy.discard(a)
        elif name == "leave":
            self.here.discard(a)
        elif name == "busy":
            self.busy.add(a)
        elif name == "free":
            self.busy.discard(a)


def events(most: int = 25) -> st.SearchStrategy[list[tuple[str, int, int]]]:
    names = ("arrive", "leave", "busy", "free", "resolve", *ABOUT_TWO)
    someone = st.integers(0, PEOPLE - 1)
    return st.lists(st.tuples(st.sampled_from(names), someone, someone), max_size=most)


def numbered(data: st.DataObject, rooms: Rooms) -> list[Person]:
    return data.draw(rooms(PEOPLE).filter(lambda people: len(people) > 1))


def keys(pairs: tuple[Pair, ...]) -> set[Key]:
    return {Key((pair.a, pair.b)) for pair in pairs}


@settings(max_examples=40, deadline=None)
@given(data=st.data(), timed=st.booleans())
def test_changes_are_what_became_of_the_phones_and_never_both(data: st.DataObject, timed: bool, rooms: Rooms) -> None:
    evening = Evening(numbered(data, rooms))

    for number, event in enumerate(data.draw(events())):
        before = evening.shown()
        told = evening.happen(event, at=60.0 * number if timed else None)

        added, withdrawn = keys(told.added), keys(told.withdrawn)
        assert len(added) == len(told.added)
        assert len(withdrawn) == len(told.withdrawn)
        assert not added & withdrawn
        assert added <= evening.shown() - before
        assert withdrawn == before - evening.shown()


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_two_people_who_could_still_meet_do_not_both_have_a_slot_left(data: st.DataObject, rooms: Rooms) -> None:
    evening = Evening(numbered(data, rooms))

    for event in data.draw(events()):
        evening.happen(event)

    room = [person for person in evening.free() if evening.held(person.id) < person.slots]
    shown = evening.shown()
    open_pairs = [(a, b) for a in room for b in room if a.id < b.id and evening.may_meet(a, b)]  # type: ignore[operator]
    assert {Key((a.id, b.id)) for a, b in open_pairs} <= shown


@settings(max_examples=40, deadline=None)
@given(data=st.data(), timed=st.booleans())
def test_nobody_is_left_with_nothing_while_somebody_they_may_meet_has_two(
    data: st.DataObject, timed: bool, rooms: Rooms
) -> None:
    evening = Evening(numbered(data, rooms))

    for number, event in enumerate(data.draw(events())):
        evening.happen(event, at=60.0 * number if timed else None)

    for lonely in [person for person in evening.free() if not evening.held(person.id)]:
        for other in [person for person in evening.free() if evening.may_meet(lonely, person) and person != lonely]:
            partners = [pair.other(other.id) for pair in evening.live.suggestions(other.id)]
            assert all(evening.held(partner) == 1 for partner in partners)


@settings(max_examples=30, deadline=None)
@given(data=st.data(), seed=st.integers(0, 3))
def test_the_same_evening_goes_the_same_way_in_whatever_order_people_are_listed(
    data: st.DataObject, seed: int, rooms: Rooms
) -> None:
    people = numbered(data, rooms)
    one, other = LiveMatcher(people, rng=seed), LiveMatcher(data.draw(st.permutations(people)), rng=seed)

    for name, a, _ in data.draw(events(12)):
        if name in {"leave", "busy", "free"}:
            assert getattr(one, name)(a % len(people)) == getattr(other, name)(a % len(people))

    assert [one.suggestions(person.id) for person in people] == [other.suggestions(person.id) for person in people]


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_names_change_unasked_once_in_five_minutes_unless_somebody_had_nothing(
    data: st.DataObject, rooms: Rooms
) -> None:
    people = numbered(data, rooms)
    evening, lately = Evening(people), defaultdict[Id, float](lambda: float("-inf"))

    for number, event in enumerate(data.draw(events())):
        at = 50.0 * number
        before = evening.shown()
        told = evening.happen(event, at=at)
        # What happens to one of the two is no unasked change of their pair.
        asked = {event[1] % len(people), event[2] % len(people)} if event[0] != "resolve" else set[Id]()
        unasked = [pair for pair in told.withdrawn if not asked & {pair.a, pair.b}]
        # Whoever kept nothing may be given a place at once: they came with nothing, or lost all in this event.
        kept = {end for pair in before & evening.shown() for end in pair}
        placed = any(end not in kept for pair in told.added for end in (pair.a, pair.b))
        for person in [end for pair in unasked for end in (pair.a, pair.b)]:
            assert at - lately[person] >= QUIET or placed
            lately[person] = at


def test_repair_keeps_nine_tenths_of_a_new_solution(evening: list[Person]) -> None:
    people = [Person(number, **_said(person)) for number, person in enumerate(evening)]
    shares = []
    for seed in range(8):
        room = Evening(people, rng=seed, rules=Rules(shortfall=0.0))
        for number in range(40):
            name = ("met", "busy", "leave", "arrive", "free", "met")[(number * 7 + seed) % 6]
            room.happen((name, (number * 5 + seed) % 24, (number * 11 + 3) % 24))
        met = [(a, b) for a, b in (sorted(pair, key=str) for pair in room.barred)]
        fresh = suggest(room.free(), met=met, rules=Rules(shortfall=0.0), rng=seed)
        shown = {pair for person in people for pair in room.live.suggestions(person.id)}
        shares.append(sum(pair.score for pair in shown) / sum(pair.score for pair in fresh))

    assert sum(shares) / len(shares) >= 0.9
    assert min(shares) >= 0.85


def _said(person: Person) -> dict[str, Any]:
    fields = ("offers", "needs", "trade", "company", "groups")
    return {name: getattr(person, name) for name in fields}
