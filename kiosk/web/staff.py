"""Who stands at a device: typing one's PIN, and leaving."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from kiosk.actions.step_up import step_down, step_up
from kiosk.domain.device import DeviceRole
from kiosk.views.devices import duty_view
from kiosk.web.access import allow
from kiosk.web.context import kit, viewer
from kiosk.web.requests import typed_pin

staff = Blueprint("staff", __name__, url_prefix="/api/v1/staff")


@staff.post("/step-up")
@allow(DeviceRole.DOOR)
def add_duty() -> ResponseReturnValue:
    """Say with a PIN who stands here; it lapses after five minutes in which nothing was done."""
    duty = step_up(kit(), typed_pin(request), device=viewer().staffed)
    return jsonify({**duty_view(duty), "role": duty.staff.role.value})


@staff.post("/leave")
@allow(DeviceRole.DOOR)
def end_duty() -> ResponseReturnValue:
    """Nobody stands here any more; leaving twice is the same."""
    step_down(kit(), device=viewer().staffed)
    return jsonify({"staff": None})
