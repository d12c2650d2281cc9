"""Who is asking: a phone by its session, a device by its key, a socket by its page's token."""

from kiosk.actions.kit import Kit, new_id
from kiosk.domain.device import Device, DeviceId, DeviceRole
from kiosk.domain.people import Attendee
from kiosk.domain.session import Session, digest, digest_of_token, new_secret


def attendee_of_secret(kit: Kit, secret: str) -> tuple[Attendee, Session] | None:
    """The person whose phone holds this secret, while its session lasts."""
    return _attendee_of_digest(kit, digest(secret))


def attendee_of_token(kit: Kit, token: str) -> Attendee | None:
    """The person whose page minted this socket token."""
    found = digest_of_token(kit.key, token)
    signed_in = _attendee_of_digest(kit, found) if found else None
    return signed_in[0] if signed_in else None


def device_of_key(kit: Kit, key: str) -> Device | None:
    """The paired device that holds this key, unless it was revoked."""
    return _device_of_digest(kit, digest(key))


def device_of_token(kit: Kit, token: str) -> Device | None:
    """The device whose page minted this socket token, or whose own key it is."""
    found = digest_of_token(kit.key, token)
    return _device_of_digest(kit, found) if found else device_of_key(kit, token)


def pair_device(kit: Kit, name: str, role: DeviceRole) -> tuple[Device, str]:
    """Enrol a device; its key is shown once and kept only as a digest."""
    key = new_secret()
    device = Device(DeviceId(new_id("dev")), name, role, kit.now())
    with kit.store.writing() as store:
        store.devices.add(device, digest(key))
    return device, key


def was_revoked(kit: Kit, key: str) -> bool:
    """Whether this is the key of a device that was taken out of use."""
    with kit.store.reading() as store:
        device = store.devices.by_digest(digest(key))
    return device is not None and device.revoked_at is not None


def _attendee_of_digest(kit: Kit, found: str) -> tuple[Attendee, Session] | None:
    with kit.store.reading() as store:
        session = store.codes.session(found)
        if session is None or kit.now() >= session.expires_at:
            return None
        attendee = store.attendees.by_id(session.attendee)
    return (attendee, session) if attendee else None


def _device_of_digest(kit: Kit, found: str) -> Device | None:
    with kit.store.reading() as store:
        device = store.devices.by_digest(found)
    return device if device and device.revoked_at is None else None
