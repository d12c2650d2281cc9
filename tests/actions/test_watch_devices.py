"""Devices report, are listed, and go out of use: a scan of theirs is stored before that, or refused."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.actions.manage_staff import add_staff
from kiosk.actions.record_scan import record_scan
from kiosk.actions.sign_in import pair_device
from kiosk.actions.step_up import duty_at, step_up
from kiosk.actions.undo_scan import UndoRequest, undo_scan
from kiosk.actions.watch_devices import (
    device_named,
    device_standings,
    note_beat,
    revoke_device,
    revoked_among,
)
from kiosk.domain.device import Device, DeviceId, DeviceRole
from kiosk.domain.errors import DeviceRevokedError, UnknownDeviceError, WhichDeviceError
from kiosk.domain.place import DOOR
from kiosk.domain.scan import Direction, ScanRequest
from kiosk.domain.staff import StaffRole
from tests.bench import Bench


def beat(bench: Bench, device: Device | None = None, *, queue: int = 0, clock: datetime | None = None) -> timedelta:
    told = note_beat(bench.kit, device or bench.door, queue=queue, clock=clock or bench.clock(), page="door")
    return told.clock_gap


@pytest.mark.parametrize(
    "clock", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2031, 5, 1, tzinfo=UTC), datetime(2026, 12, 4, 15, tzinfo=UTC)]
)
def test_a_clock_however_wrong_is_measured_and_kept(bench: Bench, clock: datetime) -> None:
    gap = beat(bench, clock=clock)

    (standing,) = device_standings(bench.kit)
    assert standing.beat is not None
    assert standing.beat.clock_gap == gap == clock - bench.clock()


def test_the_list_has_everybody_by_name_with_the_last_they_said_and_those_out_of_use_last(bench: Bench) -> None:
    first, _ = pair_device(bench.kit, "Borne", DeviceRole.SELF_SERVICE)
    gone, _ = pair_device(bench.kit, "Annexe", DeviceRole.DOOR)
    beat(bench, queue=3)
    bench.clock.forward(seconds=15)
    beat(bench, queue=4)
    revoke_device(bench.kit, gone.id)

    standings = device_standings(bench.kit)

    assert [each.device.id for each in standings] == [first.id, bench.door.id, gone.id]
    assert [each.beat and (each.beat.queue, each.beat.at) for each in standings] == [None, (4, bench.clock()), None]


def test_a_name_finds_the_one_device_in_use_and_an_id_finds_it_always(bench: Bench) -> None:
    old, _ = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    revoke_device(bench.kit, old.id)
    new, _ = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)

    assert device_named(bench.kit, " porte  2 ") == new
    twin, _ = pair_device(bench.kit, "PORTE 2", DeviceRole.DOOR)
    with pytest.raises(WhichDeviceError) as told:
        device_named(bench.kit, "Porte 2")
    assert set(told.value.ids) == {new.id, twin.id}
    assert device_named(bench.kit, twin.id) == twin
    for nobody in ("Porte 3", old.id, ""):
        with pytest.raises(UnknownDeviceError):
            device_named(bench.kit, nobody)


def test_revoking_twice_keeps_the_first_time_and_nobody_stands_there(bench: Bench) -> None:
    _, pin = add_staff(bench.kit, "Mama Ngono", StaffRole.CASHIER)
    step_up(bench.kit, pin, device=bench.door)
    first = revoke_device(bench.kit, bench.door.id)
    bench.clock.forward(minutes=1)

    again = revoke_device(bench.kit, bench.door.id)

    assert again == first
    assert duty_at(bench.kit, device=bench.door) is None
    with pytest.raises(UnknownDeviceError):
        revoke_device(bench.kit, DeviceId("dev_nobody"))


def test_a_scan_let_in_before_its_tablet_was_revoked_is_refused_whole(bench: Bench) -> None:
    """A9: the request passed the gate with the device as it was; the revocation commits first."""
    (awa,) = bench.invite("Awa Ndi")
    asked = ScanRequest("n-99999999", awa.front_code, DOOR, Direction.IN, bench.door)
    revoke_device(bench.kit, bench.door.id)

    with pytest.raises(DeviceRevokedError):
        record_scan(bench.kit, asked)

    with bench.store.reading() as store:
        assert store.scans.by_nonce("n-99999999") is None
        assert store.scans.people_inside(bench.event.id) == 0


def test_a_scan_stored_before_its_tablet_was_revoked_stays_and_is_not_undone_by_it(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    scan = bench.scan(awa.front_code, nonce="n-99999999")
    revoke_device(bench.kit, bench.door.id)

    with pytest.raises(DeviceRevokedError):
        undo_scan(bench.kit, UndoRequest(scan.nonce, bench.door, "x"))
    with pytest.raises(DeviceRevokedError):
        beat(bench)

    with bench.store.reading() as store:
        assert store.scans.people_inside(bench.event.id) == 1


def test_those_out_of_use_are_known_and_strangers_count_among_them(bench: Bench) -> None:
    other, _ = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    revoke_device(bench.kit, other.id)
    stranger = DeviceId("dev_stranger")

    assert revoked_among(bench.kit, [bench.door.id, other.id, stranger]) == {other.id, stranger}
