"""Free text: what fits what."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import MatchingError, text
from matching.words import fold

WORDS = st.text(max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_a_fit_lies_between_nothing_and_the_same(needs: list[str], offers: list[str]) -> None:
    found = text.fit(needs, offers)

    assert found.shape == (len(needs), len(offers))
    assert ((found >= 0) & (found <= 1)).all()


@pytest.mark.parametrize("words", ["Comptabilité OHADA", "je cherche", "IT", "huile de palme, 20 litres"])
def test_the_same_words_fit_wholly_whatever_their_case_and_accents(words: str) -> None:
    assert text.fit([words.upper()], [words.lower()])[0, 0] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("need", "answer", "other"),
    [
        ("Je cherche un comptable", "accounting firm in Buea", "poultry farm"),
        ("looking for a lawyer", "cabinet d'avocats", "transport de marchandises"),
        ("need somebody to build a website", "développeur web", "couturière"),
        ("besoin de financement pour ma ferme", "business angel", "photographe"),
        ("cold room for my fish", "location de chambre froide", "expert fiscal"),
        ("comtpable pour une PME", "comptable", "élevage de poulets"),
    ],
)
def test_a_need_is_nearer_to_its_answer_than_to_another_offer(need: str, answer: str, other: str) -> None:
    near, far = text.fit([need], [answer, other])[0]

    assert near > far
    assert near > 0.3


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["comptable", "elevage de poulets", "site wev", "avocat", "…"]) | WORDS, max_size=5))
def test_each_text_is_read_by_itself(texts: list[str]) -> None:
    together = text.encode(texts)

    for row, alone in enumerate(texts):
        assert (together.lexical[row] == text.encode([alone]).lexical[0]).all()
        assert (together.concepts[row] == text.encode([alone]).concepts[0]).all()


def test_more_texts_than_are_read_at_once_are_read_alike() -> None:
    many = text.encode([*["poultry farm"] * 600, "comptable"])

    assert (many.lexical[599] == many.lexical[0]).all()
    assert many.concepts[600].sum() == 1


@settings(max_examples=60, deadline=None)
@given(WORDS | st.lists(st.sampled_from(["vente", "cacao", "pour", "avocat", "btp"])).map(" ".join))
def test_a_text_with_a_word_fits_itself_wholly(words: str) -> None:
    found = text.fit([words], [words])[0, 0]

    assert found == (1 if fold(words) else 0)


def test_two_trades_that_share_only_a_common_word_stay_apart() -> None:
    near, far = text.fit(["location de voiture"], ["car hire", "location de salle"])[0]

    assert near > 0.8
    assert far < 0.3


def test_text_without_a_word_fits_nothing_not_even_itself() -> None:
    assert (text.fit(["🎉🎉", "", " …"], ["🎉🎉", "", "comptable"]) == 0).all()


def test_a_very_long_text_is_read_like_any_other() -> None:
    long = "comptable " + "agriculture biologique " * 220

    found = text.fit([long[:5000]], ["comptable"])

    assert np.isfinite(found).all()
    assert found[0, 0] > 0


def test_nothing_to_compare_gives_an_empty_table() -> None:
    assert text.fit([], ["web"]).shape == (0, 1)


def test_what_is_not_a_text_is_refused() -> None:
    with pytest.raises(MatchingError, match="not a text"):
        text.fit([3], ["web"])  # type: ignore[list-item]
