"""What devices say of themselves, how they stand, and taking one out of use."""

from collections.abc import Iterable
from datetime import datetime

from kiosk.actions.kit import Kit
from kiosk.actions.ports import Transaction
from kiosk.domain.device import Beat, Device, DeviceId, Standing
from kiosk.domain.errors import DeviceRevokedError, UnknownDeviceError, WhichDeviceError


def note_beat(kit: Kit, device: Device, *, queue: int, clock: datetime, page: str | None) -> Beat:
    """Keep that a device is there: how many scans wait on it, what its clock says, which page it shows."""
    beat = Beat(kit.now(), queue, clock - kit.now(), page)
    with kit.store.writing() as store:
        check_paired(store, device)
        store.devices.note_beat(device.id, beat)
    return beat


def device_standings(kit: Kit) -> list[Standing]:
    """All devices with what is known of them, revoked ones last."""
    with kit.store.reading() as store:
        return store.devices.standings()


def revoke_device(kit: Kit, device: DeviceId) -> Device:
    """Take a device out of use: refused at once over HTTP, its sockets closed by the watch. Twice is the same.

    Raises:
        UnknownDeviceError: the house has no such device.
    """
    with kit.store.writing() as store:
        if store.devices.by_id(device) is None:
            raise UnknownDeviceError(device)
        store.devices.revoke(device, kit.now())
        return _known(store, device)


def device_named(kit: Kit, name: str) -> Device:
    """The one device in use of this name, or of this id.

    Raises:
        UnknownDeviceError: there is none. WhichDeviceError: there are several of this name.
    """
    with kit.store.reading() as store:
        living = [each.device for each in store.devices.standings() if each.device.revoked_at is None]
    wanted = " ".join(name.split()).casefold()
    found = [each for each in living if each.id == name or each.name.casefold() == wanted]
    if not found:
        raise UnknownDeviceError(name)
    if len(found) > 1:
        raise WhichDeviceError(name, tuple(each.id for each in found))
    return found[0]


def revoked_among(kit: Kit, devices: Iterable[DeviceId]) -> frozenset[DeviceId]:
    """Which of these are in use no longer."""
    with kit.store.reading() as store:
        return store.devices.revoked_among(devices)


def check_paired(store: Transaction, device: Device | None) -> None:
    """Ask again within the transaction of an act: it is stored before its device is revoked, or refused.

    Raises:
        DeviceRevokedError: it was, since the request was let in.
    """
    if device is not None and _known(store, device.id).revoked_at is not None:
        raise DeviceRevokedError


def _known(store: Transaction, device: DeviceId) -> Device:
    found = store.devices.by_id(device)
    if found is None:
        raise UnknownDeviceError(device)
    return found
