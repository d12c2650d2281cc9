"""What the actions ask of a store about scans and what they move; a part of `ports`."""

from collections.abc import Mapping
from typing import Protocol

from kiosk.domain.device import DeviceId
from kiosk.domain.event import EventId
from kiosk.domain.money import Payment
from kiosk.domain.people import AttendeeId
from kiosk.domain.place import Zone
from kiosk.domain.scan import Direction, Moves, Presence, Scan, ScanRequest, Undoing


class Scans(Protocol):
    """Scans, presences, payments."""

    def by_nonce(self, nonce: str) -> Scan | None:
        """The scan recorded under this nonce, with its first answer; None for a new nonce."""
        ...

    def recent(
        self, event: EventId, most: int, *, conflicts: bool = False, device: DeviceId | None = None
    ) -> list[Scan]:
        """The newest scans of an event, the last one first: of one device, or where a door alone saw it otherwise."""
        ...

    def add(self, scan: Scan, asked: ScanRequest, event: EventId) -> int:
        """Record a scan and its answer; the sequence number comes back."""
        ...

    def payment_of(self, scan: int) -> Payment | None:
        """What was handed over with a scan and not given back; None when nothing was."""
        ...

    def origin(self, nonce: str) -> tuple[str | None, EventId] | None:
        """The id of the device that made this scan, and the event it was made at; None for an unknown nonce."""
        ...

    def annul(self, scan: Scan, undoing: Undoing) -> None:
        """Mark a scan as undone; it stays in the history, and what it moved goes back to what the others say."""
        ...

    def presence(self, attendee: AttendeeId, zone: Zone) -> Presence | None:
        """Where in this zone they are now; None when they are not in it."""
        ...

    def presences(self, attendee: AttendeeId) -> dict[Zone, Presence]:
        """Where they are now, by zone; nothing when they are not here."""
        ...

    def last_move(self, attendee: AttendeeId, *directions: Direction) -> tuple[Direction, Presence] | None:
        """The latest time they went through the door, in one of these directions or in any; None when never."""
        ...

    def moves(self, scan: Scan, attendee: AttendeeId) -> Moves:
        """When they were last seen to come and to go, by zone, this scan aside."""
        ...

    def enter(self, scan: Scan, event: EventId, *, late: bool = False) -> None:
        """Open a presence, or move it to this place: one per person and zone. A late one leaves a newer one alone."""
        ...

    def leave(self, attendee: AttendeeId, zone: Zone) -> None:
        """Close a presence; whoever leaves the venue leaves their table too."""
        ...

    def people_inside(self, event: EventId) -> int:
        """How many are in the venue now."""
        ...

    def was_admitted(self, attendee: AttendeeId) -> bool:
        """Whether the door ever let them in, undone entries aside."""
        ...

    def answers(self, attendee: AttendeeId) -> dict[str, str]:
        """What they answered at the door, by question; the latest answer holds."""
        ...

    def add_answers(self, scan: Scan, attendee: AttendeeId, answers: Mapping[str, str]) -> None:
        """Keep what they answered with this scan; it counts for nothing once the scan is undone."""
        ...

    def add_payment(self, scan: Scan, payment: Payment, event: EventId) -> None:
        """Record what was handed over with a scan, even by somebody nobody knows."""
        ...
