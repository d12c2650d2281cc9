"""Who may listen to what. The server puts a client in its rooms; a client that says anything is put out."""

from collections.abc import Callable
from typing import Any, Protocol

from flask import request
from flask_socketio import SocketIO, disconnect, join_room

from kiosk.domain.device import Device, DeviceRole
from kiosk.domain.language import Language, language_of
from kiosk.domain.people import Attendee
from kiosk.live.messages import attendee_room

MOST_BYTES = 16_384
LANGUAGE_COOKIE = "palabre_language"


class Guestbook(Protocol):
    """Whose a socket is, by the token it brings."""

    def attendee(self, token: str) -> Attendee | None:
        """The person whose page minted this token."""
        ...

    def device(self, token: str) -> Device | None:
        """The device whose page minted this token, or whose own key it is."""
        ...


def make_socket(mode: str, origins: frozenset[str]) -> SocketIO:
    """The socket service: websocket only, our own origins only, small messages only."""
    return SocketIO(
        async_mode=mode,
        transports=["websocket"],
        cors_allowed_origins=sorted(origins),
        max_http_buffer_size=MOST_BYTES,
        ping_interval=25,
        ping_timeout=20,
        manage_session=False,
        always_connect=False,
    )


def listen(socket: SocketIO, guestbook: Guestbook) -> None:
    """Open the three namespaces; there is no other, and none takes a message."""
    for namespace, welcome in (
        ("/attendee", _welcome_attendee),
        ("/staff", _welcome_staff),
        ("/screen", _welcome_screen),
    ):
        socket.on_event("connect", _connector(guestbook, welcome), namespace=namespace)
        socket.on_event("*", _put_out, namespace=namespace)


def _connector(guestbook: Guestbook, welcome: Callable[[Guestbook, str], str | None]) -> Callable[[object], bool]:
    def connect(auth: object = None) -> bool:
        """Put the client in its room, or refuse it."""
        token = auth.get("token") if isinstance(auth, dict) else None
        room = welcome(guestbook, token) if isinstance(token, str) and token else None
        if room is None:
            return False
        join_room(room)
        return True

    return connect


def _put_out(*_said: Any) -> None:  # noqa: ANN401
    disconnect()


def _welcome_attendee(guestbook: Guestbook, token: str) -> str | None:
    attendee = guestbook.attendee(token)
    return attendee_room(attendee.id, _spoken(attendee.person.language)) if attendee else None


def _welcome_staff(guestbook: Guestbook, token: str) -> str | None:
    device = guestbook.device(token)
    return f"role:{device.role.value}" if device else None


def _welcome_screen(guestbook: Guestbook, token: str) -> str | None:
    device = guestbook.device(token)
    if device is None or device.role not in {DeviceRole.SCREEN, DeviceRole.DOOR}:
        return None
    return f"screen:{_spoken(None).value}"


def _spoken(own: Language | None) -> Language:
    """What the page behind this socket speaks: chosen by its reader, else the person's own, else the browser's."""
    chosen = language_of(request.cookies.get(LANGUAGE_COOKIE))
    return chosen or own or language_of(request.accept_languages.best_match(["fr", "en"])) or Language.FR
