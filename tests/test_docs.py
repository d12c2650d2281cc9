"""The documentation names everything there is; what is new and undescribed fails here."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args

import click
import pytest

from kiosk.assemble.house import House
from kiosk.assemble.service import Running, build_service
from kiosk.cli.main import kiosk
from kiosk.config import Home, Settings
from kiosk.domain.verdict import Verdict
from kiosk.live.messages import Message
from kiosk.wording.problems import PROBLEMS
from tests.bench import HOST, Bench

DOCS = Path(__file__).parent.parent / "docs"
HIDDEN = {"matchmaker"}
COMMANDS = sorted(set(kiosk.list_commands(click.Context(kiosk))) - HIDDEN)
LONGEST = 120


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def pages() -> Iterator[Path]:
    return DOCS.glob("*.md")


@pytest.fixture
def running(bench: Bench) -> Iterator[Running]:
    house = House(Home(bench.path), Settings(address=HOST), bench.kit, bench.store)
    service = build_service(house, 80, mode="threading", matchmaker=False)
    yield service
    service.publisher.settle()


@pytest.mark.parametrize("name", [each.name for each in fields(Settings)])
def test_every_setting_stands_with_its_default_among_the_operations(name: str) -> None:
    default = getattr(Settings(), name)
    written = str(default).lower() if isinstance(default, bool) else str(default)

    rows = [line for line in page("operations.md").splitlines() if line.startswith(f"| `{name}` |")]

    assert len(rows) == 1
    assert not written or rows[0].startswith(f"| `{name}` | `{written}` |")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_shown_in_use(name: str) -> None:
    shown = page("run-an-event.md") + page("guest-lists.md") + page("performance.md")

    assert re.search(rf"\bkiosk (--\w+ \S+ )*{name}\b", shown)


def test_no_command_is_shown_that_does_not_exist() -> None:
    shown = page("run-an-event.md") + page("guest-lists.md")

    named = re.findall(r"^\s*kiosk (?:--\w+ \S+ )*([a-z-]+)", shown, re.MULTILINE)

    assert set(named) <= {*COMMANDS, *HIDDEN}


@pytest.mark.parametrize("message", get_args(Message))
def test_every_message_stands_in_the_table_of_its_namespace(message: type[Message]) -> None:
    assert f"| `{message.namespace}` | `{message.name}` |" in page("messages.md")


def test_every_address_of_the_service_is_described(running: Running) -> None:
    rules = {rule.rule for rule in running.app.url_map.iter_rules() if rule.endpoint != "static" and not rule.websocket}
    words = set(re.split(r"[\s`,]+", page("messages.md")))

    assert rules - words == set()


@pytest.mark.parametrize("slug", sorted(PROBLEMS))
def test_every_error_is_described_by_its_slug(slug: str) -> None:
    assert f"`{slug}`" in page("messages.md")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_stands_on_the_door_card(verdict: Verdict) -> None:
    assert f"<code>{verdict.value}</code>" in page("door-card.md")


def test_every_page_is_reached_from_the_first_one_and_no_link_is_dead() -> None:
    linked = {
        (each.parent / target.partition("#")[0]).resolve()
        for each in pages()
        for target in re.findall(r"\]\(([^)]+)\)", each.read_text(encoding="utf-8"))
    }
    first = {(DOCS / target).resolve() for target in re.findall(r"\]\(([^)]+)\)", page("README.md"))}

    assert [str(each) for each in linked if not each.exists()] == []
    assert [each.name for each in pages() if each.name != "README.md" and each.resolve() not in first] == []


def test_no_line_is_too_long_to_read() -> None:
    long = [
        f"{each.name}:{number}"
        for each in pages()
        for number, line in enumerate(each.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > LONGEST
    ]

    assert long == []


def test_the_example_of_the_matching_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", page("matching.md"), re.DOTALL)

    exec(compile(example, "matching.md", "exec"), {})

    assert "ada ben" in capsys.readouterr().out
