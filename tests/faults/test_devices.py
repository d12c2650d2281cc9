"""A tablet is taken out of use beside the running service: by a command, in the middle of an evening."""

import secrets
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
import requests
import socketio

from kiosk.actions.sign_in import pair_device
from kiosk.actions.watch_devices import revoke_device
from kiosk.domain.device import DeviceRole
from tests.bench import Bench
from tests.faults.conftest import Server

pytestmark = [pytest.mark.fault, pytest.mark.service]

Start = Callable[[], Server]
Eventually = Callable[[Callable[[], bool]], None]


def test_a_command_elsewhere_closes_a_tablets_socket_and_tells_it_why(
    bench: Bench, start: Start, eventually: Eventually
) -> None:
    server = start()
    _, key = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    heard: list[object] = []
    tablet, other = socketio.Client(reconnection=False), socketio.Client(reconnection=False)
    tablet.on("device", heard.append, namespace="/staff")
    for client, token in ((tablet, key), (other, bench.key)):
        client.connect(server.url, auth={"token": token}, namespaces=["/staff"], transports=["websocket"])
    command = [sys.executable, "-m", "kiosk", "--home", str(bench.path), "devices", "revoke", "porte 2"]

    subprocess.run(command, check=True, capture_output=True)

    eventually(lambda: heard == [{"revoked": True}] and not tablet.connected)
    eventually(lambda: tablet.eio.state == "disconnected")
    assert other.connected
    headers = {"Authorization": f"Bearer {key}"}
    assert requests.get(f"{server.url}/api/v1/event", headers=headers, timeout=30).json()["error"] == "device_revoked"
    other.disconnect()


def test_a_tablet_revoked_in_the_middle_of_scans_has_each_of_them_stored_before_or_refused(
    bench: Bench, start: Start
) -> None:
    """A9: nothing between, whatever order the requests and the revocation come in."""
    codes = [each.front_code for each in bench.invite(*(f"Guest {number} Eko" for number in range(60)))]
    server, has_begun = start(), Event()
    door, key = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)

    def scan(code: str) -> tuple[str, int]:
        nonce = secrets.token_hex(8)
        body = {"nonce": nonce, "code": code, "place": "door"}
        answer = requests.post(
            f"{server.url}/api/v1/scans", json=body, headers={"Authorization": f"Bearer {key}"}, timeout=30
        )
        has_begun.set()
        return nonce, answer.status_code

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(scan, code) for code in codes]
        assert has_begun.wait(30)
        revoke_device(bench.kit, door.id)
        answers = dict(each.result() for each in asked)

    with bench.store._database.reading() as run:
        rows = run.rows(
            "select s.nonce, s.at, d.revoked_at from scan s join device d on d.id = s.device where d.id = :id",
            {"id": door.id},
        )
    assert set(answers.values()) <= {201, 401}
    assert {row["nonce"] for row in rows} == {nonce for nonce, status in answers.items() if status == 201}
    assert scan(codes[0])[1] == 401
