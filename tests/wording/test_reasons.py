"""Why two people should meet: true for both readers, in the words each of them wrote."""

import pytest

from kiosk.domain.language import Language
from kiosk.domain.suggestion import Reason, Said
from kiosk.wording.catalog import Words
from kiosk.wording.reasons import opening, why
from tests.bench import Bench

EN, FR = Words(Language.EN), Words(Language.FR)


def test_a_need_and_its_offer_are_each_told_in_their_owners_words(bench: Bench) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    said = (Said(paul.id, "offers", "dry wood"), Said(awa.id, "needs", "bois sec"))
    reasons = (Reason("need_offer", paul.id, said),)

    assert why(reasons, awa, paul, EN) == ["You look for “bois sec”: Paul offers “dry wood”."]
    assert why(reasons, paul, awa, FR) == ["Awa cherche « bois sec » : vous proposez « dry wood »."]
    assert opening(reasons, awa, paul, EN) == "Ask: “How did you start with dry wood?”"
    assert opening(reasons, paul, awa, EN) == "Ask: “What would help you most with bois sec?”"


def test_what_one_gets_comes_first_and_two_reasons_are_the_most(bench: Bench) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    both = [Said(paul.id, "trade", "transit"), Said(awa.id, "trade", "export")]
    reasons = (
        Reason("need_offer", awa.id, (Said(awa.id, "offers", "cocoa"), Said(paul.id, "needs", "cacao"))),
        Reason("linked_trade", None, tuple(both)),
        Reason("chain", paul.id, tuple(both)),
    )

    told = why(reasons, awa, paul, EN)

    assert len(told) == 2
    assert told[0] == "Paul (transit) supplies what your trade (export) buys."


@pytest.mark.parametrize("code", ["open_talk", "a_code_from_a_newer_engine"])
def test_a_reason_that_rests_on_nothing_is_told_as_an_open_talk(bench: Bench, code: str) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")

    (told,) = why((Reason(code),), awa, paul, EN)

    assert told.startswith("You do not know each other yet")
    assert opening((Reason(code),), awa, paul, EN) == "Ask: “What brings you here tonight?”"
