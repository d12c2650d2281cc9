"""What a reader is told: both ways, at most two things, nothing the other does not show."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import MatchingError, Pair, Person, explain, suggest
from matching.people import Id

FIELDS = ("offers", "needs", "offer_text", "need_text", "trade", "chain", "objectives", "groups")


@pytest.fixture
def pair() -> Pair:
    ada = Person("ada", needs=["comptable"], offers=["Cocoa beans"], groups=["Buea"], trade="farmer")
    ben = Person("ben", needs=["cacao"], offers=["Accounting firm"], groups=["BUEA"], trade="Farmer")
    return suggest([ada, ben])[0]


def everything(_owner: Id, _field: str) -> bool:
    return True


def test_a_reader_learns_what_they_get_and_what_they_give_in_the_other_ones_words(pair: Pair) -> None:
    told = explain(pair, "ada", everything)

    assert [(reason.direction, reason.value) for reason in told] == [
        ("to_you", "Accounting firm"),
        ("from_you", "cacao"),
    ]


def test_the_other_reader_sees_the_same_two_things_from_their_side(pair: Pair) -> None:
    told = explain(pair, "ben", everything)

    assert [(reason.direction, reason.value) for reason in told] == [
        ("to_you", "Cocoa beans"),
        ("from_you", "comptable"),
    ]


@pytest.mark.parametrize(
    ("visible", "codes"),
    [
        ({("ben", "offers")}, ["need_offer"]),
        ({("ben", "groups"), ("ben", "trade")}, ["same_trade", "rare_shared"]),
        ({("ada", "offers"), ("ada", "needs"), ("ada", "groups")}, ["open_talk"]),
        (set(), ["open_talk"]),
        ({("ben", "needs"): True, ("ben", "offers"): False}, ["need_offer"]),
    ],
)
def test_only_what_the_other_shows_is_told(pair: Pair, visible: set[tuple[str, str]], codes: list[str]) -> None:
    assert [reason.code for reason in explain(pair, "ada", visible)] == codes


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_explanation_is_empty_long_or_indiscreet(
    data: st.DataObject, rooms: Callable[[int], st.SearchStrategy[list[Person]]]
) -> None:
    people = data.draw(rooms(6))
    agreed = data.draw(st.sets(st.tuples(st.integers(0, 5), st.sampled_from(FIELDS))))

    for suggested in suggest(people):
        told = explain(suggested, suggested.b, agreed)

        assert 1 <= len(told) <= 2
        facts = [fact for reason in told for fact in reason.facts if fact.owner != suggested.b]
        assert all((fact.owner, fact.field) in agreed for fact in facts)
        assert all(reason.value in {fact.text for fact in facts} | {""} for reason in told)


def test_a_stranger_to_the_pair_is_told_nothing(pair: Pair) -> None:
    with pytest.raises(MatchingError):
        explain(pair, "eve", everything)
