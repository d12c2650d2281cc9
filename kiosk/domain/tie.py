"""Two people who met: counted only when each of them made a gesture towards the other."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.people import AttendeeId


class Gesture(StrEnum):
    """What one person did towards another: scanned their badge, or said that they met."""

    SCANNED = "scanned"
    MET = "met"


@dataclass(frozen=True, slots=True)
class Tie:
    """A meeting both made a gesture for; `place` is where it was said last, when known."""

    a: AttendeeId
    b: AttendeeId
    at: datetime
    place: str | None

    def other(self, attendee: AttendeeId) -> AttendeeId:
        """The other of the two."""
        return self.b if self.a == attendee else self.a
