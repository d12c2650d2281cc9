"""Guests who may be on a list twice are shown to a person; households share phones and nobody is merged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.exchange.doubles import LOOK_BACK, Likeness, doubles, same_person
from kiosk.exchange.guest_list import GuestRow, RowProblem
from kiosk.exchange.read import read_guest_list

PHONE = "+237677001122"
OTHER_PHONE = "+237699887766"
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Awa Ndi", "Ndi Awa", "Paul Eko", "Zoé Bih"]), st.sampled_from([None, PHONE, OTHER_PHONE])
    ),
    max_size=12,
)


def rows(*guests: GuestRow | tuple[str, str | None]) -> list[GuestRow]:
    return [
        each if isinstance(each, GuestRow) else GuestRow(number, each[0], phone=each[1])
        for number, each in enumerate(guests, 2)
    ]


def found(*guests: GuestRow | tuple[str, str | None]) -> list[tuple[int, int, Likeness]]:
    return [(each.first_row, each.second_row, each.why) for each in doubles(rows(*guests))]


def test_a_household_that_shares_a_phone_is_not_doubled() -> None:
    assert found(("Awa Ndi", PHONE), ("Paul Ndi", PHONE), ("Zoé Ndi", PHONE)) == []


def test_one_name_on_one_phone_is_shown_as_that_phone() -> None:
    assert found(("Awa Ndi", PHONE), ("Paul Ndi", PHONE), ("NDI Awa", PHONE)) == [(2, 4, Likeness.SAME_PHONE)]


def test_a_married_name_on_one_phone_is_shown() -> None:
    assert found(("Ndi Awa", PHONE), ("Ndi Awa épse Kamga", PHONE)) == [(2, 3, Likeness.SAME_PHONE)]


def test_one_name_on_two_phones_is_shown_as_that_name() -> None:
    assert found(("Awa Ndi", PHONE), ("Awa NDI", OTHER_PHONE)) == [(2, 3, Likeness.SAME_NAME)]


def test_like_names_with_a_phone_each_are_two_people() -> None:
    assert found(("Nguemo Awa", PHONE), ("Nguemmo Awa", OTHER_PHONE)) == []


@pytest.mark.parametrize("phone", [None, PHONE])
def test_like_names_are_shown_where_nothing_tells_them_apart(phone: str | None) -> None:
    assert found(("Nguemo Awa", None), ("Nguemmo Awa", phone)) == [(2, 3, Likeness.LIKE_NAME)]


def test_one_email_in_any_case_is_shown() -> None:
    first, second = GuestRow(2, "Awa Ndi", email="awa@example.org"), GuestRow(3, "Ndi Awa", email="AWA@Example.org")

    assert found(first, second) == [(2, 3, Likeness.SAME_EMAIL)]


def test_one_id_is_shown_whatever_the_names() -> None:
    first, second = GuestRow(2, "Awa Ndi", external_id="T-1"), GuestRow(3, "Paul Eko", external_id="T-1")

    assert found(first, second) == [(2, 3, Likeness.SAME_ID)]


def test_a_pair_is_shown_once_by_its_strongest_sign() -> None:
    first = GuestRow(2, "Awa Ndi", phone=PHONE, email="awa@example.org", external_id="T-1")
    second = GuestRow(3, "Awa Ndi", phone=PHONE, email="awa@example.org", external_id="T-1")

    assert found(first, second) == [(2, 3, Likeness.SAME_ID)]


def test_each_of_many_is_shown_with_the_first() -> None:
    assert found(*[("Awa Ndi", None)] * 4) == [(2, each, Likeness.SAME_NAME) for each in (3, 4, 5)]


def test_the_last_of_a_long_file_of_one_name_is_still_shown() -> None:
    many = found(*[("Awa Ndi", None)] * (LOOK_BACK + 20))

    assert many[-1] == (2, LOOK_BACK + 21, Likeness.SAME_NAME)


@pytest.mark.parametrize("names", [("?", "!"), ("李 明", "王 芳"), ("عائشة", "محمد"), ("Mme", "M.")])
def test_names_without_a_letter_in_common_are_never_doubles(names: tuple[str, str]) -> None:
    assert found(*[(name, None) for name in names]) == []


@pytest.mark.parametrize("count", [0, 1])
def test_a_list_too_short_for_two_has_no_doubles(count: int) -> None:
    assert found(*[("Awa Ndi", PHONE)] * count) == []


def test_an_id_makes_one_person_of_unlike_names() -> None:
    assert same_person(GuestRow(2, "Awa Ndi", external_id="T-1"), GuestRow(3, "Paul Eko", external_id="T-1"))
    assert not same_person(GuestRow(2, "Awa Ndi", external_id="T-1"), GuestRow(3, "Awa Ndi", external_id="T-2"))


def test_an_email_of_any_case_and_a_like_name_make_one_person() -> None:
    awa = GuestRow(2, "Awa Ndi", email="awa@example.org")

    assert same_person(awa, GuestRow(3, "NDI Awa Rose", email="Awa@Example.ORG"))
    assert not same_person(awa, GuestRow(3, "Paul Eko", email="awa@example.org"))


def test_a_name_alone_makes_nobody_one_person() -> None:
    assert not same_person(GuestRow(2, "Awa Ndi"), GuestRow(3, "Awa Ndi"))


def test_nothing_in_common_is_not_the_same_nothing() -> None:
    assert not same_person(
        GuestRow(2, "Awa Ndi", phone="", external_id=""), GuestRow(3, "Awa Ndi", phone="", external_id="")
    )


def test_the_number_of_an_order_for_several_people_is_nobodys_id() -> None:
    listed = read_guest_list(b"Nom;Ticket number\nAwa Ndi;T-1\nPaul Eko;T-1\nBen Fon;T-2\n")

    assert [each.external_id for each in listed.rows] == [None, None, "T-2"]
    assert listed.rows[0].extra == {"Ticket number": "T-1"}
    assert [(each.row, each.problem) for each in listed.notes] == [(2, RowProblem.SHARED_ID), (3, RowProblem.SHARED_ID)]


def test_an_id_that_one_guest_has_twice_stays_theirs() -> None:
    listed = read_guest_list(b"Nom;Ticket number\nAwa Ndi;T-1\nNdi Awa;T-1\n")

    assert [each.external_id for each in listed.rows] == ["T-1", "T-1"]


@given(ROWS)
def test_each_pair_is_shown_once_and_the_earlier_row_first(guests: list[tuple[str, str | None]]) -> None:
    pairs = [(first, second) for first, second, _ in found(*guests)]

    assert all(first < second for first, second in pairs)
    assert len(pairs) == len(set(pairs))


@given(ROWS)
def test_whoever_has_an_equal_earlier_in_the_file_is_shown(guests: list[tuple[str, str | None]]) -> None:
    shown = {second for _, second, _ in found(*guests)}
    repeats = {place + 2 for place, guest in enumerate(guests) if guest in guests[:place]}

    assert repeats <= shown


@given(ROWS)
def test_being_one_person_goes_both_ways(guests: list[tuple[str, str | None]]) -> None:
    people = rows(*guests)

    assert all(same_person(a, b) == same_person(b, a) for a in people for b in people)
