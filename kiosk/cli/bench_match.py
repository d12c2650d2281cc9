"""`kiosk bench match`: how good and how fast the matching is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import click
from rich.console import Console

from kiosk.bench.match import PLANS, match_figures
from kiosk.cli.bench_tables import left_out, tables
from kiosk.cli.house import as_json, give, say
from kiosk.cli.machine import machine, show
from kiosk.cli.progress import steps_bar
from kiosk.cli.taught import TaughtCommand

HELP = (
    "Measure the matching: the share of the exact optimum, fairness, live repair, simulated evenings; five to ten"
    " minutes."
)
Figures = Mapping[str, Any]


@click.command(cls=TaughtCommand, help=HELP)
@click.option("--size", "sizes", type=click.IntRange(10, 20_000), multiple=True, help="how many people; repeatable")
@click.option("--events", type=click.IntRange(10, 100_000), help="live events a room")
@click.option("--quick", "length", flag_value="quick", default="usual", help="small rooms, few evenings: half a minute")
@click.option("--long", "length", flag_value="long", default="usual", help="also what takes a quarter of an hour")
@as_json
def match(*, sizes: tuple[int, ...], events: int | None, length: str, as_json: bool) -> None:
    """Measure, then say on what."""
    on = machine()
    figures = measure_match(length, sizes=sizes, events=events)
    if as_json:
        give({"machine": on, "match": figures})
        return
    show(on)
    show_match(figures)


def measure_match(length: str, *, sizes: Sequence[int] = (), events: int | None = None) -> Figures:
    """Measure what this length asks for, or other sizes and events; a bar shows how far it is."""
    plan = PLANS[length]
    with steps_bar("match") as told:
        return match_figures(replace(plan, sizes=sizes or plan.sizes, events=events or plan.events), told)


def show_match(figures: Figures) -> None:
    """Tables, then what was left out."""
    console = Console(stderr=True)
    for table in tables(figures):
        console.print(table)
    for sentence in left_out(figures):
        say(sentence)
