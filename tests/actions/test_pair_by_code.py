"""Six digits that pair a device: once, soon, and not for a crowd that guesses."""

import pytest

from kiosk.actions import pair_by_code
from kiosk.actions.pair_by_code import offer_code, redeem_code
from kiosk.actions.sign_in import device_of_key, device_of_token, pair_device, was_revoked
from kiosk.actions.watch_devices import revoke_device
from kiosk.domain.device import DeviceRole
from kiosk.domain.errors import DeviceRevokedError, PairingExpiredError, PairingUsedError, PairingWrongError
from kiosk.domain.pairing import MOST_WRONG_CODES
from kiosk.domain.session import digest, socket_token
from tests.bench import Bench


def wrong(bench: Bench, code: str) -> None:
    with pytest.raises(PairingWrongError):
        redeem_code(bench.kit, "000000" if code != "000000" else "111111")


def test_six_digits_give_the_device_a_key_of_its_own_and_leave_the_first_good(bench: Bench) -> None:
    code = offer_code(bench.kit, bench.door)

    device, key = redeem_code(bench.kit, code)

    assert len(code) == 6
    assert code.isdecimal()
    assert device == bench.door
    assert key != bench.key
    assert device_of_key(bench.kit, key) == device_of_key(bench.kit, bench.key) == bench.door
    assert device_of_token(bench.kit, socket_token(bench.kit.key, digest(key))) == bench.door


def test_a_second_use_is_told_apart_from_a_wrong_one(bench: Bench) -> None:
    code = offer_code(bench.kit, bench.door)
    redeem_code(bench.kit, code)

    with pytest.raises(PairingUsedError):
        redeem_code(bench.kit, code)
    wrong(bench, code)


def test_digits_last_ten_minutes(bench: Bench) -> None:
    code, other = offer_code(bench.kit, bench.door), offer_code(bench.kit, bench.door)

    bench.clock.forward(seconds=599)
    redeem_code(bench.kit, code)
    bench.clock.forward(seconds=1)

    with pytest.raises(PairingExpiredError):
        redeem_code(bench.kit, other)


def test_digits_do_not_outlive_a_clock_that_falls_back(bench: Bench) -> None:
    code = offer_code(bench.kit, bench.door)
    bench.clock.forward(days=-20_000)

    with pytest.raises(PairingExpiredError):
        redeem_code(bench.kit, code)


def test_too_many_wrong_ones_end_the_digits_that_live_and_no_later_ones(bench: Bench) -> None:
    code = offer_code(bench.kit, bench.door)
    for _ in range(MOST_WRONG_CODES):
        wrong(bench, code)

    with pytest.raises(PairingExpiredError):
        redeem_code(bench.kit, code)
    assert redeem_code(bench.kit, offer_code(bench.kit, bench.door))[0] == bench.door


def test_digits_that_were_given_out_are_drawn_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    other, _ = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    drawn = iter(["111111", "111111", "222222"])
    monkeypatch.setattr(pair_by_code, "new_pairing_code", lambda: next(drawn))

    codes = [offer_code(bench.kit, device) for device in (bench.door, other)]

    assert codes == ["111111", "222222"]
    assert redeem_code(bench.kit, "222222")[0] == other


def test_the_store_keeps_no_digits(bench: Bench) -> None:
    code = offer_code(bench.kit, bench.door)

    with bench.store._database.reading() as run:
        kept = str(run.rows("select * from pairing"))

    assert code not in kept


def test_a_revoked_device_is_paired_by_neither_digits_nor_any_of_its_keys(bench: Bench) -> None:
    used, code = offer_code(bench.kit, bench.door), offer_code(bench.kit, bench.door)
    _, key = redeem_code(bench.kit, used)

    revoke_device(bench.kit, bench.door.id)

    with pytest.raises(DeviceRevokedError):
        redeem_code(bench.kit, code)
    for each in (key, bench.key):
        assert device_of_key(bench.kit, each) is None
        assert device_of_token(bench.kit, each) is None
        assert was_revoked(bench.kit, each)
    assert not was_revoked(bench.kit, "nonsense")
