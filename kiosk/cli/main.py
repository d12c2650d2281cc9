"""The command line: `kiosk`, its options and its commands in the order of an evening."""

from importlib.metadata import version
from pathlib import Path

import click

from kiosk.cli.badges import badges, tables
from kiosk.cli.demo import demo
from kiosk.cli.house import Chosen
from kiosk.cli.import_ import import_
from kiosk.cli.new import new
from kiosk.cli.pair import pair
from kiosk.cli.serve import matchmaker, serve
from kiosk.cli.setup import setup
from kiosk.cli.taught import TaughtGroup

HELP = "Check-in, badges and live introductions for an evening, on one box, without internet."
DEFAULT_HOME = "~/palabre"


@click.group(cls=TaughtGroup, help=HELP)
@click.option("--home", envvar="KIOSK_HOME", default=DEFAULT_HOME, show_default=True, help="the house directory")
@click.option("--event", help="the short name of an event (default: the newest open one)")
@click.version_option(version("palabre"), "--version", prog_name="kiosk", help="show the version")
@click.pass_context
def kiosk(context: click.Context, home: str, event: str | None) -> None:
    """Remember which house and which event."""
    context.obj = Chosen(Path(home).expanduser(), event)


for command in (demo, setup, new, import_, badges, tables, pair, serve, matchmaker):
    kiosk.add_command(command)


def run() -> None:
    """Run what the command line says: exit 0 done, 1 refused, 2 wrong use."""
    kiosk(prog_name="kiosk")
