"""`kiosk demo`: watch an evening happen."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

import aiohttp
import click
from rich.console import Console
from rich.live import Live
from rich.table import Table
from socketio.exceptions import SocketIOError

from kiosk.badges.qr import terminal
from kiosk.cli.house import as_json, give, say, words
from kiosk.cli.progress import progress_bar
from kiosk.cli.stopping import stop_by_hand
from kiosk.cli.taught import TaughtCommand
from kiosk.rehearsal.evening import Evening
from kiosk.rehearsal.house import (
    Prepared,
    RehearsalError,
    await_answer,
    free_port,
    is_free,
    prepare,
    service,
    throw_away_home,
)
from kiosk.rehearsal.record import Record
from kiosk.wording.catalog import N_
from kiosk.wording.rehearsals import INVARIANTS

HELP = (
    "Watch an evening happen: a throw-away house, the shipped guest list, the real service, and guests played by"
    " programs that use only what any client can use. Open the addresses it prints; Ctrl-C leaves nothing behind."
)
FAST = 0.02
Summary = Mapping[str, Any]

ROWS: tuple[tuple[str, Callable[[Record], str]], ...] = (
    (N_("Admitted"), lambda record: f"{len(record.admitted)} / {record.guests}"),
    (N_("Phones"), lambda record: str(len(record.claimed))),
    (N_("Suggestions"), lambda record: str(len(record.cards))),
    (N_("Both said yes"), lambda record: str(len(record.mutual))),
    (N_("Meetings"), lambda record: str(record.met)),
)


@click.command(cls=TaughtCommand, help=HELP)
@click.option("--guests", type=click.IntRange(2, 2000), default=60, show_default=True, help="how many guests come")
@click.option("--speed", type=click.FloatRange(1, 1000), default=20, show_default=True, help="times faster than life")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="the port to listen on")
@click.option("--once", is_flag=True, help="on a free port, as fast as it goes, on this machine only; stops by itself")
@as_json
def demo(*, guests: int, speed: float, port: int, once: bool, as_json: bool) -> None:
    """Prepare, play, show; nothing is left behind."""
    stop_by_hand()
    wanted = free_port() if once or not is_free(port) else port
    try:
        holds = _play(guests, FAST if once else 60 / speed, wanted, stays=not once, tell=give if as_json else None)
    except (RehearsalError, aiohttp.ClientError, SocketIOError) as error:
        click.echo(click.style(str(error), fg="red"), err=True)
        raise SystemExit(1) from error
    except (KeyboardInterrupt, asyncio.CancelledError):
        say("Stopped. Nothing is left behind.")
        return
    if not holds:
        raise SystemExit(1)


def _play(guests: int, minute: float, port: int, *, stays: bool, tell: Callable[[Summary], None] | None) -> bool:
    with throw_away_home() as home:
        say("Preparing %(guests)s guests and their badges…", {"guests": guests})
        prepared = prepare(home, guests, port)
        with service(prepared, "0.0.0.0" if stays else "127.0.0.1") as process:  # noqa: S104
            with progress_bar(N_("Badges"), guests) as done:
                prepared.print_badges(done)
            await_answer(process, prepared)
            if stays:
                _show_addresses(prepared)
            with _board() as show:
                evening = Evening(prepared, minute, seed=guests, progress=show, left_out=int(stays))
                summary = asyncio.run(evening.play())
            _tell(summary)
            if tell:
                tell(summary)
            if stays:
                say("The evening is over. Everything stays open until Ctrl-C.")
                _stay()
    return not summary["errors"] and all(summary["invariants"].values())


def _stay() -> NoReturn:
    """Leave the surfaces open until Ctrl-C."""
    while True:
        time.sleep(3600)


def _show_addresses(prepared: Prepared) -> None:
    """The four surfaces; one guest's phone is the watcher's own."""
    yours = prepared.badges[0]
    click.echo(terminal(str(yours.claim_url)), err=True)
    say("Your phone: scan this, you are %(name)s.", {"name": yours.name})
    shown = (
        (N_("A guest's phone"), yours.claim_url),
        (N_("Door"), prepared.enrolment(prepared.furnished.doors[-1])),
        (N_("Projector"), prepared.enrolment(prepared.furnished.screen)),
        (N_("Guests join here"), f"{prepared.base}/"),
        (N_("Badges"), prepared.pdf.as_uri()),
    )
    for label, address in shown:
        click.echo(f"  {click.style(words().say(label), bold=True):<32} {address}", err=True)


@contextmanager
def _board() -> Iterator[Callable[[Record], None]]:
    """A live table on a terminal, silence elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _record: None
        return
    with Live(console=console, refresh_per_second=4) as live:
        yield lambda record: live.update(_table(record))


def _table(record: Record) -> Table:
    table = Table(show_header=False, box=None)
    for label, value in ROWS:
        table.add_row(words().say(label), value(record))
    return table


def _tell(summary: Summary) -> None:
    for name, holds in summary["invariants"].items():
        mark = click.style("✓", fg="green") if holds else click.style("✗", fg="red", bold=True)
        click.echo(f"{mark} {words().say(INVARIANTS[name])}", err=True)
    for error in summary["errors"][:10]:
        click.echo(click.style(error, fg="red"), err=True)
