"""Who may listen: three namespaces, each with its own check, and nobody may talk."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from flask_socketio import SocketIOTestClient

from kiosk.assemble.service import Running
from tests.bench import Bench

Browser = Callable[[], FlaskClient]


def connect(running: Running, namespace: str, token: object) -> SocketIOTestClient:
    return running.socket.test_client(running.app, namespace=namespace, auth={"token": token})


@pytest.mark.parametrize("namespace", ["/attendee", "/staff", "/screen"])
@pytest.mark.parametrize("token", [None, "", "nonsense", 7, "a.b", "é", "\ud800"])
def test_a_socket_without_a_token_of_ours_is_refused(running: Running, namespace: str, token: object) -> None:
    assert not connect(running, namespace, token).is_connected(namespace)


def test_a_device_key_opens_the_staff_namespace_and_not_an_attendees(bench: Bench, running: Running) -> None:
    assert connect(running, "/staff", bench.key).is_connected("/staff")
    assert not connect(running, "/attendee", bench.key).is_connected("/attendee")


def test_a_pages_token_opens_its_owners_room_only(bench: Bench, running: Running) -> None:
    (awa,) = bench.invite("Awa Ndi")
    claim = bench.claims()["Awa Ndi"]
    bench.scan(awa.front_code)
    phone = running.app.test_client()
    phone.post(f"/c/{claim}", json={"matching": "yes"})
    state = phone.get("/me/state").json
    assert state is not None

    assert connect(running, "/attendee", state["socket_token"]).is_connected("/attendee")
    assert not connect(running, "/staff", state["socket_token"]).is_connected("/staff")
    last = "1" if state["socket_token"].endswith("0") else "0"
    assert not connect(running, "/attendee", state["socket_token"][:-1] + last).is_connected("/attendee")


def test_a_socket_that_talks_is_put_out(bench: Bench, running: Running) -> None:
    socket = connect(running, "/staff", bench.key)

    socket.emit("join", {"room": "attendee:a_x"}, namespace="/staff")

    assert not socket.is_connected("/staff")
