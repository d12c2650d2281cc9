"""People of the house, and their attendance at one event; the two are kept apart so that a person can come again."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from kiosk.domain.event import EventId
from kiosk.domain.language import Language

PersonId = NewType("PersonId", str)
AttendeeId = NewType("AttendeeId", str)

SLOTS, ANCHOR_SLOTS = 3, 6


class AttendeeState(StrEnum):
    """Where a registration stands; only `registered` may enter."""

    REGISTERED = "registered"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    DECLINED = "declined"
    WAITING = "waiting"
    INVITED = "invited"

    @property
    def may_enter(self) -> bool:
        """An invited guest who turns up is a guest; a withdrawn or waiting one goes to the desk."""
        return self in {AttendeeState.REGISTERED, AttendeeState.INVITED}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the house knows, event after event. Only the name is needed."""

    id: PersonId
    name: str
    given: str | None = None
    family: str | None = None
    phone: str | None = None
    email: str | None = None
    company: str | None = None
    role: str | None = None
    language: Language | None = None
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What somebody looks for and offers at one event; every field may be empty.

    `chain` is their place in a distribution chain, `segment` the organiser's class of guest; an `anchor` is a host who
    draws others and may hold more suggestions.
    """

    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    need_text: str = ""
    offer_text: str = ""
    trade: str | None = None
    chain: str | None = None
    objectives: tuple[str, ...] = ()
    segment: str | None = None
    anchor: bool | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agreed to at one event. `matching` is None until they were asked."""

    matching: bool | None = None
    show_company: bool = False
    show_on_screen: bool = False


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person at one event. `due` is what is left to pay, in whole units of the event's currency."""

    id: AttendeeId
    event: EventId
    person: Person
    category: str | None
    due: int
    state: AttendeeState
    attention: str | None
    hidden: bool
    consent: Consent
    claimed_at: datetime | None
    version: int
    front_code: str
    profile: Profile = field(default=Profile())

    @property
    def first_name(self) -> str:
        """What one calls them: the given name, else the first word of the name."""
        return self.person.given or self.person.name.split(maxsplit=1)[0]

    @property
    def language(self) -> Language:
        """Their language, French when unknown."""
        return self.person.language or Language.FR

    @property
    def slots(self) -> int:
        """How many suggestions they may hold at once."""
        return ANCHOR_SLOTS if self.profile.anchor else SLOTS

    @property
    def may_be_suggested(self) -> bool:
        """Only people who claimed a phone, agreed to be introduced and are not hidden."""
        return self.claimed_at is not None and self.consent.matching is True and not self.hidden
