"""Devices: their keys as digests, the codes that pair them, and what they last said of themselves."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from kiosk.domain.device import Beat, Device, DeviceId, DeviceRole, Standing
from kiosk.domain.pairing import CODE_LASTS, Pairing
from kiosk.domain.staff import Duty, Staff, StaffId, StaffRole
from kiosk.storage.database import Row, Run
from kiosk.storage.rows import millis, moment, moment_or_none

_BY_DIGEST = """
select * from device where id in (select id from device where digest = :digest
  union all select device from device_key where digest = :digest)
"""
_STANDINGS = """
select d.*, s.id as staff_id, s.name as staff_name, s.role as staff_role, y.last_act_at from device d
left join duty y on y.device = d.id left join staff s on s.id = y.staff and s.ended_at is null
order by d.revoked_at is not null, d.name, d.paired_at
"""


class Devices:
    """One noun of an open transaction."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def add(self, device: Device, digest: str) -> None:
        """Pair a device."""
        self._run.rows(
            "insert into device (id, name, role, digest, paired_at) values (:id, :name, :role, :digest, :at)",
            {
                "id": device.id,
                "name": device.name,
                "role": device.role.value,
                "digest": digest,
                "at": millis(device.paired_at),
            },
        )

    def add_key(self, device: DeviceId, digest: str, at: datetime) -> None:
        """Give a device one more key; those before stay good."""
        self._run.rows(
            "insert into device_key (digest, device, made_at) values (:digest, :device, :at)",
            {"digest": digest, "device": device, "at": millis(at)},
        )

    def by_id(self, device: DeviceId) -> Device | None:
        """The device of this id, revoked ones too; None when there is none."""
        row = self._run.row("select * from device where id = :id", {"id": device})
        return _device(row) if row else None

    def by_digest(self, digest: str) -> Device | None:
        """The device that holds a key of this digest, revoked ones too; None for an unknown key."""
        row = self._run.row(_BY_DIGEST, {"digest": digest})
        return _device(row) if row else None

    def standings(self) -> list[Standing]:
        """All devices by name with what is known of them, revoked ones last."""
        return [_standing(row) for row in self._run.rows(_STANDINGS)]

    def revoked_among(self, devices: Iterable[DeviceId]) -> frozenset[DeviceId]:
        """Which of these were revoked, or are none of this house."""
        rows = self._run.rows("select id from device where revoked_at is null")
        return frozenset(devices) - {DeviceId(row["id"]) for row in rows}

    def note_beat(self, device: DeviceId, beat: Beat) -> None:
        """Keep what a device says of itself now."""
        self._run.rows(
            "update device set seen_at = :at, queue = :queue, clock_gap = :gap, page = :page where id = :id",
            {
                "id": device,
                "at": millis(beat.at),
                "queue": beat.queue,
                "gap": round(beat.clock_gap.total_seconds() * 1000),
                "page": beat.page,
            },
        )

    def revoke(self, device: DeviceId, at: datetime) -> None:
        """Its keys open nothing from now on, nobody stands there any more; what it did stays."""
        key = {"id": device, "at": millis(at)}
        self._run.rows("update device set revoked_at = :at where id = :id and revoked_at is null", key)
        self._run.rows("delete from duty where device = :id", {"id": device})

    def add_pairing(self, digest: str, device: DeviceId, at: datetime) -> None:
        """Keep the digest of a code that pairs this device."""
        self._run.rows(
            "insert into pairing (digest, device, made_at, wrong) values (:digest, :device, :at, 0)",
            {"digest": digest, "device": device, "at": millis(at)},
        )

    def pairing(self, digest: str) -> Pairing | None:
        """What became of a code; None for one the house never gave out."""
        row = self._run.row("select * from pairing where digest = :digest", {"digest": digest})
        if row is None:
            return None
        used = moment_or_none(row["used_at"])
        return Pairing(DeviceId(row["device"]), moment(row["made_at"]), used, row["wrong"])

    def spend_pairing(self, digest: str, at: datetime) -> None:
        """It pairs nothing any more."""
        self._run.rows("update pairing set used_at = :at where digest = :digest", {"digest": digest, "at": millis(at)})

    def note_wrong_pairing(self, at: datetime) -> None:
        """Somebody typed a code that is none: it counts against all that live; kept even when all else is undone."""
        self._run.keep(
            "update pairing set wrong = wrong + 1 where made_at > :since", {"since": millis(at - CODE_LASTS)}
        )


def _device(row: Row) -> Device:
    return Device(
        id=DeviceId(row["id"]),
        name=row["name"],
        role=DeviceRole(row["role"]),
        paired_at=moment(row["paired_at"]),
        revoked_at=moment_or_none(row["revoked_at"]),
    )


def _standing(row: Row) -> Standing:
    gap = timedelta(milliseconds=row["clock_gap"] or 0)
    beat = Beat(moment(row["seen_at"]), row["queue"], gap, row["page"]) if row["seen_at"] is not None else None
    return Standing(_device(row), beat, _duty(row) if row["staff_id"] else None)


def _duty(row: Row) -> Duty:
    staff = Staff(StaffId(row["staff_id"]), row["staff_name"], StaffRole(row["staff_role"]))
    return Duty(staff, moment(row["last_act_at"]))
