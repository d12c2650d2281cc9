"""One service, two listeners, real sockets: https for those who trust the house, silence for the rest."""

import json
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
import websocket

from kiosk.assemble.house import House
from kiosk.assemble.listeners import Ports, open_ports
from kiosk.config import Settings, open_home
from tests.bench import KEY, Bench

pytestmark = pytest.mark.service

PATIENCE = 60.0
Serve = Callable[..., "Served"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """One running `kiosk serve`."""

    process: "subprocess.Popen[bytes]"
    port: int
    secure_port: int
    log: Path

    def plain(self, path: str) -> bytes:
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return bytes(answer.read())

    def secure(self, path: str, body: object = None, **headers: str) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        asked = Request(f"https://127.0.0.1:{self.secure_port}{path}", data, headers)
        with urlopen(asked, timeout=20, context=self.trust()) as answer:
            return bytes(answer.read())

    def trust(self) -> ssl.SSLContext:
        """As a tablet that installed what `/ca.crt` gave, and trusts nobody else."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=self.plain("/ca.crt"))
        return context

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def answers(self) -> bool:
        with suppress(URLError, ConnectionError, TimeoutError):
            return bool(self.plain("/ping"))
        return False


@pytest.fixture
def serve(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Start the service on the bench's house and wait until it answers or gives up."""
    monkeypatch.setenv("KIOSK_LANG", "en")
    (bench.path / "secrets").mkdir()
    (bench.path / "secrets" / "house.key").write_bytes(KEY)
    (bench.path / "kiosk.toml").write_text('address = "192.168.50.1"\n', encoding="utf-8")
    started: list[Served] = []

    def begin(*words: str, secure_port: int | None = None) -> Served:
        port, log = free_port(), bench.path / "serve.log"
        command = [sys.executable, "-m", "kiosk", "--home", str(bench.path), "serve", "--host", "127.0.0.1", *words]
        chosen = [] if secure_port is None else ["--https-port", str(secure_port)]
        with log.open("wb") as sink:
            process = subprocess.Popen([*command, "--port", str(port), *chosen], stdout=sink, stderr=sink)
        served = Served(process, port, secure_port or 0, log)
        started.append(served)
        end = time.monotonic() + PATIENCE
        while process.poll() is None and not served.answers() and time.monotonic() < end:
            time.sleep(0.1)
        return served

    yield begin
    for each in started:
        each.process.terminate()
        each.process.wait(PATIENCE)


def test_who_trusts_the_authority_of_the_house_is_answered_and_nobody_else(serve: Serve) -> None:
    served = serve(secure_port=free_port())
    address = ("127.0.0.1", served.secure_port)

    assert json.loads(served.secure("/healthz")) == {"ok": True}
    with socket.create_connection(address) as plain, pytest.raises(ssl.SSLCertVerificationError):
        ssl.create_default_context().wrap_socket(plain, server_hostname="localhost")
    with socket.create_connection(address) as noise:
        noise.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        with suppress(ConnectionResetError):
            assert b"HTTP" not in noise.recv(100)
    with socket.create_connection(address):
        assert json.loads(served.secure("/ping")) == {"ok": True}
    assert "Traceback" not in served.said()


def test_it_prints_where_tablets_begin_and_the_fingerprint_of_the_page(bench: Bench, serve: Serve) -> None:
    served = serve(secure_port=free_port())

    said = served.said()
    (fingerprint,) = [line.split(": ", 1)[1] for line in said.splitlines() if line.startswith("Fingerprint")]
    assert f"http://192.168.50.1:{served.port}/ca" in said
    assert f"https://192.168.50.1:{served.secure_port}/enrol" in said
    assert fingerprint in served.plain("/ca").decode()


def test_news_travels_over_a_socket_with_tls(bench: Bench, serve: Serve) -> None:
    (awa,) = bench.invite("Awa Ndi")
    served = serve(secure_port=free_port())
    authority = bench.path / "ca.pem"
    authority.write_text(ssl.DER_cert_to_PEM_cert(served.plain("/ca.crt")))
    origin = f"https://127.0.0.1:{served.secure_port}"
    tablet = websocket.create_connection(
        f"wss://127.0.0.1:{served.secure_port}/socket.io/?EIO=4&transport=websocket",
        sslopt={"ca_certs": str(authority)},
        origin=origin,
        timeout=PATIENCE,
    )
    tablet.recv()
    tablet.send(f'40/staff,{{"token":"{bench.key}"}}')
    joined = str(tablet.recv())

    body = {"nonce": "nonce-0001", "code": awa.front_code, "place": "table-1", "direction": "in"}
    served.secure("/api/v1/scans", body, Authorization=f"Bearer {bench.key}", Origin=origin)
    news = str(tablet.recv())
    tablet.close()

    assert joined.startswith("40/staff,")
    assert news.startswith('42/staff,["event"')


def test_without_https_its_port_refuses_at_once(serve: Serve) -> None:
    port = free_port()
    served = serve("--https-port", "0")

    assert served.answers()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)
    assert "https" not in served.said()


def test_a_port_of_https_that_was_asked_for_and_is_taken_ends_the_command_with_what_to_do(serve: Serve) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        served = serve(secure_port=port)

    assert served.process.wait(PATIENCE) == 1
    assert f"Port {port} is in use" in served.said()
    assert "--https-port" in served.said()
    assert "Traceback" not in served.said()


def test_the_usual_port_of_https_that_cannot_be_opened_leaves_http_alone_and_says_what_to_do(serve: Serve) -> None:
    with socket.socket() as taken:
        with suppress(OSError):  # reserved, or somebody else's: then it cannot be opened either
            taken.bind(("127.0.0.1", 443))
            taken.listen()

        served = serve()

        assert served.answers()
        assert "Port 443 is " in served.said()
        assert "--https-port 8443" in served.said()
        assert "there is no https" in served.said()
        with pytest.raises(URLError, match="404"):
            served.plain("/ca")


def test_a_damaged_authority_ends_a_command_that_asked_for_https_and_is_named(bench: Bench, serve: Serve) -> None:
    (bench.path / "secrets" / "authority.pem").write_text("nonsense", encoding="utf-8")

    asked = serve(secure_port=free_port())

    assert asked.process.wait(PATIENCE) == 1
    assert "authority.pem is damaged" in asked.said()
    assert "Traceback" not in asked.said()


@pytest.mark.parametrize("trouble", ["broken", "taken"])
def test_https_that_cannot_be_had_leaves_http_alone_and_its_own_port_closed(bench: Bench, trouble: str) -> None:
    house = House(open_home(bench.path), Settings(address="192.168.50.1"), bench.kit, bench.store)
    ports = Ports("127.0.0.1", free_port(), free_port(), insists=False)
    with socket.socket() as other:
        if trouble == "broken":
            house.home.secret_file("authority.pem").write_text("nonsense", encoding="utf-8")
        else:
            other.bind(("127.0.0.1", ports.secure))
            other.listen()

        listening = open_ports(house, ports)

    assert listening.problem is not None
    assert (listening.problem.why, listening.secure, listening.authority) == (trouble, None, None)
    socket.create_connection(("127.0.0.1", ports.plain), timeout=5).close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", ports.secure), timeout=5)
    listening.plain.close()


@pytest.mark.parametrize("role", ["door", "self-service"])
def test_a_door_is_paired_over_https_where_there_is_https(bench: Bench, serve: Serve, role: str) -> None:
    del serve
    command = [sys.executable, "-m", "kiosk", "--home", str(bench.path), "pair", "--role", role, "--name", "x"]
    told = subprocess.run([*command, "--json"], capture_output=True, check=True)
    shown = subprocess.run(command, capture_output=True, check=True, text=True).stderr
    (bench.path / "kiosk.toml").write_text('address = "192.168.50.1"\nhttps_port = 0\n', encoding="utf-8")
    without = subprocess.run([*command, "--json"], capture_output=True, check=True)

    key = json.loads(told.stdout)["key"]
    assert json.loads(told.stdout)["enrol_url"] == f"http://192.168.50.1/enrol#{key}"
    assert json.loads(told.stdout)["secure_enrol_url"] == f"https://192.168.50.1/enrol#{key}"
    assert "\nhttps://192.168.50.1/enrol#" in shown
    assert "http://192.168.50.1/ca" in shown
    assert "http://localhost/enrol#" in shown.replace("localhost:80/", "localhost/")
    assert json.loads(without.stdout)["secure_enrol_url"] is None
