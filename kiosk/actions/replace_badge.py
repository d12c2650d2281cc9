"""A lost or spoilt badge: a new one, and the old one opens nothing."""

from kiosk.actions.kit import Kit
from kiosk.actions.ports import Transaction
from kiosk.actions.watch_devices import check_paired
from kiosk.domain.badge import derived_front_code
from kiosk.domain.device import Device
from kiosk.domain.errors import NotFoundError
from kiosk.domain.facts import PeopleChanged
from kiosk.domain.people import Attendee, AttendeeId


def replace_badge(kit: Kit, attendee: AttendeeId, *, nonce: str, device: Device, reason: str) -> Attendee:
    """Give an attendee a new front code; the old one answers `revoked` from now on, and says when it was replaced.

    The code comes from the nonce: a retry answers with the same badge and replaces nothing more.

    Raises:
        NotFoundError: nobody of this id is at the current event.
        DeviceRevokedError: the device was taken out of use meanwhile.
    """
    with kit.store.writing() as store:
        check_paired(store, device)
        event = kit.current_event(store)
        found = store.attendees.by_id(attendee)
        if found is None or found.event != event.id:
            raise NotFoundError
        code, is_made = _code(store, kit.key, nonce, attendee)
        if not is_made:
            store.codes.add_badge(code, attendee, event.id, kit.now(), reason=reason, device=device.id)
            store.attendees.touch([attendee])
        renewed = store.attendees.by_id(attendee)
    kit.announce(PeopleChanged(frozenset({attendee})))
    return renewed or found


def _code(store: Transaction, key: bytes, nonce: str, attendee: AttendeeId) -> tuple[str, bool]:
    """The code of this gesture, and whether it was given out already; somebody else's code is passed over."""
    for turn in range(100):
        code = derived_front_code(key, f"{nonce}:{turn}")
        badge = store.codes.badge(code)
        if badge is None or badge.attendee == attendee:
            return code, badge is not None
    raise NotFoundError
