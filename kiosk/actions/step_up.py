"""Say with a PIN who stands at a device, for as long as they do something there."""

from kiosk.actions.check_pin import check_pin, has_staff, has_supervisor
from kiosk.actions.kit import Kit
from kiosk.domain.device import Device
from kiosk.domain.errors import PinNeededError
from kiosk.domain.staff import Duty, Staff, StaffRole


def step_up(kit: Kit, pin: str, *, device: Device) -> Duty:
    """Begin somebody's duty at a device; whoever was there before has left.

    Raises:
        PinWrongError: it is nobody's PIN.
        TooManyTriesError: five wrong ones in a row came from this device.
    """
    with kit.store.writing() as store:
        staff = check_pin(kit, store, pin, device=device.id)
        store.staff.begin_duty(device.id, staff.id, kit.now())
    return Duty(staff, kit.now())


def step_down(kit: Kit, *, device: Device) -> None:
    """End whatever duty there is: the next one who needs it types a PIN."""
    with kit.store.writing() as store:
        store.staff.end_duty(device.id)


def duty_at(kit: Kit, *, device: Device) -> Duty | None:
    """Who is on duty at a device; None when nobody is, or nothing was done there for too long."""
    with kit.store.reading() as store:
        duty = store.staff.duty(device.id)
    return duty if duty is not None and duty.lasts(kit.now()) else None


def staff_at(kit: Kit, *, device: Device, needed: StaffRole | None, acts: bool) -> Staff | None:
    """Who stands at a device, where it is known; whoever acts stays on duty, whoever only looks does not.

    Raises:
        PinNeededError: nobody on duty there has the role that is needed, and somebody in the house has one.
    """
    duty = duty_at(kit, device=device)
    if needed is not None and (duty is None or not duty.staff.role.covers(needed)):
        _refuse_where_it_could_be(kit, duty, needed)
    if duty is None:
        return None
    if acts and duty.is_worth_noting(kit.now()):
        with kit.store.writing() as store:
            store.staff.note_act(device.id, kit.now())
    return duty.staff


def _refuse_where_it_could_be(kit: Kit, duty: Duty | None, needed: StaffRole) -> None:
    """Ask for the PIN of somebody who may; where nobody may, for anybody's; where nobody has one, for none."""
    with kit.store.reading() as store:
        if has_supervisor(store):
            raise PinNeededError(needed)
        if duty is None and has_staff(store):
            raise PinNeededError
