"""What has happened, in the past tense: announced once it is on disk."""

from dataclasses import dataclass

from kiosk.domain.people import AttendeeId
from kiosk.domain.scan import Scan


@dataclass(frozen=True, slots=True)
class BadgeScanned:
    """Somebody was let in, let out, seated, or refused."""

    scan: Scan

    @property
    def attendees(self) -> frozenset[AttendeeId]:
        """Whose page may show something else now."""
        return frozenset({self.scan.guest.id} if self.scan.guest else ())

    moves_room: bool = True


@dataclass(frozen=True, slots=True)
class PeopleChanged:
    """These people's pages may show something else now; the room's counts too when `moves_room`."""

    attendees: frozenset[AttendeeId]
    moves_room: bool = True


@dataclass(frozen=True, slots=True)
class PhoneReleased:
    """This person's phones are nobody's any more: their pages close, and they are suggested to nobody."""

    attendee: AttendeeId
    moves_room: bool = True

    @property
    def attendees(self) -> frozenset[AttendeeId]:
        """Whose page may show something else now."""
        return frozenset({self.attendee})


@dataclass(frozen=True, slots=True)
class HelpWanted:
    """A guest stands at a self-service tablet and cannot go on alone; nothing is stored."""

    device: str
    attendees: frozenset[AttendeeId] = frozenset()
    moves_room: bool = False


Fact = BadgeScanned | PeopleChanged | PhoneReleased | HelpWanted
