"""`kiosk serve`: the service. `kiosk matchmaker`: its second process."""

from dataclasses import replace

import click

from kiosk.assemble.house import address_is_here
from kiosk.assemble.listeners import Listening, Ports
from kiosk.assemble.service import run_matchmaker, serve_house
from kiosk.cli.house import Chosen, say, words
from kiosk.cli.taught import TaughtCommand
from kiosk.config import Settings
from kiosk.wording.catalog import N_
from kiosk.wording.problems import problem_sentence

HELP = "Run the evening: the door, the phones, the projector. Ctrl-C ends it; nothing is lost."
MATCHMAKER_HELP = "Be the matchmaker of a house. kiosk serve starts it by itself."


@click.command(cls=TaughtCommand, help=HELP)
@click.option("--host", default="0.0.0.0", show_default=True, help="the address to listen on")  # noqa: S104
@click.option("--port", type=click.IntRange(1, 65535), help="the port to listen on (default: the one in the codes)")
@click.option("--https-port", type=click.IntRange(0, 65535), help="the port of the tablets' https pages; 0 for none")
@click.option("--verbose", is_flag=True, help="one line per request on standard error")
@click.pass_obj
def serve(chosen: Chosen, *, host: str, port: int | None, https_port: int | None, verbose: bool) -> None:
    """Listen until stopped."""
    with chosen.opened() as house:
        settings = house.settings
        secure = settings.https_port if https_port is None else https_port
        insists = https_port is not None or settings.https_port != Settings().https_port
        ports = Ports(host, port or settings.port, secure, insists)
        serve_house(house, ports, lambda listening: _greet(settings, ports, listening), verbose=verbose)
        say("Stopped.")


def _greet(settings: Settings, ports: Ports, listening: Listening) -> None:
    """Where everything is, and in red what is not as the printed codes have it."""
    say("Palabre is running. Guests: %(base)s", {"base": settings.base_url})
    say("Door, on this machine: %(url)s", {"url": f"http://localhost:{ports.plain}/door"})
    if listening.authority:
        plain = replace(settings, port=ports.plain).base_url
        known = {"ca": f"{plain}/ca", "enrol": f"{listening.authority.base_url}/enrol"}
        say("Door tablets: once %(ca)s, then %(enrol)s", known)
        say("Fingerprint to compare on the tablet: %(print)s", {"print": listening.authority.fingerprint})
    if listening.problem:
        _warn(problem_sentence(listening.problem, words().language))
        say("So there is no https: door tablets elsewhere are refused. --https-port 0 leaves this out.")
    if ports.plain != settings.port:
        say("Codes carry port %(code)s, but this listens on %(port)s.", {"code": settings.port, "port": ports.plain})
    if not address_is_here(settings):
        warning = N_(
            "This machine does not have the address %(address)s that codes carry: give it that address,"
            " or run kiosk setup --address and print the badges again."
        )
        _warn(words().say(warning, {"address": settings.address}))


def _warn(sentence: str) -> None:
    click.echo(click.style(sentence, fg="red", bold=True), err=True)


@click.command(cls=TaughtCommand, help=MATCHMAKER_HELP, hidden=True)
@click.pass_obj
def matchmaker(chosen: Chosen) -> None:
    """Serve over standard input and output."""
    with chosen.opened() as house:
        run_matchmaker(house)
