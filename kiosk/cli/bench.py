"""`kiosk bench`: measure on this machine."""

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import click
from rich.console import Console

from kiosk.bench.match import SIZES, match_figures
from kiosk.cli.house import as_json, give
from kiosk.cli.taught import TaughtCommand

HELP = (
    "Measure on this machine, beside baselines of the same run. match: the share of the exact optimum, fairness, live"
    " repair, simulated evenings. Ratios travel to other machines, seconds do not."
)


@click.command(cls=TaughtCommand, help=HELP)
@click.argument("what", type=click.Choice(["match"]), default="match")
@click.option("--size", "sizes", type=click.IntRange(10, 20_000), multiple=True, help="how many people; repeatable")
@click.option("--events", type=click.IntRange(1, 100_000), default=1_000, show_default=True, help="live events a room")
@as_json
def bench(*, what: str, sizes: tuple[int, ...], events: int, as_json: bool) -> None:
    """Measure, then say on what."""
    console = Console(stderr=True)
    with console.status("…") as status:
        figures = match_figures(sizes or SIZES, events=events, told=lambda now: status.update(f"{what}: {now}"))
    document = {"machine": _machine(), what: figures}
    if as_json:
        give(document)
    else:
        console.print_json(data=document)


def _machine() -> dict[str, Any]:
    return {
        "system": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "python": sys.version.split()[0],
        "numpy": version("numpy"),
        "ortools": _version("ortools"),
        "scipy": _version("scipy"),
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
