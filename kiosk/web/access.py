"""Who may reach what: every route names its roles, and a route that names none answers nobody.

Rules of this file: identity is settled once, before the handler; a device key comes in a header or in the staff
cookie, never in an address; staff pages stay off the open Wi-Fi unless the organiser accepted the risk in writing;
where a house has people with PINs, a route that is `staffed` asks who stands at the device.
"""

import ipaddress
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from flask import current_app, request

from kiosk.actions.sign_in import attendee_of_secret, device_of_key, was_revoked
from kiosk.actions.step_up import staff_at
from kiosk.domain.device import DeviceRole
from kiosk.domain.errors import (
    DeviceRevokedError,
    NotAllowedError,
    NotSignedInError,
    OriginRefusedError,
    PlainStaffError,
)
from kiosk.domain.staff import Staff, StaffRole
from kiosk.web.context import Viewer, kit, remember, service, viewer

SESSION_COOKIE = "palabre"
STAFF_COOKIE = "palabre_staff"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_STAFF = frozenset({DeviceRole.DOOR, DeviceRole.SELF_SERVICE})

Handler = TypeVar("Handler", bound=Callable[..., object])


class Who(StrEnum):
    """Roles beside those of devices."""

    ANYONE = "anyone"
    ATTENDEE = "attendee"


class Staffed(StrEnum):
    """When a PIN has to say who stands at the device; never in a house where nobody has one."""

    NEVER = "never"
    FOR_MONEY = "for_money"
    ALWAYS = "always"
    BY_SUPERVISOR = "by_supervisor"

    @property
    def is_asked_first(self) -> bool:
        """Whether the route asks before its handler reads anything."""
        return self in {Staffed.ALWAYS, Staffed.BY_SUPERVISOR}

    @property
    def at_least(self) -> StaffRole:
        """Whose PIN is enough."""
        return StaffRole.SUPERVISOR if self is Staffed.BY_SUPERVISOR else StaffRole.CASHIER


ROLES = "palabre_roles"
STAFFED = "palabre_staffed"


def allow(*roles: Who | DeviceRole, staffed: Staffed = Staffed.NEVER) -> Callable[[Handler], Handler]:
    """Say who may reach a handler, and whether a PIN has to say who stands there.

    A handler for money reads first what was sent and then asks `on_duty` itself.
    """

    def mark(handler: Handler) -> Handler:
        setattr(handler, ROLES, frozenset(roles))
        setattr(handler, STAFFED, staffed)
        return handler

    return mark


def admit() -> None:
    """Settle who is asking and whether they may; runs before every handler.

    Raises:
        OriginRefusedError: a page of another site asks for a change.
        TooManyTriesError: this address failed too often.
        NotSignedInError: only people or devices we know may, and this is none.
        DeviceRevokedError: this device was one, and was taken out of use.
        NotAllowedError: the role does not give it, or the route names no role.
        PlainStaffError: a staff page over the open Wi-Fi.
        PinNeededError: the route is staffed, and nobody said with a PIN that they are there.
    """
    _check_origin()
    found = _identify()
    remember(found)
    if request.url_rule is None or request.endpoint is None:
        return
    handler = current_app.view_functions[request.endpoint]
    allowed: frozenset[Who | DeviceRole] = getattr(handler, ROLES, frozenset())
    if Who.ANYONE in allowed:
        return
    _check_role(found, allowed)
    staffed: Staffed = getattr(handler, STAFFED, Staffed.NEVER)
    if staffed.is_asked_first:
        remember(replace(found, staff=on_duty(staffed.at_least)))


def on_duty(needed: StaffRole | None) -> Staff | None:
    """Who stands at the asking device, if it is known; an act keeps them there, a look does not.

    Raises:
        PinNeededError: nobody of this role does, and the house has people with PINs who could.
    """
    return staff_at(kit(), device=viewer().staffed, needed=needed, acts=request.method not in _SAFE)


def plain_staff() -> bool:
    """Whether this staff page travels unprotected, by the organiser's own choice."""
    return not (request.is_secure or _from_this_machine())


def _check_role(found: Viewer, allowed: frozenset[Who | DeviceRole]) -> None:
    if found.attendee is None and found.device is None:
        key = _device_key()
        if key and was_revoked(kit(), key):
            raise DeviceRevokedError
        if request.headers.get("Authorization"):
            service().tries.failed(request.remote_addr or "")
        raise NotSignedInError
    if Who.ATTENDEE in allowed and found.attendee is not None:
        return
    role = found.device.role if found.device else None
    if role is None or role not in allowed:
        wants_a_phone = Who.ATTENDEE in allowed and found.attendee is None
        raise NotSignedInError if wants_a_phone else NotAllowedError
    if role in _STAFF and plain_staff() and not service().settings.allow_plain_staff:
        raise PlainStaffError


def _check_origin() -> None:
    origin = request.headers.get("Origin")
    if request.method not in _SAFE and origin is not None and origin not in service().origins:
        raise OriginRefusedError


def _identify() -> Viewer:
    service().tries.check(request.remote_addr or "")
    secret = request.cookies.get(SESSION_COOKIE)
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
    return request.cookies.get(STAFF_COOKIE)


def _from_this_machine() -> bool:
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
