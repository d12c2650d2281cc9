"""What is in one cell, made safe to show; what people can read is kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.exchange.cell import JOINERS, MAX_CELL, UNSEEN, Cell, clean, shortened
from kiosk.exchange.guest_list import RowProblem


@pytest.mark.parametrize(
    ("raw", "text"),
    [("  Awa  Ndi ", "Awa Ndi"), ("Awa\nNdi", "Awa Ndi"), ("Awa\tNdi", "Awa Ndi"), ("Awa\u00a0\u202fNdi", "Awa Ndi")],
)
def test_a_cell_is_one_line_with_single_blanks(raw: str, text: str) -> None:
    assert clean(raw).text == text
    assert clean(raw).problems == ()


@pytest.mark.parametrize("raw", ["", "   ", "\u00a0", "\n\n"])
def test_a_cell_of_blanks_is_blank_without_ado(raw: str) -> None:
    assert clean(raw) == clean("")


def test_letters_taken_apart_are_put_together() -> None:
    assert clean(unicodedata.normalize("NFD", "Élodie Ngüémo")).text == "Élodie Ngüémo"
    assert clean(unicodedata.normalize("NFD", "Élodie Ngüémo")).problems == ()


@pytest.mark.parametrize("name", ["Ŋgŭ Ɓasaa", "Ndì-Mbò'o", "N’Diaye", "Ǝ̀wɛ̂", "李 明", "عائشة"])
def test_names_of_any_script_are_kept_as_they_are(name: str) -> None:
    assert clean(name).text == unicodedata.normalize("NFC", name)
    assert clean(name).problems == ()


@pytest.mark.parametrize(
    "raw",
    ["Awa\x00 Ndi", "Awa\u200b Ndi", "\ufeffAwa Ndi", "Awa \u202eNdi", "A\u00adwa Ndi", "Awa Ndi\ue000", "Awa\x1b Ndi"],
)
def test_what_cannot_be_seen_is_removed_and_noted(raw: str) -> None:
    cell = clean(raw)

    assert cell.text == "Awa Ndi"
    assert cell.problems == (RowProblem.REMOVED_CHARACTERS,)


def test_letters_that_join_in_other_scripts_keep_their_joiners() -> None:
    assert "\u200d" in clean("ක්\u200dෂ").text


def test_two_marks_a_letter_are_kept_and_a_tower_of_them_is_not() -> None:
    assert clean("ə̂́").problems == ()

    tower = clean("A" + "\u0335\u0336\u0337\u0338" * 20 + "wa")
    assert len(tower.text) == 5
    assert tower.problems == (RowProblem.REMOVED_CHARACTERS,)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ('="00237"', "00237"),
        ('=""', ""),
        ("'=1+1", "=1+1"),
        ("'+237 677 00 11 22", "+237 677 00 11 22"),
        ("'-", "-"),
        ("'@awa", "@awa"),
    ],
)
def test_what_guards_a_cell_from_being_a_formula_is_undone(raw: str, text: str) -> None:
    assert clean(raw).text == text


@pytest.mark.parametrize("raw", ["'Njoya", "'Awa d'-Ndi", "N'=Diaye", "L'-Ndi", "''=1"])
def test_an_apostrophe_that_guards_nothing_is_kept(raw: str) -> None:
    assert clean(raw).text == raw


@pytest.mark.parametrize("raw", ["=SUM(A1:A9)", "+237677001122", "@awa", "-5"])
def test_a_formula_is_text_like_any_other(raw: str) -> None:
    assert clean(raw).text == raw


def test_a_cell_of_just_the_limit_is_kept_whole() -> None:
    assert clean("x" * MAX_CELL) == Cell("x" * MAX_CELL)


def test_a_cell_over_the_limit_is_cut_and_noted() -> None:
    cell = clean("x" * (MAX_CELL + 1))

    assert len(cell.text) == MAX_CELL
    assert cell.problems == (RowProblem.LONG_CELL,)


def test_a_cut_leaves_no_blank_at_the_end() -> None:
    assert clean("x" * (MAX_CELL - 1) + " y").text == "x" * (MAX_CELL - 1)


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("Awa Ndi", 7, "Awa Ndi"),
        ("Awa Ndi Mbo", 8, "Awa Ndi…"),
        ("Awa, Ndi", 6, "Awa…"),
        ("Ndimbongo", 5, "Ndim…"),
        ("", 5, ""),
    ],
)
def test_a_text_is_shortened_between_words_where_it_can_be(text: str, length: int, short: str) -> None:
    assert shortened(text, length) == short


@given(st.text(max_size=300))
def test_nothing_unseen_is_left_in_any_cell(raw: str) -> None:
    kept = clean(raw).text

    assert all(each in JOINERS or unicodedata.category(each) not in UNSEEN for each in kept)


@given(st.text(max_size=300))
def test_a_cell_is_always_one_trimmed_line_in_one_form(raw: str) -> None:
    kept = clean(raw).text

    assert kept == " ".join(kept.split())
    assert unicodedata.is_normalized("NFC", kept)


@given(st.text(max_size=300), st.integers(min_value=2, max_value=80))
def test_a_shortened_text_begins_as_it_did_and_fits(text: str, length: int) -> None:
    short = shortened(text, length)

    assert len(short) <= length + 1
    assert text.startswith(short.removesuffix("…"))
