"""Why two people should meet: true for both readers, in the words each of them wrote."""

import pytest

from kiosk.domain.language import Language
from kiosk.domain.suggestion import Reason, Said
from kiosk.wording.catalog import Words
from kiosk.wording.reasons import opening, why
from matching.explanation import _OPENINGS
from matching.reasons import _CRITERION
from tests.bench import Bench

EN, FR = Words(Language.EN), Words(Language.FR)
OPEN = "You want to meet people tonight, and so does Paul."


def test_a_need_and_its_offer_are_each_told_in_their_owners_words(bench: Bench) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    said = (Said(paul.id, "offers", "dry wood"), Said(awa.id, "needs", "bois sec"))
    reasons = (Reason("need_offer", paul.id, said),)

    assert why(reasons, awa, paul, EN) == ["You look for “bois sec”: Paul offers “dry wood”."]
    assert why(reasons, paul, awa, FR) == ["Awa cherche «\xa0bois sec\xa0»\xa0: vous proposez «\xa0dry wood\xa0»."]
    assert opening(reasons, awa, paul, EN) == "Start from “dry wood”: ask how Paul works."
    assert opening(reasons, paul, awa, EN) == "Start from “bois sec”: ask what would help Awa most."


def test_whole_sentences_are_quoted_and_not_built_into_ours(bench: Bench) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    said = (Said(paul.id, "offer_text", "Je suis avocat"), Said(awa.id, "needs", "lawyer"))
    reasons = (Reason("need_offer", paul.id, said),)

    assert why(reasons, awa, paul, EN) == ["You wrote “lawyer”. Paul, who may have an answer, wrote “Je suis avocat”."]
    assert "Je suis avocat" in why(reasons, paul, awa, FR)[0]
    assert opening(reasons, awa, paul, EN) == "Ask: “How do you go about it?”"


def test_what_one_gets_comes_first_then_what_one_gives_and_two_reasons_are_the_most(bench: Bench) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    trades = (Said(paul.id, "trade", "transit"), Said(awa.id, "trade", "export"))
    steps = (Said(paul.id, "chain", "producer"), Said(awa.id, "chain", "wholesaler"))
    reasons = (
        Reason("linked_trade", None, trades),
        Reason("need_offer", awa.id, (Said(awa.id, "offers", "cocoa"), Said(paul.id, "needs", "cacao"))),
        Reason("chain", paul.id, steps),
    )

    assert why(reasons, awa, paul, EN) == [
        "Paul could supply you: “producer” comes before “wholesaler” in the supply chain.",
        "Paul looks for “cacao”: you offer “cocoa”.",
    ]
    assert why(reasons[2:], paul, awa, EN) == [
        "Awa could buy from you: “wholesaler” comes after “producer” in the supply chain."
    ]


def test_a_rare_thing_in_common_is_told_before_a_common_one(bench: Bench) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    both = (Said(paul.id, "groups", "Kribi"), Said(awa.id, "groups", "Kribi"))
    reasons = (
        Reason("shared_objective", None, both),
        Reason("same_trade", None, both),
        Reason("rare_shared", None, both),
    )

    assert why(reasons, awa, paul, EN)[0] == "You have something rare in common: “Kribi”."
    assert opening(reasons, awa, paul, EN) == "Start from “Kribi”: ask how it began for Paul."


@pytest.mark.parametrize("words", [EN, FR])
@pytest.mark.parametrize("code", ["shared_objective", "shared_group", "rare_shared", "common_language"])
def test_what_only_two_in_the_room_share_is_told_as_that(bench: Bench, code: str, words: Words) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    both = (Said(paul.id, "field", "en"), Said(awa.id, "field", "en"))

    (many,), (two,) = (why((Reason(code, None, both, only_two=only),), awa, paul, words) for only in (False, True))

    assert "only you two" in two or "vous n’êtes que deux" in two
    assert many != two


def test_two_names_of_one_trade_are_both_said(bench: Bench) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    trades = (Said(paul.id, "trade", "Accounting"), Said(awa.id, "trade", "Comptable"))
    alike = (Said(paul.id, "trade", "comptable"), trades[1])

    assert why((Reason("same_trade", None, trades),), awa, paul, EN) == [
        "Your trades are linked: “Comptable” and “Accounting”."
    ]
    assert why((Reason("same_trade", None, alike),), awa, paul, EN) == ["You are in the same trade: “comptable”."]


def test_the_organisers_class_of_a_guest_is_told_to_nobody(bench: Bench) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    reasons = (Reason("segments", None, (Said(awa.id, "segment", "startup"), Said(paul.id, "segment", "creditor"))),)

    for words in (EN, FR):
        told = " ".join([*why(reasons, awa, paul, words), opening(reasons, awa, paul, words)])
        assert "creditor" not in told
        assert "startup" not in told


@pytest.mark.parametrize("words", [EN, FR])
@pytest.mark.parametrize("code", _CRITERION)
def test_every_reason_the_matching_can_give_has_its_sentence(bench: Bench, code: str, words: Words) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    said = (Said(awa.id, "field", "mine"), Said(paul.id, "field", "theirs"))
    nothing = why((), awa, paul, words)

    for giver in (awa.id, paul.id) if code in {"need_offer", "chain"} else (None,):
        (told,) = why((Reason(code, giver, said),), awa, paul, words)
        assert told not in nothing


def test_every_question_the_matching_knows_has_its_words(bench: Bench) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    givers = {"to_you": paul.id, "from_you": awa.id, "both": None}
    said = (Said(awa.id, "field", "the same"), Said(paul.id, "field", "the same"))

    asked = {key: opening((Reason(key[0], givers[key[1]], said),), awa, paul, EN) for key in _OPENINGS}

    assert "Ask: “What brings you here tonight?”" not in asked.values()
    assert len(set(asked.values())) == len(set(_OPENINGS.values()))


@pytest.mark.parametrize("code", ["open_talk", "a_code_from_a_newer_engine"])
def test_a_reason_that_rests_on_nothing_is_told_as_an_open_talk(bench: Bench, code: str) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")

    assert why((Reason(code),), awa, paul, EN) == [OPEN]
    assert opening((Reason(code),), awa, paul, EN) == "Ask: “What brings you here tonight?”"
