"""What went wrong and what to do about it, for people; one entry per error slug."""

import math
from collections.abc import Mapping

from kiosk.domain.errors import (
    ClaimSpentError,
    KioskError,
    NoEventError,
    PinNeededError,
    SettingsError,
    StaffExistsError,
    TooManyTriesError,
    UnknownDeviceError,
    UnknownStaffError,
    WhichDeviceError,
)
from kiosk.domain.language import Language
from kiosk.domain.staff import StaffRole
from kiosk.wording.catalog import N_, Words
from kiosk.wording.formats import clock

PROBLEMS: Mapping[str, str] = {
    "refused": N_("This cannot be done."),
    "malformed": N_("This request cannot be read."),
    "invalid_fields": N_("Some fields are missing or cannot be meant."),
    "not_signed_in": N_("We do not know you yet: scan the private code on the back of your badge."),
    "not_allowed": N_("This is not for you to see or do."),
    "device_revoked": N_("This tablet was unpaired. What waits on it is kept: see the organiser."),
    "pairing_wrong": N_("This is not a pairing code of this house. Type the six digits again."),
    "pairing_used": N_("These digits have paired a device already: kiosk pair gives new ones."),
    "pairing_expired": N_("These digits are too old, or were guessed at too often: kiosk pair gives new ones."),
    "unknown_device": N_("There is no device called %(name)s in use: kiosk devices lists them."),
    "which_device": N_("Several devices are called %(name)s. Name one by its id: %(ids)s."),
    "origin_refused": N_("This came from another site, so nothing was changed."),
    "plain_staff": N_(
        "Staff pages open on this machine only (http://localhost), because others can listen on the Wi-Fi."
    ),
    "too_many_tries": N_("Too many tries. Please see the desk."),
    "too_many_pins": N_("Too many wrong PINs on this tablet: again in %(minutes)s min."),
    "pin_needed": N_("A PIN is needed for this."),
    "pin_needed_of_more": N_("A supervisor's PIN is needed for this."),
    "pin_wrong": N_("Nobody here has this PIN."),
    "staff_exists": N_("Somebody called %(name)s has a PIN already: kiosk staff reset gives another one."),
    "unknown_staff": N_("Nobody called %(name)s has a PIN here: kiosk staff lists them."),
    "too_large": N_("This is larger than anything we take."),
    "not_found": N_("There is nothing here."),
    "no_event": N_('There is no open event yet: kiosk new "My evening" makes one.'),
    "no_such_event": N_("The house has no event called %(event)s."),
    "event_exists": N_("There is an event of that name already."),
    "unknown_code": N_("This code is not one of this event's."),
    "nonce_reused": N_("This nonce was used for another scan."),
    "unknown_nonce": N_("No scan was recorded under this nonce."),
    "undo_refused": N_("This scan can no longer be undone here."),
    "claim_spent": N_("This code was used at %(at)s. If it was not you, please see the desk."),
    "not_admitted": N_("Please check in at the door first, then scan this code again."),
    "event_over": N_("The event is over."),
    "stale_state": N_("Your page has moved on; here is what holds now."),
    "settings": N_("A setting cannot be used: %(advice)s"),
    "older_program": N_("This house was last used by a newer Palabre. Install that version; nothing was changed."),
    "method_not_allowed": N_("This address does not take that kind of request."),
    "internal": N_("Something went wrong on our side. Please try again, or see the desk."),
}


def problem_sentence(error: KioskError, language: Language) -> str:
    """The sentence for a refusal, with its facts."""
    slug, facts = _told(error)
    return Words(language).say(PROBLEMS.get(slug, PROBLEMS["refused"]), facts)


def slug_sentence(slug: str, language: Language) -> str:
    """The sentence for a slug without facts."""
    return Words(language).say(PROBLEMS.get(slug, PROBLEMS["refused"]))


def _told(error: KioskError) -> tuple[str, Mapping[str, object] | None]:
    """Which sentence, and the facts in it."""
    match error:
        case NoEventError(event=str(event)):
            return "no_such_event", {"event": event}
        case TooManyTriesError(of_pins=True, retry_after=seconds):
            return "too_many_pins", {"minutes": math.ceil(seconds / 60)}
        case PinNeededError(at_least=StaffRole.SUPERVISOR | StaffRole.ORGANISER):
            return "pin_needed_of_more", None
        case _:
            return error.slug, _facts(error)


def _facts(error: KioskError) -> Mapping[str, object] | None:
    match error:
        case ClaimSpentError(at=at):
            return {"at": clock(at)}
        case SettingsError(advice=advice):
            return {"advice": advice}
        case StaffExistsError(name=name) | UnknownStaffError(name=name) | UnknownDeviceError(name=name):
            return {"name": name}
        case WhichDeviceError(name=name, ids=ids):
            return {"name": name, "ids": ", ".join(ids)}
        case _:
            return None


def retry_after(error: KioskError) -> int | None:
    """After how many seconds to try again, where that helps."""
    return error.retry_after if isinstance(error, TooManyTriesError) else None
