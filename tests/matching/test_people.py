"""Profiles: what is accepted, and what is refused with a reason."""

import math
from typing import Any

import pytest

from matching import History, MatchingError, Person, Rules
from matching.people import company_key, in_order


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", []),
        ("offers", "web"),
        ("needs", 3),
        ("groups", [None]),
        ("need_text", 5),
        ("trade", 5),
        ("chain", 1.5),
        ("slots", -1),
        ("slots", 1.5),
        ("slots", True),
        ("languages", "fr"),
        ("segment", 3),
        ("avoid_trades", [1]),
        ("only_new", 1),
        ("weights", {"chain": -1.0}),
        ("weights", {"chain": math.nan}),
        ("weights", {"chain": math.inf}),
        ("weights", {"luck": 1.0}),
    ],
)
def test_a_profile_of_the_wrong_kind_is_refused_by_name(field: str, value: object) -> None:
    profile: dict[str, Any] = {"id": 1} | {field: value}

    with pytest.raises(MatchingError, match=field if field != "weights" else "chain|luck"):
        Person(**profile)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kappa", 0.0),
        ("need_offer", -1.0),
        ("min_fit", 2.0),
        ("fusion", "mean"),
        ("slope", math.nan),
        ("candidates", 0),
        ("segments", "press"),
        ("segments", [("a", "b")]),
        ("segments", [("a", "b", -1)]),
        ("segments_apart", [("a", "")]),
        ("segments_apart", [3]),
        ("language", math.inf),
    ],
)
def test_rules_that_cannot_hold_are_refused_by_name(field: str, value: object) -> None:
    choice: dict[str, Any] = {field: value}

    with pytest.raises(MatchingError, match=field):
        Rules(**choice)


@pytest.mark.parametrize(
    "history",
    [{"met": [(1, 1)]}, {"known": [(1,)]}, {"vetoed": ["ab"]}, {"feedback": [(1, 2)]}, {"feedback": [(1, 2, "yes")]}],
)
def test_a_history_of_the_wrong_kind_is_refused(history: dict[str, Any]) -> None:
    with pytest.raises(MatchingError):
        History(**history)


def test_a_profile_keeps_what_it_was_given_and_can_be_a_key() -> None:
    chips = ["web"]
    person = Person(1, offers=chips, weights={"chain": 2})

    chips.append("cocoa")

    assert person.offers == ("web",)
    assert {person: 1}[Person(1, offers=["web"], weights={"chain": 2})] == 1


def test_ids_of_any_kinds_have_one_order() -> None:
    people = [Person("b"), Person(2), Person(("a", 1)), Person("1"), Person(1)]

    assert [p.id for p in in_order(people)] == [p.id for p in in_order(reversed(people))]


@pytest.mark.parametrize(
    ("one", "other"), [("Ets Ndolé & Fils SARL", "NDOLE FILS"), ("Mbongo Ltd.", "mbongo"), ("Groupe SA", "groupe sa")]
)
def test_a_company_is_the_same_without_case_accents_and_legal_form(one: str, other: str) -> None:
    assert company_key(one) == company_key(other) != ""
