"""`kiosk bench`: measure on this machine."""

from collections.abc import Mapping
from typing import Any

import click

from kiosk.cli.bench_match import measure_match, show_match
from kiosk.cli.bench_scan import measure_scan, show_scan
from kiosk.cli.house import as_json, give
from kiosk.cli.machine import machine, show
from kiosk.cli.taught import TaughtCommand, TaughtGroup

HELP = (
    "Measure on this machine, beside baselines of the same run. Ratios travel to other machines, seconds do not."
    " With --json and no command: everything, as one document."
)
ALL_HELP = "Measure everything, one after the other: ten to fifteen minutes, two with --quick."
COMMANDS = {
    "scan": "kiosk.cli.bench_scan:scan",
    "match": "kiosk.cli.bench_match:match",
    "all": "kiosk.cli.bench:everything",
}


@click.group(cls=TaughtGroup, lazy=COMMANDS, help=HELP, invoke_without_command=True)
@as_json
@click.pass_context
def bench(context: click.Context, /, *, as_json: bool) -> None:
    """Show the help, unless something is asked for."""
    if context.invoked_subcommand is None:
        if as_json:
            give(_all("usual"))
        else:
            click.echo(context.get_help())


@click.command("all", cls=TaughtCommand, help=ALL_HELP)
@click.option("--quick", "length", flag_value="quick", default="usual", help="less of everything")
@as_json
def everything(*, length: str, as_json: bool) -> None:
    """Measure, then say on what."""
    figures = _all(length)
    if as_json:
        give(figures)
        return
    show(figures["machine"])
    show_scan(figures["scan"])
    show_match(figures["match"])


def _all(length: str) -> Mapping[str, Any]:
    on = machine()
    return {"machine": on, "scan": measure_scan(length), "match": measure_match(length)}
