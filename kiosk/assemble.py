"""Opens, builds, connects: the only file that knows everybody."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from flask_socketio import SocketIO

from kiosk.actions.kit import Kit
from kiosk.config import Home, Settings, load_settings, open_home, own_addresses
from kiosk.live.publish import Publisher
from kiosk.live.sockets import listen, make_socket
from kiosk.matchmaker.engine import propose
from kiosk.matchmaker.keeper import Keeper
from kiosk.matchmaker.process import run
from kiosk.storage.store import Store
from kiosk.web.app import create_app
from kiosk.web.context import Service
from kiosk.web.limits import Tries
from kiosk.web.logs import log_to_stderr
from kiosk.web.serving import serve

_LOOPBACK = frozenset({"localhost", "127.0.0.1"})


@dataclass(frozen=True, slots=True)
class House:
    """An opened house: where it lives, how it is set, and what actions need."""

    home: Home
    settings: Settings
    kit: Kit
    store: Store

    def close(self) -> None:
        """Let the file go."""
        self.store.close()


@dataclass(frozen=True, slots=True)
class Running:
    """A built service, not yet listening."""

    app: Flask
    socket: SocketIO
    keeper: Keeper
    publisher: Publisher


def open_house(path: Path, environment: Mapping[str, str], event: str | None = None) -> House:
    """Open the house at this place; everything missing is made with defaults.

    Raises:
        SettingsError: a setting cannot be used. OlderProgramError: a newer program was here.
    """
    home = open_home(path)
    settings = load_settings(home, environment)
    store = Store(home.database)
    hosts = _LOOPBACK | {settings.address}
    return House(home, settings, Kit(store, home.key(), hosts, event=event), store)


def build_service(house: House, port: int, *, mode: str = "gevent", matchmaker: bool = True) -> Running:
    """Build application, socket, publisher and matchmaker for one house listening on this port."""
    origins = origins_of(house.settings, port)
    socket = make_socket(mode, origins)
    keeper = Keeper(
        _matchmaker_command(house) if matchmaker else [],
        tell=lambda people: publisher.people_changed(people),  # noqa: PLW0108  (the publisher is made after it)
        spawn=socket.start_background_task,
        sleep=socket.sleep,
    )
    publisher = Publisher(socket, house.kit, f"{house.settings.base_url}/", keeper.room_changed)
    kit = replace(house.kit, announce=publisher.announce)
    tries = Tries(house.settings.limit_tries, house.settings.limit_minutes * 60)
    app = create_app(Service(kit, house.settings, origins, tries))
    socket.init_app(app)
    listen(socket, kit)
    return Running(app, socket, keeper, publisher)


def serve_house(house: House, host: str, port: int, on_ready: Callable[[int], None], *, verbose: bool) -> None:
    """Serve a house until stopped; the matchmaker starts once the listener is open.

    Raises:
        SettingsError: the port cannot be opened.
    """
    log_to_stderr(verbose=verbose)
    running = build_service(house, port)

    def ready(opened: int) -> None:
        on_ready(opened)
        running.keeper.start()

    try:
        serve(running.app, host, port, ready)
    finally:
        running.keeper.stop()
        running.publisher.settle()
        house.close()


def run_matchmaker(house: House) -> None:
    """Be the matchmaker of a house, over standard input and output, until they close."""
    log_to_stderr(verbose=False)
    run(house.kit, propose, sys.stdin, sys.stdout)


def origins_of(settings: Settings, port: int) -> frozenset[str]:
    """The pages that may ask for changes: ours, under each address this machine has, on the port it listens to."""
    hosts = own_addresses() | _LOOPBACK | {settings.address}
    named = {f"http://{host}:{port}" for host in hosts} | {settings.base_url}
    return frozenset(named | ({f"http://{host}" for host in hosts} if port == 80 else set()))  # noqa: PLR2004


def address_is_here(settings: Settings) -> bool:
    """Whether this machine has the address that the printed codes carry."""
    return settings.address in own_addresses() | _LOOPBACK


def _matchmaker_command(house: House) -> list[str]:
    chosen = ["--event", house.kit.event] if house.kit.event else []
    return [sys.executable, "-m", "kiosk", "--home", str(house.home.path), *chosen, "matchmaker"]
