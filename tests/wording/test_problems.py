"""Every refusal has a sentence of its own, in both languages, with its facts."""

import re
from collections.abc import Iterator

import pytest

from kiosk.domain import errors
from kiosk.domain.errors import (
    ClaimSpentError,
    KioskError,
    NoEventError,
    NotFoundError,
    PinNeededError,
    SettingsError,
    StaffExistsError,
    StaleStateError,
    TooManyTriesError,
    UnknownStaffError,
)
from kiosk.domain.language import Language
from kiosk.domain.staff import StaffRole
from kiosk.wording.problems import PROBLEMS, problem_sentence, retry_after, slug_sentence
from tests.bench import Clock

NOT_ERRORS_OF_OURS = {"method_not_allowed", "internal", "no_such_event", "pin_needed_of_more", "too_many_pins"}


def classes(root: type[KioskError] = KioskError) -> Iterator[type[KioskError]]:
    yield root
    for each in root.__subclasses__():
        yield from classes(each)


def test_every_error_has_a_sentence_and_every_sentence_an_error() -> None:
    slugs = {each.slug for each in classes() if each.__module__ == errors.__name__}

    assert slugs == PROBLEMS.keys() - NOT_ERRORS_OF_OURS


def test_no_two_errors_share_a_slug() -> None:
    slugs = [each.slug for each in classes() if each.__module__ == errors.__name__]

    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize("slug", PROBLEMS)
def test_every_sentence_is_said_in_both_languages_and_ends(slug: str) -> None:
    french, english = (slug_sentence(slug, language) for language in Language)

    assert french != english
    assert french[-1] in ".)s" or french.endswith("…")
    assert english == PROBLEMS[slug]


def test_no_two_problems_are_told_in_the_same_words() -> None:
    for language in Language:
        told = [slug_sentence(slug, language) for slug in PROBLEMS]

        assert len(told) == len(set(told))


FACTS: list[tuple[KioskError, str]] = [
    (ClaimSpentError(Clock()()), "19:30"),
    (NoEventError("gala"), "gala"),
    (SettingsError("port must lie between 1 and 65535"), "port must lie between 1 and 65535"),
    (StaffExistsError("Mama Ngono"), "Mama Ngono"),
    (UnknownStaffError("Mama Ngono"), "Mama Ngono"),
    (TooManyTriesError(241, of_pins=True), "5 min"),
    (SettingsError("100 % of %(advice)s"), "100 % of %(advice)s"),
]


@pytest.mark.parametrize(("error", "fact"), FACTS)
@pytest.mark.parametrize("language", list(Language))
def test_a_refusal_tells_its_facts(error: KioskError, fact: str, language: Language) -> None:
    assert fact in problem_sentence(error, language)


@pytest.mark.parametrize("error", [NotFoundError(), StaleStateError(4), NoEventError(), TooManyTriesError(60)])
@pytest.mark.parametrize("language", list(Language))
def test_a_refusal_without_facts_is_its_slugs_sentence(error: KioskError, language: Language) -> None:
    told = problem_sentence(error, language)

    assert told == slug_sentence(error.slug, language)
    assert not re.search(r"%\(", told)


def test_a_house_without_events_and_one_without_this_event_are_told_apart() -> None:
    assert problem_sentence(NoEventError(), Language.EN) != problem_sentence(NoEventError("gala"), Language.EN)


def test_a_pin_of_anybody_and_one_of_a_supervisor_are_asked_for_in_other_words() -> None:
    asked = {problem_sentence(PinNeededError(role), Language.EN) for role in StaffRole}

    assert len(asked) == 2


def test_a_slug_nobody_knows_is_a_plain_refusal() -> None:
    assert slug_sentence("a_newer_slug", Language.EN) == "This cannot be done."


def test_only_too_many_tries_say_when_to_come_back() -> None:
    assert retry_after(TooManyTriesError(60)) == 60
    assert retry_after(NotFoundError()) is None
