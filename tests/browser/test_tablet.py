"""In a real Chromium: a door tablet elsewhere on the Wi-Fi, which trusts the house's authority and nobody else.

The tablet believes that it talks to 192.168.50.1: no loopback address, so nothing but https makes its pages secure.
"""

import base64
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Error

from kiosk.actions.create_event import create_event
from tests.bench import HOST, KEY, Bench, an_event
from tests.browser.test_camera import badge_of, film
from tests.conftest import flags

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

pytestmark = [pytest.mark.browser, pytest.mark.service]

PATIENCE = 60.0
MAPPED = f"--host-resolver-rules=MAP {HOST} 127.0.0.1"
Tablet = Callable[..., "Browser"]


@dataclass
class House:
    """A house on the Wi-Fi, as a tablet sees it."""

    plain: str
    secure: str
    port: int
    secrets: Path

    def certificate(self) -> bytes:
        return requests.get(f"http://127.0.0.1:{self.port}/ca.crt", timeout=30).content


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def house(bench: Bench) -> Iterator[House]:
    port, secure = free_port(), free_port()
    (bench.path / "secrets").mkdir()
    (bench.path / "secrets" / "house.key").write_bytes(KEY)
    settings = f'address = "{HOST}"\nport = {port}\nhttps_port = {secure}\n'
    (bench.path / "kiosk.toml").write_text(settings, encoding="utf-8")
    bench.clock.moment = datetime.now(UTC)
    bench.event = create_event(bench.kit, an_event(bench.clock, "Tonight"))
    command = [sys.executable, "-m", "kiosk", "--home", str(bench.path), "serve", "--host", "127.0.0.1"]
    found = House(f"http://{HOST}:{port}", f"https://{HOST}:{secure}", port, bench.path / "secrets")
    with (bench.path / "serve.log").open("wb") as log, subprocess.Popen(command, stderr=log, stdout=log) as process:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(requests.ConnectionError):
                requests.get(f"http://127.0.0.1:{port}/ping", timeout=30)
                break
            time.sleep(0.1)
        yield found
        process.terminate()


@pytest.fixture
def tablet(playwright: "Playwright", chromium_path: Path, tmp_path: Path) -> Iterator[Tablet]:
    """Start a tablet's Chromium, with a certificate installed or none, and a film for a camera or none."""
    with ExitStack() as running:

        def start(house: House, *, trusting: bool, camera: Path | None = None) -> "Browser":
            home = tmp_path / f"tablet-{trusting}"
            trust = install(house, home) if trusting else []
            browser = playwright.chromium.launch(
                executable_path=chromium_path,
                args=[*flags(camera), MAPPED, *trust],
                env={**os.environ, "HOME": str(home)},
            )
            running.callback(browser.close)
            return browser

        yield start


def install(house: House, home: Path) -> list[str]:
    """Install the certificate as a person does; where that program is missing, accept the server's key by name."""
    program, store = shutil.which("certutil"), home / ".pki" / "nssdb"
    if program is None:
        server = x509.load_pem_x509_certificate((house.secrets / "server.pem").read_bytes())
        key = server.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        accepted = base64.b64encode(sha256(key).digest()).decode()
        return [f"--ignore-certificate-errors-spki-list={accepted}"]
    store.mkdir(parents=True)
    fetched = home / "palabre-ca.crt"
    fetched.write_bytes(house.certificate())
    database = ["-d", f"sql:{store}"]
    subprocess.run([program, *database, "-N", "--empty-password"], check=True)
    subprocess.run([program, *database, "-A", "-n", "Palabre", "-t", "C,,", "-i", str(fetched)], check=True)
    return []


def test_a_tablet_reads_how_to_trust_the_house_on_a_plain_page_that_has_no_camera(house: House, tablet: Tablet) -> None:
    page = tablet(house, trusting=False).new_page(locale="fr")
    page.goto(f"{house.plain}/ca")

    fingerprint = page.locator("code").inner_text()
    with page.expect_download() as got:
        page.click("text=Prendre le certificat >> nth=1")

    assert got.value.suggested_filename == "palabre-ca.crt"
    fetched = x509.load_der_x509_certificate(got.value.path().read_bytes())
    assert sha256(fetched.public_bytes(Encoding.DER)).hexdigest().upper() == fingerprint.replace(":", "")
    assert page.evaluate("[isSecureContext, Boolean(navigator.mediaDevices)]") == [False, False]
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        page.goto(f"{house.secure}/ping")


def test_a_tablet_that_trusts_the_house_opens_a_secure_door_and_its_camera_reads_a_badge(
    bench: Bench, house: House, tablet: Tablet, tmp_path: Path
) -> None:
    (awa,) = bench.invite("Awa Ndi")
    reel = film(badge_of(bench, awa, house.plain), tmp_path / "badge.mjpeg")
    page = tablet(house, trusting=True, camera=reel).new_page(locale="fr")
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    sockets: list[str] = []
    page.on("websocket", lambda opened: sockets.append(opened.url))

    page.goto(f"{house.secure}/enrol#{bench.key}")
    page.click("[data-start]")
    page.wait_for_url("**/door")
    is_secure = page.evaluate("isSecureContext")
    page.click("[data-camera]")
    page.wait_for_selector("[data-verdict].good:not([hidden])")

    assert is_secure
    assert page.locator("[data-verdict] [data-field=name]").inner_text() == "Awa Ndi"
    (cookie,) = [each for each in page.context.cookies() if "staff" in each["name"]]
    assert (cookie["name"], cookie["secure"], cookie["httpOnly"]) == ("__Host-palabre_staff", True, True)
    assert sockets
    assert all(each.startswith("wss://") for each in sockets)
    assert refused == []
