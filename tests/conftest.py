"""The browser gate: without a Chromium, browser tests are skipped loudly on a laptop and are an error in CI."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bench import Bench

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

HINT = "apt-get install chromium, or set KIOSK_CHROMIUM=/path/to/it"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
SKIPPED = pytest.StashKey[int]()


def find_chromium() -> Path | None:
    """Find the Chromium of KIOSK_CHROMIUM, or else the first installed one."""
    named = os.environ.get("KIOSK_CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return Path(found) if found else None


def browser_mode() -> str:
    """Read KIOSK_BROWSER: `auto` (skip without Chromium), `require` (what CI means) or `off`."""
    in_ci = os.environ.get("CI", "").lower() not in ("", "0", "false")
    mode = os.environ.get("KIOSK_BROWSER") or ("require" if in_ci else "auto")
    if mode not in ("auto", "require", "off"):
        raise pytest.UsageError(f"KIOSK_BROWSER={mode}: say auto, require or off")
    return mode


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    mode, wanted = browser_mode(), [item for item in items if item.get_closest_marker("browser")]
    if not wanted or (mode != "off" and find_chromium()):
        return
    if mode == "require":
        raise pytest.UsageError(f"{len(wanted)} browser tests must run, but there is no Chromium ({HINT})")
    for item in wanted:
        item.add_marker(pytest.mark.skip(reason="KIOSK_BROWSER=off" if mode == "off" else f"no Chromium ({HINT})"))
    config.stash[SKIPPED] = len(wanted)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if skipped := config.stash.get(SKIPPED, 0):
        terminalreporter.section("BROWSER TESTS DID NOT RUN", yellow=True, bold=True)
        terminalreporter.write_line(f"{skipped} browser tests were skipped: {HINT}", yellow=True)


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The Chromium under test; tests marked `browser` are skipped or refused before they get here without one."""
    found = find_chromium()
    assert found is not None, "a test that uses Chromium has to be marked `browser`"
    return found


@pytest.fixture(scope="module")
def playwright() -> "Iterator[Playwright]":
    """Playwright's loop runs in the main thread as long as this lives, and forbids asyncio.run() there.

    So it ends with the module: tests elsewhere, those with asyncio clients among them, never notice it.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def launch(playwright: "Playwright", chromium_path: Path) -> "Iterator[Callable[[Path | None], Browser]]":
    """Start a headless Chromium whose camera, if any, is an .mjpeg or .y4m file; all end with the module.

    The camera is a start-up flag, so each picture takes a browser of its own.
    """
    with ExitStack() as running:

        def start(camera: Path | None = None) -> "Browser":
            browser = playwright.chromium.launch(executable_path=chromium_path, args=flags(camera))
            running.callback(browser.close)
            return browser

        yield start


def flags(camera: Path | None) -> list[str]:
    """Say how Chromium is to start: alone with this machine, and as root without a sandbox, which it demands."""
    sandbox = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
    film = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={camera}",
    ]
    return [*QUIET, "--disable-dev-shm-usage", *sandbox, *(film if camera else [])]


@pytest.fixture(scope="module")
def browser(launch: "Callable[[Path | None], Browser]") -> "Browser":
    """A headless Chromium without a camera; open a context of your own in it."""
    return launch(None)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    house = Bench(tmp_path)
    yield house
    house.store.close()
