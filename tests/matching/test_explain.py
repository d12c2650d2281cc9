"""What a reader is told: both ways, at most two things, nothing the other does not show."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import MatchingError, Pair, Person, Reason, Rules, explain, opening, suggest
from matching.book import Book
from matching.criteria import Comparison
from matching.people import Id
from matching.utilities import Wishes

FIELDS = ("offers", "needs", "offer_text", "need_text", "trade", "chain", "objectives", "groups", "languages")


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


EMPTY: dict[str, dict[str, Any]] = {
    "offers": {"offers": (), "offer_text": ""},
    "needs": {"needs": (), "need_text": ""},
    "trade": {"trade": None},
    "chain": {"chain": None},
    "objectives": {"objectives": ()},
    "groups": {"groups": ()},
    "languages": {"languages": ()},
    "segment": {"segment": None},
}
EMPTY |= {"offer_text": EMPTY["offers"], "need_text": EMPTY["needs"]}


def said_for(people: list[Person], one: Id, other: Id) -> float:
    """The weighed evidence for two people, both ways."""
    book, rules, everybody = Book(people, Rules()), Rules(), range(len(people))
    comparison = Comparison(book, book.statistics(everybody), rules.min_fit)
    side = comparison.side(everybody)
    total, _ = Wishes(rules, comparison).evidence(side, side)
    at = {person.id: place for place, person in enumerate(people)}
    return float(total[at[one], at[other]] + total[at[other], at[one]])


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_clause_rests_on_a_term_that_falls_when_either_takes_the_field_away(
    data: st.DataObject, rooms: Callable[[int], st.SearchStrategy[list[Person]]]
) -> None:
    people = data.draw(rooms(5))

    for pair in suggest(people)[:3]:
        before = said_for(people, pair.a, pair.b)
        for fact in (fact for reason in explain(pair, pair.a, everything) for fact in reason.facts):
            without = [replace(p, **EMPTY[fact.field]) if p.id == fact.owner else p for p in people]
            assert said_for(without, pair.a, pair.b) < before - 1e-6


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"chain": 1}, "chain"),
        ({"trade": "tailor"}, "same_trade"),
        ({"objectives": ["export"]}, "shared_objective"),
        ({"groups": ["Lions"]}, "rare_shared"),
        ({"languages": ["en"]}, "common_language"),
        ({"segment": "startup"}, "segments"),
    ],
)
def test_the_score_falls_when_the_field_of_a_clause_is_taken_away(said: dict[str, Any], code: str) -> None:
    rules = Rules(segments=[("startup", "bank", 2)], explore=0)
    answer: dict[str, dict[str, Any]] = {"chain": {"chain": 2}, "segment": {"segment": "Bank"}}
    ada, ben = Person("ada", slots=1, **said), Person("ben", slots=1, **(answer.get(next(iter(said)), said)))

    (told,) = suggest([ada, ben], rules=rules)
    (mute,) = suggest([ada, Person("ben", slots=1)], rules=rules)

    assert [reason.code for reason in told.reasons] == [code]
    assert mute.score < told.score


def test_a_shared_fact_says_how_many_in_the_room_hold_it() -> None:
    crowd = [Person(at, languages=["French"], slots=0) for at in range(5)]
    ada, ben = (Person(name, languages=["fr"], groups=["Lions"]) for name in ("ada", "ben"))

    (pair,) = suggest([ada, ben, *crowd])

    assert {reason.code: reason.holders for reason in pair.reasons} == {"rare_shared": 2, "common_language": 7}


def test_a_rare_shared_fact_is_told_before_a_stronger_common_one() -> None:
    ada = Person("ada", needs=["web"], trade="farmer", groups=["Lions"])
    ben = Person("ben", offers=["web"], trade="farmer", groups=["Lions"])

    told = explain(suggest([ada, ben])[0], "ada", everything)

    assert [reason.code for reason in told] == ["need_offer", "rare_shared"]


@pytest.mark.parametrize(
    ("visible", "code", "value"),
    [
        ({("ben", "offers"), ("ben", "needs")}, "ask_how_they_do_it", "Accounting firm"),
        ({("ben", "needs")}, "ask_what_would_help", "cacao"),
        ({("ben", "groups")}, "ask_how_they_came_to_it", "BUEA"),
        ({("ben", "trade")}, "ask_what_changes_in_the_trade", "Farmer"),
        (set(), "ask_what_brings_you", ""),
    ],
)
def test_the_opening_question_is_about_what_the_reader_may_see(
    pair: Pair, visible: set[tuple[str, str]], code: str, value: str
) -> None:
    question: Reason = opening(pair, "ada", visible)

    assert (question.code, question.value) == (code, value)
    assert all(fact.owner == "ada" or (fact.owner, fact.field) in visible for fact in question.facts)
