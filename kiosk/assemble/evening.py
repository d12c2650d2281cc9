"""A whole evening made ready in one go, as the commands do one by one: for rehearsals and measurements."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.actions.create_event import create_event
from kiosk.actions.import_guests import import_guests
from kiosk.actions.prepare_badges import prepare_badges, table_codes
from kiosk.actions.sign_in import pair_device
from kiosk.assemble.house import House
from kiosk.badges.badge import BadgeFace
from kiosk.badges.face import face_of
from kiosk.domain.device import DeviceRole
from kiosk.domain.event import Event
from kiosk.domain.guest_list import Invitation
from kiosk.exchange.doubles import same_person


@dataclass(frozen=True, slots=True)
class Furnished:
    """What is printed and paired before the doors open: badges, keys, the addresses on the table cards."""

    faces: tuple[BadgeFace, ...]
    doors: tuple[str, ...]
    screen: str
    tables: tuple[str, ...]


def furnish(house: House, event: Event, guests: Iterable[Invitation], doors: Iterable[str]) -> Furnished:
    """Open the event, take everybody in, give out badges and claims, pair a device for each door and a projector."""
    kit, base = house.kit, house.settings.base_url
    made = create_event(kit, event)
    import_guests(kit, list(guests), is_same=same_person)
    _, printed = prepare_badges(kit)
    return Furnished(
        faces=tuple(face_of(made, each.attendee, each.claim_code, base) for each in printed),
        doors=tuple(pair_device(kit, name, DeviceRole.DOOR)[1] for name in doors),
        screen=pair_device(kit, "Projecteur", DeviceRole.SCREEN)[1],
        tables=tuple(f"{base}/t/{code}" for _, code in table_codes(kit)[1]),
    )
