"""The shipped concepts, what texts are read as, and the check of the data files."""

import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from matching import MatchingError
from matching.concepts import read_concepts
from matching.lexicon import build, chain_step, concepts_in, cover, lexicon, read_chain, sector_of
from matching.words import words

DATA = files("matching").joinpath("data")


def named(text: str) -> set[str]:
    return {lexicon().names[number] for number in concepts_in(words(text))}


def shares(text: str) -> dict[str, float]:
    return {lexicon().names[number]: share for number, share in concepts_in(words(text)).items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small set of data files that holds."""
    (tmp_path / "concepts").mkdir()
    (tmp_path / "shared.toml").write_text('words = ["avocat"]', "utf-8")
    write(tmp_path, "law", '[law]\nfr = ["avocat"]\nen = ["lawyer"]\n')
    write(tmp_path, "food", '[fruits]\nfr = ["avocat", "mangue"]\nen = ["mango"]\nanswered_by = ["law"]\n')
    return tmp_path


def write(folder: Path, sector: str, toml: str) -> None:
    (folder / "concepts" / f"{sector}.toml").write_text(toml, "utf-8")


def test_the_shipped_files_pass_their_own_check() -> None:
    concepts = read_concepts(DATA)

    assert 250 <= len(concepts) <= 320
    assert len({concept.sector for concept in concepts}) >= 20
    assert read_chain(DATA)


def test_the_shipped_files_weigh_less_than_a_megabyte() -> None:
    assert sum(path.stat().st_size for path in Path(str(DATA)).rglob("*") if path.is_file()) < 1_000_000


def test_every_concept_has_words_in_both_languages_and_answers_itself() -> None:
    assert all(concept.words["fr"] and concept.words["en"] for concept in read_concepts(DATA))
    assert (lexicon().answers.diagonal() == 1).all()


def test_every_word_of_every_concept_leads_to_it() -> None:
    lost = [
        (concept.name, said)
        for concept in read_concepts(DATA)
        for listed in concept.words.values()
        for said in listed
        if concept.name not in named(said)
    ]

    assert lost == []


def test_a_sound_set_of_files_is_read_with_its_sectors(folder: Path) -> None:
    assert [(concept.name, concept.sector) for concept in read_concepts(folder)] == [("fruits", "food"), ("law", "law")]


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ('[pen]\nfr = ["stylo"]\nen = ["pen"]\nanswered_by = ["ink"]', "pen.*'ink'"),
        ('[pen]\nfr = ["stylo"]\nen = ["pen"]\nanswered_by = ["pen"]', "pen.*'pen'"),
        ('[pen]\nfr = []\nen = ["pen"]', "pen: fr"),
        ('[pen]\nfr = ["stylo"]', "pen: en"),
        ('[pen]\nfr = ["stylo"]\nen = ["pen"]\nanswered_by = []', "pen: answered_by"),
        ('[pen]\nfr = ["stylo"]\nen = ["p"]', "pen: 'p'"),
        ('[pen]\nfr = ["stylo"]\nen = ["with the"]', "pen: 'with the'"),
        ('[pen]\nfr = ["stylo"]\nen = [3]', "pen: 3"),
        ('[pen]\nfr = ["Mangue"]\nen = ["pen"]', "'mangue'.*food.*fruits.*broken.*pen|'mangue'.*broken.*food"),
        ('[pen]\nfr = ["stylo"]\nen = ["pen"]\nde = ["Stift"]', "pen may hold only"),
        ('[pen]\nfr = ["stylo"]\nen = ["pen"]\nbroad = "yes"', "pen: broad"),
        ('[law]\nfr = ["loi"]\nen = ["act"]', "law is already in"),
        ("pen = 3", "pen may hold only"),
        ("[pen", "broken.toml"),
    ],
)
def test_a_broken_file_is_refused_with_its_name_and_its_concept(folder: Path, toml: str, complaint: str) -> None:
    write(folder, "broken", toml)

    with pytest.raises(MatchingError, match=complaint) as refused:
        read_concepts(folder)

    assert "broken.toml" in str(refused.value) or "law.toml" in str(refused.value)


def test_a_word_declared_shared_must_be_so(folder: Path) -> None:
    (folder / "shared.toml").write_text('words = ["avocat", "mangue"]', "utf-8")

    with pytest.raises(MatchingError, match=r"shared\.toml: 'mangue'"):
        read_concepts(folder)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "concepts").mkdir()

    with pytest.raises(MatchingError, match=r"shared\.toml"):
        read_concepts(tmp_path)


def test_a_word_in_two_steps_of_the_chain_is_refused(tmp_path: Path) -> None:
    chain = Path(str(DATA.joinpath("chain.toml"))).read_text("utf-8")
    shutil.copytree(str(DATA), tmp_path / "data")
    (tmp_path / "data" / "chain.toml").write_text(
        chain + '\n[[step]]\nname = "last"\nwords = ["grossistes"]\n', "utf-8"
    )

    with pytest.raises(MatchingError, match="'grossistes' stands in two steps"):
        read_chain(tmp_path / "data")


@pytest.mark.parametrize(
    ("french", "english", "concept"),
    [
        ("expert-comptable", "bookkeeping", "accounting"),
        ("chambre froide", "cold room", "cold_chain"),
        ("levée de fonds", "venture capital", "investor"),
        ("transitaire", "clearing agent", "customs"),
        ("tontine", "njangi", "tontine"),
        ("moto-taxi", "okada", "motorbike_taxi"),
    ],
)
def test_french_and_english_words_lead_to_concepts_that_answer_each_other(
    french: str, english: str, concept: str
) -> None:
    known = lexicon()
    at = known.names.index(concept)

    assert any(known.answers[at, known.names.index(name)] >= 0.8 for name in named(french))
    assert concept in named(english)


def test_a_long_word_may_be_a_little_misspelt_and_a_short_one_may_not() -> None:
    assert "accounting" in named("comptabble")
    assert named("zq") == set()


@pytest.mark.parametrize(
    ("written", "concept"),
    [
        ("fotografe", "photo_video"),
        ("menuisirie", "furniture"),
        ("ELEVAGE DE POULET", "poultry"),
        ("mobilemoney", "mobile_money"),
        ("immo", "real_estate"),
        ("bayamsellam", "groceries"),
    ],
)
def test_what_people_type_in_a_hurry_is_understood(written: str, concept: str) -> None:
    assert concept in named(written)


@pytest.mark.parametrize(
    ("written", "not_meant"),
    [
        ("banane", "banking"),
        ("compte", "accounting"),
        ("marché", "marketing"),
        ("mobile", "fashion"),
        ("message", "wellness"),
        ("important", "import"),
        ("transaction", "translation"),
    ],
)
def test_words_that_only_look_alike_are_kept_apart(written: str, not_meant: str) -> None:
    assert not_meant not in named(written)


def test_an_ambiguous_word_keeps_its_meanings_until_the_rest_of_the_text_decides() -> None:
    assert named("avocat") == {"law", "fruits"}
    assert named("avocat, contrats") == {"law", "contracts"}
    assert named("mangues et avocats") == {"fruits"}


def test_a_phrase_counts_before_the_words_in_it() -> None:
    assert named("garde du corps") == {"guarding"}
    assert "law" not in named("huile d'avocat")


def test_what_something_is_wanted_for_matters_less_than_what_is_wanted() -> None:
    said = shares("financement pour ma ferme")

    assert said["funding"] > said["farming"] > 0
    assert sum(said.values()) == pytest.approx(1.0)


def test_a_concept_that_goes_with_any_trade_matters_less_than_the_trade() -> None:
    said = shares("acheteurs de cacao")

    assert said["cocoa"] > said["customers"] > 0


@pytest.mark.parametrize("needed", ["investor", "banking", "tontine"])
def test_a_need_for_funds_is_answered_by_who_has_them(needed: str) -> None:
    known = lexicon()

    assert known.answers[known.names.index("funding"), known.names.index(needed)] == np.float32(0.8)


def test_an_offer_covers_what_it_names_best_then_what_it_answers_then_its_sector(folder: Path) -> None:
    offers = np.zeros((1, len(lexicon().names)), dtype=np.float32)
    offers[0, lexicon().names.index("banking")] = 1

    worth = dict(zip(lexicon().names, cover(offers)[0].tolist(), strict=True))

    assert worth["banking"] > worth["funding"] > worth["audit"] > worth["guarding"] == 0


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Aviculteur à Bafoussam", "agriculture"),
        ("electrical contractor", "energy"),
        ("vente de meubles", "building"),
        ("cabinet d'avocats", "law"),
        ("🎉", None),
        ("xyzzy", None),
    ],
)
def test_the_sector_of_a_text_is_the_file_of_its_strongest_concept(text: str, sector: str | None) -> None:
    assert sector_of(text) == sector


def test_a_lexicon_can_be_built_from_other_files(folder: Path) -> None:
    assert build(read_concepts(folder)).names == ("fruits", "law")


def test_steps_of_the_chain_go_from_inputs_to_use() -> None:
    steps = [
        chain_step(word) for word in ("supplier", "agriculteur", "transformateur", "grossiste", "retailer", "consumer")
    ]

    assert steps == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("said", "step"), [("GROSSISTES", 3), ("bayam-sellam au marché", 4), ("petit éleveur", 1), ("rêveur", None)]
)
def test_a_step_of_the_chain_is_known_in_any_form_and_company(said: str, step: int | None) -> None:
    assert chain_step(said) == step
