"""Tablets, projectors and readers of the house, and what each role may do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from kiosk.domain.staff import Duty

DeviceId = NewType("DeviceId", str)

SEEN_LATELY = timedelta(seconds=60)
"""Pages speak up every fifteen seconds; after four silences something is the matter."""


class DeviceRole(StrEnum):
    """Where a device stands. A door sees money and claims; the others do not."""

    DOOR = "door"
    SELF_SERVICE = "self-service"
    SCREEN = "screen"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Device:
    """A paired device; its key is known only to itself, the house keeps a hash."""

    id: DeviceId
    name: str
    role: DeviceRole
    paired_at: datetime
    revoked_at: datetime | None = None

    @property
    def sees_money(self) -> bool:
        """Amounts and claim codes are for staff only."""
        return self.role is DeviceRole.DOOR

    def may_scan_at(self, place: str) -> bool:
        """A door scans anywhere, a table reader at tables, a self-service tablet at the door, a screen nowhere."""
        if self.role is DeviceRole.DOOR:
            return True
        wanted = {DeviceRole.TABLE: "table-", DeviceRole.SELF_SERVICE: "door"}.get(self.role)
        return wanted is not None and place.startswith(wanted)


@dataclass(frozen=True, slots=True)
class Beat:
    """What a device said of itself: `queue` scans wait on it, its clock is `clock_gap` ahead of the server's."""

    at: datetime
    queue: int
    clock_gap: timedelta
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A device, the last it said, and who typed a PIN there; that may have lapsed, and the device be silent."""

    device: Device
    beat: Beat | None = None
    duty: Duty | None = None

    @property
    def is_in_use(self) -> bool:
        """Whether its keys open anything."""
        return self.device.revoked_at is None

    def is_here(self, now: datetime) -> bool:
        """Whether it was heard of lately."""
        return self.is_in_use and self.beat is not None and abs(now - self.beat.at) < SEEN_LATELY

    def staff(self, now: datetime) -> str | None:
        """The name of whoever stands there now."""
        return self.duty.staff.name if self.is_in_use and self.duty and self.duty.lasts(now) else None
