"""Who is never sent to whom, and what an organiser's page can say of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import LiveMatcher, Person, Rules, suggest
from matching.book import Book
from matching.criteria import Comparison
from matching.people import CRITERIA, company_key
from matching.vetoes import Vetoes

SEGMENTS = st.none() | st.sampled_from(("startup", "Investor", "press"))


def vetoes_of(people: list[Person], rules: Rules) -> Vetoes:
    book = Book(people, rules)
    return Vetoes(book, rules, Comparison(book, book.statistics(range(len(people))), rules.min_fit))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_is_allowed_follows_the_definition_in_both_directions(
    data: st.DataObject, rooms: Callable[[int], st.SearchStrategy[list[Person]]]
) -> None:
    people = [
        replace(person, segment=data.draw(SEGMENTS), avoid_trades=data.draw(st.sampled_from(((), ("Farmer",)))))
        for person in data.draw(rooms(6))
    ]
    everybody = range(len(people))

    found = vetoes_of(people, Rules(segments_apart=[("press", "investor")])).allowed(everybody, everybody)

    assert (found == found.T).all()
    for a, one in enumerate(people):
        for b, other in enumerate(people):
            company = company_key(one.company)
            vetoed = (
                a == b
                or (company != "" and company == company_key(other.company))
                or {one.segment, other.segment} == {"press", "Investor"}
                or bool(one.avoid_trades and other.trade == "farmer")
                or bool(other.avoid_trades and one.trade == "farmer")
            )
            assert found[a, b] == (not vetoed)


def test_a_part_of_the_room_is_allowed_what_the_whole_room_is(evening: list[Person]) -> None:
    people = [replace(person, avoid_trades=["tailleur"] if at % 5 == 0 else ()) for at, person in enumerate(evening)]
    found = vetoes_of(people, Rules())

    whole = found.allowed(range(24), range(24))

    assert (found.allowed([3, 0], [5, 1, 10]) == whole[[3, 0]][:, [5, 1, 10]]).all()


def test_a_competitor_is_known_by_the_trade_in_the_other_language() -> None:
    ada = Person("ada", trade="lawyer", avoid_trades=["avocat"], needs=["web"])
    people = [ada, Person("ben", trade="Lawyer", offers=["web"]), Person("eve", trade="tailor")]

    assert {frozenset((pair.a, pair.b)) for pair in suggest(people)} == {
        frozenset(("ada", "eve")),
        frozenset(("ben", "eve")),
    }


def test_whoever_wants_only_new_people_is_not_sent_to_those_they_know() -> None:
    people = [Person("ada", only_new=True), Person("ben"), Person("eve")]

    pairs = {(pair.a, pair.b) for pair in suggest(people, known=[("ben", "ada"), ("ben", "eve")])}

    assert pairs == {("ada", "eve"), ("ben", "eve")}


def test_a_late_arrival_and_a_changed_profile_are_vetoed_like_the_first() -> None:
    room = LiveMatcher([Person("ada", company="Mbongo")], rules=Rules(segments_apart=[("press", "guest")]))
    room.arrive(Person("ben", company="Mbongo Ltd"))
    room.arrive(Person("eve", segment="Press"))

    assert [pair.other("ada") for pair in room.suggestions("ada")] == ["eve"]

    room.arrive(Person("ada", segment="guest"))

    assert [pair.other("ada") for pair in room.suggestions("ada")] == ["ben"]


def test_a_room_filled_one_by_one_has_the_vetoes_of_a_room_taken_at_once(evening: list[Person]) -> None:
    people = [replace(person, avoid_trades=["tailor"] if at % 7 == 0 else ()) for at, person in enumerate(evening)]
    book = Book(people[:1], Rules())
    grown = Vetoes(book, Rules(), Comparison(book, book.statistics([0]), Rules().min_fit))

    for at, person in enumerate(people[1:], start=1):
        book.write(at, person)
        grown.write(at)

    assert (grown.allowed(range(24), range(24)) == vetoes_of(people, Rules()).allowed(range(24), range(24))).all()


def test_every_criterion_is_listed_with_what_it_counts() -> None:
    listed = Rules(chain=0).criteria()

    assert tuple(entry.name for entry in listed) == CRITERIA
    assert {entry.name for entry in listed if not entry.on} == {"chain", "segment"}
    assert all(entry.weight == Rules(chain=0).weight(entry.name) for entry in listed)


@pytest.mark.parametrize("entry", [*Rules().criteria(), *Rules().vetoes()], ids=lambda entry: entry.name)
def test_what_is_listed_says_what_it_means_and_reads_fields_that_there_are(entry: object) -> None:
    assert entry.meaning.endswith(".")  # type: ignore[attr-defined]
    assert set(entry.fields) <= set(Person.__dataclass_fields__)  # type: ignore[attr-defined]
    assert entry.source  # type: ignore[attr-defined]
