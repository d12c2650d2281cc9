"""What the actions ask of a store; `kiosk.storage` gives it, the tests check that the two agree."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from kiosk.actions.device_port import Devices
from kiosk.actions.scan_port import Scans
from kiosk.actions.staff_port import StaffList
from kiosk.domain.event import Event, EventId
from kiosk.domain.language import Language
from kiosk.domain.manifest import Standing
from kiosk.domain.people import Attendee, AttendeeId, Consent, Person
from kiosk.domain.room import Room
from kiosk.domain.scan import Badge
from kiosk.domain.session import Session
from kiosk.domain.spelling import Listed
from kiosk.domain.suggestion import Answer, Ending, Reason, Suggestion, SuggestionId
from kiosk.domain.tie import Gesture, Tie


class Events(Protocol):
    """Events and their counts."""

    def add(self, event: Event) -> None:
        """Keep a new event and its prices."""
        ...

    def by_slug(self, slug: str) -> Event | None:
        """The event of this short name; None when there is none."""
        ...

    def by_id(self, event: EventId) -> Event | None:
        """The event of this id; None when there is none."""
        ...

    def current(self) -> Event | None:
        """The newest open event; None before the first."""
        ...

    def room(self, event: Event) -> Room:
        """Everything counted at an event, in one moment."""
        ...

    def rules(self, event: EventId) -> dict[str, object]:
        """What the organiser chose of the matching rules, by name."""
        ...

    def choose_rules(self, event: EventId, rules: Mapping[str, object]) -> None:
        """Keep these choices, and only these."""
        ...


class Attendees(Protocol):
    """People, their attendance, the gestures between them."""

    def by_id(self, attendee: AttendeeId) -> Attendee | None:
        """The attendee of this id; None when there is none."""
        ...

    def of_person(self, event: EventId, person: Person) -> Attendee | None:
        """This person's attendance at this event; None when they are not on its list."""
        ...

    def of_event(self, event: EventId) -> list[Attendee]:
        """Everybody on the list, by name."""
        ...

    def inside(self, event: EventId) -> list[Attendee]:
        """Everybody who is in the venue now, by id."""
        ...

    def listed(self, event: EventId) -> list[Listed]:
        """What a search looks at of everybody on the list, by name."""
        ...

    def revision(self) -> int:
        """A number that grows with whatever a guest list is weighed against: people, and what lists say of them."""
        ...

    def people_like(self, person: Person) -> list[Person]:
        """People of the house who share an external id, a phone or an e-mail with this one."""
        ...

    def people_named(self, event: EventId, person: Person) -> list[Person]:
        """People on this list of exactly this name who, like this one, have no id, phone or e-mail."""
        ...

    def add_person(self, person: Person, at: datetime) -> None:
        """Keep somebody new to the house."""
        ...

    def change_person(self, person: Person) -> None:
        """Keep what is known of them now."""
        ...

    def register(self, attendee: Attendee, *, paid: bool, extra: dict[str, str], at: datetime) -> None:
        """Put a person on the list of an event; `attendee.due` is the price."""
        ...

    def amend(self, attendee: Attendee, *, paid: bool, extra: dict[str, str]) -> None:
        """Take over what a newer list says of them."""
        ...

    def listing(self, attendee: AttendeeId) -> tuple[int, bool, dict[str, str]]:
        """What the list said of them: the price, whether it was paid before, and columns we do not know."""
        ...

    def touch(self, attendees: Iterable[AttendeeId]) -> None:
        """Count up the version of their page."""
        ...

    def claim(self, attendee: AttendeeId, consent: Consent, at: datetime) -> None:
        """Their phone is theirs since now, with what they agreed to."""
        ...

    def unclaim(self, attendee: AttendeeId) -> None:
        """No phone is theirs any more."""
        ...

    def note_consent(
        self, attendee: Attendee, purpose: str, *, given: bool, wording: str, language: Language, at: datetime
    ) -> None:
        """Keep what was asked in which words, and the answer."""
        ...

    def add_gesture(self, by: Attendee, to: AttendeeId, kind: Gesture, *, place: str | None, at: datetime) -> bool:
        """Note one gesture; False when it was made before."""
        ...

    def gestures(self, by: AttendeeId, to: AttendeeId) -> frozenset[Gesture]:
        """What one did towards the other."""
        ...

    def ties(self, attendee: AttendeeId) -> list[Tie]:
        """Whom they met, the latest first."""
        ...

    def met_pairs(self, event: EventId) -> frozenset[frozenset[AttendeeId]]:
        """All pairs who met at this event."""
        ...


class Codes(Protocol):
    """Badges, claims, sessions."""

    def badge(self, code: str) -> Badge | None:
        """The badge of this front code, replaced ones too; None when the house never gave it out."""
        ...

    def add_badge(
        self,
        code: str,
        attendee: AttendeeId,
        event: EventId,
        at: datetime,
        *,
        reason: str | None = None,
        device: str | None = None,
    ) -> None:
        """Give a front code out, at a desk for a reason; the one before is replaced from now on."""
        ...

    def add_claim(self, digest: str, attendee: AttendeeId, at: datetime) -> None:
        """Keep a claim code's digest; those made before stay good."""
        ...

    def claim(self, digest: str) -> tuple[AttendeeId, datetime | None] | None:
        """Whose claim this is and when it was spent; None for one the house never gave out."""
        ...

    def spend_claims(self, attendee: AttendeeId, at: datetime) -> None:
        """End all their claims: a phone is theirs now."""
        ...

    def add_session(self, session: Session, at: datetime) -> None:
        """Keep a phone's session."""
        ...

    def session(self, digest: str) -> Session | None:
        """The session of this digest while it has not been ended; None otherwise."""
        ...

    def end_sessions(self, attendee: AttendeeId, at: datetime) -> None:
        """Sign all their phones out."""
        ...


class Suggestions(Protocol):
    """Suggestions from card to end."""

    def add(self, suggestion: Suggestion, event: EventId) -> bool:
        """Keep a new suggestion; False when these two have an open one already."""
        ...

    def by_id(self, suggestion: SuggestionId) -> Suggestion | None:
        """The suggestion of this id, ended ones too; None when there is none."""
        ...

    def open_of(self, attendee: AttendeeId) -> list[Suggestion]:
        """This person's open suggestions, the oldest first."""
        ...

    def open_in(self, event: EventId) -> list[Suggestion]:
        """All open suggestions of an event, the oldest first."""
        ...

    def past_in(self, event: EventId) -> list[tuple[frozenset[AttendeeId], Ending]]:
        """Pairs whose suggestion ended, and how."""
        ...

    def endings(self, one: AttendeeId, other: AttendeeId) -> frozenset[Ending]:
        """How past suggestions of these two ended."""
        ...

    def answers_in(self, event: EventId) -> list[tuple[AttendeeId, AttendeeId, bool]]:
        """Who wanted to meet whom, and who did not, at this event; "later" and the like say neither."""
        ...

    def answer(self, suggestion: Suggestion, by: AttendeeId, answer: Answer, at: datetime) -> None:
        """Note one side's answer."""
        ...

    def reword(self, suggestion: SuggestionId, reasons: tuple[Reason, ...]) -> None:
        """Keep other reasons for an open suggestion."""
        ...

    def make_mutual(self, suggestion: SuggestionId, place: str, at: datetime) -> None:
        """Both said yes: they meet at this place."""
        ...

    def end(self, suggestion: SuggestionId, ending: Ending, at: datetime) -> None:
        """Close it; a suggestion ends once."""
        ...


class WalkIns(Protocol):
    """What walk-ins asked for."""

    def add(self, nonce: str, digest: str) -> None:
        """Keep what the walk-in of this scan asked for."""
        ...

    def digest(self, nonce: str) -> str | None:
        """What the walk-in of this nonce asked for; None when there was none."""
        ...


class Changes(Protocol):
    """What changed in the door's eyes."""

    def latest(self) -> int:
        """The number of the newest change in the house; numbers only grow, over all events."""
        ...

    def concern_all(self, event: EventId, since: int) -> bool:
        """Whether something changed that cannot be told badge by badge: the event itself, or somebody was deleted."""
        ...

    def standings(self, event: Event, since: int | None) -> list[Standing]:
        """All badges of an event, replaced ones too; with `since` those of people who changed after that number."""
        ...


class Transaction(Protocol):
    """One moment of the house, by noun."""

    @property
    def events(self) -> Events:
        """Events and their counts."""
        ...

    @property
    def attendees(self) -> Attendees:
        """People and gestures."""
        ...

    @property
    def codes(self) -> Codes:
        """Badges, claims, sessions."""
        ...

    @property
    def scans(self) -> Scans:
        """Scans, presences, payments."""
        ...

    @property
    def suggestions(self) -> Suggestions:
        """Suggestions."""
        ...

    @property
    def devices(self) -> Devices:
        """Tablets, readers and projectors."""
        ...

    @property
    def staff(self) -> StaffList:
        """People with PINs."""
        ...

    @property
    def walk_ins(self) -> WalkIns:
        """Walk-ins."""
        ...

    @property
    def changes(self) -> Changes:
        """Numbered changes."""
        ...


class Store(Protocol):
    """Where the house is kept."""

    def writing(self) -> AbstractContextManager[Transaction]:
        """All or nothing, the write lock first, durable when it returns."""
        ...

    def reading(self) -> AbstractContextManager[Transaction]:
        """One moment to look at."""
        ...
