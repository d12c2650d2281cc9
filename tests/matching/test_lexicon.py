"""The shipped concepts."""

import pytest

from matching.lexicon import chain_step, concepts_in, lexicon
from matching.words import stems


def named(text: str) -> set[str]:
    return {lexicon().names[number] for number in concepts_in(stems(text))}


def test_every_concept_has_words_in_both_languages_and_answers_itself() -> None:
    assert len(lexicon().names) >= 40
    assert lexicon().answers.diagonal().all()


@pytest.mark.parametrize(
    ("french", "english", "concept"),
    [
        ("expert-comptable", "bookkeeping", "accounting"),
        ("chambre froide", "cold room", "cold_chain"),
        ("levée de fonds", "venture capital", "funding"),
        ("transitaire", "clearing agent", "customs"),
    ],
)
def test_french_and_english_words_lead_to_the_same_concept(french: str, english: str, concept: str) -> None:
    assert concept in named(french)
    assert concept in named(english)


def test_a_long_word_may_be_a_little_misspelt_and_a_short_one_may_not() -> None:
    assert "accounting" in named("comptabble")
    assert named("zq") == set()


def test_steps_of_the_chain_go_from_inputs_to_use() -> None:
    steps = [
        chain_step(word) for word in ("supplier", "agriculteur", "transformateur", "grossiste", "retailer", "consumer")
    ]

    assert steps == [0, 1, 2, 3, 4, 5]
