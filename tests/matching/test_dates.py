"""Talks in twos: nobody twice with the same person, byes that go round, trios where asked."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import Dates, MatchingError, Person, speed_dates
from matching.people import Id


def met_in(plan: list[Dates]) -> Counter[frozenset[Id]]:
    return Counter(frozenset(two) for entry in plan for talk in entry.talks for two in combinations(talk, 2))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 9), st.integers(0, 5), st.booleans(), st.sets(st.integers(0, 8)), st.integers(0, 4))
def test_everybody_who_is_there_talks_or_has_a_bye_and_no_pair_comes_twice(
    n: int, count: int, trio: bool, late: set[int], come: int
) -> None:
    people = [Person(at, company="Mbongo" if at % 4 == 0 else None) for at in range(n)]

    plan = speed_dates(people, count, trio=trio, stays={at: range(come, count) for at in late}, met=[(1, 2)])

    assert len(plan) == count
    for number, entry in enumerate(plan):
        here = [at for at in range(n) if at not in late or number >= come]
        assert sorted([*(at for talk in entry.talks for at in talk), *entry.byes]) == here  # type: ignore[type-var]
        assert sum(len(talk) == 3 for talk in entry.talks) <= (trio and len(here) % 2)
        assert all(len(talk) in {2, 3} for talk in entry.talks)
    met = met_in(plan)
    assert max(met.values(), default=1) == 1
    assert not met.keys() & {frozenset((1, 2)), frozenset((0, 4)), frozenset((0, 8)), frozenset((4, 8))}


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 12), st.integers(0, 3), st.data())
def test_in_a_full_cycle_everybody_talks_with_somebody_new_and_only_an_odd_one_sits_out(
    n: int, seed: int, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, n - 1 + n % 2))

    plan = speed_dates([Person(at) for at in range(n)], count, rng=seed)

    assert max(met_in(plan).values()) == 1
    assert [len(entry.byes) for entry in plan] == [n % 2] * count
    assert max(Counter(person for entry in plan for person in entry.byes).values(), default=1) == 1


@pytest.mark.parametrize("n", [3, 5, 7, 9])
def test_nobody_has_a_second_bye_before_everybody_had_one(n: int) -> None:
    plan = speed_dates([Person(at) for at in range(n)], 3)

    byes = Counter(at for entry in plan for at in entry.byes)

    assert byes.total() == 3
    assert max(byes.values()) == 1


def test_a_late_arrival_is_not_the_one_with_the_next_bye() -> None:
    plan = speed_dates([Person(at) for at in range(5)], 2, stays={0: [1]})

    assert plan[0].byes == ()
    assert plan[1].byes != (0,)


def test_a_trio_takes_in_whoever_is_over() -> None:
    (entry,) = speed_dates([Person(at) for at in range(5)], 1, trio=True)

    assert sorted(len(talk) for talk in entry.talks) == [2, 3]
    assert entry.byes == ()


def test_needs_talk_with_offers_first() -> None:
    people = [
        Person("asks web", needs=["web"]),
        Person("asks law", needs=["lawyer"]),
        Person("does web", offers=["web"]),
        Person("does law", offers=["avocat"]),
    ]

    (entry,) = speed_dates(people, 1)

    assert set(entry.talks) == {("asks law", "does law"), ("asks web", "does web")}


def test_the_order_of_people_does_not_matter(evening: list[Person]) -> None:
    assert speed_dates(evening, 3, rng=5) == speed_dates(evening[::-1], 3, rng=5)


@pytest.mark.parametrize("count", [-1, 1.5, True])
def test_a_count_that_is_none_is_refused(count: int) -> None:
    with pytest.raises(MatchingError, match="count"):
        speed_dates([Person(1)], count)
