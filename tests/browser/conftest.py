"""A running service on the bench's house, for real browsers; over a wire that can fail, where a test asks for one."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from kiosk.actions.create_event import create_event
from tests.bench import KEY, Bench, an_event
from tests.browser.wire import Wire

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext


@pytest.fixture
def url(bench: Bench) -> Iterator[str]:
    """A running service on the bench's house."""
    port = free_port()
    with serving(bench, port, port):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def wire(bench: Bench) -> Iterator[Wire]:
    """The same, reached over a wire; the house's codes and origins carry the wire's port."""
    port = free_port()
    between = Wire(port)
    with serving(bench, port, between.port):
        yield between
    between.close()


@pytest.fixture
def fresh(browser: "Browser") -> "Iterator[Callable[[], BrowserContext]]":
    """Browsers without a past, closed at the end: an open page goes on asking for its house."""
    with ExitStack() as opened:

        def open_one() -> "BrowserContext":
            context = browser.new_context(locale="en")
            opened.callback(context.close)
            return context

        yield open_one


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(bench: Bench, port: int, named: int) -> Iterator[None]:
    """Serve an evening of tonight on one port; addresses in codes name the other."""
    (bench.path / "secrets").mkdir()
    (bench.path / "secrets" / "house.key").write_bytes(KEY)
    (bench.path / "kiosk.toml").write_text(f'address = "127.0.0.1"\nport = {named}\nhttps_port = 0\n', encoding="utf-8")
    bench.clock.moment = datetime.now(UTC)
    bench.event = create_event(bench.kit, an_event(bench.clock, "Tonight"))
    command = [sys.executable, "-m", "kiosk", "--home", str(bench.path), "serve", "--host", "127.0.0.1"]
    with subprocess.Popen([*command, "--port", str(port)], stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        process.stderr.readline()
        yield
        process.terminate()
