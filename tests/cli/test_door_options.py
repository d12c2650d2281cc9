"""The door's rules as they are written behind `kiosk new`."""

from datetime import datetime
from typing import Any

import pytest

from kiosk.cli.door_options import door_rules
from kiosk.domain.door_rules import DoorRules, Reentry
from kiosk.domain.errors import InvalidFieldsError
from kiosk.domain.question import Question, QuestionKind
from kiosk.wording.formats import ZONE

SIX = datetime(2026, 12, 4, 18, tzinfo=ZONE)
NOTHING: dict[str, object] = {"reentry": "free", "hours": (), "reserved": (), "questions": ()}


def rules(starts: datetime = SIX, **given: Any) -> DoorRules:  # noqa: ANN401
    return door_rules({**NOTHING, **given}, starts)


def test_nothing_said_is_the_default() -> None:
    assert rules() == DoorRules()
    assert rules(reentry="once").reentry is Reentry.ONCE


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("VIP=17:00-21:00", (4, 17), (4, 21)),
        ("VIP = 17h00 - 21h00", (4, 17), (4, 21)),
        ("VIP=20:00-01:00", (4, 20), (5, 1)),
        ("VIP=00:00-02:00", (5, 0), (5, 2)),
    ],
)
def test_hours_are_those_of_the_evening(text: str, opens: tuple[int, int], closes: tuple[int, int]) -> None:
    (hours,) = rules(hours=(text,)).hours

    assert hours.category == "VIP"
    assert (hours.opens_at, hours.closes_at) == tuple(
        datetime(2026, 12, *each, tzinfo=ZONE) for each in (opens, closes)
    )


def test_who_may_sit_where_adds_up() -> None:
    found = rules(reserved=("table-1=VIP, Presse", "Table-1=Orateurs", "table-2=VIP")).reserved

    assert found == {"table-1": ("VIP", "Presse", "Orateurs"), "table-2": ("VIP",)}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Allergies ?", Question("allergies", "Allergies ?", "Allergies ?")),
        (
            "Taxi ? | Taxi home? [oui/non]*",
            Question("taxi", "Taxi ?", "Taxi home?", QuestionKind.YES_NO, required=True),
        ),
        (
            "Quel plat ? | Which dish? [poisson, poulet]",
            Question("quel-plat", "Quel plat ?", "Which dish?", QuestionKind.CHOICE, ("poisson", "poulet")),
        ),
    ],
)
def test_a_question_is_read_as_it_is_written(text: str, question: Question) -> None:
    assert rules(questions=(text,)).questions == (question,)


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("hours", "VIP"),
        ("hours", "VIP=25:00-26:00"),
        ("hours", "=17:00-18:00"),
        ("reserve", "table-1"),
        ("reserve", "table-1= , "),
        ("question", ""),
        ("question", "[oui/non]"),
        ("question", "Quel plat ? [poisson]"),
        ("question", "Quel plat ? [poisson, poulet] [riz]"),
    ],
)
def test_what_cannot_be_read_is_named(option: str, text: str) -> None:
    names = {"reserve": "reserved", "question": "questions"}
    given: dict[str, Any] = {names.get(option, option): (text,)}

    with pytest.raises(InvalidFieldsError) as refused:
        rules(**given)

    assert refused.value.fields.keys() == {option}


def test_two_questions_of_the_same_words_are_one_too_many() -> None:
    with pytest.raises(InvalidFieldsError):
        rules(questions=("Taxi ?", "taxi"))
