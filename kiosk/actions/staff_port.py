"""What the actions ask of a store about the people who work at the event; a part of `ports`."""

from datetime import datetime
from typing import Protocol

from kiosk.domain.device import DeviceId
from kiosk.domain.staff import Duty, PinHash, Staff, StaffId, WrongPins


class StaffList(Protocol):
    """Who works here, and their PINs."""

    def living(self) -> list[Staff]:
        """Everybody who works here now, by name."""
        ...

    def pins(self) -> list[tuple[Staff, PinHash]]:
        """The same with what the house keeps of their PINs."""
        ...

    def add(self, staff: Staff, pin: PinHash, at: datetime) -> None:
        """Keep somebody new."""
        ...

    def change_pin(self, staff: StaffId, pin: PinHash) -> None:
        """The PIN before opens nothing from now on, and what it opened is shut."""
        ...

    def remove(self, staff: StaffId, at: datetime) -> None:
        """They work here no longer; what they did keeps their name."""
        ...

    def wrong_pins(self, device: DeviceId) -> WrongPins | None:
        """The wrong PINs typed on this device since the last right one; None when there is none."""
        ...

    def note_wrong_pin(self, device: DeviceId, at: datetime) -> None:
        """Count one more, or begin anew after a pause; kept even when the transaction is undone."""
        ...

    def forget_wrong_pins(self, device: DeviceId) -> None:
        """A right one came."""
        ...

    def duty(self, device: DeviceId) -> Duty | None:
        """Who typed a PIN on this device last and has not left; it may have lapsed."""
        ...

    def begin_duty(self, device: DeviceId, staff: StaffId, at: datetime) -> None:
        """Somebody works on this device from now on; whoever did before has left."""
        ...

    def note_act(self, device: DeviceId, at: datetime) -> None:
        """They are still there."""
        ...

    def end_duty(self, device: DeviceId) -> None:
        """Whoever worked there has left."""
        ...
