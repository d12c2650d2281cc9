"""Tablets, projectors and readers of the house, and what each role may do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

DeviceId = NewType("DeviceId", str)


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
    """A device, the last it said, and the name of whoever stands there with when they last did something."""

    device: Device
    beat: Beat | None = None
    staff: str | None = None
    last_act: datetime | None = None
