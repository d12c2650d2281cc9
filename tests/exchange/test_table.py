"""From text to rows of cells: separators, quotes, headings, and no cell lost on the way."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.exchange.errors import EmptyFileError, TooManyColumnsError, TooManyRowsError
from kiosk.exchange.table import MAX_COLUMNS, MAX_ROWS, Table, read_table

WORDS = st.text(st.sampled_from("abé ;,\t\"\n'"), min_size=1, max_size=8)


def table(text: str) -> Table:
    return read_table(text, {})


def below(text: str) -> list[tuple[str, ...]]:
    return [line.cells for line in table(text).below]


def headings(text: str) -> tuple[str, ...] | None:
    found = table(text).headings
    return found.cells if found else None


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found_by_looking(separator: str) -> None:
    found = table(f"Nom{separator}Tel\nAwa Ndi{separator}677001122\n")

    assert found.separator == separator
    assert found.below[0].cells == ("Awa Ndi", "677001122")


@pytest.mark.parametrize("told", ["sep=,", '"sep=,"', "sep=,;;;"])
def test_a_line_that_tells_the_separator_is_believed_and_is_no_row(told: str) -> None:
    found = table(f"{told}\nNom;X,Tel\nAwa;Ndi,677001122\n")

    assert found.separator == ","
    assert found.above == ()
    assert found.below[0].cells == ("Awa;Ndi", "677001122")


def test_commas_within_cells_do_not_outweigh_the_semicolons_between_them() -> None:
    assert below("Nom;Besoins\nAwa Ndi;cacao, transport, stockage\n") == [("Awa Ndi", "cacao, transport, stockage")]


def test_a_list_of_one_column_needs_no_separator() -> None:
    assert below("Nom\nAwa Ndi\nPaul Eko\n") == [("Awa Ndi",), ("Paul Eko",)]


def test_a_quoted_cell_holds_separators_quotes_and_newlines() -> None:
    assert below('Nom;Note\n"Ndi; Awa";"dit ""oui"" deux\nfois"\n') == [("Ndi; Awa", 'dit "oui" deux\nfois')]


def test_blanks_around_the_quotes_of_a_cell_are_left_away() -> None:
    assert below('Nom, Tel\n "Ndi, Awa" , "677001122"\n') == [("Ndi, Awa", "677001122")]


@pytest.mark.parametrize("name", ['Awa "la belle', '"Awa', 'Awa"', '"Awa" Ndi'])
def test_a_stray_quote_stays_in_its_cell(name: str) -> None:
    rows = below(f"Nom;Tel\n{name};677001122\nPaul Eko;699887766\n")

    assert rows == [(name, "677001122"), ("Paul Eko", "699887766")]


def test_rows_are_numbered_as_a_spreadsheet_shows_them_blank_ones_too() -> None:
    found = table("\n\nNom;Tel\n\nAwa Ndi;677001122\n;;\nPaul Eko;699887766\n")

    assert found.headings is not None
    assert found.headings.number == 3
    assert [line.number for line in found.below] == [5, 7]


def test_a_cell_of_two_lines_counts_as_one_row() -> None:
    found = table('Nom;Tel\n"Awa\nNdi";677001122\nPaul Eko;699887766\n')

    assert [line.number for line in found.below] == [2, 3]


def test_blank_cells_at_the_end_of_a_row_are_left_away() -> None:
    assert below("Nom;Tel;;;\nAwa Ndi;677001122; ;;\n") == [("Awa Ndi", "677001122")]


def test_the_last_row_needs_no_newline() -> None:
    assert below("Nom;Tel\nAwa Ndi;677001122") == [("Awa Ndi", "677001122")]


@pytest.mark.parametrize("title", ["Liste des invités", "GALA 2026;;;", "Identité;;Contact;", "Participants;;;"])
def test_titles_stand_above_the_headings(title: str) -> None:
    found = table(f"{title}\nNom;Prénom;Tel;Mail\nNdi;Awa;677001122;awa@example.org\n")

    assert found.headings is not None
    assert found.headings.number == 2
    assert len(found.above) == 1


def test_headings_are_found_below_a_whole_letterhead() -> None:
    found = table(
        "Association Palabre\nBP 000 Yaoundé\n\nGala annuel\n\nN°;Noms et prénoms;Contact\n1;Awa Ndi;677001122\n"
    )

    assert found.headings is not None
    assert found.headings.number == 6
    assert [line.number for line in found.above] == [1, 2, 4]


def test_a_list_that_starts_with_a_guest_has_no_headings() -> None:
    found = table("Awa Ndi;677001122\nPaul Eko;699887766\n")

    assert found.headings is None
    assert len(found.below) == 2


def test_a_list_of_names_alone_has_no_headings() -> None:
    assert headings("Awa Ndi\nPaul Eko\n") is None


def test_unknown_words_above_guests_are_headings() -> None:
    assert headings("Qui vient;Sac\nAwa Ndi;bleu\n") == ("Qui vient", "Sac")


def test_guests_described_in_the_words_of_headings_are_guests() -> None:
    found = table("Nom;Type;Profil\nAwa Ndi;Invité;Membre\nPaul Eko;Participant;Pass\n")

    assert found.headings is not None
    assert found.headings.number == 1
    assert len(found.below) == 2


def test_a_heading_named_by_the_mapping_is_one_to_count_on() -> None:
    found = read_table("Gala;Soirée\nQui;Combien\nAwa Ndi;5000\n", {"Qui": "name"})

    assert found.headings is not None
    assert found.headings.cells == ("Qui", "Combien")


def test_as_many_rows_as_allowed_are_read_and_one_more_is_refused() -> None:
    assert len(table("Nom\n" + "Awa\n" * MAX_ROWS).below) == MAX_ROWS

    with pytest.raises(TooManyRowsError) as refused:
        table("Nom\n" + "Awa\n" * (MAX_ROWS + 1))

    assert refused.value.limit == MAX_ROWS


def test_blank_rows_do_not_count_towards_the_limit() -> None:
    assert len(table("Nom\n" + "Awa\n\n;;\n" * MAX_ROWS).below) == MAX_ROWS


def test_too_many_columns_are_refused_with_the_row_that_has_them() -> None:
    with pytest.raises(TooManyColumnsError) as refused:
        table("Nom;Tel\nAwa Ndi" + ";x" * MAX_COLUMNS + "\n")

    assert (refused.value.row, refused.value.found) == (2, MAX_COLUMNS + 1)


def test_blank_columns_at_the_end_do_not_count_towards_the_limit() -> None:
    assert below("Nom;Tel" + ";" * 300 + "\nAwa Ndi;1" + ";" * 300 + "\n") == [("Awa Ndi", "1")]


@pytest.mark.parametrize("text", [";;;\n;;;", " \n \n", "\t\t\n"])
def test_a_table_of_blank_cells_is_empty(text: str) -> None:
    with pytest.raises(EmptyFileError):
        table(text)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=8), st.sampled_from([";", ",", "\t"]))
def test_every_cell_comes_back_as_it_was_written(rows: list[tuple[str, str]], separator: str) -> None:
    text = io.StringIO()
    filled = [(f"{first}x", f"{second}y") for first, second in rows]
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        [("Nom", "Tel"), *filled]
    )

    assert below(text.getvalue()) == filled
