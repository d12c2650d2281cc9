"""Who stands at a device: typing one's PIN, and leaving; for programs, and for pages without scripts."""

from http import HTTPStatus

from flask import Blueprint, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from kiosk.actions.step_up import step_down, step_up
from kiosk.domain.device import DeviceRole
from kiosk.views.devices import duty_view
from kiosk.web.access import allow
from kiosk.web.context import kit, viewer
from kiosk.web.requests import typed_pin, way_back

staff = Blueprint("staff", __name__)


@staff.post("/api/v1/staff/step-up")
@allow(DeviceRole.DOOR)
def begin_duty() -> ResponseReturnValue:
    """Say with a PIN who stands here; it lapses after five minutes in which nothing was done."""
    duty = step_up(kit(), typed_pin(request), device=viewer().staffed)
    return jsonify({**duty_view(duty), "role": duty.staff.role.value})


@staff.post("/api/v1/staff/leave")
@allow(DeviceRole.DOOR)
def end_duty() -> ResponseReturnValue:
    """Nobody stands here any more; leaving twice is the same."""
    step_down(kit(), device=viewer().staffed)
    return jsonify({"staff": None})


@staff.post("/door/step-up")
@allow(DeviceRole.DOOR)
def begin_duty_on_page() -> ResponseReturnValue:
    """The same from the page that asked for a PIN, and back to where it was wanted."""
    step_up(kit(), typed_pin(request), device=viewer().staffed)
    return redirect(way_back(request), HTTPStatus.SEE_OTHER)
