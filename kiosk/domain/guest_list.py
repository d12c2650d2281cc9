"""One line of a guest list, as the house takes it in, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.people import AttendeeState, Person, Profile


@dataclass(frozen=True, slots=True)
class Invitation:
    """A guest as the list has them; `person.id` means nothing yet.

    None, like an empty field of the person or the profile, is what the list does not say: a guest who is on the list
    already keeps what was known.
    """

    person: Person
    category: str | None = None
    amount: int | None = None
    paid: bool | None = None
    state: AttendeeState | None = None
    attention: str | None = None
    hidden: bool | None = None
    profile: Profile = field(default=Profile())
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Intake:
    """How many came in new, changed, or as they were; and categories that the event has no price for."""

    added: int = 0
    changed: int = 0
    same: int = 0
    unpriced: tuple[str, ...] = ()
