"""People, their attendance at an event, and the gestures between them."""

import json
from collections.abc import Iterable
from datetime import datetime

from kiosk.domain.event import EventId
from kiosk.domain.language import Language
from kiosk.domain.people import Attendee, AttendeeId, Consent, Person, Profile
from kiosk.domain.spelling import Listed
from kiosk.domain.tie import Gesture, Tie
from kiosk.storage.database import Run
from kiosk.storage.rows import ATTENDEE, attendee_of, millis, moment, person_of, profile_json, to_json

_ADD_PERSON = """
insert into person (id, name, given, family, phone, email, company, role, language, external_id, made_at)
values (:id, :name, :given, :family, :phone, :email, :company, :role, :language, :external_id, :at)
"""
_CHANGE_PERSON = """
update person set name = :name, given = :given, family = :family, phone = :phone, email = :email, company = :company,
  role = :role, language = :language, external_id = :external_id where id = :id
"""
_ADD_ATTENDEE = """
insert into attendee
  (id, event, person, category, amount, paid_before, state, attention, hidden, profile, extra, made_at)
values (:id, :event, :person, :category, :amount, :paid_before, :state, :attention, :hidden, :profile, :extra, :at)
"""
_CHANGE_ATTENDEE = """
update attendee set category = :category, amount = :amount, paid_before = :paid_before, state = :state,
  attention = :attention, hidden = :hidden, profile = :profile, extra = :extra, version = version + 1 where id = :id
"""
_FOUND = """
select p.id as person, p.* from person p where p.external_id = :external_id
  or (p.phone is not null and p.phone = :phone) or (p.email is not null and p.email = :email) order by p.made_at, p.id
"""
_NAMED = """
select p.id as person, p.* from person p join attendee a on a.person = p.id where a.event = :event and p.name = :name
  and p.external_id is null and p.phone is null and p.email is null order by p.made_at, p.id
"""
_LISTED = """
select a.id, p.name, p.company, p.phone from attendee a join person p on p.id = a.person
where a.event = :event order by p.name, a.id
"""
_TIES = """
select x.by_attendee as a, x.to_attendee as b, max(max(x.at, y.at)) as at, x.place from gesture x
join gesture y on y.by_attendee = x.to_attendee and y.to_attendee = x.by_attendee
where x.by_attendee = :id group by x.to_attendee order by at desc, b
"""
_EVENT_TIES = """
select distinct x.by_attendee as a, x.to_attendee as b from gesture x
join gesture y on y.by_attendee = x.to_attendee and y.to_attendee = x.by_attendee
where x.event = :event and x.by_attendee < x.to_attendee
"""


class Attendees:
    """One noun of an open transaction."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def by_id(self, attendee: AttendeeId) -> Attendee | None:
        """The attendee of this id; None when there is none."""
        row = self._run.row(f"{ATTENDEE} where a.id = :id", {"id": attendee})
        return attendee_of(row) if row else None

    def of_person(self, event: EventId, person: Person) -> Attendee | None:
        """This person's attendance at this event; None when they are not on its list."""
        row = self._run.row(
            f"{ATTENDEE} where a.event = :event and a.person = :person", {"event": event, "person": person.id}
        )
        return attendee_of(row) if row else None

    def of_event(self, event: EventId) -> list[Attendee]:
        """Everybody on the list, by name."""
        rows = self._run.rows(f"{ATTENDEE} where a.event = :event order by p.name, a.id", {"event": event})
        return [attendee_of(row) for row in rows]

    def inside(self, event: EventId) -> list[Attendee]:
        """Everybody who is in the venue now, by id."""
        rows = self._run.rows(
            f"{ATTENDEE} join presence pr on pr.attendee = a.id and pr.zone = 'venue'"
            " where a.event = :event order by a.id",
            {"event": event},
        )
        return [attendee_of(row) for row in rows]

    def listed(self, event: EventId) -> list[Listed]:
        """What a search looks at of everybody on the list, by name."""
        rows = self._run.rows(_LISTED, {"event": event})
        return [Listed(AttendeeId(row["id"]), row["name"], row["company"], row["phone"]) for row in rows]

    def revision(self) -> int:
        """A number that grows with whatever a guest list is weighed against: people, and what lists say of them."""
        return int(self._run.rows("select number from list_revision")[0]["number"])

    def people_like(self, person: Person) -> list[Person]:
        """People of the house who share an external id, a phone or an e-mail with this one."""
        key = {"external_id": person.external_id, "phone": person.phone, "email": person.email}
        return [person_of(row) for row in self._run.rows(_FOUND, key)]

    def people_named(self, event: EventId, person: Person) -> list[Person]:
        """People on this list of exactly this name who, like this one, have no id, phone or e-mail."""
        if person.external_id or person.phone or person.email:
            return []
        return [person_of(row) for row in self._run.rows(_NAMED, {"event": event, "name": person.name})]

    def add_person(self, person: Person, at: datetime) -> None:
        """Keep somebody new to the house."""
        self._run.rows(_ADD_PERSON, {**_person_columns(person), "at": millis(at)})

    def change_person(self, person: Person) -> None:
        """Keep what is known of them now."""
        self._run.rows(_CHANGE_PERSON, _person_columns(person))

    def register(self, attendee: Attendee, *, paid: bool, extra: dict[str, str], at: datetime) -> None:
        """Put a person on the list of an event; `attendee.due` is the price."""
        columns = _attendee_columns(attendee, paid=paid, extra=extra)
        self._run.rows(
            _ADD_ATTENDEE, {**columns, "event": attendee.event, "person": attendee.person.id, "at": millis(at)}
        )

    def amend(self, attendee: Attendee, *, paid: bool, extra: dict[str, str]) -> None:
        """Take over what a newer list says of them."""
        self._run.rows(_CHANGE_ATTENDEE, _attendee_columns(attendee, paid=paid, extra=extra))

    def listing(self, attendee: AttendeeId) -> tuple[int, bool, dict[str, str]]:
        """What the list said of them: the price, whether it was paid before, and columns we do not know."""
        row = self._run.rows("select amount, paid_before, extra from attendee where id = :id", {"id": attendee})[0]
        return row["amount"], bool(row["paid_before"]), json.loads(row["extra"])

    def touch(self, attendees: Iterable[AttendeeId]) -> None:
        """Count up the version of their page."""
        for attendee in sorted(attendees):
            self._run.rows("update attendee set version = version + 1 where id = :id", {"id": attendee})

    def claim(self, attendee: AttendeeId, consent: Consent, at: datetime) -> None:
        """Their phone is theirs since now, with what they agreed to."""
        self._run.rows(
            "update attendee set matching = :matching, show_company = :company, show_on_screen = :screen,"
            " claimed_at = coalesce(claimed_at, :at) where id = :id",
            {
                "id": attendee,
                "matching": int(bool(consent.matching)),
                "company": int(consent.show_company),
                "screen": int(consent.show_on_screen),
                "at": millis(at),
            },
        )

    def unclaim(self, attendee: AttendeeId) -> None:
        """No phone is theirs any more."""
        self._run.rows("update attendee set claimed_at = null where id = :id", {"id": attendee})

    def note_consent(
        self, attendee: Attendee, purpose: str, *, given: bool, wording: str, language: Language, at: datetime
    ) -> None:
        """Keep what was asked in which words, and the answer."""
        self._run.rows(
            "insert into consent (attendee, purpose, given, wording, language, at)"
            " values (:attendee, :purpose, :given, :wording, :language, :at)",
            {
                "attendee": attendee.id,
                "purpose": purpose,
                "given": int(given),
                "wording": wording,
                "language": language.value,
                "at": millis(at),
            },
        )

    def add_gesture(self, by: Attendee, to: AttendeeId, kind: Gesture, *, place: str | None, at: datetime) -> bool:
        """Note one gesture; False when it was made before."""
        added = self._run.rows(
            "insert into gesture (event, by_attendee, to_attendee, kind, at, place)"
            " values (:event, :by, :to, :kind, :at, :place)"
            " on conflict (by_attendee, to_attendee, kind) do nothing returning at",
            {"event": by.event, "by": by.id, "to": to, "kind": kind.value, "at": millis(at), "place": place},
        )
        return bool(added)

    def gestures(self, by: AttendeeId, to: AttendeeId) -> frozenset[Gesture]:
        """What one did towards the other."""
        rows = self._run.rows(
            "select kind from gesture where by_attendee = :by and to_attendee = :to", {"by": by, "to": to}
        )
        return frozenset(Gesture(row["kind"]) for row in rows)

    def ties(self, attendee: AttendeeId) -> list[Tie]:
        """Whom they met, the latest first."""
        rows = self._run.rows(_TIES, {"id": attendee})
        return [Tie(AttendeeId(row["a"]), AttendeeId(row["b"]), moment(row["at"]), row["place"]) for row in rows]

    def met_pairs(self, event: EventId) -> frozenset[frozenset[AttendeeId]]:
        """All pairs who met at this event."""
        rows = self._run.rows(_EVENT_TIES, {"event": event})
        return frozenset(frozenset({AttendeeId(row["a"]), AttendeeId(row["b"])}) for row in rows)


def _person_columns(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.name,
        "given": person.given,
        "family": person.family,
        "phone": person.phone,
        "email": person.email,
        "company": person.company,
        "role": person.role,
        "language": person.language.value if person.language else None,
        "external_id": person.external_id,
    }


def _attendee_columns(attendee: Attendee, *, paid: bool, extra: dict[str, str]) -> dict[str, object]:
    profile: Profile = attendee.profile
    return {
        "id": attendee.id,
        "category": attendee.category,
        "amount": attendee.due,
        "paid_before": int(paid),
        "state": attendee.state.value,
        "attention": attendee.attention,
        "hidden": int(attendee.hidden),
        "profile": profile_json(profile),
        "extra": to_json(extra),
    }
