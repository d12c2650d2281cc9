"""The typed way from a request to the house."""

from dataclasses import dataclass
from typing import cast

from flask import current_app, g, request

from kiosk.actions.kit import Kit
from kiosk.config import Settings
from kiosk.domain.badge import derived_claim_code
from kiosk.domain.device import Device
from kiosk.domain.language import Language, language_of
from kiosk.domain.people import Attendee
from kiosk.domain.session import Session
from kiosk.domain.staff import Staff
from kiosk.web.limits import Tries

LANGUAGE_COOKIE = "palabre_language"


@dataclass(frozen=True, slots=True)
class Service:
    """What every handler may reach."""

    kit: Kit
    settings: Settings
    origins: frozenset[str]
    tries: Tries

    def claim_url(self, nonce: str) -> str:
        """The address that the scan of this nonce offers to the guest's phone."""
        return f"{self.settings.base_url}/c/{derived_claim_code(self.kit.key, nonce)}"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is asking: a phone's owner, a device of the house, both, or nobody we know.

    `staff` is who stands at the device, on routes that ask.
    """

    attendee: Attendee | None = None
    session: Session | None = None
    device: Device | None = None
    staff: Staff | None = None

    @property
    def known(self) -> Attendee:
        """The attendee of a handler that only attendees reach."""
        return cast("Attendee", self.attendee)

    @property
    def staffed(self) -> Device:
        """The device of a handler that only devices reach."""
        return cast("Device", self.device)


def service() -> Service:
    """The service this request runs in."""
    return cast("Service", current_app.extensions["palabre"])


def kit() -> Kit:
    """The house."""
    return service().kit


def viewer() -> Viewer:
    """Who is asking."""
    return cast("Viewer", g.get("viewer", Viewer()))


def language() -> Language:
    """What to speak: the chosen language, else the person's own, else the browser's, else French."""
    chosen = language_of(request.cookies.get(LANGUAGE_COOKIE))
    attendee = viewer().attendee
    asked = language_of(request.accept_languages.best_match(["fr", "en"]))
    return chosen or (attendee.person.language if attendee else None) or asked or Language.FR


def remember(found: Viewer) -> None:
    """Keep who is asking for the rest of the request."""
    g.viewer = found
