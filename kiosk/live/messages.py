"""Every message the house sends, as a class: its name, its namespace, its room, its payload."""

from dataclasses import dataclass
from typing import Any, ClassVar

from kiosk.domain.device import DeviceId
from kiosk.domain.language import Language
from kiosk.domain.people import AttendeeId


@dataclass(frozen=True, slots=True)
class AttendeeState:
    """Everything one attendee's page shows. Sent to that attendee's phones."""

    name: ClassVar[str] = "state"
    namespace: ClassVar[str] = "/attendee"

    attendee: AttendeeId
    language: Language
    payload: dict[str, Any]

    @property
    def room(self) -> str:
        """The room of that attendee's phones in that language."""
        return attendee_room(self.attendee, self.language)


@dataclass(frozen=True, slots=True)
class EventFigures:
    """What the evening counts. Sent to paired devices, one room per role."""

    name: ClassVar[str] = "event"
    namespace: ClassVar[str] = "/staff"

    role: str
    payload: dict[str, Any]

    @property
    def room(self) -> str:
        """The room of that role's devices."""
        return f"role:{self.role}"


@dataclass(frozen=True, slots=True)
class RoomPicture:
    """What the projector shows, in one language. Sent to projectors that speak it."""

    name: ClassVar[str] = "room"
    namespace: ClassVar[str] = "/screen"

    language: str
    payload: dict[str, Any]

    @property
    def room(self) -> str:
        """The room of projectors in that language."""
        return f"screen:{self.language}"


@dataclass(frozen=True, slots=True)
class DeviceNews:
    """What became of one device. Sent to that device's own pages."""

    name: ClassVar[str] = "device"
    namespace: ClassVar[str] = "/staff"

    device: DeviceId
    revoked: bool

    @property
    def payload(self) -> dict[str, Any]:
        """The whole of it."""
        return {"revoked": self.revoked}

    @property
    def room(self) -> str:
        """The room of that device."""
        return device_room(self.device)


Message = AttendeeState | EventFigures | RoomPicture | DeviceNews


def device_room(device: DeviceId) -> str:
    """The room that the pages of one device are put in."""
    return f"device:{device}"


def attendee_room(attendee: AttendeeId, language: Language) -> str:
    """The room that the phones of one attendee which speak this language are put in."""
    return f"attendee:{attendee}:{language.value}"
