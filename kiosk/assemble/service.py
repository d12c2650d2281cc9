"""The service of a house: pages, sockets, the matchmaker beside them, and the listener."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from flask import Flask
from flask_socketio import SocketIO

from kiosk.actions.kit import Kit
from kiosk.actions.sign_in import attendee_of_token, device_of_token
from kiosk.actions.watch_devices import revoked_among
from kiosk.assemble.house import LOOPBACK, House
from kiosk.config import Settings, own_addresses
from kiosk.domain.device import Device
from kiosk.domain.people import Attendee
from kiosk.live.listeners import Listeners
from kiosk.live.publish import Publisher
from kiosk.live.sockets import listen, make_socket
from kiosk.live.watch import Watch
from kiosk.matchmaker.engine import LiveEngine
from kiosk.matchmaker.keeper import Keeper
from kiosk.matchmaker.process import run
from kiosk.views.pictures import Pictures
from kiosk.web.app import create_app
from kiosk.web.context import Service
from kiosk.web.limits import Tries
from kiosk.web.logs import log_to_stderr
from kiosk.web.serving import serve


@dataclass(frozen=True, slots=True)
class Running:
    """A built service, not yet listening."""

    app: Flask
    socket: SocketIO
    keeper: Keeper
    publisher: Publisher
    watch: Watch


@dataclass(frozen=True, slots=True)
class _Guestbook:
    """Whose a socket is, by the token it brings."""

    kit: Kit

    def attendee(self, token: str) -> Attendee | None:
        """The person whose page minted this token."""
        return attendee_of_token(self.kit, token)

    def device(self, token: str) -> Device | None:
        """The device whose page minted this token, or whose own key it is."""
        return device_of_token(self.kit, token)


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
    publisher = Publisher(socket, Pictures(house.kit, f"{house.settings.base_url}/"), keeper.room_changed)
    kit = replace(house.kit, announce=publisher.announce)
    tries = Tries(house.settings.limit_tries, house.settings.limit_minutes * 60)
    app = create_app(Service(kit, house.settings, origins, tries))
    socket.init_app(app)
    listeners = Listeners()
    listen(socket, _Guestbook(kit), listeners)
    watch = Watch(socket, listeners, revoked=partial(revoked_among, kit), tell=publisher.tell)
    return Running(app, socket, keeper, publisher, watch)


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
        running.watch.start()

    try:
        serve(running.app, host, port, ready)
    finally:
        running.watch.stop()
        running.keeper.stop()
        running.publisher.settle()
        house.close()


def run_matchmaker(house: House) -> None:
    """Be the matchmaker of a house, over standard input and output, until they close."""
    log_to_stderr(verbose=False)
    run(house.kit, LiveEngine(), sys.stdin, sys.stdout)


def origins_of(settings: Settings, port: int) -> frozenset[str]:
    """The pages that may ask for changes: ours, under each address this machine has, on the port it listens to."""
    hosts = own_addresses() | LOOPBACK | {settings.address}
    named = {f"http://{host}:{port}" for host in hosts} | {settings.base_url}
    return frozenset(named | ({f"http://{host}" for host in hosts} if port == 80 else set()))  # noqa: PLR2004


def _matchmaker_command(house: House) -> list[str]:
    chosen = ["--event", house.kit.event] if house.kit.event else []
    return [sys.executable, "-m", "kiosk", "--home", str(house.home.path), *chosen, "matchmaker"]
