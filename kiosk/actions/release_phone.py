"""A phone that was linked to the wrong person, lost, or changed: it is nobody's, and the guest may link another."""

from kiosk.actions.kit import Kit
from kiosk.actions.watch_devices import check_paired
from kiosk.domain.badge import claim_digest, derived_claim_code
from kiosk.domain.device import Device
from kiosk.domain.errors import NotFoundError
from kiosk.domain.facts import PhoneReleased
from kiosk.domain.people import Attendee, AttendeeId


def release_phone(kit: Kit, attendee: AttendeeId, *, nonce: str, device: Device) -> Attendee:
    """End every session of an attendee and make them a fresh claim, the one that the scan of this nonce would offer.

    What they agreed to waits for their next phone: they are suggested to nobody until they link one. A retry changes
    nothing more, also when the new claim was used meanwhile.

    Raises:
        NotFoundError: nobody of this id is at the current event.
        DeviceRevokedError: the device was taken out of use meanwhile.
    """
    digest = claim_digest(derived_claim_code(kit.key, nonce))
    with kit.store.writing() as store:
        check_paired(store, device)
        found = store.attendees.by_id(attendee)
        if found is None or found.event != kit.current_event(store).id:
            raise NotFoundError
        known = store.codes.claim(digest)
        if known is not None and known[0] == attendee:
            return found
        store.codes.spend_claims(attendee, kit.now())
        store.codes.end_sessions(attendee, kit.now())
        store.attendees.unclaim(attendee)
        store.codes.add_claim(digest, attendee, kit.now())
        store.attendees.touch([attendee])
        released = store.attendees.by_id(attendee)
    kit.announce(PhoneReleased(attendee))
    return released or found
