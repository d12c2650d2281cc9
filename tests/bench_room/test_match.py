"""`kiosk bench match` as a whole: every figure is there, described, and said in words a terminal shows."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rich.console import Console

from kiosk.bench import match
from kiosk.bench.match import PLANS, Plan, match_figures
from kiosk.bench.memory import memory
from kiosk.cli import bench_tables
from kiosk.cli.bench import bench

SMALL = Plan(sizes=(12, 20), events=10, evenings=1, people=20, networkx_to=12, timed_to=12, valued_to=12)
TINY = replace(SMALL, sizes=(12,), timed_to=0, valued_to=0)
DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    return match_figures(SMALL)


def names(figures: object) -> Iterator[str]:
    """Every name in a document, but for those that are numbers."""
    if isinstance(figures, dict):
        for name, inner in figures.items():
            if isinstance(name, str) and not name.isdigit():
                yield name
            yield from names(inner)


def test_what_a_plan_leaves_out_is_none_or_missing(figures: dict[str, Any]) -> None:
    assert list(figures["assign"]) == list(figures["suggest"]) == list(figures["events"]) == [12, 20]
    assert list(figures["evening"]) == [12]
    assert figures["assign"][12]["networkx"] is not None
    assert figures["assign"][20]["networkx"] is None
    assert figures["suggest"][20]["without_exploration"] is None
    assert "exact" in figures["talks"]["usual"]["policies"]
    assert "exact" not in figures["talks"]["choosy"]["policies"]


def test_every_figure_is_described(figures: dict[str, Any]) -> None:
    described = set(re.findall(r"`(\w+)`", (DOCS / "performance.md").read_text(encoding="utf-8")))

    assert set(names(figures)) - described == set()


def test_progress_rises_to_the_last_step() -> None:
    heard: list[tuple[str, float]] = []
    match_figures(replace(TINY, timed_to=12), lambda what, share: heard.append((what, share)))
    shares = [share for _, share in heard]

    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == pytest.approx(1)
    assert {what.split()[0] for what, _ in heard} == {"assign", "suggest", "events", "evening", "talks"}


def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(match, "find_spec", lambda name: None if name == "networkx" else name)

    assert match.missing() == ["networkx"]
    assert ["networkx" in sentence for sentence in bench_tables.left_out({"missing": match.missing()})] == [True]


def test_tables_show_every_room_and_a_dash_for_what_was_left_out(figures: dict[str, Any]) -> None:
    console = Console(width=200, record=True, file=StringIO())
    for table in bench_tables.tables(figures):
        console.print(table)
    shown = console.export_text()

    assert shown.count("│ 12 ") == 4
    assert shown.count("│ 20 ") == 3
    assert "–" in shown
    assert "one_sided" in shown


def test_the_document_has_the_machine_and_all_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PLANS, "quick", TINY)
    told = CliRunner().invoke(bench, ["match", "--quick", "--size", "12", "--json"])
    document = json.loads(told.stdout)

    assert set(document) == {"machine", "match"}
    assert list(document["match"]["assign"]) == ["12"]
    assert "networkx" in document["machine"]


def test_a_terminal_is_told_the_machine_and_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PLANS, "usual", TINY)
    told = CliRunner().invoke(bench, ["match", "--size", "12"])

    assert told.exit_code == 0
    assert told.stdout == ""
    assert "numpy" in told.stderr


def test_memory_is_that_of_the_room_alone() -> None:
    held = bytearray(200_000_000)
    told = memory(50)

    assert held
    assert told is not None
    assert 0 < told["before_mb"] <= told["peak_mb"] < 200
