"""One line of a guest list, as the house takes it in, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.people import AttendeeState, Person, Profile


@dataclass(frozen=True, slots=True)
class Invitation:
    """A guest as the list has them; `person.id` means nothing yet. `amount` is None where the list says none."""

    person: Person
    category: str | None = None
    amount: int | None = None
    paid: bool = False
    state: AttendeeState = AttendeeState.REGISTERED
    attention: str | None = None
    hidden: bool = False
    profile: Profile = field(default=Profile())
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Intake:
    """How many came in new, changed, or as they were."""

    added: int = 0
    changed: int = 0
    same: int = 0
