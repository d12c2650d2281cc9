"""Suggestions from the first card to their end."""

import json
from datetime import datetime

from kiosk.domain.event import EventId
from kiosk.domain.people import AttendeeId
from kiosk.domain.suggestion import Answer, Ending, Reason, Said, Side, Suggestion, SuggestionId
from kiosk.storage.database import Row, Run
from kiosk.storage.rows import millis, moment, moment_or_none, to_json

_ADD = """
insert into suggestion (id, event, a, b, score, reasons, place, made_at, expires_at)
values (:id, :event, :a, :b, :score, :reasons, :place, :made_at, :expires_at)
on conflict (a, b) where ended_at is null do nothing returning id
"""
_PAST = """
select a, b, ending from suggestion where event = :event and ended_at is not null group by a, b, ending
"""
_ANSWERS = """
select a as who, b as about, answer_a as answer from suggestion
  where event = :event and answer_a in ('yes', 'no', 'met')
union select b, a, answer_b from suggestion where event = :event and answer_b in ('yes', 'no', 'met')
order by who, about, answer
"""


class Suggestions:
    """One noun of an open transaction."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def add(self, suggestion: Suggestion, event: EventId) -> bool:
        """Keep a new suggestion; False when these two have an open one already."""
        a, b = suggestion.sides
        added = self._run.rows(
            _ADD,
            {
                "id": suggestion.id,
                "event": event,
                "a": a.attendee,
                "b": b.attendee,
                "score": suggestion.score,
                "reasons": to_json([_reason_row(each) for each in suggestion.reasons]),
                "place": suggestion.place,
                "made_at": millis(suggestion.made_at),
                "expires_at": millis(suggestion.expires_at),
            },
        )
        return bool(added)

    def by_id(self, suggestion: SuggestionId) -> Suggestion | None:
        """The suggestion of this id, ended ones too; None when there is none."""
        row = self._run.row("select * from suggestion where id = :id", {"id": suggestion})
        return _suggestion_of(row) if row else None

    def open_of(self, attendee: AttendeeId) -> list[Suggestion]:
        """This person's open suggestions, the oldest first."""
        rows = self._run.rows(
            "select * from suggestion where (a = :id or b = :id) and ended_at is null order by made_at, id",
            {"id": attendee},
        )
        return [_suggestion_of(row) for row in rows]

    def open_in(self, event: EventId) -> list[Suggestion]:
        """All open suggestions of an event, the oldest first."""
        rows = self._run.rows(
            "select * from suggestion where event = :event and ended_at is null order by made_at, id", {"event": event}
        )
        return [_suggestion_of(row) for row in rows]

    def past_in(self, event: EventId) -> list[tuple[frozenset[AttendeeId], Ending]]:
        """Pairs whose suggestion ended, and how."""
        rows = self._run.rows(_PAST, {"event": event})
        return [(frozenset({AttendeeId(row["a"]), AttendeeId(row["b"])}), Ending(row["ending"])) for row in rows]

    def endings(self, one: AttendeeId, other: AttendeeId) -> frozenset[Ending]:
        """How past suggestions of these two ended."""
        a, b = sorted((one, other))
        rows = self._run.rows(
            "select ending from suggestion where a = :a and b = :b and ended_at is not null", {"a": a, "b": b}
        )
        return frozenset(Ending(row["ending"]) for row in rows)

    def answers_in(self, event: EventId) -> list[tuple[AttendeeId, AttendeeId, bool]]:
        """Who wanted to meet whom, and who did not, at this event; "later" and the like say neither."""
        rows = self._run.rows(_ANSWERS, {"event": event})
        return [(AttendeeId(row["who"]), AttendeeId(row["about"]), row["answer"] != Answer.NO) for row in rows]

    def answer(self, suggestion: Suggestion, by: AttendeeId, answer: Answer, at: datetime) -> None:
        """Note one side's answer."""
        side = "a" if suggestion.sides[0].attendee == by else "b"
        self._run.rows(
            f"update suggestion set answer_{side} = :answer, answered_{side}_at = :at where id = :id",  # noqa: S608
            {"id": suggestion.id, "answer": answer.value, "at": millis(at)},
        )

    def reword(self, suggestion: SuggestionId, reasons: tuple[Reason, ...]) -> None:
        """Keep other reasons for an open suggestion."""
        self._run.rows(
            "update suggestion set reasons = :reasons where id = :id and ended_at is null",
            {"id": suggestion, "reasons": to_json([_reason_row(each) for each in reasons])},
        )

    def make_mutual(self, suggestion: SuggestionId, place: str, at: datetime) -> None:
        """Both said yes: they meet at this place."""
        self._run.rows(
            "update suggestion set mutual_at = :at, place = :place where id = :id",
            {"id": suggestion, "place": place, "at": millis(at)},
        )

    def end(self, suggestion: SuggestionId, ending: Ending, at: datetime) -> None:
        """Close it; a suggestion ends once."""
        self._run.rows(
            "update suggestion set ended_at = :at, ending = :ending where id = :id and ended_at is null",
            {"id": suggestion, "ending": ending.value, "at": millis(at)},
        )


def _suggestion_of(row: Row) -> Suggestion:
    return Suggestion(
        id=SuggestionId(row["id"]),
        sides=(_side(row, "a"), _side(row, "b")),
        score=row["score"],
        reasons=tuple(_reason_of(*each) for each in json.loads(row["reasons"])),
        place=row["place"],
        made_at=moment(row["made_at"]),
        expires_at=moment(row["expires_at"]),
        mutual_at=moment_or_none(row["mutual_at"]),
        ended_at=moment_or_none(row["ended_at"]),
        ending=Ending(row["ending"]) if row["ending"] else None,
    )


def _reason_of(code: str, giver: str | None, said: list[list[str]], only_two: bool = False) -> Reason:
    """A reason from its row; rows from before `only_two` are shorter."""
    facts = tuple(Said(AttendeeId(owner), field, text) for owner, field, text in said)
    return Reason(code, AttendeeId(giver) if giver else None, facts, only_two)


def _reason_row(reason: Reason) -> list[object]:
    return [reason.code, reason.giver, [[each.owner, each.field, each.text] for each in reason.said], reason.only_two]


def _side(row: Row, name: str) -> Side:
    answer = row[f"answer_{name}"]
    answered_at = moment_or_none(row[f"answered_{name}_at"])
    return Side(AttendeeId(row[name]), Answer(answer) if answer else None, answered_at)
