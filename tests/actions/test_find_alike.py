"""Who may be the person that is being typed in: shown, never merged."""

import pytest

from kiosk.actions.find_attendees import LIKE_LIMIT, find_alike
from kiosk.actions.import_guests import import_guests
from kiosk.domain.found import Likeness
from kiosk.domain.guest_list import Invitation
from kiosk.domain.people import Person, PersonId
from tests.bench import Bench

PHONE = "+237677001122"
LIST = (
    Person(PersonId(""), "Awa Ndi", phone=PHONE),
    Person(PersonId(""), "Paul Ndi", phone=PHONE),
    Person(PersonId(""), "Jean-Paul Mbargatou épse Fotsolo", phone="+237699334455"),
    Person(PersonId(""), "Kamgandi"),
)


@pytest.fixture
def listed(bench: Bench) -> Bench:
    import_guests(bench.kit, [Invitation(each) for each in LIST], is_same=lambda a, b: a.name == b.name)
    return bench


def alike(bench: Bench, name: str, phone: str | None = None) -> list[tuple[str, Likeness | None]]:
    return [(each.attendee.person.name, each.why) for each in find_alike(bench.kit, name, phone)]


def test_everybody_of_a_phone_is_shown_whatever_their_name(listed: Bench) -> None:
    assert alike(listed, "", PHONE) == [("Awa Ndi", Likeness.PHONE), ("Paul Ndi", Likeness.PHONE)]
    assert alike(listed, "Esther Owonolo", PHONE) == alike(listed, "", PHONE)


@pytest.mark.parametrize(
    "typed",
    [
        "jean paul mbargatou",
        "Mbargatou Jean",
        "Mbargatu Jean-Paul",
        "Mme Jean-Paul Mbargatou Fotsolo",
        "Jeanpaul Mbarg",
        "Dr Jean Mbargatou",
        "Jean-Paul Mbargatou Fotsolo Onana",
    ],
)
def test_a_like_name_is_shown_while_it_is_typed(listed: Bench, typed: str) -> None:
    assert alike(listed, typed) == [("Jean-Paul Mbargatou épse Fotsolo", Likeness.NAME)]


@pytest.mark.parametrize("typed", ["", "J", "Jean", "Ndi", "%% %%", "Esther Owonolo", "Jean Ndi"])
def test_too_little_or_another_name_shows_nobody(listed: Bench, typed: str) -> None:
    assert alike(listed, typed) == []


def test_one_whom_the_list_has_by_one_word_is_shown_for_that_word(listed: Bench) -> None:
    assert alike(listed, "kamgandi") == [("Kamgandi", Likeness.NAME)]


def test_one_of_this_phone_and_name_comes_first_then_the_phone_then_the_name(listed: Bench) -> None:
    assert alike(listed, "Paul Ndi", PHONE) == [("Paul Ndi", Likeness.PHONE), ("Awa Ndi", Likeness.PHONE)]
    assert alike(listed, "Mbargatou Jean", PHONE)[-1][1] is Likeness.NAME


def test_five_are_enough(bench: Bench) -> None:
    bench.invite(*(f"Awa Ndi {letter}ba" for letter in "BCDFGHK"))

    assert len(alike(bench, "Awa Ndi")) == LIKE_LIMIT
