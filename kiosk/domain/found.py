"""Somebody on the list who may be meant."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.money import Amount
from kiosk.domain.people import Attendee


class Likeness(StrEnum):
    """Why somebody may be the person who is being added, the stronger sign first."""

    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody on the list, whether they are in, what they owe, and `why` they were shown unasked."""

    attendee: Attendee
    inside: bool
    due: Amount | None = None
    why: Likeness | None = None
