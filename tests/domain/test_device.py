"""What a device of each role may do."""

from datetime import UTC, datetime

import pytest

from kiosk.domain.device import Device, DeviceId, DeviceRole
from kiosk.domain.place import DOOR, Place

AT = datetime(2026, 12, 4, 18, tzinfo=UTC)
SCANS_AT = {
    DeviceRole.DOOR: (True, True),
    DeviceRole.SELF_SERVICE: (True, False),
    DeviceRole.TABLE: (False, True),
    DeviceRole.SCREEN: (False, False),
}


def device(role: DeviceRole) -> Device:
    return Device(DeviceId("dev_1"), "Tablette 1", role, AT)


@pytest.mark.parametrize("role", list(DeviceRole))
def test_a_role_scans_where_it_stands(role: DeviceRole) -> None:
    at_door, at_table = SCANS_AT[role]

    assert device(role).may_scan_at(DOOR.name) is at_door
    assert device(role).may_scan_at(Place(3).name) is at_table


@pytest.mark.parametrize("role", list(DeviceRole))
def test_money_is_for_doors_only(role: DeviceRole) -> None:
    assert device(role).sees_money is (role is DeviceRole.DOOR)
