"""Figures about suggestions."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import History, MatchingError, Person, quality, suggest


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_suggestions_never_pass_the_bound_or_their_slots(
    data: st.DataObject, rooms: Callable[[int], st.SearchStrategy[list[Person]]]
) -> None:
    people = data.draw(rooms(8))

    found = quality(suggest(people), people)

    assert 0 <= found.share_of_bound <= 1 + 1e-6
    assert found.exposure_max <= max((person.slots for person in people), default=0)
    assert 0 <= found.exposure_gini < 1
    assert 0 <= found.coverage <= 1
    assert found.repeats == 0


def test_a_full_room_is_covered_evenly(evening: list[Person]) -> None:
    found = quality(suggest(evening), evening)

    assert found.coverage == 1
    assert found.exposure_max == 3
    assert found.exposure_gini < 0.05


def test_repeats_are_pairs_given_twice_or_met_before() -> None:
    people = [Person(number) for number in range(4)]

    found = quality([(0, 1), (1, 0), (2, 3)], people, history=History(met=[(3, 2)]))

    assert found.repeats == 2


def test_one_busy_person_shows_in_exposure() -> None:
    people = [Person(number) for number in range(5)]

    found = quality([(0, 1), (0, 2), (0, 3)], people)

    assert found.exposure_max == 3
    assert found.exposure_gini > 0.3
    assert found.coverage == 0.8


def test_an_empty_room_is_covered() -> None:
    found = quality([], [])

    assert (found.share_of_bound, found.coverage, found.exposure_max) == (1.0, 1.0, 0)


def test_a_pair_with_somebody_who_is_not_there_is_refused() -> None:
    with pytest.raises(MatchingError, match="not among"):
        quality([(1, 2)], [Person(1)])
