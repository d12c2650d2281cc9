"""Which spellings are one name and which are two people; members of a household share a phone."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.names import fold, like_name, plain

WORDS = st.sampled_from(["Awa", "Paul", "Ndi", "Ngo", "Bassa", "Eko", "Kamga", "Élodie", "N'Diaye", "Rose", "Ŋkwi"])
NAMES = st.lists(WORDS, min_size=2, max_size=5, unique=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ÉLODIE", "elodie"),
        ("Ndì-Mbò", "ndi mbo"),
        ("Œuvre", "oeuvre"),
        ("Ŋkwi Ɓasaa", "nkwi basaa"),
        ("Ǝnanga", "enanga"),
        ("N° 12 / b_c", "n 12 b c"),
        ("Nº 12", "no 12"),
        ("  ", ""),
        ("李 明", "李 明"),
    ],
)
def test_plain_words_have_neither_accents_nor_case_nor_punctuation(text: str, words: str) -> None:
    assert plain(text) == words


def test_letters_dressed_up_for_a_social_network_are_letters() -> None:
    assert fold("𝑨𝒘𝒂 𝐍𝐝𝐢 ÉⅫ") == "awa ndi exii"
    assert like_name("𝑨𝒘𝒂 𝐍𝐝𝐢", "Ndi Awa")


@pytest.mark.parametrize(
    "name", ["N'Diaye", "N’Diaye", "N‘Diaye", "Nʼdiaye", "N`diaye", "N´Diaye", "Ndiaye", "NDIAYE", "N'DIAYE"]
)
def test_an_apostrophe_of_any_kind_makes_no_difference(name: str) -> None:
    assert fold(name) == "ndiaye"


@pytest.mark.parametrize("title", ["M.", "Mr", "Mme", "Mlle", "Madame", "Monsieur", "Dr.", "Pr", "Prof.", "Me", "Ing."])
def test_a_title_in_front_is_no_part_of_a_name(title: str) -> None:
    assert fold(f"{title} Awa Ndi") == "awa ndi"


def test_a_title_alone_is_all_that_is_known() -> None:
    assert fold("Mme") == "mme"


@pytest.mark.parametrize("married", ["épse", "EPSE", "ép.", "épouse", "Epouse", "née", "Vve", "veuve"])
def test_the_word_between_two_family_names_is_no_part_of_a_name(married: str) -> None:
    assert fold(f"Ndi Awa {married} Kamga") == "ndi awa kamga"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("KAMGA Jean Paul", "Jean-Paul Kamga"),
        ("Jean-Paul Eko", "Jeanpaul Eko"),
        ("Ndi, Awa", "Awa Ndi"),
        ("Mme Ndi Awa", "AWA NDI"),
        ("Élodie Nguémo", "Elodie Nguemo"),
        ("Ŋkwi Paul", "Nkwi Paul"),
    ],
)
def test_order_case_accents_and_hyphens_do_not_make_another_person(a: str, b: str) -> None:
    assert like_name(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ndi Awa", "Ndi Awa épse Kamga"),
        ("Kamga Awa", "Ndi Awa épouse Kamga"),
        ("Marie Ngo Bassa", "Marie-Claire Ngo Bassa"),
        ("Awa Ndi", "Awa Rose Ndi"),
    ],
)
def test_further_names_may_be_left_out(a: str, b: str) -> None:
    assert like_name(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Nguemo Awa", "Nguemmo Awa"),
        ("Dominique Bih", "Dominque Bih"),
        ("Mbarga Paul", "Mbraga Paul"),
        ("Tchuente Awa", "Tchuennte Awa"),
        ("Essono Zoé", "Esono Zoé"),
    ],
)
def test_one_slip_of_the_pen_is_forgiven(a: str, b: str) -> None:
    assert like_name(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Jean Kamga", "Jeanne Kamga"),
        ("Michel Eko", "Michèle Eko"),
        ("Aline Eko", "Alice Eko"),
        ("Emmanuel Eko", "Emmanuelle Eko"),
        ("Paul Eko", "Paule Eko"),
        ("Ngono Marie", "Ngona Marie"),
    ],
)
def test_names_that_differ_by_a_letter_on_purpose_are_two_people(a: str, b: str) -> None:
    assert not like_name(a, b)


@pytest.mark.parametrize(
    ("a", "b"), [("Kamga Jean Senior", "Kamga Jean Junior"), ("Kamga Jean (père)", "Kamga Jean (fils)")]
)
def test_father_and_son_are_two_people(a: str, b: str) -> None:
    assert not like_name(a, b)


@pytest.mark.parametrize(("a", "b"), [("Awa", "Awa Ndi"), ("Ndi", "Ndi Paul"), ("Mme Ndi", "Awa Ndi")])
def test_one_word_is_too_little_to_be_like_a_longer_name(a: str, b: str) -> None:
    assert not like_name(a, b)


@pytest.mark.parametrize(("a", "b"), [("", ""), ("", "Awa"), ("?", "!"), ("--", "Awa Ndi")])
def test_no_name_is_like_nothing(a: str, b: str) -> None:
    assert not like_name(a, b)


def test_two_slips_are_two_people() -> None:
    assert not like_name("Nguemmo Dominque", "Nguemo Dominique")


def test_an_initial_is_not_enough() -> None:
    assert not like_name("P. Eko", "Paul Eko")


@given(NAMES, st.randoms())
def test_a_name_is_like_itself_in_any_order(words: list[str], random: Random) -> None:
    shuffled = random.sample(words, len(words))

    assert like_name(" ".join(words), " ".join(shuffled).upper())


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_goes_both_ways(a: str, b: str) -> None:
    assert like_name(a, b) == like_name(b, a)


@given(NAMES, NAMES)
def test_likeness_of_names_goes_both_ways(a: list[str], b: list[str]) -> None:
    assert like_name(" ".join(a), " ".join(b)) == like_name(" ".join(b), " ".join(a))


@given(st.text(max_size=60))
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert plain(plain(text)) == plain(text)
