"""`kiosk serve`: the service. `kiosk matchmaker`: its second process."""

import click

from kiosk.assemble.house import address_is_here
from kiosk.assemble.service import run_matchmaker, serve_house
from kiosk.cli.house import Chosen, say, words
from kiosk.cli.taught import TaughtCommand

HELP = "Run the evening: the door, the phones, the projector. Ctrl-C ends it; nothing is lost."
MATCHMAKER_HELP = "Be the matchmaker of a house. kiosk serve starts it by itself."


@click.command(cls=TaughtCommand, help=HELP)
@click.option("--host", default="0.0.0.0", show_default=True, help="the address to listen on")  # noqa: S104
@click.option("--port", type=click.IntRange(1, 65535), help="the port to listen on (default: the one in the codes)")
@click.option("--verbose", is_flag=True, help="one line per request on standard error")
@click.pass_obj
def serve(chosen: Chosen, host: str, port: int | None, verbose: bool) -> None:
    """Listen until stopped."""
    with chosen.opened() as house:
        settings = house.settings
        wanted = port or settings.port

        def ready(opened: int) -> None:
            say("Palabre is running. Guests: %(base)s", {"base": settings.base_url})
            say("Door, on this machine: %(url)s", {"url": f"http://localhost:{opened}/door"})
            if opened != settings.port:
                say("Codes carry port %(code)s, but this listens on %(port)s.", {"code": settings.port, "port": opened})
            if not address_is_here(settings):
                warning = words().say(
                    "This machine does not have the address %(address)s that codes carry: give it that address,"
                    " or run kiosk setup --address and print the badges again.",
                    {"address": settings.address},
                )
                click.echo(click.style(warning, fg="red", bold=True), err=True)

        serve_house(house, host, wanted, ready, verbose=verbose)
        say("Stopped.")


@click.command(cls=TaughtCommand, help=MATCHMAKER_HELP, hidden=True)
@click.pass_obj
def matchmaker(chosen: Chosen) -> None:
    """Serve over standard input and output."""
    with chosen.opened() as house:
        run_matchmaker(house)
