"""The build: what is fetched, when, and what a wheel carries."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "kiosk/web/assets"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "deploy/hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose pages and fonts have just been built."""
    monkeypatch.delenv("KIOSK_WEB_BUILD", raising=False)
    write(tmp_path / build.ASSETS / "attendee.js", "export {};")
    write(tmp_path / build.ASSETS / "parts" / "_live.js", "export {};")
    write(tmp_path / build.FONTS / "Some.ttf", "")
    write(tmp_path / build.DIST / "stamp", build.stamp_of(tmp_path / build.ASSETS))
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def asked_for(build: ModuleType, root: Path) -> list[str]:
    needs: list[str] = build.CustomBuildHook(str(root), {}, None, None, "", "wheel").dependencies()
    return needs


def translation(build: ModuleType, root: Path, text: str) -> Path:
    return write(root / build.TRANSLATIONS / "fr/LC_MESSAGES/messages.po", text)


def test_current_pages_ask_for_no_node(build: ModuleType, checkout: Path) -> None:
    assert asked_for(build, checkout) == []


@pytest.mark.parametrize("source", ["attendee.js", "parts/_live.js", "parts/new.css"])
def test_any_changed_source_however_deep_asks_for_node(build: ModuleType, checkout: Path, source: str) -> None:
    write(checkout / build.ASSETS / source, "changed")

    assert asked_for(build, checkout) == [build.NODE]


def test_a_removed_source_asks_for_node(build: ModuleType, checkout: Path) -> None:
    (checkout / build.ASSETS / "parts/_live.js").unlink()

    assert asked_for(build, checkout) == [build.NODE]


@pytest.mark.parametrize("built", ["DIST", "FONTS"])
def test_removed_pages_or_fonts_ask_for_node(build: ModuleType, checkout: Path, built: str) -> None:
    shutil.rmtree(checkout / getattr(build, built))

    assert asked_for(build, checkout) == [build.NODE]


@pytest.mark.parametrize("stray", ["node_modules/qr/index.js", ".attendee.js.swp"])
def test_what_is_not_a_source_changes_nothing(build: ModuleType, checkout: Path, stray: str) -> None:
    write(checkout / build.ASSETS / stray, "")

    assert asked_for(build, checkout) == []


def test_a_skipped_build_asks_for_no_node(build: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(checkout / build.DIST)

    monkeypatch.setenv("KIOSK_WEB_BUILD", "skip")

    assert asked_for(build, checkout) == []


def test_a_failed_build_says_why_and_the_way_out(
    build: ModuleType, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = write(tmp_path / "failing.py", "raise SystemExit('the disk is full')")
    monkeypatch.setattr(build, "node", lambda: Path(sys.executable))

    with pytest.raises(SystemExit) as stopped:
        build.run_node(checkout, failing, "ci")

    assert "the disk is full" in str(stopped.value)
    assert "KIOSK_WEB_BUILD=skip" in str(stopped.value)


def test_a_translation_is_compiled_again_only_when_it_is_newer(build: ModuleType, checkout: Path) -> None:
    source = translation(build, checkout, 'msgid "Door"\nmsgstr "Entrée"\n')
    build.compile_translations(checkout)
    compiled = source.with_suffix(".mo")
    assert "Entrée".encode() in compiled.read_bytes()
    compiled.write_bytes(b"as it was")

    os.utime(source, (1, 1))
    build.compile_translations(checkout)
    assert compiled.read_bytes() == b"as it was"

    os.utime(compiled, (0, 0))
    build.compile_translations(checkout)
    assert "Entrée".encode() in compiled.read_bytes()


def test_a_broken_translation_is_named_and_leaves_the_last_good_one(build: ModuleType, checkout: Path) -> None:
    source = translation(build, checkout, 'msgid "Door"\nEntrée\n')
    compiled = source.with_suffix(".mo")
    compiled.write_bytes(b"as it was")
    os.utime(compiled, (0, 0))

    with pytest.raises(SystemExit, match=r"messages\.po cannot be read"):
        build.compile_translations(checkout)

    assert compiled.read_bytes() == b"as it was"


def test_the_lock_pins_every_package_by_digest_and_names_no_host() -> None:
    lock = json.loads((ASSETS / "package-lock.json").read_text())

    packages = [entry for path, entry in lock["packages"].items() if path]

    assert all(entry["integrity"].startswith("sha512-") for entry in packages)
    assert not any("resolved" in entry for entry in packages)
    assert "://" not in (ASSETS / "package-lock.json").read_text()


def test_package_and_lock_agree() -> None:
    package = json.loads((ASSETS / "package.json").read_text())

    locked = json.loads((ASSETS / "package-lock.json").read_text())["packages"][""]

    assert {kind: package[kind] for kind in ("dependencies", "devDependencies")} == {
        kind: locked[kind] for kind in ("dependencies", "devDependencies")
    }


def test_constraints_pin_every_dependency_and_name_no_host() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    text = (ROOT / "deploy/constraints.txt").read_text()
    pins = [line for line in text.splitlines() if line and not line.startswith("#")]

    pinned = {plain(pin.split("==")[0]) for pin in pins}
    wanted = {plain(re.split(r"[<>=~\[; ]", need)[0]) for need in [*project["dependencies"], *dev_needs(project)]}

    assert all(re.fullmatch(r"[\w.-]+==[\w.+]+", pin) for pin in pins)
    assert wanted <= pinned


def dev_needs(project: dict[str, Any]) -> list[str]:
    needs: list[str] = project["optional-dependencies"]["dev"]
    return needs


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in a wheel built from this checkout, as set up: nothing is fetched."""
    out = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(next(out.glob("*.whl"))) as packed:
        return packed.namelist()


@pytest.mark.service
@pytest.mark.parametrize(
    "name",
    [
        "kiosk/web/static/dist/manifest.json",
        "kiosk/web/static/dist/LICENSE.socket.io-client.txt",
        "kiosk/wording/translations/fr/LC_MESSAGES/messages.mo",
        "kiosk/badges/fonts/DejaVuSans.ttf",
        "kiosk/badges/fonts/DejaVuSans-Bold.ttf",
        "kiosk/badges/fonts/DejaVuSansCondensed.ttf",
        "kiosk/badges/fonts/DejaVuSansCondensed-Bold.ttf",
        "kiosk/badges/fonts/LICENSE",
        "kiosk/py.typed",
    ],
)
def test_a_wheel_carries_what_the_event_needs_without_a_network(wheel: list[str], name: str) -> None:
    assert name in wheel


@pytest.mark.service
def test_a_wheel_carries_every_template(wheel: list[str]) -> None:
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]

    packed = {name for name in wheel if name.startswith("kiosk/templates/")}

    assert packed == {f"kiosk/{path.relative_to(ROOT).as_posix()}" for path in templates}


@pytest.mark.service
def test_a_wheel_carries_neither_browser_sources_nor_tests(wheel: list[str]) -> None:
    assert not [name for name in wheel if name.startswith(("kiosk/web/assets/", "tests/", "deploy/"))]
