"""A suggestion from the first card to the handshake, by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.people import AttendeeId
from kiosk.domain.suggestion import (
    ASKED_LIFETIME,
    LATER_PAUSE,
    LIFETIME,
    MEETING_TIME,
    Answer,
    Ending,
    Outcome,
    Reason,
    Said,
    Side,
    Suggestion,
    SuggestionId,
    answered,
    card_for,
    expiry,
    is_waiting,
)

AWA, PAUL, BEA = AttendeeId("a_awa"), AttendeeId("a_paul"), AttendeeId("a_bea")
NOW = datetime(2026, 12, 4, 18, 30, tzinfo=UTC)


def card(
    name: str = "s_1",
    mine: Answer | None = None,
    theirs: Answer | None = None,
    *,
    said_at: datetime = NOW,
    other: AttendeeId = PAUL,
    score: float = 0.5,
) -> Suggestion:
    """Awa's card of a moment ago; `mine` is what she said to it."""
    sides = (
        Side(AWA, mine, said_at if mine else None),
        Side(other, theirs, said_at if theirs else None),
    )
    return Suggestion(SuggestionId(name), sides, score, (), "bar", NOW, NOW + LIFETIME)


def mutual(name: str = "s_1", mine: Answer = Answer.YES, theirs: Answer = Answer.YES) -> Suggestion:
    return replace(card(name, mine, theirs), mutual_at=NOW)


OUTCOMES: list[tuple[Answer | None, Answer, Outcome]] = [
    (None, Answer.YES, Outcome()),
    (Answer.LATER, Answer.YES, Outcome()),
    (Answer.YES, Answer.YES, Outcome(mutual=True)),
    (Answer.YES, Answer.LATER, Outcome()),
    (None, Answer.LATER, Outcome()),
    (None, Answer.NO, Outcome(ending=Ending.DECLINED)),
    (Answer.YES, Answer.NO, Outcome(ending=Ending.DECLINED)),
    (None, Answer.KNOWN, Outcome(ending=Ending.KNOWN)),
    (Answer.YES, Answer.KNOWN, Outcome(ending=Ending.KNOWN)),
    (None, Answer.LOST, Outcome(ending=Ending.LOST)),
    (Answer.YES, Answer.LOST, Outcome(ending=Ending.LOST)),
    (None, Answer.MET, Outcome(says_met=True)),
    (Answer.YES, Answer.MET, Outcome(says_met=True)),
    (Answer.MET, Answer.MET, Outcome(says_met=True, ending=Ending.MET)),
]


@pytest.mark.parametrize(("theirs", "mine", "outcome"), OUTCOMES)
def test_what_an_answer_does_depends_on_it_and_on_the_others(
    theirs: Answer | None, mine: Answer, outcome: Outcome
) -> None:
    assert answered(card(theirs=theirs), AWA, mine) == outcome


@pytest.mark.parametrize("answer", list(Answer))
def test_it_does_not_matter_which_of_the_two_answers(answer: Answer) -> None:
    assert answered(card(mine=Answer.YES), PAUL, answer) == answered(card(theirs=Answer.YES), AWA, answer)


def test_what_is_mutual_does_not_become_so_again() -> None:
    assert answered(mutual(mine=Answer.LATER), AWA, Answer.YES) == Outcome()


def test_a_card_lives_half_an_hour_while_nobody_says_yes() -> None:
    for said in (None, Answer.LATER):
        assert expiry(card(mine=said)) == NOW + LIFETIME


def test_a_yes_shortens_the_wait_whoever_said_it() -> None:
    assert expiry(card(mine=Answer.YES)) == NOW + ASKED_LIFETIME
    assert expiry(card(theirs=Answer.YES)) == NOW + ASKED_LIFETIME


def test_a_late_yes_does_not_lengthen_the_cards_life() -> None:
    late = card(mine=Answer.YES, said_at=NOW + LIFETIME - timedelta(minutes=1))

    assert expiry(late) == NOW + LIFETIME


def test_a_meeting_has_its_own_time_from_the_second_yes() -> None:
    late = replace(mutual(), mutual_at=NOW + LIFETIME)

    assert expiry(late) == NOW + LIFETIME + MEETING_TIME


def test_nobody_has_a_card_without_suggestions() -> None:
    assert card_for(AWA, [], NOW) is None


SHOWN: list[tuple[Suggestion, bool]] = [
    (card(), True),
    (card(theirs=Answer.YES), True),
    (card(theirs=Answer.LATER), True),
    (card(theirs=Answer.MET), True),
    (card(mine=Answer.YES), False),
    (card(mine=Answer.MET), False),
    (card(mine=Answer.LATER), False),
    (replace(card(), ended_at=NOW, ending=Ending.WITHDRAWN), False),
    (replace(card(), expires_at=NOW), False),
    (mutual(), True),
    (mutual(theirs=Answer.MET), True),
    (mutual(mine=Answer.MET), False),
    (mutual(mine=Answer.LATER), False),
    (replace(mutual(), mutual_at=NOW - MEETING_TIME), False),
]


@pytest.mark.parametrize(("suggestion", "is_shown"), SHOWN)
def test_a_card_is_shown_until_it_is_answered_over_or_expired(suggestion: Suggestion, is_shown: bool) -> None:
    assert (card_for(AWA, [suggestion], NOW) is suggestion) is is_shown


def test_a_card_put_off_comes_back_after_its_pause() -> None:
    put_off = card(mine=Answer.LATER)

    assert card_for(AWA, [put_off], NOW + LATER_PAUSE - timedelta(seconds=1)) is None
    assert card_for(AWA, [put_off], NOW + LATER_PAUSE) is put_off


def test_a_meeting_both_want_comes_before_the_awaited_and_that_before_the_best() -> None:
    best = card("s_best", score=0.9, other=BEA)
    awaited = card("s_awaited", theirs=Answer.YES, score=0.2)
    wanted = mutual("s_wanted")

    assert card_for(AWA, [best, awaited, wanted], NOW) is wanted
    assert card_for(AWA, [best, awaited], NOW) is awaited
    assert card_for(AWA, [card("s_worse", score=0.1), best], NOW) is best


def test_of_two_equal_cards_the_same_one_is_shown_in_any_order() -> None:
    one, other = card("s_1"), card("s_2", other=BEA)

    assert card_for(AWA, [one, other], NOW) is card_for(AWA, [other, one], NOW) is one


WAITS: list[tuple[Suggestion, bool]] = [
    (card(), False),
    (card(theirs=Answer.YES), False),
    (card(mine=Answer.LATER), False),
    (card(mine=Answer.YES), True),
    (card(mine=Answer.YES, theirs=Answer.LATER), True),
    (mutual(), False),
    (replace(card(mine=Answer.YES), expires_at=NOW), False),
    (card(mine=Answer.YES, said_at=NOW - ASKED_LIFETIME), False),
    (replace(card(mine=Answer.YES), ended_at=NOW, ending=Ending.DECLINED), False),
]


@pytest.mark.parametrize(("suggestion", "waits"), WAITS)
def test_somebody_waits_while_their_yes_has_no_answer_and_the_card_is_open(suggestion: Suggestion, waits: bool) -> None:
    assert is_waiting(AWA, [suggestion], NOW) is waits


def test_one_unanswered_yes_among_many_cards_is_waiting() -> None:
    assert is_waiting(AWA, [mutual("s_1"), card("s_2"), card("s_3", mine=Answer.YES, other=BEA)], NOW)


def test_each_of_the_two_sees_their_own_side_and_the_others() -> None:
    both = card(mine=Answer.YES)

    assert (both.side_of(AWA), both.other(AWA)) == (both.sides[0], both.sides[1])
    assert (both.side_of(PAUL), both.other(PAUL)) == (both.sides[1], both.sides[0])
    assert both.people == {AWA, PAUL}


def test_a_reason_has_no_words_of_whoever_wrote_none() -> None:
    reason = Reason("need_offer", PAUL, (Said(PAUL, "offers", "bois sec"),))

    assert reason.words_of(PAUL) == "bois sec"
    assert reason.words_of(AWA) == ""
