"""Finding somebody at the door by a few letters."""

import unicodedata

import pytest

from kiosk.actions.create_event import create_event
from kiosk.actions.find_attendees import LIMIT, find_attendees
from kiosk.actions.import_guests import import_guests
from kiosk.domain.guest_list import Invitation
from kiosk.domain.money import Amount
from kiosk.domain.people import Person, PersonId
from kiosk.domain.scan import Direction
from tests.bench import Bench, an_event

LIST = (
    Person(PersonId(""), "Jérôme Mbarga", phone="+237677001122", company="Transit du Wouri"),
    Person(PersonId(""), "Marie-Claire Ngo Bassong", phone="+237699334455", company="Café d'Akwa"),
    Person(PersonId(""), "Ibrahim Ousmanou", phone="+237655001122"),
    Person(PersonId(""), "Awa Ndi"),
)


@pytest.fixture
def listed(bench: Bench) -> Bench:
    import_guests(bench.kit, [Invitation(each) for each in LIST], is_same=lambda a, b: a.name == b.name)
    return bench


def names(bench: Bench, text: str) -> list[str]:
    return [each.attendee.person.name for each in find_attendees(bench.kit, text)]


@pytest.mark.parametrize("text", ["", " ", "a", "é", "-", "--", "7", ".  .", "*", '""', "_" * 3])
def test_nobody_is_found_before_two_letters(listed: Bench, text: str) -> None:
    assert names(listed, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Jérôme",
        "jerome",
        "JÉRÔME",
        "je",
        "mbarga jerome",
        "Jérôme  Mbarga ",
        "mb je",
        "jerome-mbarga",
        "jerome, mbarga",
        unicodedata.normalize("NFD", "Jérôme Mbarga"),
        "jerom mbrga",
        "jerone",
        "jreome",
        "jeromme",
        "mbaga",
        "nbarga jerme",
        "transit",
        "wouri mbarga",
    ],
)
def test_case_accents_order_and_a_small_slip_do_not_matter(listed: Bench, text: str) -> None:
    assert names(listed, text) == ["Jérôme Mbarga"]


@pytest.mark.parametrize("text", ["marie claire", "Marie-Claire", "claire marie", "bassong ngo", "cafe d'akwa"])
def test_hyphens_and_apostrophes_do_not_matter(listed: Bench, text: str) -> None:
    assert names(listed, text) == ["Marie-Claire Ngo Bassong"]


@pytest.mark.parametrize(
    "text",
    [
        "marieclaire",
        "mariecla",
        "marie-claire ngobassong",
        "mari claire bassong",
        "marieclaier bassong",
        "M. C. Bassong",
        "MC Bassong",
        "bassong m",
        "Mme Bassong",
        "Mme Marie-Claire épse Bassong",
        "bas song",
    ],
)
def test_joined_and_split_names_initials_and_titles_do_not_matter(listed: Bench, text: str) -> None:
    assert names(listed, text) == ["Marie-Claire Ngo Bassong"]


@pytest.mark.parametrize("text", ["mc", "cm bassong n n", "mx bassong", "ndo", "awi ndo", "awq", "bassong bassong"])
def test_what_is_shaky_finds_nobody_by_itself(listed: Bench, text: str) -> None:
    assert names(listed, text) == []


@pytest.mark.parametrize("text", ["awa ndo", "awq ndi", "awa nid"])
def test_a_slip_in_three_letters_is_forgiven_beside_a_sure_word(listed: Bench, text: str) -> None:
    assert names(listed, text) == ["Awa Ndi"]


def test_the_last_digits_of_a_phone_find_everybody_who_has_them(listed: Bench) -> None:
    assert names(listed, "1122") == ["Ibrahim Ousmanou", "Jérôme Mbarga"]
    assert names(listed, "22") == ["Ibrahim Ousmanou", "Jérôme Mbarga"]
    assert names(listed, "677 00 11 22") == ["Jérôme Mbarga"]
    assert names(listed, "+237 699-33-44-55") == ["Marie-Claire Ngo Bassong"]
    assert names(listed, "00237 (699) 33.44.55") == ["Marie-Claire Ngo Bassong"]
    assert names(listed, "6770") == []


def test_digits_beside_a_name_tell_two_apart(listed: Bench) -> None:
    assert names(listed, "jerome 22") == ["Jérôme Mbarga"]
    assert names(listed, "jerome 55") == []


@pytest.mark.parametrize("text", ["zzzz", "xavier", "ouattara", "jerome ousmanou"])
def test_nobody_like_it_is_nobody(listed: Bench, text: str) -> None:
    assert names(listed, text) == []


@pytest.mark.parametrize("text", ['" or 1', "name:awa", "awa*ndi", "(awa", "awa ^ ndi", "awa' --", "NEAR(awa ndi)"])
def test_what_means_something_to_a_database_is_only_letters_here(listed: Bench, text: str) -> None:
    assert set(names(listed, text)) <= {"Awa Ndi"}


def test_a_twin_of_another_evening_is_not_found(listed: Bench) -> None:
    create_event(listed.kit, an_event(listed.clock, "Talk"))

    assert names(listed, "jerome") == []


@pytest.mark.parametrize("text", ["jer%me", "jer_me", "jer?me", "mba*", "%%", "__", "jerome %"])
def test_a_wildcard_stands_for_nothing(listed: Bench, text: str) -> None:
    assert names(listed, text) == []


def test_the_nearest_stands_first_and_the_alphabet_decides_between_equals(bench: Bench) -> None:
    bench.invite("Anne Kamgo", "Zoé Kamga", "Bea Kamgaing", "Ada Kamga")

    assert names(bench, "kamga") == ["Ada Kamga", "Zoé Kamga", "Bea Kamgaing", "Anne Kamgo"]


def test_a_name_comes_before_a_company_of_that_name(bench: Bench) -> None:
    kamga, transit = Person(PersonId(""), "Zoé Kamga"), Person(PersonId(""), "Ada Fon", company="Kamga Transit")
    import_guests(bench.kit, [Invitation(kamga), Invitation(transit)], is_same=lambda a, b: a.name == b.name)

    assert names(bench, "kamga") == ["Zoé Kamga", "Ada Fon"]


def test_one_who_owes_is_shown_with_the_sum(bench: Bench) -> None:
    bench.invite("Awa Ndi", amount=5_000)

    (found,) = find_attendees(bench.kit, "awa")

    assert found.due == Amount(5_000, "XAF")


def test_no_more_than_twenty_are_shown_by_name(listed: Bench) -> None:
    listed.invite(*(f"Fon {letter}a" for letter in "ZYXWVUTSRQPONMLKJIHGFEDCBA"))

    found = names(listed, "fon")

    assert len(found) == LIMIT
    assert found == sorted(found)


def test_one_who_is_in_is_marked_and_one_who_left_is_not(listed: Bench) -> None:
    (found,) = find_attendees(listed.kit, "awa")
    assert not found.inside

    listed.scan(found.attendee.front_code)
    assert [each.inside for each in find_attendees(listed.kit, "awa")] == [True]

    listed.scan(found.attendee.front_code, direction=Direction.OUT)
    assert [each.inside for each in find_attendees(listed.kit, "awa")] == [False]


def test_a_changed_name_is_found_by_the_new_one_only(listed: Bench) -> None:
    (found,) = find_attendees(listed.kit, "awa")
    changed = Person(PersonId(""), "Awa Tchoupo", external_id=found.attendee.id)

    import_guests(listed.kit, [Invitation(changed)], is_same=lambda a, b: a.name == b.name)

    assert names(listed, "tchoupo") == ["Awa Tchoupo"]
    assert names(listed, "ndi") == []
