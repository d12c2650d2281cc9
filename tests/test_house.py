"""The house itself: layers, languages, and what the actions ask of a store."""

import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from kiosk.actions import device_port, ports, scan_port, staff_port
from kiosk.cli.main import kiosk
from kiosk.storage import attendees, codes, devices, events, scans, staff, suggestions

ROOT = Path(__file__).parent.parent
KEYWORDS = {"_": None, "N_": None, "say": None}


def test_imports_point_down_only() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stdout


def sentences() -> Iterator[str]:
    for folder, pattern, method in (("kiosk", "**.py", "python"), ("templates", "**.html", "jinja2")):
        for found in extract_from_dir(str(ROOT / folder), [(pattern, method)], keywords=KEYWORDS):
            if isinstance(found[2], str):
                yield found[2]
    yield from helps(kiosk)


def helps(command: click.Command) -> Iterator[str]:
    yield command.help or ""
    yield from (each.help or "" for each in command.params if isinstance(each, click.Option))
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None, name
            yield from helps(inner)


def test_every_sentence_is_said_in_french_with_the_same_values() -> None:
    with (ROOT / "kiosk/wording/translations/fr/LC_MESSAGES/messages.po").open("rb") as file:
        french = {str(each.id): str(each.string) for each in read_po(file) if each.id}
    values = re.compile(r"%\(\w+\)s")
    wanted = {each for each in sentences() if each and not re.fullmatch(r"[a-z_]+", each)}

    assert {each for each in wanted if not french.get(each)} == set()
    for english in wanted:
        assert sorted(values.findall(english)) == sorted(values.findall(french[english]))


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (ports.Events, events.Events),
        (ports.Attendees, attendees.Attendees),
        (ports.Codes, codes.Codes),
        (scan_port.Scans, scans.Scans),
        (ports.Suggestions, suggestions.Suggestions),
        (device_port.Devices, devices.Devices),
        (staff_port.StaffList, staff.StaffList),
    ],
)
def test_the_store_gives_what_the_actions_ask_for(asked: type, given: type) -> None:
    methods = [name for name, _ in inspect.getmembers(asked, inspect.isfunction) if not name.startswith("_")]

    for name in methods:
        assert inspect.signature(getattr(asked, name)) == inspect.signature(getattr(given, name)), name


def test_no_file_passes_400_lines() -> None:
    files = [each for folder in ("kiosk", "matching", "tests") for each in (ROOT / folder).rglob("*.py")]

    assert [each.name for each in files if len(each.read_text(encoding="utf-8").splitlines()) > 400] == []
