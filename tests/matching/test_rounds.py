"""Table rounds: everybody seated, new company, anchors apart."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching import MatchingError, Person, Rules, rounds
from matching.people import Id

Seating = list[tuple[Id, ...]]


def company_of(seating: Seating) -> Counter[frozenset[Id]]:
    return Counter(frozenset(pair) for table in seating for pair in combinations(table, 2))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 14), st.integers(1, 6), st.integers(2, 5), st.integers(0, 3))
def test_everybody_sits_once_a_round_within_tables_and_seats(n: int, tables: int, seats: int, count: int) -> None:
    if tables * seats < n:
        with pytest.raises(MatchingError, match="do not hold"):
            rounds([Person(at) for at in range(n)], tables, seats, count)
        return

    plan = rounds([Person(at) for at in range(n)], tables, seats, count)

    assert len(plan) == (count if n else 0)
    for seating in plan:
        assert sorted(person for table in seating for person in table) == list(range(n))  # type: ignore[type-var]
        assert len(seating) <= tables
        assert all(len(table) <= seats for table in seating)
        assert n < 2 or min(len(table) for table in seating) >= 2 or seats * len(seating) < n + len(seating)


@pytest.mark.parametrize(("n", "tables", "seats", "count"), [(8, 4, 2, 4), (16, 4, 4, 3), (9, 3, 3, 2), (25, 5, 5, 2)])
def test_nobody_sits_twice_with_the_same_person_while_it_can_be_avoided(
    n: int, tables: int, seats: int, count: int
) -> None:
    plan = rounds([Person(at) for at in range(n)], tables, seats, count)

    assert max(sum((company_of(seating) for seating in plan), Counter()).values()) == 1


def test_anchors_and_colleagues_are_spread_over_tables() -> None:
    people = [Person(at, anchor=at < 3, company="Mbongo" if at in {5, 6, 7} else None) for at in range(12)]

    for seating in rounds(people, 3, 4, 2):
        for table in seating:
            assert len({0, 1, 2} & set(table)) == 1
            assert len({5, 6, 7} & set(table)) == 1


def test_needs_sit_with_offers() -> None:
    people = [
        Person("asks web", needs=["web"]),
        Person("does web", offers=["web"]),
        Person("asks law", needs=["lawyer"]),
        Person("does law", offers=["avocat"]),
    ]

    ((first, second),) = rounds(people, 2, 2, 1)

    assert {frozenset(first), frozenset(second)} == {
        frozenset(("asks web", "does web")),
        frozenset(("asks law", "does law")),
    }


def test_the_order_of_people_does_not_matter(evening: list[Person]) -> None:
    assert rounds(evening, 6, 4, 2, rng=3) == rounds(evening[::-1], 6, 4, 2, rng=3)


@pytest.mark.parametrize(("tables", "seats", "count"), [(0, 4, 1), (1, 0, 1), (1, 4, -1), (1.5, 4, 1), (True, 4, 1)])
def test_numbers_that_seat_nobody_are_refused(tables: int, seats: int, count: int) -> None:
    with pytest.raises(MatchingError):
        rounds([Person(1)], tables, seats, count)


def test_a_double_is_refused() -> None:
    with pytest.raises(MatchingError, match="twice"):
        rounds([Person(1), Person(1)], 1, 4, 1)


def test_only_those_who_are_there_sit() -> None:
    plan = rounds([Person(at) for at in range(7)], 3, 3, 3, stays={0: range(1, 3), 1: [0, 2], 2: range(2)})

    assert [sorted(at for table in seating for at in table) for seating in plan] == [  # type: ignore[type-var]
        [1, 2, 3, 4, 5, 6],
        [0, 2, 3, 4, 5, 6],
        [0, 1, 3, 4, 5, 6],
    ]
    assert rounds([Person(1)], 1, 2, 2, stays={1: [1]}) == [[], [(1,)]]


def test_a_plan_made_anew_repeats_nothing_of_the_rounds_that_took_place() -> None:
    people = [Person(at) for at in range(16)]
    first = rounds(people, 4, 4, 1, rng=1)

    rest = rounds(people[:15], 4, 4, 2, rng=2, seated=first)

    assert max(sum((company_of(seating) for seating in first + rest), Counter()).values()) == 1


def test_seats_need_only_hold_those_who_are_there() -> None:
    people = [Person(at) for at in range(5)]

    assert len(rounds(people, 1, 4, 2, stays={0: [0], 1: [1]})) == 2
    with pytest.raises(MatchingError, match="do not hold"):
        rounds(people, 1, 4, 2, stays={0: [0]})


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 6), st.integers(2, 6), st.integers(1, 5), st.data())
def test_nobody_meets_twice_wherever_the_plan_by_construction_exists(
    tables: int, seats: int, count: int, data: st.DataObject
) -> None:
    n = data.draw(st.integers(2 * tables, max(2 * tables, tables * seats)))
    largest = -(-n // tables)
    assume(all(d * e % tables for d in range(1, largest) for e in range(1, count)))
    anchors = data.draw(st.integers(0, tables))

    plan = rounds([Person(at, anchor=at < anchors) for at in range(n)], tables, max(seats, largest), count)

    assert max(sum((company_of(seating) for seating in plan), Counter()).values()) == 1


@settings(max_examples=30, deadline=None)
@given(st.integers(4, 14), st.sets(st.integers(0, 13)), st.integers(1, 3), st.data())
def test_tables_hold_as_many_anchors_as_each_other(n: int, hosts: set[int], count: int, data: st.DataObject) -> None:
    people = [Person(at, anchor=at in hosts) for at in range(n)]
    vetoed = data.draw(st.lists(st.tuples(st.just(0), st.integers(1, n - 1)), max_size=4))

    for seating in rounds(people, 3, 5, count, vetoed=vetoed):
        held = [len(hosts & set(table)) for table in seating]
        assert max(held) - min(held) <= 1


def test_a_veto_is_kept_even_where_that_brings_the_same_company_twice() -> None:
    people = [Person(at) for at in range(4)]

    plan = rounds(people, 2, 2, 3, vetoed=[(0, 1)])

    met = sum((company_of(seating) for seating in plan), Counter())
    assert frozenset((0, 1)) not in met


def test_those_who_know_each_other_sit_apart_when_only_new_company_counts() -> None:
    people = [Person(at) for at in range(6)]

    (seating,) = rounds(people, 2, 3, 1, known=[(0, 1), (2, 3), (4, 5)], rules=Rules(only_new=True))

    assert not company_of(seating) & Counter(map(frozenset, [(0, 1), (2, 3), (4, 5)]))


def test_rounds_that_are_over_are_continued_with_new_company() -> None:
    people = [Person(at) for at in range(16)]
    over = rounds(people, 4, 4, 2)

    more = rounds(people, 4, 4, 1, seated=[*over, [("who", "went", 0)]])

    assert max(sum((company_of(seating) for seating in [*over, *more]), Counter()).values()) == 1
