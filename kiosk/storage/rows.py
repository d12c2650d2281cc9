"""Columns to domain values and back: times, lists, people."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from kiosk.domain.event import EventId
from kiosk.domain.language import Language
from kiosk.domain.people import Attendee, AttendeeId, AttendeeState, Consent, Person, PersonId, Profile

ATTENDEE = """
select a.id, a.event, a.person, a.category, a.amount, a.paid_before, a.state, a.attention, a.hidden, a.matching,
  a.show_company, a.show_on_screen, a.claimed_at, a.version, a.profile, p.name, p.given, p.family, p.phone, p.email,
  p.company, p.role, p.language, p.external_id,
  (select code from badge where badge.attendee = a.id and replaced_at is null) as front_code,
  (select count(*) from payment where payment.attendee = a.id and voided_at is null) as payments
from attendee a join person p on p.id = a.person
"""

_FIRST_PROFILE = ("needs", "offers", "need_text", "offer_text", "trade")


def millis(moment: datetime) -> int:
    """As the store keeps a moment."""
    return round(moment.timestamp() * 1000)


def moment(value: int) -> datetime:
    """As the domain knows it."""
    return datetime.fromtimestamp(value / 1000, UTC)


def moment_or_none(value: int | None) -> datetime | None:
    """The same for a column that may be empty."""
    return None if value is None else moment(value)


def to_json(value: object) -> str:
    """Compact JSON text for a list or record column."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def person_of(row: Mapping[str, Any], person: str = "person") -> Person:
    """The person in a row that carries their columns."""
    return Person(
        id=PersonId(row[person]),
        name=row["name"],
        given=row["given"],
        family=row["family"],
        phone=row["phone"],
        email=row["email"],
        company=row["company"],
        role=row["role"],
        language=Language(row["language"]) if row["language"] else None,
        external_id=row["external_id"],
    )


def attendee_of(row: Mapping[str, Any]) -> Attendee:
    """The attendee in a row of `ATTENDEE`."""
    matching = row["matching"]
    return Attendee(
        id=AttendeeId(row["id"]),
        event=EventId(row["event"]),
        person=person_of(row),
        category=row["category"],
        due=due_of(row),
        state=AttendeeState(row["state"]),
        attention=row["attention"],
        hidden=bool(row["hidden"]),
        consent=Consent(
            matching=None if matching is None else bool(matching),
            show_company=bool(row["show_company"]),
            show_on_screen=bool(row["show_on_screen"]),
        ),
        claimed_at=moment_or_none(row["claimed_at"]),
        version=row["version"],
        front_code=row["front_code"] or "",
        profile=_profile_of(row["profile"]),
    )


def profile_json(profile: Profile) -> str:
    """A profile as the store keeps it."""
    said = {each.name: getattr(profile, each.name) for each in fields(profile)}
    return to_json({name: value for name, value in said.items() if value not in (None, "", ())})


def _profile_of(text: str) -> Profile:
    kept = json.loads(text)
    if isinstance(kept, list):  # as the first version wrote them
        kept = dict(zip(_FIRST_PROFILE, kept, strict=True))
    read: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
    return Profile(**read)


def due_of(row: Mapping[str, Any]) -> int:
    """Nothing once the list said paid, or once a payment stands (a free entry is one of nothing)."""
    if row["paid_before"] or row["payments"]:
        return 0
    return int(row["amount"])
