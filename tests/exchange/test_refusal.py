"""Rows that are no guests are refused with their reason; whoever may be a guest is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.exchange.guest_list import GuestList, RowProblem
from kiosk.exchange.read import read_guest_list

NAMES = st.sampled_from(["Awa Ndi", "Paul Eko", "Zoé Bih", "Totale Énergie Mbo", "Liste Ngu", "Somme Fon"])


def listed(text: str) -> GuestList:
    return read_guest_list(text.encode())


def reasons(rows: str, headings: str = "Nom;Tel;Montant") -> list[RowProblem]:
    return [each.reason for each in listed(f"{headings}\nAwa Ndi;677001122;5000\n{rows}\n").refused]


@pytest.mark.parametrize(
    "row",
    [
        "TOTAL;;15000",
        "Total :;;15000",
        "Total général;;15000",
        "Sous-total;;15000",
        "Grand Total;;15000",
        "Totaux;;15000",
        "TOTAL FCFA;;15000",
        "Total 15 000 F;;",
        "Total 15 000 francs;;",
        "Total des invités;;3",
        "Nombre de participants : 3;;",
        "Number of guests: 3;;",
        ";Total;15000",
    ],
)
def test_a_total_is_no_guest(row: str) -> None:
    assert reasons(row) == [RowProblem.TOTAL]


@pytest.mark.parametrize(
    "row",
    ["TOTAL GENERAL : 2 PERSONNES;;", "Total : 12 invités;;", "Total 12 participants;;", "Total 3 places;;"],
)
def test_a_total_that_counts_people_in_words_is_no_guest(row: str) -> None:
    assert reasons(row) == [RowProblem.TOTAL]


@pytest.mark.parametrize("row", ["Total Ngu;677001123;", "Somme;699887766;", "Totale Mbo;;", "Aristide Total;;"])
def test_somebody_whose_name_sounds_like_a_total_is_a_guest(row: str) -> None:
    assert reasons(row) == []


def test_a_total_may_stand_under_the_given_names() -> None:
    assert reasons(";Total;;15000", headings="Nom;Prénom;Tel;Montant") == [RowProblem.TOTAL]


@pytest.mark.parametrize("row", ["TABLE 1;;", "Liste VIP;;", "Invités du maire;;", "Section B;;", "Imprimé le 12/11;;"])
def test_a_title_between_guests_is_no_guest(row: str) -> None:
    assert reasons(row) == [RowProblem.TITLE]


@pytest.mark.parametrize(
    "row", ["Fait à Yaoundé, le 12/11/2026;;", "La Présidente;;", ";;Le trésorier", "Signature :;;"]
)
def test_what_is_signed_below_a_list_is_no_guest(row: str) -> None:
    assert reasons(row) == [RowProblem.TITLE]


@pytest.mark.parametrize("row", ["Amis du quartier :;;", ";Famille:;"])
def test_a_lone_cell_that_ends_in_a_colon_is_a_title(row: str) -> None:
    assert reasons(row) == [RowProblem.TITLE]


@pytest.mark.parametrize("row", ["Table Ngu;677001123;", "Guest Mbo;;5000", "Vipère Fon;;"])
def test_a_name_that_begins_like_a_title_is_a_guest_where_more_is_known(row: str) -> None:
    assert reasons(row) == []


def test_a_lone_name_is_a_guest() -> None:
    assert reasons("Paul Eko;;") == []


def test_headings_again_at_the_top_of_a_page_are_no_guest() -> None:
    assert reasons("NOM;TEL;MONTANT\nPaul Eko;699887766;5000\nNom;Tel;") == [RowProblem.REPEATED_HEADINGS] * 2


def test_a_guest_with_one_cell_like_its_heading_is_kept() -> None:
    assert reasons("Paul Eko;tel;5000") == []


def test_in_a_list_of_one_column_its_heading_again_is_no_guest() -> None:
    found = listed("Participants\nAwa Ndi\nPARTICIPANTS\nPaul Eko\n")

    assert [(each.row, each.reason) for each in found.refused] == [(3, RowProblem.REPEATED_HEADINGS)]


@pytest.mark.parametrize(
    "row", [";699887766;5000", "   ;699887766;", "12;699887766;", "---;699887766;", "?;699887766;"]
)
def test_a_row_without_letters_for_a_name_is_nameless(row: str) -> None:
    assert reasons(row) == [RowProblem.NAMELESS]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#NOM?", "#VALEUR!", "n/a"])
def test_an_error_of_a_spreadsheet_is_no_name(error: str) -> None:
    assert reasons(f"{error};699887766;5000") == [RowProblem.NAMELESS]


@pytest.mark.parametrize("name", ["Ŋgŭ", "Ô", "李", "Ndì-Mbò'o", "Awa 2"])
def test_any_letter_of_any_script_makes_a_name(name: str) -> None:
    assert reasons(f"{name};699887766;5000") == []


def test_a_family_name_alone_is_enough() -> None:
    found = listed("Nom;Prénom;Tel\nNdi;;677001122\n;Paul;699887766\n")

    assert [each.name for each in found.rows] == ["Ndi", "Paul"]
    assert found.refused == ()


def test_a_refused_row_is_shown_as_it_stands_without_its_blanks() -> None:
    (refused,) = listed("Nom;Tel;Montant\nAwa Ndi;677001122;5000\n;;15000;voir\n").refused

    assert (refused.row, refused.text) == (3, "15000 | voir")


def test_a_long_refused_row_is_shown_shortened() -> None:
    (refused,) = listed("Nom;Tel;Note\nAwa Ndi;677001122;\n;;" + "mot " * 200 + "\n").refused

    assert len(refused.text) <= 200
    assert refused.text.endswith("…")


def test_rows_above_the_headings_are_refused_as_titles_by_their_number() -> None:
    found = listed("Gala Palabre;;\n;;\nYaoundé, novembre;;\nNom;Tel;Montant\nAwa Ndi;677001122;5000\n")

    assert [(each.row, each.reason) for each in found.refused] == [(1, RowProblem.TITLE), (3, RowProblem.TITLE)]


@given(st.lists(NAMES, min_size=1, max_size=12))
def test_whoever_has_a_name_and_a_phone_is_a_guest(names: list[str]) -> None:
    rows = "".join(f"{name};677001122\n" for name in names)

    assert [each.name for each in listed(f"Nom;Tel\n{rows}").rows] == names
