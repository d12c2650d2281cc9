"""The watch: a device that was taken out of use hears of it, and its sockets are closed; nobody else's are."""

from collections.abc import Iterator

import pytest

from kiosk.actions.sign_in import pair_device
from kiosk.actions.watch_devices import revoke_device
from kiosk.assemble.house import House
from kiosk.assemble.service import Running, build_service
from kiosk.config import Home, Settings
from kiosk.domain.device import DeviceRole
from kiosk.domain.facts import PeopleChanged
from tests.bench import HOST, Bench


@pytest.fixture
def running(bench: Bench) -> Iterator[Running]:
    house = House(Home(bench.path), Settings(address=HOST), bench.kit, bench.store)
    service = build_service(house, 80, mode="threading", matchmaker=False)
    yield service
    service.publisher.settle()


def test_a_revoked_device_hears_of_it_and_is_put_out_of_every_namespace(bench: Bench, running: Running) -> None:
    other, key = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    gone = {
        name: running.socket.test_client(running.app, namespace=name, auth={"token": key})
        for name in ("/staff", "/screen")
    }
    stays = running.socket.test_client(running.app, namespace="/staff", auth={"token": bench.key})
    running.watch.look()
    assert all(client.is_connected(name) for name, client in gone.items())

    revoke_device(bench.kit, other.id)
    running.watch.look()

    assert not any(client.is_connected(name) for name, client in gone.items())
    assert stays.is_connected("/staff")
    assert [each["name"] for each in stays.get_received("/staff")] == []
    assert not running.socket.test_client(running.app, namespace="/staff", auth={"token": key}).is_connected("/staff")


def test_news_reach_a_device_that_stays_after_another_went(bench: Bench, running: Running) -> None:
    other, key = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    running.socket.test_client(running.app, namespace="/staff", auth={"token": key})
    stays = running.socket.test_client(running.app, namespace="/staff", auth={"token": bench.key})
    revoke_device(bench.kit, other.id)
    running.watch.look()

    running.publisher.announce(PeopleChanged(frozenset()))
    running.publisher.settle()

    assert [each["name"] for each in stays.get_received("/staff")] == ["event"]


def test_a_socket_that_left_by_itself_is_forgotten(bench: Bench, running: Running) -> None:
    socket = running.socket.test_client(running.app, namespace="/staff", auth={"token": bench.key})
    socket.disconnect("/staff")
    revoke_device(bench.kit, bench.door.id)

    running.watch.look()

    assert not socket.is_connected("/staff")
