"""The command line: `kiosk`, its options and its commands in the order of an evening."""

from importlib.metadata import version
from pathlib import Path

import click

from kiosk.cli.house import Chosen
from kiosk.cli.taught import TaughtGroup

HELP = "Check-in, badges and live introductions for an evening, on one box, without internet."
DEFAULT_HOME = "~/palabre"
COMMANDS = {
    "demo": "kiosk.cli.demo:demo",
    "setup": "kiosk.cli.setup:setup",
    "new": "kiosk.cli.new:new",
    "import": "kiosk.cli.import_:import_",
    "badges": "kiosk.cli.badges:badges",
    "tables": "kiosk.cli.badges:tables",
    "rules": "kiosk.cli.rules:rules",
    "pair": "kiosk.cli.pair:pair",
    "devices": "kiosk.cli.devices:devices",
    "staff": "kiosk.cli.staff:staff",
    "serve": "kiosk.cli.serve:serve",
    "bench": "kiosk.cli.bench:bench",
    "matchmaker": "kiosk.cli.serve:matchmaker",
}


@click.group(cls=TaughtGroup, lazy=COMMANDS, help=HELP)
@click.option("--home", envvar="KIOSK_HOME", default=DEFAULT_HOME, show_default=True, help="the house directory")
@click.option("--event", help="the short name of an event (default: the newest open one)")
@click.version_option(version("palabre"), "--version", prog_name="kiosk", help="show the version")
@click.pass_context
def kiosk(context: click.Context, home: str, event: str | None) -> None:
    """Remember which house and which event."""
    context.obj = Chosen(Path(home).expanduser(), event)


def run() -> None:
    """Run what the command line says: exit 0 done, 1 refused, 2 wrong use."""
    kiosk(prog_name="kiosk")
