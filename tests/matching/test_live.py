"""The evening as it happens: slots hold, nothing invalid stays, nothing valid goes."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import Changes, History, LiveMatcher, MatchingError, Person, Rules
from matching.people import Id

Rooms = Callable[[int], st.SearchStrategy[list[Person]]]
Key = frozenset[Id]
PEOPLE = 8


class Phones:
    """What phones show, built only from the changes they were told."""

    def __init__(self, live: LiveMatcher, people: list[Person]) -> None:
        self.shown = {frozenset((pair.a, pair.b)) for person in people for pair in live.suggestions(person.id)}

    def hear(self, changes: Changes) -> None:
        for pair in changes.withdrawn:
            self.shown.remove(frozenset((pair.a, pair.b)))
        for pair in changes.added:
            assert frozenset((pair.a, pair.b)) not in self.shown
            assert pair.reasons
            self.shown.add(frozenset((pair.a, pair.b)))


def events() -> st.SearchStrategy[list[tuple[str, int, int]]]:
    someone = st.integers(0, PEOPLE - 1)
    names = st.sampled_from(("arrive", "leave", "busy", "free", "met", "declined", "known", "veto", "resolve"))
    return st.lists(st.tuples(names, someone, someone), max_size=20)


def told(live: LiveMatcher, event: tuple[str, int, int], people: list[Person]) -> Changes:
    name, a, b = event
    if name == "arrive":
        return live.arrive(people[a])
    if name == "resolve":
        return live.resolve()
    return getattr(live, name)(*((a, b) if name in {"met", "declined", "known", "veto"} else (a,)))  # type: ignore[no-any-return]


def shown_by(live: LiveMatcher, people: list[Person]) -> set[Key]:
    return {frozenset((pair.a, pair.b)) for person in people for pair in live.suggestions(person.id)}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_slots_and_bars_hold_and_phones_agree_after_any_events(data: st.DataObject, rooms: Rooms) -> None:
    people = [*data.draw(rooms(PEOPLE))]
    people += [Person(number) for number in range(len(people), PEOPLE)]
    live = LiveMatcher(people[: data.draw(st.integers(0, PEOPLE))])
    for person in people:
        live.arrive(person)
    phones = Phones(live, people)
    away: set[Id] = set()
    barred: set[Key] = set()

    for event in data.draw(events()):
        name, a, b = event
        if name in {"met", "declined", "known", "veto"} and a == b:
            continue
        if name in {"met", "declined", "veto"} or (name == "known" and frozenset((a, b)) in phones.shown):
            barred.add(frozenset((a, b)))
        away = away | {a} if name == "leave" else away - {a} if name == "arrive" else away
        phones.hear(told(live, event, people))

        held = Counter(person for pair in phones.shown for person in pair)
        assert phones.shown == shown_by(live, people)
        assert all(held[person.id] <= person.slots for person in people)
        assert not phones.shown & barred
        assert not away & set(held)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_restart_withdraws_nothing_that_may_stand(data: st.DataObject, rooms: Rooms) -> None:
    people = data.draw(rooms(PEOPLE))
    first = LiveMatcher(people, rng=data.draw(st.integers(0, 3)))
    pairs = {(pair.a, pair.b) for person in people for pair in first.suggestions(person.id)}

    second = LiveMatcher(people, rng=9)
    changes = second.restore(sorted(pairs))

    assert changes.withdrawn == ()
    assert {frozenset(pair) for pair in pairs} <= shown_by(second, people)


def test_a_restart_withdraws_what_may_not_stand_and_fills_what_is_free() -> None:
    live = LiveMatcher(
        [Person("a", slots=1), Person("b", company="X"), Person("c", company="X"), Person("d")],
        history=History(met=[("a", "d")]),
    )

    changes = live.restore([("b", "c"), ("d", "a"), ("gone", "a"), ("b", "a"), ("a", "b"), ("c", "a")])

    assert [(pair.a, pair.b) for pair in changes.withdrawn] == [("b", "c"), ("a", "d"), ("a", "gone"), ("a", "c")]
    assert {frozenset((pair.a, pair.b)) for pair in changes.added} == {frozenset("bd"), frozenset("cd")}


def test_a_room_from_the_start_holds_suggestions_at_once(evening: list[Person]) -> None:
    live = LiveMatcher(evening)

    assert all(live.suggestions(person.id) for person in evening)
    assert live.resolve() == Changes()


def test_a_pair_that_is_shown_stays_when_others_come_and_go() -> None:
    live = LiveMatcher([Person("a", slots=1), Person("b", slots=1)], Rules(explore=0.0))

    changes = live.arrive(Person("c", slots=1))

    assert changes == Changes()
    assert live.leave("c") == Changes()


def test_a_latecomer_to_a_full_room_is_not_left_alone(evening: list[Person]) -> None:
    live = LiveMatcher(evening)

    changes = live.arrive(Person("late"))

    assert live.suggestions("late")
    assert all("late" in (pair.a, pair.b) for pair in changes.added)
    assert len(changes.withdrawn) <= 1


def test_a_latecomer_with_one_slot_takes_the_place_of_somebody_who_holds_another() -> None:
    live = LiveMatcher([Person(name, slots=2) for name in "abc"])

    changes = live.arrive(Person("d", slots=1))

    assert len(live.suggestions("d")) == len(changes.withdrawn) == 1
    assert all(live.suggestions(name) for name in "abc")


def test_a_restart_gives_a_latecomer_to_a_full_room_a_place(evening: list[Person]) -> None:
    first = LiveMatcher(evening)
    pairs = {(pair.a, pair.b) for person in evening for pair in first.suggestions(person.id)}

    second = LiveMatcher([*evening, Person("late")])
    changes = second.restore(sorted(pairs))

    assert second.suggestions("late")
    assert all("late" in (pair.a, pair.b) for pair in changes.added)
    assert {(pair.a, pair.b) for pair in changes.withdrawn} <= pairs


@pytest.mark.parametrize("event", ["leave", "busy"])
def test_whoever_is_not_free_is_offered_to_nobody_and_their_partners_get_others(event: str) -> None:
    live = LiveMatcher([Person(name, slots=1) for name in "abc"])
    (pair,) = live.suggestions("a") or live.suggestions("b")
    third = ({"a", "b", "c"} - {pair.a, pair.b}).pop()

    changes = getattr(live, event)(pair.a)

    assert changes.withdrawn == (pair,)
    assert [{new.a, new.b} for new in changes.added] == [{pair.b, third}]
    assert live.suggestions(pair.a) == ()


def test_the_end_of_a_talk_brings_suggestions_again() -> None:
    live = LiveMatcher([Person("a"), Person("b")])
    live.busy("a")

    assert [(pair.a, pair.b) for pair in live.free("a").added] == [("a", "b")]


def test_whoever_left_is_not_freed_back_into_the_room() -> None:
    live = LiveMatcher([Person("a"), Person("b")])
    live.leave("a")

    assert live.free("a") == Changes()
    assert live.arrive(Person("a")).added


@pytest.mark.parametrize("event", ["met", "declined", "known", "veto"])
def test_a_pair_that_is_over_never_comes_back(event: str) -> None:
    live = LiveMatcher([Person("a"), Person("b")])

    changes = getattr(live, event)("b", "a")

    assert [(pair.a, pair.b) for pair in changes.withdrawn] == [("a", "b")]
    assert live.resolve() == Changes()
    assert live.leave("a") == Changes()
    assert live.arrive(Person("a")) == Changes()


def a_room_with_a_poor_pair() -> LiveMatcher:
    return LiveMatcher(
        [Person("a", needs=["web"], slots=1), Person("b", offers=["poultry"], slots=1)], Rules(explore=0.0)
    )


def test_a_clearly_better_pair_replaces_a_shown_one_as_soon_as_it_can() -> None:
    live = a_room_with_a_poor_pair()

    arrived = live.arrive(Person("w", offers=["web"], slots=1))

    assert [(pair.a, pair.b) for pair in arrived.withdrawn] == [("a", "b")]
    assert [(pair.a, pair.b) for pair in arrived.added] == [("a", "w")]
    assert live.resolve() == Changes()


def test_somebodys_names_change_unasked_once_in_five_minutes_and_no_more() -> None:
    live = a_room_with_a_poor_pair()
    live.arrive(Person("w", offers=["web"], slots=1), at=0.0)
    better = Person("x", offers=["web"], needs=["comptable"], slots=1)
    live.arrive(Person("a", needs=["web"], offers=["comptable"], slots=1), at=10.0)

    too_soon = live.arrive(better, at=299.0)
    solved_too_soon = live.resolve(at=299.0)
    in_time = live.resolve(at=300.0)

    assert all("a" not in (pair.a, pair.b) for pair in too_soon.withdrawn + solved_too_soon.withdrawn)
    assert [(pair.a, pair.b) for pair in in_time.withdrawn if "a" in (pair.a, pair.b)] == [("a", "w")]
    assert ("a", "x") in [(pair.a, pair.b) for pair in in_time.added]


def test_what_came_free_is_filled_at_once_however_lately_a_name_changed() -> None:
    live = LiveMatcher([Person(name, slots=1) for name in "abc"], Rules(explore=0.0))
    (pair,) = live.suggestions("a") or live.suggestions("b")
    third = ({"a", "b", "c"} - {pair.a, pair.b}).pop()

    live.leave(pair.a, at=1.0)
    again = live.leave(third, at=2.0)
    back = live.arrive(Person(pair.a, slots=1), at=3.0)

    assert [{gone.a, gone.b} for gone in again.withdrawn] == [{pair.b, third}]
    assert [{new.a, new.b} for new in back.added] == [{pair.a, pair.b}]


def test_a_pair_that_is_hardly_better_does_not_replace_a_shown_one() -> None:
    live = LiveMatcher([Person("a", slots=1), Person("b", slots=1)], Rules(explore=0.0))
    for name in "cdefg":
        live.arrive(Person(name, slots=1))

    assert {pair.other("a") for pair in live.suggestions("a")} == {"b"}
    assert live.resolve().withdrawn == ()


def two_full_pairs(offered: str) -> LiveMatcher:
    """A room that shows "ab" and "cd", where "a" and "b" look for what "c" and "d" offer."""
    people = [Person(name, needs=["web"], offers=[offered], slots=1) for name in "ab"]
    people += [Person(name, needs=["poultry"], offers=["web"], slots=1) for name in "cd"]
    live = LiveMatcher(people, Rules(explore=0.0))
    live.restore([("a", "b"), ("c", "d")])
    return live


def test_two_pairs_are_turned_round_where_that_is_clearly_better_and_no_slot_is_free() -> None:
    changes = two_full_pairs("poultry").known("a", "c")

    assert {frozenset((pair.a, pair.b)) for pair in changes.withdrawn} == {frozenset("ab"), frozenset("cd")}
    assert {frozenset((pair.a, pair.b)) for pair in changes.added} == {frozenset("ad"), frozenset("bc")}
    assert two_full_pairs("web").known("a", "c") == Changes()


def test_two_pairs_are_not_turned_round_while_the_names_of_one_of_the_four_rest() -> None:
    live = two_full_pairs("poultry")
    live.known("a", "c", at=0.0)
    live.restore([("a", "b"), ("c", "d")])

    assert live.known("c", "a", at=299.0) == Changes()
    assert live.known("c", "a", at=300.0).withdrawn


def test_a_changed_profile_changes_its_reasons_and_takes_back_what_it_forbids() -> None:
    live = LiveMatcher([Person("a", needs=["web"]), Person("b", offers=["web"])])

    reworded = live.arrive(Person("b", offers=["poultry"]))
    colleague = live.arrive(Person("a", company="X"))
    forbidden = live.arrive(Person("b", company="x"))

    assert reworded == colleague == Changes()
    assert [(pair.a, pair.b) for pair in forbidden.withdrawn] == [("a", "b")]


def test_reasons_follow_a_changed_profile() -> None:
    live = LiveMatcher([Person("a", needs=["web"]), Person("b", offers=["web"])])

    live.arrive(Person("b", offers=["poultry"]))

    assert [reason.code for reason in live.suggestions("a")[0].reasons] == ["open_talk"]


def test_what_happened_before_holds_for_people_who_come_later() -> None:
    live = LiveMatcher(history=History(met=[("a", "b")], vetoed=[("a", "c")]))

    for name in "abc":
        live.arrive(Person(name))

    assert [(pair.a, pair.b) for pair in live.suggestions("b")] == [("b", "c")]
    assert live.suggestions("a") == ()


def test_leaving_twice_is_harmless_and_saying_something_twice_too() -> None:
    live = LiveMatcher([Person("a"), Person("b"), Person("c")])
    live.leave("a")
    live.met("b", "c")

    assert live.leave("a") == Changes()
    assert live.met("b", "c") == live.declined("b", "c") == live.declined("b", "c") == Changes()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("leave", ("x",)),
        ("busy", ("x",)),
        ("free", ("x",)),
        ("suggestions", ("x",)),
        ("met", ("a", "x")),
        ("declined", ("x", "a")),
        ("known", ("a", "a")),
        ("veto", ("a", "a")),
        ("arrive", ("a",)),
        ("restore", ([("a", "a")],)),
        ("restore", (["ab"],)),
    ],
)
def test_whoever_never_arrived_is_refused_and_nothing_is_lost(name: str, arguments: tuple[Any, ...]) -> None:
    live = LiveMatcher([Person("a"), Person("b")])
    before = live.suggestions("a")

    with pytest.raises(MatchingError):
        getattr(live, name)(*arguments)

    assert live.suggestions("a") == before != ()


def test_a_room_filled_one_by_one_holds_what_a_room_taken_at_once_holds_after_a_new_solution(
    evening: list[Person],
) -> None:
    rules = Rules(swap_gain=0.0)
    live = LiveMatcher(rules=rules)
    for person in evening:
        live.arrive(person)
    live.resolve()

    def worth(matcher: LiveMatcher) -> float:
        return sum(pair.score for person in evening for pair in matcher.suggestions(person.id))

    assert worth(live) == pytest.approx(worth(LiveMatcher(evening, rules)), rel=0.05)
