"""The browser gate of conftest.py, and Chromium beside what else runs in the tests' process."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import gevent
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

USAGE_ERROR = 4
PYPROJECT = "[tool.pytest.ini_options]\nmarkers = ['browser: drives a real Chromium']\n"
TESTS = "import pytest\n@pytest.mark.browser\ndef test_page(): pass\ndef test_other(): pass\n"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a suite of one browser test and one other on a machine without Chromium."""
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    (tmp_path / "test_pages.py").write_text(TESTS)
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("CI", "KIOSK_", "COV_"))}

    def start(*arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, env={**bare, "PATH": "", **env}, capture_output=True, text=True, check=False
        )

    return start


def test_without_chromium_the_browser_tests_are_skipped_and_said_so(run: Run) -> None:
    done = run()

    assert done.returncode == 0
    assert "1 passed, 1 skipped" in done.stdout
    assert "BROWSER TESTS DID NOT RUN" in done.stdout


@pytest.mark.parametrize("env", [{"CI": "true"}, {"KIOSK_BROWSER": "require"}])
def test_where_browser_tests_must_run_a_missing_chromium_is_an_error(run: Run, env: dict[str, str]) -> None:
    done = run(**env)

    assert done.returncode == USAGE_ERROR
    assert "no Chromium" in done.stderr


def test_ci_needs_no_chromium_for_a_selection_without_browser_tests(run: Run) -> None:
    done = run("-m", "not browser", CI="true")

    assert done.returncode == 0


def test_a_wrong_mode_is_refused(run: Run) -> None:
    done = run(KIOSK_BROWSER="maybe")

    assert done.returncode == USAGE_ERROR
    assert "auto, require or off" in done.stderr


@pytest.mark.browser
def test_a_page_answers_while_greenlets_take_turns(browser: "Browser") -> None:
    page = browser.new_page()
    page.set_content("<p>Bonsoir</p>")
    heard: list[str] = []

    task = gevent.spawn(heard.append, "tick")
    gevent.sleep(0)

    assert task.ready()
    assert page.inner_text("p") == "Bonsoir"
    assert heard == ["tick"]


@pytest.mark.browser
def test_each_camera_gets_a_browser_of_its_own(
    browser: "Browser", launch: "Callable[[Path | None], Browser]", tmp_path: Path
) -> None:
    filmed = launch(tmp_path / "badge.mjpeg")

    assert filmed.is_connected()
    assert filmed is not browser
