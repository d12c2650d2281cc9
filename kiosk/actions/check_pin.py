"""Check a PIN: who is typing, and may they?"""

import math

from kiosk.actions.kit import Kit
from kiosk.actions.ports import Transaction
from kiosk.domain.device import Device, DeviceId
from kiosk.domain.errors import PinNeededError, PinWrongError, TooManyTriesError
from kiosk.domain.staff import Staff, StaffRole, is_pin


def check_pin(
    kit: Kit, store: Transaction, pin: str, *, device: DeviceId, at_least: StaffRole = StaffRole.CASHIER
) -> Staff:
    """Say whose PIN this is. Ask within a writing transaction: a wrong one is counted even when all else is undone.

    Raises:
        PinWrongError: it is nobody's.
        TooManyTriesError: five wrong ones in a row came from this device; five minutes' rest.
        PinNeededError: it is somebody's whose role is not enough; not counted as wrong.
    """
    wrong = store.staff.wrong_pins(device)
    if wrong is not None and (pause := wrong.pause(kit.now())):
        raise TooManyTriesError(math.ceil(pause.total_seconds()), of_pins=True)
    found = person_of_pin(kit, store, pin)
    if found is None:
        store.staff.note_wrong_pin(device, kit.now())
        raise PinWrongError
    store.staff.forget_wrong_pins(device)
    if not found.role.covers(at_least):
        raise PinNeededError(at_least)
    return found


def person_of_pin(kit: Kit, store: Transaction, pin: str) -> Staff | None:
    """Whose PIN this is; None when it is nobody's."""
    return next((staff for staff, kept in store.staff.pins() if is_pin(kit.key, pin, kept)), None)


def has_staff(store: Transaction) -> bool:
    """Whether anybody has a PIN; where nobody has, none is ever asked for."""
    return bool(store.staff.living())


def has_supervisor(store: Transaction) -> bool:
    """Whether somebody works here who may override a refusal."""
    return any(staff.role.covers(StaffRole.SUPERVISOR) for staff in store.staff.living())


def answers_for_much(staff: Staff | None) -> bool:
    """Whether whoever stands at a device may override a refusal without typing a PIN again."""
    return staff is not None and staff.role.covers(StaffRole.SUPERVISOR)


def supervisor_of(kit: Kit, store: Transaction, pin: str | None, device: Device | None) -> Staff:
    """The supervisor who overrides a refusal at a device.

    Raises:
        PinNeededError: no PIN was typed. Else as `check_pin`.
    """
    if pin is None or device is None:
        raise PinNeededError(StaffRole.SUPERVISOR)
    return check_pin(kit, store, pin, device=device.id, at_least=StaffRole.SUPERVISOR)
