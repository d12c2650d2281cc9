"""A throw-away house for one rehearsal, and the real service in its own process on it."""

import csv
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

from kiosk.assemble.evening import Furnished, furnish
from kiosk.assemble.house import change_settings, open_house
from kiosk.badges.badge import BadgeFace
from kiosk.badges.papers import PAPERS
from kiosk.badges.sheet import write_sheet
from kiosk.domain.event import Event, EventFormat, EventId, slug_of
from kiosk.domain.language import Language
from kiosk.exchange.invitation import invitations
from kiosk.exchange.read import read_guest_list

EVENT = "AfterWork de démonstration"
PRICES = {"Standard": 10_000, "VIP": 20_000, "Étudiant": 5_000}
SEATS = 8
PATIENCE = 30.0


class RehearsalError(Exception):
    """The service did not start, or a client cannot do its part; the sentence is its own."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A house with an event, everything printed and paired before the doors open."""

    home: Path
    port: int
    base: str
    furnished: Furnished

    @property
    def badges(self) -> tuple[BadgeFace, ...]:
        """Everybody's badge, by name."""
        return self.furnished.faces

    @property
    def local(self) -> str:
        """Where the service answers on this machine."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What the service said."""
        return self.home / "serve.log"

    @property
    def pdf(self) -> Path:
        """Where the printed badges are."""
        return self.home / "badges.pdf"

    def enrolment(self, key: str) -> str:
        """The address that pairs a browser of this machine."""
        return f"http://localhost:{self.port}/enrol#{key}"

    def print_badges(self, progress: Callable[[int], None]) -> None:
        """Write the badges as they go to the printer; `progress` is told how many are done."""
        write_sheet(self.badges, self.pdf, PAPERS["a4x10"], progress=progress)


@contextmanager
def throw_away_home() -> Iterator[Path]:
    """A directory that is gone afterwards, whatever happens."""
    home = Path(tempfile.mkdtemp(prefix="palabre-demo-"))
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def prepare(home: Path, guests: int, port: int) -> Prepared:
    """Open an event in a new house, take the shipped list in, pair two doors, a third for whoever watches, a screen."""
    change_settings(home, {"port": port, "https_port": 0})
    house = open_house(home, {})
    try:
        listed = read_guest_list(guest_list(guests).encode())
        furnished = furnish(house, _event(guests), invitations(listed), ("Porte 1", "Porte 2", "Porte 3"))
        return Prepared(home, port, house.settings.base_url, furnished)
    finally:
        house.close()


@contextmanager
def service(prepared: Prepared, host: str) -> Iterator[subprocess.Popen[bytes]]:
    """The real service in its own process, perhaps not answering yet; it and its matchmaker end with this block."""
    words = ["--home", str(prepared.home), "serve", "--host", host, "--port", str(prepared.port)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    with prepared.log.open("wb") as sink:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "kiosk", *words], stdout=sink, stderr=sink, start_new_session=True, env=environment
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def guest_list(guests: int) -> str:
    """The shipped list, cut to so many guests, or gone through again under other names."""
    text = files("kiosk.rehearsal").joinpath("guests.csv").read_text(encoding="utf-8")
    headings, *rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    names, contacts = headings.index("Nom"), {headings.index("Téléphone"), headings.index("E-mail")}
    chosen = []
    for at in range(guests):
        turn, row = at // len(rows), rows[at % len(rows)]
        again = [f"{cell} {turn + 1}" if place == names else cell for place, cell in enumerate(row)]
        chosen.append([("" if place in contacts else cell) for place, cell in enumerate(again)] if turn else row)
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([headings, *chosen])
    return out.getvalue()


def free_port() -> int:
    """A port nobody listens to at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether this port can be listened to."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except OSError:
            return False
    return True


def _event(guests: int) -> Event:
    starts = datetime.now(UTC)
    return Event(
        id=EventId("e_rehearsal"),
        slug=slug_of(EVENT),
        name=EVENT,
        format=EventFormat.AFTERWORK,
        starts_at=starts,
        ends_at=starts + timedelta(hours=12),
        capacity=None,
        currency="XAF",
        tables=max(2, guests // SEATS),
        prices=PRICES,
        meeting_points=("bar", "desk"),
        tables_need_entry=True,
        language=Language.FR,
    )


def await_answer(process: subprocess.Popen[bytes], prepared: Prepared) -> None:
    """Ask until it answers.

    Raises:
        RehearsalError: it ended, and its log says why; or it does not answer.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RehearsalError(prepared.log.read_text(encoding="utf-8", errors="replace").strip())
        with suppress(URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(f"{prepared.local}/healthz", timeout=2).close()  # noqa: S310
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
    raise RehearsalError(f"no answer from {prepared.local}")


def path_of(url: str) -> str:
    """The path of a printed address; asked for on this machine, it needs no other part."""
    return urlsplit(url).path
