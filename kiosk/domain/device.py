"""Tablets, projectors and readers of the house, and what each role may do."""

from dataclasses import dataclass
from datetime import datetime
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

    @property
    def needs_privacy(self) -> bool:
        """A door's pages would give too much to whoever listens on the Wi-Fi."""
        return self.role in {DeviceRole.DOOR, DeviceRole.SELF_SERVICE}

    def may_scan_at(self, place: str) -> bool:
        """A door scans anywhere, a table reader at tables, a self-service tablet at the door, a screen nowhere."""
        if self.role is DeviceRole.DOOR:
            return True
        wanted = {DeviceRole.TABLE: "table-", DeviceRole.SELF_SERVICE: "door"}.get(self.role)
        return wanted is not None and place.startswith(wanted)
