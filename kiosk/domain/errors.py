"""Everything that can be refused, one class per problem; a class knows facts, not HTTP and not wording."""

from collections.abc import Mapping
from datetime import datetime

from kiosk.domain.staff import StaffRole


class KioskError(Exception):
    """A request that cannot be carried out; `slug` is stable and public, so it is never renamed."""

    slug = "refused"


class MalformedError(KioskError):
    """What arrived cannot be read at all."""

    slug = "malformed"

    def __init__(self, what: str) -> None:
        super().__init__(f"cannot read {what}")
        self.what = what


class InvalidFieldsError(KioskError):
    """What arrived can be read, but some fields cannot be meant."""

    slug = "invalid_fields"

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(f"invalid fields: {', '.join(sorted(fields))}")
        self.fields = dict(fields)


class NotSignedInError(KioskError):
    """Nobody we know is asking: no session, no device key, or one that has ended."""

    slug = "not_signed_in"


class NotAllowedError(KioskError):
    """Somebody we know asks for what their role does not give."""

    slug = "not_allowed"


class OriginRefusedError(KioskError):
    """A page of another site asked for a change."""

    slug = "origin_refused"


class DeviceRevokedError(KioskError):
    """A device that was taken out of use asks for something; what waits on it is still there."""

    slug = "device_revoked"


class PairingWrongError(KioskError):
    """Six digits that pair nothing, or a key of no device of this house."""

    slug = "pairing_wrong"


class PairingUsedError(KioskError):
    """Six digits that paired a device already."""

    slug = "pairing_used"


class PairingExpiredError(KioskError):
    """Six digits that came too late, or after too many wrong ones."""

    slug = "pairing_expired"


class UnknownDeviceError(KioskError):
    """The house has no device in use of this name or id."""

    slug = "unknown_device"

    def __init__(self, name: str) -> None:
        super().__init__(f"no device {name!r}")
        self.name = name


class WhichDeviceError(KioskError):
    """Several devices in use have this name."""

    slug = "which_device"

    def __init__(self, name: str, ids: tuple[str, ...]) -> None:
        super().__init__(f"devices called {name!r}: {', '.join(ids)}")
        self.name = name
        self.ids = ids


class PlainStaffError(KioskError):
    """A staff surface was asked for over the open Wi-Fi, where anybody can listen."""

    slug = "plain_staff"


class TooManyTriesError(KioskError):
    """Too many failed tries from one address, or (`of_pins`) on one device."""

    slug = "too_many_tries"

    def __init__(self, retry_after: int, *, of_pins: bool = False) -> None:
        super().__init__(f"too many failed tries, again in {retry_after} s")
        self.retry_after = retry_after
        self.of_pins = of_pins


class PinNeededError(KioskError):
    """This asks for a PIN: of anybody who works here, or (`at_least`) of somebody who may do more."""

    slug = "pin_needed"

    def __init__(self, at_least: StaffRole = StaffRole.CASHIER) -> None:
        super().__init__(f"a PIN of at least a {at_least.value} is needed")
        self.at_least = at_least


class PinWrongError(KioskError):
    """Nobody who works here has this PIN."""

    slug = "pin_wrong"


class StaffExistsError(KioskError):
    """Somebody of this name works here already."""

    slug = "staff_exists"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name!r} works here already")
        self.name = name


class UnknownStaffError(KioskError):
    """Nobody of this name works here."""

    slug = "unknown_staff"

    def __init__(self, name: str) -> None:
        super().__init__(f"nobody called {name!r} works here")
        self.name = name


class TooLargeError(KioskError):
    """More was sent than any request of ours needs."""

    slug = "too_large"


class NotFoundError(KioskError):
    """There is nothing at this address, or nothing this viewer may know of."""

    slug = "not_found"


class NoEventError(KioskError):
    """The house has no event, or none of that name."""

    slug = "no_event"

    def __init__(self, event: str | None = None) -> None:
        super().__init__(f"no event {event!r}" if event else "no event yet")
        self.event = event


class EventExistsError(KioskError):
    """An event of the house has this short name already."""

    slug = "event_exists"

    def __init__(self, event: str) -> None:
        super().__init__(f"event {event!r} exists")
        self.event = event


class UnknownCodeError(KioskError):
    """A front, claim or table code that this event never gave out."""

    slug = "unknown_code"


class NonceReusedError(KioskError):
    """A nonce that came before with another code, place or direction."""

    slug = "nonce_reused"

    def __init__(self, nonce: str) -> None:
        super().__init__(f"nonce {nonce!r} was used for another scan")
        self.nonce = nonce


class UnknownNonceError(KioskError):
    """No scan was ever recorded under this nonce."""

    slug = "unknown_nonce"

    def __init__(self, nonce: str) -> None:
        super().__init__(f"no scan with nonce {nonce!r}")
        self.nonce = nonce


class UndoRefusedError(KioskError):
    """A scan that this device may no longer, or never could, undo; `why` is stable."""

    slug = "undo_refused"

    def __init__(self, why: str) -> None:
        super().__init__(f"cannot undo: {why}")
        self.why = why


class ClaimSpentError(KioskError):
    """A claim code that has already made a phone somebody's."""

    slug = "claim_spent"

    def __init__(self, at: datetime) -> None:
        super().__init__(f"claim spent at {at.isoformat()}")
        self.at = at


class NotAdmittedError(KioskError):
    """A claim code of somebody who has not come through the door yet."""

    slug = "not_admitted"


class EventOverError(KioskError):
    """The evening has ended; this can no longer be done."""

    slug = "event_over"


class StaleStateError(KioskError):
    """An answer to a state that is no longer the one on the server."""

    slug = "stale_state"

    def __init__(self, version: int) -> None:
        super().__init__(f"the state is at version {version} now")
        self.version = version


class SettingsError(KioskError):
    """A setting that is unknown or cannot be used; `advice` says what to write instead."""

    slug = "settings"

    def __init__(self, advice: str) -> None:
        super().__init__(advice)
        self.advice = advice


class OlderProgramError(KioskError):
    """The house was last used by a newer version of the program, which this one cannot read safely."""

    slug = "older_program"
