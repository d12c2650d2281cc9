"""Facts become messages, off the request's path; the only place that emits.

What is announced while a message is made is gathered: however many scans arrive, each person's page and each screen
gets the newest state once.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from kiosk.domain.device import DeviceRole
from kiosk.domain.facts import Fact
from kiosk.domain.language import Language
from kiosk.domain.people import AttendeeId
from kiosk.live.messages import AttendeeState, EventFigures, Message, RoomPicture
from kiosk.views.pictures import Pictures

log = logging.getLogger(__name__)

PAUSE = 0.05


class Socket(Protocol):
    """The part of Flask-SocketIO that is used here."""

    def emit(self, event: str, *args: object, **where: object) -> None:
        """Send to a room of a namespace."""

    def sleep(self, seconds: float) -> None:
        """Let others run."""

    def start_background_task(self, target: Callable[[], None]) -> Any:  # noqa: ANN401
        """Run beside the requests."""


class Publisher:
    """Tells phones, devices and projectors what changed. `on_change` is told too, for the matchmaker."""

    def __init__(self, socket: Socket, pictures: Pictures, on_change: Callable[[], None]) -> None:
        self._socket, self._pictures, self._on_change = socket, pictures, on_change
        self._people: set[AttendeeId] = set()
        self._room_moved = False
        self._is_running = False
        self._task: Any = None

    def announce(self, fact: Fact) -> None:
        """Take note of what happened; it is on disk already. Never fails, never waits."""
        self._people |= fact.attendees
        self._room_moved = self._room_moved or fact.moves_room
        if fact.moves_room:
            self._on_change()
        self._wake()

    def people_changed(self, people: frozenset[AttendeeId]) -> None:
        """The same for news from the matchmaker: it needs no telling."""
        self._people |= people
        self._wake()

    def tell(self, message: Message) -> None:
        """Send one message now, beside what is gathered."""
        self._emit(message)

    def settle(self) -> None:
        """Wait until everything announced so far is sent."""
        if self._task is not None:
            self._task.join()

    def _wake(self) -> None:
        if not self._is_running:
            self._is_running = True
            self._task = self._socket.start_background_task(self._run)

    def _run(self) -> None:
        """Send until nothing is left; a message that cannot be made is logged and heals with the next."""
        try:
            while self._people or self._room_moved:
                people, self._people = self._people, set()
                moved, self._room_moved = self._room_moved, False
                self._send_people(people)
                if moved:
                    self._guarded(self._send_room)
                self._socket.sleep(PAUSE)
        finally:
            self._is_running = False

    def _send_people(self, people: set[AttendeeId]) -> None:
        for attendee in sorted(people):
            self._guarded(partial(self._send_person, attendee))
            self._socket.sleep(0)

    def _send_person(self, attendee: AttendeeId) -> None:
        page = self._pictures.person(attendee)
        if page is not None:
            for language in Language:
                self._emit(AttendeeState(attendee, language, page(language)))

    def _guarded(self, send: Callable[[], None]) -> None:
        """One page that cannot be made keeps no other from being sent."""
        try:
            send()
        except Exception:  # the one broad except of this loop: whatever a page does, the next ones go out
            log.exception("a message could not be made")

    def _send_room(self) -> None:
        evening = self._pictures.evening()
        if evening is None:
            log.warning("no event to show")
            return
        for role in DeviceRole:
            self._emit(EventFigures(role.value, evening.figures(role)))
        for language in Language:
            self._emit(RoomPicture(language.value, evening.projected(language)))

    def _emit(self, message: Message) -> None:
        self._socket.emit(message.name, message.payload, to=message.room, namespace=message.namespace)
