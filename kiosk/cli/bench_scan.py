"""`kiosk bench scan`: how long a door waits for its colour."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from kiosk.bench.scan import PLANS, scan_figures
from kiosk.cli.house import as_json, give, say, words
from kiosk.cli.machine import machine, show
from kiosk.cli.progress import steps_bar
from kiosk.cli.stopping import stop_by_hand
from kiosk.cli.taught import TaughtCommand
from kiosk.rehearsal.house import RehearsalError
from kiosk.wording.catalog import N_

HELP = (
    "Measure the door: the real service on a throw-away house, guests' phones that listen, and scans as the door page"
    " sends them, beside a bare SQLite transaction and bare Flask; some four minutes. The house stands in the"
    " temporary folder: TMPDIR chooses the disk."
)
Figures = Mapping[str, Any]
PARTS = ("p50", "p95", "p99", "max")
ROWS = {
    "door_ms": N_("A scan at the door"),
    "bare_flask_ms": N_("Bare Flask on gevent, one transaction"),
    "bare_sqlite_ms": N_("One bare SQLite transaction"),
}


@click.command(cls=TaughtCommand, help=HELP)
@click.option("--phones", type=click.IntRange(0, 2000), help="how many phones listen (else 300)")
@click.option("--scans", type=click.IntRange(10, 100_000), help="how many scans are timed (else 300)")
@click.option("--every", type=click.FloatRange(0, 60), help="seconds from one scan to the next (else 0.2)")
@click.option("--quick", "length", flag_value="quick", default="usual", help="30 phones, 60 scans: half a minute")
@as_json
def scan(*, length: str, as_json: bool, **chosen: Any) -> None:  # noqa: ANN401
    """Measure, then say on what."""
    on = machine()
    figures = measure_scan(length, **chosen)
    if as_json:
        give({"machine": on, "scan": figures})
    else:
        show(on)
        show_scan(figures)
    if figures["errors"]:
        raise SystemExit(1)


def measure_scan(length: str, **chosen: Any) -> Figures:  # noqa: ANN401
    """Measure what this length asks for, or what was chosen instead; a bar shows how far it is."""
    plan = replace(PLANS[length], **{name: value for name, value in chosen.items() if value is not None})
    stop_by_hand()
    try:
        with steps_bar("scan") as told:
            return scan_figures(plan, told)
    except RehearsalError as error:
        click.echo(click.style(str(error), fg="red"), err=True)
        raise SystemExit(1) from error


def show_scan(figures: Figures) -> None:
    """A table of times, then what else there is to say."""
    title = words().say("Milliseconds, with %(phones)s phones that listen", figures)
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for part in PARTS:
        table.add_column(part, justify="right")
    for name, label in ROWS.items():
        table.add_row(words().say(label), *(str(figures[name][part]) for part in PARTS))
    Console(stderr=True).print(table)
    say("Phones heard %(pushes)s messages meanwhile; %(late)s scans began late.", figures)
    for name in ("service", "matchmaker"):
        if figures[name]:
            say("%(name)s: %(cpu_s)s s of processor time, %(peak_mb)s MB.", {"name": name, **figures[name]})
    for error in figures["errors"][:10]:
        click.echo(click.style(error, fg="red"), err=True)
