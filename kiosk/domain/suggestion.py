"""A suggestion: two people who should meet, from the first card to the handshake.

Rules of this file: nobody can tell a decline from a departure, a block or an expiry; one person sees one card at a
time; the other's table is told only after both said yes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from kiosk.domain.people import AttendeeId

SuggestionId = NewType("SuggestionId", str)

LIFETIME = timedelta(minutes=30)
ASKED_LIFETIME = timedelta(minutes=6)
LATER_PAUSE = timedelta(minutes=10)
MEETING_TIME = timedelta(minutes=10)


class Answer(StrEnum):
    """What somebody says to a card."""

    YES = "yes"
    LATER = "later"
    NO = "no"
    MET = "met"
    KNOWN = "known"
    LOST = "lost"


class Ending(StrEnum):
    """Why a suggestion is over; kept for the engine and for totals, never shown to the other person."""

    DECLINED = "declined"
    KNOWN = "known"
    MET = "met"
    LOST = "lost"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Said:
    """What one of the two wrote of themself, in their own words, and in which field."""

    owner: AttendeeId
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why these two: a code, and what it rests on in the words of each.

    `giver` brings something to the other; there is none where both share it, or where nothing is known. `only_two`:
    when it was found, nobody else in a room of some size shared it.
    """

    code: str
    giver: AttendeeId | None = None
    said: tuple[Said, ...] = ()
    only_two: bool = False

    def words_of(self, attendee: AttendeeId) -> str:
        """What this person wrote; empty when the reason does not rest on it."""
        return next((each.text for each in self.said if each.owner == attendee), "")


@dataclass(frozen=True, slots=True)
class Side:
    """One person's part: what they answered last, and when."""

    attendee: AttendeeId
    answer: Answer | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two people, why, and a public place; `mutual_at` is set when both said yes."""

    id: SuggestionId
    sides: tuple[Side, Side]
    score: float
    reasons: tuple[Reason, ...]
    place: str
    made_at: datetime
    expires_at: datetime
    mutual_at: datetime | None = None
    ended_at: datetime | None = None
    ending: Ending | None = None

    def side_of(self, attendee: AttendeeId) -> Side:
        """This person's part."""
        return self.sides[0] if self.sides[0].attendee == attendee else self.sides[1]

    def other(self, attendee: AttendeeId) -> Side:
        """The other person's part."""
        return self.sides[1] if self.sides[0].attendee == attendee else self.sides[0]

    @property
    def people(self) -> frozenset[AttendeeId]:
        """Both."""
        return frozenset(side.attendee for side in self.sides)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an answer does to a suggestion: become mutual, end, both said they met, or just be noted."""

    mutual: bool = False
    ending: Ending | None = None
    says_met: bool = False


def answered(suggestion: Suggestion, by: AttendeeId, answer: Answer) -> Outcome:
    """Decide what one person's answer does; the answer itself is noted in any case."""
    other = suggestion.other(by).answer
    if answer is Answer.YES:
        return Outcome(mutual=suggestion.mutual_at is None and other is Answer.YES)
    if answer is Answer.MET:
        return Outcome(says_met=True, ending=Ending.MET if other is Answer.MET else None)
    endings = {Answer.NO: Ending.DECLINED, Answer.KNOWN: Ending.KNOWN, Answer.LOST: Ending.LOST}
    return Outcome(ending=endings.get(answer))


def expiry(suggestion: Suggestion) -> datetime:
    """When it goes away by itself: sooner once one was asked and the other stays silent, later once both said yes."""
    if suggestion.mutual_at is not None:
        return suggestion.mutual_at + MEETING_TIME
    asked = [side.answered_at for side in suggestion.sides if side.answer is Answer.YES and side.answered_at]
    return min(suggestion.expires_at, asked[0] + ASKED_LIFETIME) if asked else suggestion.expires_at


def card_for(attendee: AttendeeId, suggestions: Iterable[Suggestion], now: datetime) -> Suggestion | None:
    """The one card this person sees: a meeting both want first, then one the other waits for, then the best.

    What they answered already, put off a moment ago, or what has expired is not shown.
    """
    shown = [each for each in suggestions if _is_showable(each, attendee, now)]
    return min(shown, key=lambda each: _urgency(each, attendee), default=None)


def is_waiting(attendee: AttendeeId, suggestions: Iterable[Suggestion], now: datetime) -> bool:
    """Whether this person said yes to somebody who has not answered yet."""
    return any(
        each.mutual_at is None
        and each.ended_at is None
        and each.side_of(attendee).answer is Answer.YES
        and now < expiry(each)
        for each in suggestions
    )


def _is_showable(suggestion: Suggestion, attendee: AttendeeId, now: datetime) -> bool:
    if suggestion.ended_at is not None or now >= expiry(suggestion):
        return False
    side = suggestion.side_of(attendee)
    if suggestion.mutual_at is not None:
        return side.answer is Answer.YES
    if side.answer is Answer.LATER:
        return side.answered_at is None or now >= side.answered_at + LATER_PAUSE
    return side.answer is None


def _urgency(suggestion: Suggestion, attendee: AttendeeId) -> tuple[bool, bool, float, str]:
    is_mutual = suggestion.mutual_at is not None
    is_awaited = suggestion.other(attendee).answer is Answer.YES
    return (not is_mutual, not is_awaited, -suggestion.score, suggestion.id)
