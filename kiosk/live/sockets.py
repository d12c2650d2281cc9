"""Who may listen to what. The server puts a client in its rooms; a client that says anything is put out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from flask import request
from flask_socketio import SocketIO, disconnect, join_room

from kiosk.domain.device import Device, DeviceId, DeviceRole
from kiosk.domain.language import Language, language_of
from kiosk.domain.people import Attendee
from kiosk.live.listeners import Listener, Listeners
from kiosk.live.messages import attendee_room, device_room

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


@dataclass(frozen=True, slots=True)
class _Seat:
    """Where a client sits: its rooms, and the device it is a page of."""

    rooms: tuple[str, ...]
    device: DeviceId | None = None


def listen(socket: SocketIO, guestbook: Guestbook, listeners: Listeners) -> None:
    """Open the three namespaces; there is no other, and none takes a message. `listeners` keeps who is there."""
    for namespace, welcome in (
        ("/attendee", _welcome_attendee),
        ("/staff", _welcome_staff),
        ("/screen", _welcome_screen),
    ):
        socket.on_event("connect", _connector(guestbook, welcome, listeners), namespace=namespace)
        socket.on_event("disconnect", partial(_gone, listeners, namespace), namespace=namespace)
        socket.on_event("*", _put_out, namespace=namespace)


def _connector(
    guestbook: Guestbook, welcome: Callable[[Guestbook, str], _Seat | None], listeners: Listeners
) -> Callable[[object], bool]:
    def connect(auth: object = None) -> bool:
        """Put the client in its rooms, or refuse it."""
        token = auth.get("token") if isinstance(auth, dict) else None
        seat = welcome(guestbook, token) if isinstance(token, str) and token else None
        if seat is None:
            return False
        for room in seat.rooms:
            join_room(room)
        if seat.device is not None:
            listeners.add(Listener(seat.device, request.namespace, request.sid))  # type: ignore[attr-defined]
        return True

    return connect


def _gone(listeners: Listeners, namespace: str, *_why: object) -> None:
    listeners.drop(namespace, request.sid)  # type: ignore[attr-defined]


def _put_out(*_said: Any) -> None:  # noqa: ANN401
    disconnect()


def _welcome_attendee(guestbook: Guestbook, token: str) -> _Seat | None:
    attendee = guestbook.attendee(token)
    return _Seat((attendee_room(attendee.id, _spoken(attendee.person.language)),)) if attendee else None


def _welcome_staff(guestbook: Guestbook, token: str) -> _Seat | None:
    device = guestbook.device(token)
    return _Seat((f"role:{device.role.value}", device_room(device.id)), device.id) if device else None


def _welcome_screen(guestbook: Guestbook, token: str) -> _Seat | None:
    device = guestbook.device(token)
    if device is None or device.role not in {DeviceRole.SCREEN, DeviceRole.DOOR}:
        return None
    return _Seat((f"screen:{_spoken(None).value}",), device.id)


def _spoken(own: Language | None) -> Language:
    """What the page behind this socket speaks: chosen by its reader, else the person's own, else the browser's."""
    chosen = language_of(request.cookies.get(LANGUAGE_COOKIE))
    return chosen or own or language_of(request.accept_languages.best_match(["fr", "en"])) or Language.FR
