"""`kiosk bench`: measure on this machine."""

import os
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from kiosk.bench.match import PLANS, match_figures
from kiosk.cli.bench_tables import left_out, tables
from kiosk.cli.house import as_json, give, say
from kiosk.cli.taught import TaughtCommand

HELP = (
    "Measure on this machine, beside baselines of the same run. match: the share of the exact optimum, fairness, live"
    " repair, simulated evenings; five to ten minutes. Ratios travel to other machines, seconds do not."
)
LIBRARIES = ("numpy", "ortools", "scipy", "networkx")


@click.command(cls=TaughtCommand, help=HELP)
@click.argument("what", type=click.Choice(["match"]), default="match")
@click.option("--size", "sizes", type=click.IntRange(10, 20_000), multiple=True, help="how many people; repeatable")
@click.option("--events", type=click.IntRange(10, 100_000), help="live events a room")
@click.option("--quick", "length", flag_value="quick", default="usual", help="small rooms, few evenings: half a minute")
@click.option("--long", "length", flag_value="long", default="usual", help="also what takes a quarter of an hour")
@as_json
def bench(*, what: str, sizes: tuple[int, ...], events: int | None, length: str, as_json: bool) -> None:
    """Measure, then say on what."""
    plan = PLANS[length]
    plan = replace(plan, sizes=sizes or plan.sizes, events=events or plan.events)
    with _progress(what) as told:
        figures = match_figures(plan, told)
    machine = _machine()
    if as_json:
        give({"machine": machine, what: figures})
        return
    console = Console(stderr=True)
    console.print(", ".join(f"{name} {value}" for name, value in machine.items() if value), highlight=False)
    for table in tables(figures):
        console.print(table)
    for sentence in left_out(figures):
        say(sentence)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[str, float], None]]:
    """A bar that says what is being measured; on a terminal only."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda now, share: bar.update(task, completed=share, description=f"{what}: {now}")


def _machine() -> dict[str, Any]:
    return {
        "system": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "python": sys.version.split()[0],
        **{name: _version(name) for name in LIBRARIES},
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
