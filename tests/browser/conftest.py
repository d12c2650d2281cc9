"""A running service on the bench's house, for real browsers."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from kiosk.actions.create_event import create_event
from tests.bench import KEY, Bench, an_event


@pytest.fixture
def url(bench: Bench) -> Iterator[str]:
    """A running service on the bench's house."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (bench.path / "secrets").mkdir()
    (bench.path / "secrets" / "house.key").write_bytes(KEY)
    (bench.path / "kiosk.toml").write_text(f'address = "127.0.0.1"\nport = {port}\nhttps_port = 0\n', encoding="utf-8")
    bench.clock.moment = datetime.now(UTC)
    bench.event = create_event(bench.kit, an_event(bench.clock, "Tonight"))
    command = [sys.executable, "-m", "kiosk", "--home", str(bench.path), "serve", "--host", "127.0.0.1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        process.stderr.readline()
        yield f"http://127.0.0.1:{port}"
        process.terminate()
