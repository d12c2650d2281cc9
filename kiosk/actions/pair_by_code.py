"""Enrol a device by six digits, typed on it within ten minutes."""

from kiosk.actions.kit import Kit
from kiosk.actions.ports import Transaction
from kiosk.domain.device import Device
from kiosk.domain.errors import DeviceRevokedError, PairingExpiredError, PairingUsedError, PairingWrongError
from kiosk.domain.pairing import new_pairing_code, pairing_digest
from kiosk.domain.session import digest, new_secret


def offer_code(kit: Kit, device: Device) -> str:
    """Six digits that give this device a key when they are typed on it: once, within ten minutes."""
    with kit.store.writing() as store:
        while store.devices.pairing(pairing_digest(kit.key, code := new_pairing_code())) is not None:
            pass
        store.devices.add_pairing(pairing_digest(kit.key, code), device.id, kit.now())
    return code


def redeem_code(kit: Kit, typed: str) -> tuple[Device, str]:
    """The device that these digits stand for, with a key of its own.

    Raises:
        PairingWrongError: the house gave out no such digits; counted against those that live.
        PairingUsedError: they paired a device already.
        PairingExpiredError: it is too late for them, or too many wrong ones were typed meanwhile.
        DeviceRevokedError: the device they stand for was unpaired.
    """
    found, key = pairing_digest(kit.key, typed), new_secret()
    with kit.store.writing() as store:
        device = _device_of_code(kit, store, found)
        store.devices.spend_pairing(found, kit.now())
        store.devices.add_key(device.id, digest(key), kit.now())
    return device, key


def _device_of_code(kit: Kit, store: Transaction, found: str) -> Device:
    pairing = store.devices.pairing(found)
    if pairing is None:
        store.devices.note_wrong_pairing(kit.now())
        raise PairingWrongError
    if pairing.used_at is not None:
        raise PairingUsedError
    if pairing.has_expired(kit.now()):
        raise PairingExpiredError
    device = store.devices.by_id(pairing.device)
    if device is None or device.revoked_at is not None:
        raise DeviceRevokedError
    return device
