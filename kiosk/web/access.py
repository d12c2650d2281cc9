"""Who may reach what: every route names its roles, and a route that names none answers nobody.

Rules of this file: identity is settled once, before the handler; a device key comes in a header or in the staff
cookie, never in an address; staff pages stay off the open Wi-Fi unless the organiser accepted the risk in writing.
"""

import ipaddress
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from flask import current_app, request

from kiosk.actions.sign_in import attendee_of_secret, device_of_key
from kiosk.domain.device import DeviceRole
from kiosk.domain.errors import NotAllowedError, NotSignedInError, OriginRefusedError, PlainStaffError
from kiosk.web.context import Viewer, kit, own_origins, remember, service

SESSION_COOKIE = "palabre"
STAFF_COOKIE = "palabre_staff"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

Handler = TypeVar("Handler", bound=Callable[..., object])


class Who(StrEnum):
    """Roles beside those of devices."""

    ANYONE = "anyone"
    ATTENDEE = "attendee"


ROLES = "palabre_roles"


def allow(*roles: Who | DeviceRole) -> Callable[[Handler], Handler]:
    """Say who may reach a handler."""

    def mark(handler: Handler) -> Handler:
        setattr(handler, ROLES, frozenset(roles))
        return handler

    return mark


def admit() -> None:
    """Settle who is asking and whether they may; runs before every handler.

    Raises:
        OriginRefusedError: a page of another site asks for a change.
        TooManyTriesError: this address failed too often.
        NotSignedInError: only people or devices we know may, and this is none.
        NotAllowedError: the role does not give it, or the route names no role.
        PlainStaffError: a staff page over the open Wi-Fi.
    """
    _check_origin()
    found = _identify()
    remember(found)
    if request.url_rule is None or request.endpoint is None:
        return
    allowed: frozenset[Who | DeviceRole] = getattr(current_app.view_functions[request.endpoint], ROLES, frozenset())
    if Who.ANYONE in allowed:
        return
    _check_role(found, allowed)


def plain_staff() -> bool:
    """Whether this staff page travels unprotected, by the organiser's own choice."""
    return not (request.is_secure or _from_this_machine())


def cookie(name: str) -> str:
    """What a cookie is called here: over https by a name that only https can set, so a plain page plants none."""
    return f"__Host-{name}" if request.is_secure else name


def _check_role(found: Viewer, allowed: frozenset[Who | DeviceRole]) -> None:
    if found.attendee is None and found.device is None:
        if request.headers.get("Authorization"):
            service().tries.failed(request.remote_addr or "")
        raise NotSignedInError
    if Who.ATTENDEE in allowed and found.attendee is not None:
        return
    role = found.device.role if found.device else None
    if role is None or role not in allowed:
        wants_a_phone = Who.ATTENDEE in allowed and found.attendee is None
        raise NotSignedInError if wants_a_phone else NotAllowedError
    if found.device and found.device.needs_privacy and plain_staff() and not service().settings.allow_plain_staff:
        raise PlainStaffError


def _check_origin() -> None:
    origin = request.headers.get("Origin")
    if request.method not in _SAFE and origin is not None and origin not in own_origins():
        raise OriginRefusedError


def _identify() -> Viewer:
    service().tries.check(request.remote_addr or "")
    secret = request.cookies.get(cookie(SESSION_COOKIE))
    signed_in = attendee_of_secret(kit(), secret) if secret else None
    key = _device_key()
    return Viewer(
        attendee=signed_in[0] if signed_in else None,
        session=signed_in[1] if signed_in else None,
        device=device_of_key(kit(), key) if key else None,
    )


def _device_key() -> str | None:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return key.strip()
    return request.cookies.get(cookie(STAFF_COOKIE))


def _from_this_machine() -> bool:
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
