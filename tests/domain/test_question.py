"""Answers at the door: what is kept of them, and what has to be asked again."""

from dataclasses import replace

import pytest

from kiosk.domain.door_rules import DoorRules, Hours
from kiosk.domain.place import Place
from kiosk.domain.question import MAX_ANSWER, Question, QuestionKind
from tests.bench import Clock, an_event

TEXT = Question("mot", "Un mot ?", "A word?")
YES_NO = replace(TEXT, kind=QuestionKind.YES_NO)
CHOICE = replace(TEXT, kind=QuestionKind.CHOICE, choices=("poisson", "Poulet braisé"))


@pytest.mark.parametrize(
    ("question", "answer", "kept"),
    [
        (TEXT, "  arachides ", "arachides"),
        (TEXT, "x" * MAX_ANSWER, "x" * MAX_ANSWER),
        (TEXT, "x" * (MAX_ANSWER + 1), None),
        (TEXT, "deux\nlignes", None),
        (YES_NO, "Oui", "yes"),
        (YES_NO, "no", "no"),
        (YES_NO, "peut-être", None),
        (CHOICE, "poulet BRAISÉ ", "Poulet braisé"),
        (CHOICE, "riz", None),
    ],
)
def test_an_answer_is_kept_in_one_spelling_or_asked_again(question: Question, answer: str, kept: str | None) -> None:
    assert question.read(answer) == kept


@pytest.mark.parametrize("question", [TEXT, YES_NO, CHOICE])
def test_an_optional_one_may_stay_empty_and_a_required_one_may_not(question: Question) -> None:
    assert question.read("  ") == ""
    assert replace(question, required=True).read("  ") is None


def test_rules_find_a_guest_by_their_own_category_else_by_the_usual_one() -> None:
    clock = Clock()
    event = an_event(clock, prices={"Standard": 10_000, "VIP": 20_000})
    hours = (Hours("standard", clock(), clock()), Hours("Presse", clock(), clock()))
    rules = DoorRules(hours=hours, reserved={"table-1": ("VIP",), "table-2": ("Standard", "presse")})

    def of(category: str | None) -> tuple[list[str], bool, bool]:
        names = event.categories_of(category)
        found = [each.category for each in rules.hours_of(names)]
        return found, rules.allow(names, Place(1)), rules.allow(names, Place(2))

    assert of("vip") == ([], True, False)
    assert of("STANDARD") == (["standard"], False, True)
    assert of("Presse") == (["Presse"], False, True)
    assert of("Inconnue") == (["standard"], False, True)
    assert of(None) == (["standard"], False, True)
    assert rules.allow((), Place(3))
