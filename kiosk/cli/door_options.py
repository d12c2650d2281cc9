"""The door's rules as an organiser writes them behind `kiosk new`."""

import re
from collections import Counter
from datetime import datetime, timedelta

from kiosk.domain.door_rules import DoorRules, Hours, Reentry
from kiosk.domain.errors import InvalidFieldsError
from kiosk.domain.event import slug_of
from kiosk.domain.question import Question, QuestionKind
from kiosk.wording.formats import ZONE

_HOURS = re.compile(r"(.+)=\s*(\d{1,2}[:h]\d{2})\s*-\s*(\d{1,2}[:h]\d{2})\s*")
_QUESTION = re.compile(r"(?P<words>[^\[\]]+?)\s*(?:\[(?P<choices>[^\[\]]*)\])?\s*(?P<must>\*)?\s*")
_YES_NO = frozenset({"yes/no", "oui/non"})
_LONGEST = 120


def door_rules(given: dict[str, object], starts: datetime) -> DoorRules:
    """The rules of an evening that starts then.

    Raises:
        InvalidFieldsError: one cannot be read; it says what it should look like.
    """
    return DoorRules(
        reentry=Reentry(str(given["reentry"])),
        hours=tuple(_hours(text, starts) for text in _texts(given["hours"])),
        reserved=_reserved(_texts(given["reserved"])),
        questions=_questions(_texts(given["questions"])),
    )


def _texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, tuple) else []


def _hours(text: str, starts: datetime) -> Hours:
    """As in "VIP=17:00-21:00": local times of the evening; one that ends before it begins ends the next day."""
    found = _HOURS.fullmatch(text)
    if found is None:
        raise _unlike("hours", text, "VIP=17:00-21:00")
    first, last = (_on_the_day(starts, clock, text) for clock in (found[2], found[3]))
    if last <= first:
        last += timedelta(days=1)
    if last <= starts:
        first, last = first + timedelta(days=1), last + timedelta(days=1)
    return Hours(found[1].strip(), first, last)


def _on_the_day(starts: datetime, clock: str, text: str) -> datetime:
    try:
        hour, minute = map(int, re.split("[:h]", clock))
        return starts.astimezone(ZONE).replace(hour=hour, minute=minute, second=0, microsecond=0)
    except ValueError:
        raise _unlike("hours", text, "VIP=17:00-21:00") from None


def _unlike(option: str, text: str, example: str) -> InvalidFieldsError:
    return InvalidFieldsError({option: f'{text!r}, not like "{example}"'})


def _reserved(texts: list[str]) -> dict[str, tuple[str, ...]]:
    """As in "table-1=VIP, Presse": who may sit there; said twice, both count."""
    reserved: dict[str, tuple[str, ...]] = {}
    for text in texts:
        place, _, names = text.partition("=")
        categories = tuple(name.strip() for name in names.split(",") if name.strip())
        if not categories:
            raise _unlike("reserve", text, "table-1=VIP")
        name = place.strip().lower()
        reserved[name] = reserved.get(name, ()) + categories
    return reserved


def _questions(texts: list[str]) -> tuple[Question, ...]:
    asked = [_question(text) for text in texts]
    keys = Counter(each.key for each in asked)
    if keys and max(keys.values()) > 1:
        raise InvalidFieldsError({"question": "two begin with the same words"})
    return tuple(asked)


def _question(text: str) -> Question:
    """As in "Quel plat ? | Which dish? [poisson, poulet] *": French, English; what there is to choose from; a must."""
    found = _QUESTION.fullmatch(text)
    french, _, english = found["words"].partition("|") if found else ("", "", "")
    if found is None or not french.strip() or len(text) > _LONGEST * 3:
        raise _unlike("question", text, "Quel plat ? | Which dish? [poisson, poulet] *")
    kind, choices = _kind(found["choices"])
    return Question(
        key=slug_of(french),
        fr=french.strip(),
        en=english.strip() or french.strip(),
        kind=kind,
        choices=choices,
        required=found["must"] is not None,
    )


def _kind(choices: str | None) -> tuple[QuestionKind, tuple[str, ...]]:
    if choices is None:
        return QuestionKind.TEXT, ()
    if choices.strip().casefold() in _YES_NO:
        return QuestionKind.YES_NO, ()
    each = tuple(choice.strip() for choice in choices.split(",") if choice.strip())
    if len(each) < 2:  # noqa: PLR2004
        raise InvalidFieldsError({"question": f"[{choices}], not two things to choose from, and not [oui/non]"})
    return QuestionKind.CHOICE, each
