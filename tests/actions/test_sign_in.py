"""Who is asking: phones, devices and the sockets of their pages."""

import pytest

from kiosk.actions.claim_phone import claim_phone
from kiosk.actions.sign_in import attendee_of_secret, attendee_of_token, device_of_key, device_of_token, pair_device
from kiosk.domain.device import DeviceRole
from kiosk.domain.language import Language
from kiosk.domain.people import Attendee, Consent
from kiosk.domain.session import SESSION_LENGTH, digest, socket_token
from tests.bench import Bench

NONSENSE = ["", "nonsense", ".", "a.b", "é", "\x00", "\ud800", "x" * 10_000]


def phone_of(bench: Bench, name: str = "Awa Ndi") -> tuple[Attendee, str]:
    (person,) = bench.invite(name)
    bench.scan(person.front_code)
    return claim_phone(bench.kit, bench.claims()[name], Consent(), Language.FR)


def test_a_phone_is_its_owners_and_nobody_elses(bench: Bench) -> None:
    awa, hers = phone_of(bench)
    paul, his = phone_of(bench, "Paul Eko")

    for person, secret in ((awa, hers), (paul, his)):
        found = attendee_of_secret(bench.kit, secret)
        assert found is not None
        assert found[0].id == person.id


def test_a_session_lasts_for_the_evening_and_ends_by_itself(bench: Bench) -> None:
    _, secret = phone_of(bench)

    bench.clock.forward(seconds=SESSION_LENGTH.total_seconds() - 1)
    assert attendee_of_secret(bench.kit, secret) is not None
    bench.clock.forward(seconds=1)
    assert attendee_of_secret(bench.kit, secret) is None


def test_a_sockets_token_ends_with_its_session(bench: Bench) -> None:
    awa, secret = phone_of(bench)
    token = socket_token(bench.kit.key, digest(secret))

    found = attendee_of_token(bench.kit, token)
    assert found is not None
    assert found.id == awa.id
    bench.clock.forward(seconds=SESSION_LENGTH.total_seconds())
    assert attendee_of_token(bench.kit, token) is None


def test_a_sockets_token_opens_no_page(bench: Bench) -> None:
    _, secret = phone_of(bench)
    token = socket_token(bench.kit.key, digest(secret))

    assert attendee_of_secret(bench.kit, token) is None
    assert attendee_of_token(bench.kit, secret) is None


def test_what_the_house_keeps_of_a_secret_opens_nothing(bench: Bench) -> None:
    _, secret = phone_of(bench)

    assert attendee_of_secret(bench.kit, digest(secret)) is None
    assert device_of_key(bench.kit, digest(bench.key)) is None
    assert device_of_token(bench.kit, digest(bench.key)) is None


def test_a_token_signed_with_another_houses_key_opens_nothing(bench: Bench) -> None:
    _, secret = phone_of(bench)

    assert attendee_of_token(bench.kit, socket_token(b"x" * 32, digest(secret))) is None
    assert device_of_token(bench.kit, socket_token(b"x" * 32, digest(bench.key))) is None


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_is_nobody(bench: Bench, text: str) -> None:
    phone_of(bench)

    assert attendee_of_secret(bench.kit, text) is None
    assert attendee_of_token(bench.kit, text) is None
    assert device_of_key(bench.kit, text) is None
    assert device_of_token(bench.kit, text) is None


@pytest.mark.parametrize("role", list(DeviceRole))
def test_a_paired_device_is_known_by_its_key_and_by_its_pages_token(bench: Bench, role: DeviceRole) -> None:
    device, key = pair_device(bench.kit, "Tablette 2", role)

    assert device_of_key(bench.kit, key) == device
    assert device_of_token(bench.kit, key) == device
    assert device_of_token(bench.kit, socket_token(bench.kit.key, digest(key))) == device
    assert (device.name, device.role, device.paired_at) == ("Tablette 2", role, bench.clock())


def test_two_devices_of_one_name_have_keys_of_their_own(bench: Bench) -> None:
    (one, key), (other, its_key) = (pair_device(bench.kit, "Porte 2", DeviceRole.DOOR) for _ in range(2))

    assert one.id != other.id
    assert key != its_key
    assert device_of_key(bench.kit, its_key) == other


def test_a_device_is_no_phone_and_a_phone_no_device(bench: Bench) -> None:
    _, secret = phone_of(bench)

    assert device_of_key(bench.kit, secret) is None
    assert device_of_token(bench.kit, socket_token(bench.kit.key, digest(secret))) is None
    assert attendee_of_secret(bench.kit, bench.key) is None
    assert attendee_of_token(bench.kit, socket_token(bench.kit.key, digest(bench.key))) is None
