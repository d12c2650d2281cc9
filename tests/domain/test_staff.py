"""Roles, PINs and their hashes, and how long a device waits after wrong ones."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.staff import MOST_WRONG_PINS, PIN_PAUSE, StaffRole, WrongPins, hash_pin, is_pin, new_pin

NOW = datetime(2026, 12, 4, 19, tzinfo=UTC)
KEY = b"k" * 32


def test_each_role_may_do_what_those_before_it_may() -> None:
    may = {(own, asked): own.covers(asked) for own in StaffRole for asked in StaffRole}

    assert [pair for pair, yes in may.items() if not yes] == [
        (StaffRole.CASHIER, StaffRole.SUPERVISOR),
        (StaffRole.CASHIER, StaffRole.ORGANISER),
        (StaffRole.SUPERVISOR, StaffRole.ORGANISER),
    ]


def test_a_pin_is_six_digits_and_hardly_ever_the_same() -> None:
    drawn = [new_pin() for _ in range(200)]

    assert all(len(pin) == 6 and pin.isdecimal() for pin in drawn)
    assert len(set(drawn)) > 190


def test_only_the_pin_itself_under_the_houses_own_key_fits_its_hash() -> None:
    kept = hash_pin(KEY, "042817")

    assert is_pin(KEY, "042817", kept)
    assert not is_pin(KEY, "042818", kept)
    assert not is_pin(b"x" * 32, "042817", kept)


def test_two_hashes_of_one_pin_are_unlike_and_hold_no_pin() -> None:
    one, other = hash_pin(KEY, "042817"), hash_pin(KEY, "042817")

    assert one.salt != other.salt
    assert one.digest != other.digest
    assert "042817" not in one.salt + one.digest


@pytest.mark.parametrize("typed", ["", "42817", "0428170", "04281a", "٠٤٢٨١٧", "042817 ", "\ud800"])
def test_what_is_not_six_digits_is_no_pin(typed: str) -> None:
    assert not is_pin(KEY, typed, hash_pin(KEY, typed.encode(errors="replace").decode()))


@pytest.mark.parametrize(
    ("count", "ago", "pause"),
    [
        (MOST_WRONG_PINS - 1, timedelta(0), timedelta(0)),
        (MOST_WRONG_PINS, timedelta(0), PIN_PAUSE),
        (MOST_WRONG_PINS, timedelta(minutes=2), timedelta(minutes=3)),
        (MOST_WRONG_PINS, PIN_PAUSE, timedelta(0)),
        (MOST_WRONG_PINS, timedelta(days=-20_000), timedelta(0)),
    ],
)
def test_five_wrong_pins_make_a_device_wait_five_minutes_and_never_longer(
    count: int, ago: timedelta, pause: timedelta
) -> None:
    assert WrongPins(count, NOW - ago).pause(NOW) == pause
