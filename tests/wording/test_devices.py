"""How a device stands, in words: silence, wrong clocks, whoever is there."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.device import Beat, Device, DeviceId, DeviceRole, Standing
from kiosk.domain.language import Language
from kiosk.domain.staff import Duty, Staff, StaffId, StaffRole
from kiosk.views.devices import standing_words
from kiosk.wording.catalog import Words
from kiosk.wording.devices import clock_sentence

NOW = datetime(2026, 12, 4, 18, 30, tzinfo=UTC)
DEVICE = Device(DeviceId("dev_1"), "Porte 1", DeviceRole.DOOR, NOW)


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (timedelta(seconds=119), None),
        (timedelta(seconds=-119), None),
        (timedelta(minutes=2), "clock 2 min ahead"),
        (timedelta(minutes=-59), "clock 59 min behind"),
        (timedelta(hours=-3), "clock 3 h behind"),
        (timedelta(hours=3, minutes=5), "clock 3 h 5 min ahead"),
        (timedelta(days=1826), "clock 1826 days ahead"),
    ],
)
def test_a_clock_is_spoken_of_from_two_minutes_on(gap: timedelta, said: str | None) -> None:
    assert clock_sentence(gap, Words(Language.EN)) == said


@pytest.mark.parametrize(
    ("ago", "is_here", "seen"),
    [(timedelta(seconds=59), True, "last seen 19:29"), (timedelta(minutes=20), False, "silent since 19:10")],
)
def test_a_device_that_says_nothing_for_a_minute_is_called_silent(ago: timedelta, is_here: bool, seen: str) -> None:
    words = standing_words(Standing(DEVICE, Beat(NOW - ago, 0, timedelta(0))), NOW, Language.EN)

    assert (words["is_here"], words["seen"]) == (is_here, seen)


def test_whoever_typed_a_pin_is_named_until_it_lapses() -> None:
    duty = Duty(Staff(StaffId("st_1"), "Mama Ngono", StaffRole.CASHIER), NOW - timedelta(minutes=4))
    standing = Standing(DEVICE, None, duty)

    named = [standing.staff(NOW + timedelta(minutes=later)) for later in (0, 1)]

    assert named == ["Mama Ngono", None]


def test_what_waits_on_a_device_out_of_use_is_no_longer_counted() -> None:
    gone = Device(DeviceId("dev_1"), "Porte 1", DeviceRole.DOOR, NOW, revoked_at=NOW)
    words = standing_words(Standing(gone, Beat(NOW, 7, timedelta(hours=3))), NOW, Language.EN)

    assert (words["queue"], words["clock"], words["is_here"]) == (0, None, False)
    assert words["seen"] == "unpaired at 19:30"
