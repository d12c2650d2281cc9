"""Who works at the event, the hashes of their PINs, and the wrong ones that were typed."""

from datetime import datetime

from kiosk.domain.device import DeviceId
from kiosk.domain.staff import PIN_PAUSE, Duty, PinHash, Staff, StaffId, StaffRole, WrongPins
from kiosk.storage.database import Row, Run
from kiosk.storage.rows import millis, moment

_NOTE_WRONG = """
insert into wrong_pin (device, wrong, at) values (:device, 1, :at) on conflict (device) do update
set wrong = case when wrong_pin.at > :since and wrong_pin.at <= :at then wrong_pin.wrong + 1 else 1 end,
  at = excluded.at
"""

_DUTY = """
select s.*, d.last_act_at from duty d join staff s on s.id = d.staff where d.device = :device and s.ended_at is null
"""
_BEGIN = """
insert into duty (device, staff, began_at, last_act_at) values (:device, :staff, :at, :at)
on conflict (device) do update
set staff = excluded.staff, began_at = excluded.began_at, last_act_at = excluded.last_act_at
"""


class StaffList:
    """One noun of an open transaction."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def living(self) -> list[Staff]:
        """Everybody who works here now, by name."""
        return [_staff(row) for row in self._rows()]

    def pins(self) -> list[tuple[Staff, PinHash]]:
        """The same with what the house keeps of their PINs."""
        return [(_staff(row), PinHash(row["salt"], row["digest"])) for row in self._rows()]

    def add(self, staff: Staff, pin: PinHash, at: datetime) -> None:
        """Keep somebody new."""
        self._run.rows(
            "insert into staff (id, name, role, salt, digest, made_at) values (:id, :name, :role, :salt, :digest, :at)",
            {
                "id": staff.id,
                "name": staff.name,
                "role": staff.role.value,
                "salt": pin.salt,
                "digest": pin.digest,
                "at": millis(at),
            },
        )

    def change_pin(self, staff: StaffId, pin: PinHash) -> None:
        """The PIN before opens nothing from now on, and what it opened is shut."""
        self._run.rows("delete from duty where staff = :id", {"id": staff})
        self._run.rows(
            "update staff set salt = :salt, digest = :digest where id = :id",
            {"id": staff, "salt": pin.salt, "digest": pin.digest},
        )

    def remove(self, staff: StaffId, at: datetime) -> None:
        """They work here no longer; what they did keeps their name."""
        self._run.rows("update staff set ended_at = :at where id = :id", {"id": staff, "at": millis(at)})

    def wrong_pins(self, device: DeviceId) -> WrongPins | None:
        """The wrong PINs typed on this device since the last right one; None when there is none."""
        row = self._run.row("select wrong, at from wrong_pin where device = :device", {"device": device})
        return WrongPins(row["wrong"], moment(row["at"])) if row else None

    def note_wrong_pin(self, device: DeviceId, at: datetime) -> None:
        """Count one more, or begin anew after a pause; kept even when the transaction is undone."""
        since = millis(at - PIN_PAUSE)
        self._run.keep(_NOTE_WRONG, {"device": device, "since": since, "at": millis(at)})

    def forget_wrong_pins(self, device: DeviceId) -> None:
        """A right one came."""
        self._run.rows("delete from wrong_pin where device = :device", {"device": device})

    def duty(self, device: DeviceId) -> Duty | None:
        """Who typed a PIN on this device last and has not left; it may have lapsed."""
        row = self._run.row(_DUTY, {"device": device})
        return Duty(_staff(row), moment(row["last_act_at"])) if row else None

    def begin_duty(self, device: DeviceId, staff: StaffId, at: datetime) -> None:
        """Somebody works on this device from now on; whoever did before has left."""
        self._run.rows(_BEGIN, {"device": device, "staff": staff, "at": millis(at)})

    def note_act(self, device: DeviceId, at: datetime) -> None:
        """They are still there."""
        self._run.rows("update duty set last_act_at = :at where device = :device", {"device": device, "at": millis(at)})

    def end_duty(self, device: DeviceId) -> None:
        """Whoever worked there has left."""
        self._run.rows("delete from duty where device = :device", {"device": device})

    def _rows(self) -> list[Row]:
        return self._run.rows("select * from staff where ended_at is null order by name, id")


def _staff(row: Row) -> Staff:
    return Staff(StaffId(row["id"]), row["name"], StaffRole(row["role"]))
