"""What staff at a desk do for one guest: a new badge, another phone."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from kiosk.actions.release_phone import release_phone
from kiosk.actions.replace_badge import replace_badge
from kiosk.badges.qr import svg_path
from kiosk.domain.device import DeviceRole
from kiosk.domain.facts import HelpWanted
from kiosk.domain.people import AttendeeId
from kiosk.web.access import Staffed, allow
from kiosk.web.context import kit, service, viewer
from kiosk.web.scan_requests import desk_gesture

desk = Blueprint("desk", __name__, url_prefix="/api/v1")


@desk.post("/devices/me/help")
@allow(DeviceRole.SELF_SERVICE)
def call_somebody() -> ResponseReturnValue:
    """A guest at this tablet needs somebody: every door hears of it."""
    kit().announce(HelpWanted(viewer().staffed.name))
    return jsonify({"called": True})


@desk.post("/attendees/<attendee>/badge")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def renew_badge(attendee: str) -> ResponseReturnValue:
    """A new front code; the old badge opens nothing from now on."""
    nonce, reason = desk_gesture(request)
    person = replace_badge(kit(), AttendeeId(attendee), nonce=nonce, device=viewer().staffed, reason=reason)
    front_url = f"{service().settings.base_url}/b/{person.front_code}"
    size, path = svg_path(front_url)
    return jsonify(
        {"id": person.id, "code": person.front_code, "front_url": front_url, "front_qr": {"size": size, "path": path}}
    )


@desk.post("/attendees/<attendee>/release")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def free_phone(attendee: str) -> ResponseReturnValue:
    """Their phone is signed out, and a fresh claim waits for the next one."""
    nonce, _ = desk_gesture(request)
    person = release_phone(kit(), AttendeeId(attendee), nonce=nonce, device=viewer().staffed)
    claim_url = service().claim_url(nonce)
    size, path = svg_path(claim_url)
    return jsonify({"id": person.id, "claim_url": claim_url, "claim_qr": {"size": size, "path": path}})
