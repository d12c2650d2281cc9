"""Closes the sockets of devices that were taken out of use: on a page, by a command, or at another worker.

The store is asked twice a second, and only while devices listen, so that it is the same two seconds whoever revoked.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from kiosk.domain.device import DeviceId
from kiosk.live.listeners import Listener, Listeners
from kiosk.live.messages import DeviceNews, Message

log = logging.getLogger(__name__)

PAUSE = 0.5


class Socket(Protocol):
    """The part of Flask-SocketIO that is used here."""

    server: Any

    def sleep(self, seconds: float) -> None:
        """Let others run."""

    def start_background_task(self, target: Callable[[], None]) -> Any:  # noqa: ANN401
        """Run beside the requests."""


class Watch:
    """Looks whether a device that listens may still. `revoked` says which of some may not."""

    def __init__(
        self,
        socket: Socket,
        listeners: Listeners,
        *,
        revoked: Callable[[frozenset[DeviceId]], frozenset[DeviceId]],
        tell: Callable[[Message], None],
    ) -> None:
        self._socket, self._listeners, self._revoked, self._tell = socket, listeners, revoked, tell
        self._is_over = False

    def start(self) -> None:
        """Look until stopped."""
        self._socket.start_background_task(self._run)

    def stop(self) -> None:
        """End with the next look."""
        self._is_over = True

    def look(self) -> None:
        """Tell each device that was taken out of use, and close its sockets."""
        listening = self._listeners.devices()
        for device in sorted(self._revoked(listening)) if listening else ():
            self._tell(DeviceNews(device, revoked=True))
            for listener in self._listeners.of(device):
                self._put_out(listener)

    def _run(self) -> None:
        while not self._is_over:
            try:
                self.look()
            except Exception:  # the one broad except of this loop: a busy store is asked again
                log.exception("devices could not be looked at")
            self._socket.sleep(PAUSE)

    def _put_out(self, listener: Listener) -> None:
        """Say goodbye first, so that a page does not come back by itself; then close the line, waiting for nobody."""
        server = self._socket.server
        line = server.manager.eio_sid_from_sid(listener.sid, listener.namespace)
        self._listeners.drop(listener.namespace, listener.sid)
        server.disconnect(listener.sid, namespace=listener.namespace)
        self._socket.start_background_task(partial(server.eio.disconnect, line))
