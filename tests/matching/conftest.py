"""Invented people for matching, drawn by hypothesis or taken as they are."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import strategies as st

from matching import Person

CHIPS = ("comptable", "web", "cocoa", "funding", "transport", "poulet", "marketing", "avocat")
Rooms = st.SearchStrategy[list[Person]]


@pytest.fixture(scope="session")
def rooms() -> Callable[[int], Rooms]:
    """Rooms of at most so many people, ids from 0, of any completeness."""

    def rooms_of(most: int) -> Rooms:
        chips = st.lists(st.sampled_from(CHIPS), max_size=3)
        person = st.builds(
            Person,
            id=st.just(0),
            offers=chips,
            needs=chips,
            need_text=st.sampled_from(("", "je cherche un comptable", "looking for funding", "🎉")),
            trade=st.none() | st.sampled_from(("comptable", "farmer")),
            chain=st.none() | st.integers(0, 4),
            objectives=st.lists(st.sampled_from(("export", "clients", "learn")), max_size=2),
            company=st.none() | st.sampled_from(("Ndolé SARL", "ndole", "Mbongo")),
            groups=st.lists(st.sampled_from(("Buea", "Kribi", "Lions")), max_size=2),
            slots=st.integers(0, 4),
            anchor=st.booleans(),
            languages=st.lists(st.sampled_from(("fr", "Anglais", "English")), max_size=2),
        )
        return st.lists(person, max_size=most).map(_numbered)

    return rooms_of


def _numbered(people: list[Person]) -> list[Person]:
    return [replace(person, id=number) for number, person in enumerate(people)]


@pytest.fixture(scope="session")
def evening() -> list[Person]:
    """Twenty-four people who said different amounts about themselves."""
    return [
        Person(
            f"guest-{number:02}",
            offers=(CHIPS[number % len(CHIPS)],) if number % 4 else (),
            needs=(CHIPS[(number * 3 + 1) % len(CHIPS)],) if number % 3 else (),
            trade=("farmer", "tailor", None)[number % 3],
            company=("Mbongo Ltd", None)[number % 2],
            groups=(f"school-{number % 5}",),
        )
        for number in range(24)
    ]
