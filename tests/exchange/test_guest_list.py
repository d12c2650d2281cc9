"""Guest lists of any shape: rows come in or are reported, none is lost."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.people import AttendeeState
from kiosk.exchange.doubles import Likeness, doubles, same_person
from kiosk.exchange.errors import GuestListError
from kiosk.exchange.guest_list import Field, GuestRow, RowProblem
from kiosk.exchange.read import read_guest_list

HEADINGS = "Prénom;Nom;Téléphone;E-mail;Entreprise;Tarif;Payé;Besoins;Sac"
ELODIE = "Élodie;Nguémo;677 00 11 22;E@Example.org;Ferme du Noun;VIP;oui;cacao, transport;bleu"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_encoding_and_separator_gives_the_same_guest(encoding: str, separator: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(csv.reader([HEADINGS, ELODIE], delimiter=";"))

    listed = read_guest_list(text.getvalue().encode(encoding))

    (guest,) = listed.rows
    assert guest.row == 2
    assert (guest.name, guest.family, guest.phone) == ("Élodie Nguémo", "Nguémo", "+237677001122")
    assert (guest.email, guest.category, guest.paid) == ("e@example.org", "VIP", True)
    assert guest.needs == ("cacao", "transport")
    assert guest.extra == {"Sac": "bleu"}
    assert listed.separator == separator


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b"", "empty_file"),
        (b"\n\n", "empty_file"),
        (b"Nom;Tel\n", "no_guests"),
        (b"PK\x03\x04 xl/workbook.xml", "not_a_table"),
        (b"%PDF-1.7", "not_a_table"),
        (b"\x00\x01\x02\x00" * 100, "not_a_table"),
        (b"<html><table>", "not_a_table"),
        (b"a;b\n1;2\n", "no_name_column"),
        (b"Nom\n" + b"x\n" * 5_001, "too_many_rows"),
        (b"Nom" + b";x" * 60 + b"\nA" + b";x" * 60, "too_many_columns"),
        (b"Nom\n" + b"x" * 6_000_000, "list_too_large"),
    ],
)
def test_a_file_that_is_no_guest_list_says_in_which_way(data: bytes, slug: str) -> None:
    with pytest.raises(GuestListError) as refused:
        read_guest_list(data)

    assert refused.value.slug == slug


def test_titles_totals_headings_again_and_nameless_rows_are_reported_by_their_row() -> None:
    listed = read_guest_list(
        b"Liste des invites;\nNom;Montant\nAwa Ndi;5000\n;5000\nNom;Montant\nTotal;10000\n", mapping={}
    )

    assert sorted((each.row, each.reason) for each in listed.refused) == [
        (1, RowProblem.TITLE),
        (4, RowProblem.NAMELESS),
        (5, RowProblem.REPEATED_HEADINGS),
        (6, RowProblem.TOTAL),
    ]
    assert [each.name for each in listed.rows] == ["Awa Ndi"]


def test_a_total_under_two_name_columns_is_no_guest() -> None:
    listed = read_guest_list("Nom;Prénom;Tel\nNdi;Awa;677001122\nTotal;3;\nTotal;Énergies;677001123\n".encode())

    assert [(each.row, each.reason) for each in listed.refused] == [(3, RowProblem.TOTAL)]
    assert [each.name for each in listed.rows] == ["Awa Ndi", "Énergies Total"]


def test_an_unreadable_phone_or_amount_keeps_the_guest_and_what_was_written() -> None:
    listed = read_guest_list(b"Nom;Tel;Montant\nAwa Ndi;appeler Paul;beaucoup\nPaul Eko;677001122;5000\n")

    awa, _ = listed.rows
    assert {each.problem for each in listed.notes} == {RowProblem.UNREADABLE_PHONE, RowProblem.UNREADABLE_AMOUNT}
    assert (awa.phone, awa.amount_due) == (None, None)
    assert awa.extra == {"Tel": "appeler Paul", "Montant": "beaucoup"}


@pytest.mark.parametrize(
    ("text", "amount"),
    [("10 000 F", 10_000), ("10.000 FCFA", 10_000), ("10,000", 10_000), ("10k", 10_000), ("gratuit", 0), ("0", 0)],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: int) -> None:
    (guest,) = read_guest_list(f'Nom;Montant\nAwa Ndi;"{text}"\n'.encode()).rows

    assert guest.amount_due == amount


def test_cancelled_and_waiting_orders_keep_their_state() -> None:
    listed = read_guest_list("Nom;Statut\nAda Bih;Annulé\nBen Eko;liste d'attente\nCléa Fon;confirmé\n".encode())

    assert [each.state for each in listed.rows] == [
        AttendeeState.CANCELLED,
        AttendeeState.WAITING,
        AttendeeState.REGISTERED,
    ]


def test_cells_beyond_the_headings_and_rows_that_end_early_are_kept() -> None:
    listed = read_guest_list(b"Nom;Tel\nAwa Ndi\nPaul Eko;677001122;more\n")

    assert [each.name for each in listed.rows] == ["Awa Ndi", "Paul Eko"]
    assert "more" in listed.rows[1].extra.values()
    assert [each.problem for each in listed.notes] == [RowProblem.CELL_WITHOUT_HEADING]


def test_a_stray_quote_costs_no_other_row() -> None:
    listed = read_guest_list('Nom;Entreprise\nAwa "la belle;Ferme\nPaul Eko;"Transit; et fils"\nZoé Bih;x\n'.encode())

    assert [each.name for each in listed.rows] == ['Awa "la belle', "Paul Eko", "Zoé Bih"]
    assert listed.rows[1].company == "Transit; et fils"


def test_a_cell_with_nul_or_of_excessive_length_never_sinks_the_file() -> None:
    listed = read_guest_list(b"Nom;Note\nAwa\x00 Ndi;ok\n" + b"Paul Eko;" + b"x" * 50_000 + b"\n")

    assert [each.name for each in listed.rows] == ["Awa Ndi", "Paul Eko"]
    assert {each.problem for each in listed.notes} == {RowProblem.REMOVED_CHARACTERS, RowProblem.LONG_CELL}


def test_a_mapping_overrides_the_guess() -> None:
    data = b"Nom;X\nAwa Ndi;Transit\n"

    assert read_guest_list(data, mapping={"X": "company"}).rows[0].company == "Transit"
    assert read_guest_list(data).rows[0].extra == {"X": "Transit"}


@pytest.mark.parametrize(
    ("mapping", "slug"),
    [
        ({"Y": "company"}, "unknown_heading"),
        ({"X": "colour"}, "unknown_field"),
        ({"Nom": "name", "X": "name"}, "field_twice"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(mapping: dict[str, str], slug: str) -> None:
    with pytest.raises(GuestListError) as refused:
        read_guest_list(b"Nom;X\nAwa Ndi;Transit\n", mapping=mapping)

    assert refused.value.slug == slug


def test_a_column_of_names_is_found_under_an_unknown_heading() -> None:
    listed = read_guest_list("Qui vient;Numéro\nAwa Ndi;677001122\nPaul Eko;699887766\n".encode())

    assert [(each.heading, each.field) for each in listed.columns] == [
        ("Qui vient", Field.NAME),
        ("Numéro", Field.PHONE),
    ]


def test_a_shared_phone_is_another_guest_unless_the_name_is_alike() -> None:
    awa = GuestRow(2, "Awa Ndi", phone="+237677001122")

    assert same_person(awa, GuestRow(3, "NDI Awa", phone="+237677001122"))
    assert not same_person(awa, GuestRow(3, "Paul Eko", phone="+237677001122"))
    assert not same_person(awa, GuestRow(3, "Awa Ndi"))


def test_doubles_are_shown_and_both_are_kept() -> None:
    listed = read_guest_list(b"Nom;Tel\nAwa Ndi;677001122\nNdi Awa;677001122\nPaul Eko;677001122\n")

    (double,) = doubles(listed.rows)

    assert (double.first_row, double.second_row, double.why) == (2, 3, Likeness.SAME_PHONE)
    assert len(listed.rows) == 3


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60), min_size=1, max_size=20),
    st.sampled_from([";", ",", "\t"]),
)
def test_no_row_is_ever_lost(names: list[str], separator: str) -> None:
    text = io.StringIO()
    rows = [[f"x{name}", "677001122"] for name in names]
    csv.writer(text, delimiter=separator).writerows([["Nom", "Tel"], *rows])

    listed = read_guest_list(text.getvalue().encode("utf-8"))

    assert len(listed.rows) + len(listed.refused) == len(names)


@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_a_list_or_refused_as_one(data: bytes) -> None:
    with suppress(GuestListError):
        assert read_guest_list(data).columns
