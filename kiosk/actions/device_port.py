"""What the actions ask of a store about devices; a part of `ports`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from kiosk.domain.device import Beat, Device, DeviceId, Standing
from kiosk.domain.pairing import Pairing


class Devices(Protocol):
    """Tablets, readers and projectors."""

    def add(self, device: Device, digest: str) -> None:
        """Pair a device."""
        ...

    def add_key(self, device: DeviceId, digest: str, at: datetime) -> None:
        """Give a device one more key; those before stay good."""
        ...

    def by_id(self, device: DeviceId) -> Device | None:
        """The device of this id, revoked ones too; None when there is none."""
        ...

    def by_digest(self, digest: str) -> Device | None:
        """The device that holds a key of this digest, revoked ones too; None for an unknown key."""
        ...

    def standings(self) -> list[Standing]:
        """All devices by name with what is known of them, revoked ones last."""
        ...

    def revoked_among(self, devices: Iterable[DeviceId]) -> frozenset[DeviceId]:
        """Which of these were revoked, or are none of this house."""
        ...

    def note_beat(self, device: DeviceId, beat: Beat) -> None:
        """Keep what a device says of itself now."""
        ...

    def revoke(self, device: DeviceId, at: datetime) -> None:
        """Its keys open nothing from now on, nobody stands there any more; what it did stays."""
        ...

    def add_pairing(self, digest: str, device: DeviceId, at: datetime) -> None:
        """Keep the digest of a code that pairs this device."""
        ...

    def pairing(self, digest: str) -> Pairing | None:
        """What became of a code; None for one the house never gave out."""
        ...

    def spend_pairing(self, digest: str, at: datetime) -> None:
        """It pairs nothing any more."""
        ...

    def note_wrong_pairing(self, at: datetime) -> None:
        """Somebody typed a code that is none: it counts against all that live; kept even when all else is undone."""
        ...
