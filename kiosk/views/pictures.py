"""What sockets carry, looked at in one moment and told in as many languages as there are."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from kiosk.actions.kit import Kit
from kiosk.actions.look import personal_state, room_now
from kiosk.domain.device import Device, DeviceId, DeviceRole
from kiosk.domain.errors import NoEventError
from kiosk.domain.language import Language
from kiosk.domain.people import AttendeeId
from kiosk.domain.room import Room
from kiosk.views.attendee import state_view
from kiosk.views.room import room_view
from kiosk.views.scans import event_view

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EveningPicture:
    """The evening at one moment."""

    room: Room
    join_url: str
    nobody: Callable[[DeviceRole], Device]

    def figures(self, role: DeviceRole) -> View:
        """What it counts, as far as devices of this role may see."""
        return event_view(self.room, self.nobody(role))

    def projected(self, language: Language) -> View:
        """What the projector shows."""
        return room_view(self.room, language, self.join_url)


@dataclass(frozen=True, slots=True)
class Pictures:
    """Looks for the publisher; `join_url` is the address on the projector."""

    kit: Kit
    join_url: str

    def person(self, attendee: AttendeeId) -> Callable[[Language], View] | None:
        """Somebody's page as it is now, in any language; None when there is nobody of that id."""
        state = personal_state(self.kit, attendee)
        return partial(state_view, state) if state else None

    def evening(self) -> EveningPicture | None:
        """The current event; None when there is none."""
        try:
            return EveningPicture(room_now(self.kit), self.join_url, self._any_device)
        except NoEventError:
            return None

    def _any_device(self, role: DeviceRole) -> Device:
        return Device(DeviceId(""), "", role, self.kit.now())
