"""The entrance, on a tablet or a helper's phone."""

from urllib.parse import urlsplit

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from kiosk.actions.look import room_now
from kiosk.domain.device import Device, DeviceRole
from kiosk.domain.event import Event
from kiosk.domain.money import Amount
from kiosk.domain.room import Room
from kiosk.views.verdicts import LOOK
from kiosk.web.access import allow, page_manifest_key, page_token
from kiosk.web.context import kit, language, service, viewer
from kiosk.wording.door import door_words
from kiosk.wording.formats import money
from kiosk.wording.verdicts import alone_words

door = Blueprint("door", __name__)


@door.get("/door")
@allow(DeviceRole.DOOR, DeviceRole.SELF_SERVICE)
def show_door() -> ResponseReturnValue:
    """The page that reads badges; a self-service tablet gets one that names nobody."""
    room, device = room_now(kit()), viewer().staffed
    page = "door/index.html" if device.role is DeviceRole.DOOR else "door/self.html"
    return render_template(
        page,
        event=_figures(room),
        device={"name": device.name, "place": "door", "role": device.role.value},
        categories=_categories(room.event),
        currency=room.event.currency,
        host=urlsplit(service().settings.base_url).hostname,
        manifest_key=page_manifest_key(device),
        words=_words(device),
        socket_token=page_token(),
    )


def _words(device: Device) -> dict[str, object]:
    """What the page's script says, how verdicts look, and what it says of them while it is alone."""
    look = {verdict.value: each for verdict, each in LOOK.items()}
    alone = alone_words(language(), for_staff=device.sees_money)
    return door_words(language()) | {"look": look, "alone": alone}


def _figures(room: Room) -> dict[str, object]:
    return {
        "name": room.event.name,
        "slug": room.event.slug,
        "people_in": room.people_in,
        "inside": room.inside,
        "expected": room.expected,
    }


def _categories(event: Event) -> list[dict[str, object]]:
    """Each price as a chip shows it."""
    return [
        {"name": name, "price": price, "shown": money(Amount(price, event.currency), language())}
        for name, price in event.prices.items()
    ]
