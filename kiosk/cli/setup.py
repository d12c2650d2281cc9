"""`kiosk setup`: the house, and the address in every code."""

import click

from kiosk.assemble.house import change_settings
from kiosk.cli.house import Chosen, as_json, give, say
from kiosk.cli.taught import TaughtCommand

HELP = "Set the house, its network and the address that every printed code carries. Without options, show them."


@click.command(cls=TaughtCommand, help=HELP)
@click.option("--house", help="the organiser's name")
@click.option("--address", help="the fixed private IPv4 address of this machine, such as 192.168.50.1")
@click.option("--port", type=int, help="the port in codes (80 keeps them short)")
@click.option("--https-port", type=int, help="the port of the tablets' https pages; 0 for none")
@click.option("--ssid", help="the Wi-Fi that guests join")
@click.option("--wifi-password", help="its password")
@as_json
@click.pass_obj
def setup(chosen: Chosen, /, *, as_json: bool, **given: object) -> None:
    """Write what was given, keep the rest."""
    with chosen.opened() as house:
        asked = {name: value for name, value in given.items() if value is not None}
        settings = change_settings(house.home.path, asked) if asked else house.settings
        if as_json:
            give(
                {"house": settings.house, "address": settings.address, "port": settings.port, "base": settings.base_url}
            )
        else:
            say("%(house)s — codes begin with %(base)s", {"house": settings.house, "base": settings.base_url})
