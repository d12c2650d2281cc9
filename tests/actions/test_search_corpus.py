"""Sixty invented guests and what is typed to find them; the lists were written apart from the search."""

from pathlib import Path

import pytest

from kiosk.actions.find_attendees import find_attendees
from kiosk.actions.import_guests import import_guests
from kiosk.domain.guest_list import Invitation
from kiosk.domain.people import Person, PersonId
from tests.bench import Bench

DATA = Path(__file__).parent / "data"
AMONG_FIRST = 3
AT_LEAST = 0.95


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


SEARCHES = rows("searches.tsv")
WANTED = [(typed, name) for typed, name in SEARCHES if name]
NOBODY = [typed for typed, name in SEARCHES if not name]


@pytest.fixture
def listed(bench: Bench) -> Bench:
    people = [Person(PersonId(""), name, company=company, phone=phone) for name, company, phone in rows("guests.tsv")]
    import_guests(bench.kit, [Invitation(each) for each in people], is_same=lambda a, b: a.name == b.name)
    return bench


def first(bench: Bench, typed: str) -> list[str]:
    return [each.attendee.person.name for each in find_attendees(bench.kit, typed)[:AMONG_FIRST]]


def test_the_corpus_is_as_large_as_it_says() -> None:
    names = {name for name, _, _ in rows("guests.tsv")}

    assert len(names) == 60
    assert len(WANTED) >= 150
    assert {name for _, name in WANTED} <= names


def test_the_right_person_is_among_the_first_three_nineteen_times_in_twenty(listed: Bench) -> None:
    missed = [f"{typed}: {name}" for typed, name in WANTED if name not in first(listed, typed)]

    assert 1 - len(missed) / len(WANTED) >= AT_LEAST, missed


def test_what_nobody_is_called_finds_nobody(listed: Bench) -> None:
    assert {typed: found for typed in NOBODY if (found := first(listed, typed))} == {}
