"""An event's door rules as one column of JSON, and back."""

import json
from typing import Any

from kiosk.domain.door_rules import DoorRules, Hours, Reentry
from kiosk.domain.question import Question, QuestionKind
from kiosk.storage.rows import millis, moment, to_json


def door_rules_json(rules: DoorRules) -> str:
    """Only what differs from the defaults."""
    kept = {
        "reentry": rules.reentry.value if rules.reentry is not Reentry.FREE else None,
        "hours": [[each.category, millis(each.opens_at), millis(each.closes_at)] for each in rules.hours],
        "reserved": rules.reserved,
        "questions": [question_row(each) for each in rules.questions],
    }
    return to_json({name: value for name, value in kept.items() if value})


def door_rules_of(text: str) -> DoorRules:
    """The rules that were kept."""
    kept: dict[str, Any] = json.loads(text)
    return DoorRules(
        reentry=Reentry(kept.get("reentry", Reentry.FREE)),
        hours=tuple(Hours(each[0], moment(each[1]), moment(each[2])) for each in kept.get("hours", [])),
        reserved={place: tuple(categories) for place, categories in kept.get("reserved", {}).items()},
        questions=tuple(question_of(each) for each in kept.get("questions", [])),
    )


def question_row(question: Question) -> list[object]:
    """One question as a list."""
    return [
        question.key,
        question.fr,
        question.en,
        question.kind.value,
        list(question.choices),
        int(question.required),
    ]


def question_of(row: list[Any]) -> Question:
    """And back."""
    key, fr, en, kind, choices, required = row
    return Question(key, fr, en, QuestionKind(kind), tuple(choices), required=bool(required))
