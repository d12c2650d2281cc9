"""A real service in its own process, on a free port of 127.0.0.1."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import requests

from tests.bench import Bench

PATIENCE = 60.0


@dataclass
class Server:
    """One running `kiosk serve`."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def matchmaker(self) -> psutil.Process | None:
        """Its second process, once it runs."""
        children = psutil.Process(self.process.pid).children()
        return children[0] if children else None

    def kill(self) -> None:
        """End it as a power cut would, its child too."""
        children = psutil.Process(self.process.pid).children()
        self.process.kill()
        self.process.wait()
        for child in children:
            with_no_child(child)

    def stop(self) -> None:
        """End it as a person would."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)


def with_no_child(child: psutil.Process) -> None:
    """A matchmaker ends by itself when its pipe closes."""
    try:
        child.wait(PATIENCE)
    except psutil.NoSuchProcess:
        return


def wait_until(holds: Callable[[], bool]) -> None:
    """Look until it holds; the end is generous, the look is cheap."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def answers(url: str) -> bool:
    """Whether the service is up."""
    try:
        return requests.get(f"{url}/healthz", timeout=5).ok
    except requests.RequestException:
        return False


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    return wait_until


@pytest.fixture
def start(bench: Bench) -> Iterator[Callable[[], Server]]:
    """Start the service on the bench's house; whatever still runs at the end is stopped."""
    started: list[Server] = []
    (bench.path / "secrets").mkdir()
    (bench.path / "secrets" / "house.key").write_bytes(bench.kit.key)
    (bench.path / "kiosk.toml").write_text('address = "192.168.50.1"\nhttps_port = 0\n', encoding="utf-8")

    def begin() -> Server:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "kiosk", "--home", str(bench.path), "serve", "--host", "127.0.0.1"]
        log = (bench.path / "serve.log").open("ab")
        with log:
            process = subprocess.Popen([*command, "--port", str(port)], stderr=log, stdout=log, env=os.environ)
        server = Server(bench.path, port, process)
        started.append(server)
        wait_until(lambda: process.poll() is not None or answers(server.url))
        return server

    yield begin
    for server in started:
        server.stop()
