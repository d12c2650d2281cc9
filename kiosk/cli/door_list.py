"""`kiosk door-list`: the door on paper, for when nothing else works."""

from pathlib import Path

import click

from kiosk.actions.door_list import door_list as list_of_the_door
from kiosk.badges.door_list import write_door_list
from kiosk.badges.errors import BadgeError
from kiosk.cli.house import Chosen, as_json, give, say
from kiosk.cli.taught import TaughtCommand
from kiosk.domain.errors import SettingsError

HELP = (
    "Print the door list before opening: names, what is to pay, a box to tick, and short codes with which the ticks"
    " are typed in afterwards."
)


@click.command("door-list", cls=TaughtCommand, help=HELP)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="the PDF to write")
@as_json
@click.pass_obj
def door_list(chosen: Chosen, out: Path, as_json: bool) -> None:
    """Write the list as it stands now."""
    with chosen.opened() as house:
        event, lines = list_of_the_door(house.kit)
        try:
            pages = write_door_list(event, lines, out)
        except (BadgeError, OSError) as error:
            raise SettingsError(str(error)) from error
        if as_json:
            give({"guests": len(lines), "pages": pages})
        else:
            say("%(guests)s guests on %(pages)s pages.", {"guests": len(lines), "pages": pages})
