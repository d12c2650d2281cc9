"""Devices: pairing one, what it says of itself, the list of all, taking one out of use."""

from http import HTTPStatus

from flask import Blueprint, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kiosk.actions.look import current_event
from kiosk.actions.pair_by_code import redeem_code
from kiosk.actions.sign_in import device_of_key, was_revoked
from kiosk.actions.step_up import duty_at
from kiosk.actions.watch_devices import device_standings, note_beat, revoke_device
from kiosk.domain.device import Device, DeviceId, DeviceRole
from kiosk.domain.errors import DeviceRevokedError, KioskError, PairingWrongError
from kiosk.domain.session import SESSION_LENGTH
from kiosk.views.devices import beat_view, home_of, standing_view, standing_words
from kiosk.web.access import STAFF_COOKIE, Staffed, Who, allow
from kiosk.web.context import kit, language, service, viewer
from kiosk.web.requests import heartbeat, pairing, wants_json
from kiosk.wording.devices import ROLES
from kiosk.wording.problems import problem_sentence

devices = Blueprint("devices", __name__)


@devices.get("/enrol")
@allow(Who.ANYONE)
def show_enrolment() -> ResponseReturnValue:
    """How to pair this browser, and once it is paired, whether everything on it works.

    A key comes in the address's fragment, which never travels.
    """
    return _enrolment_page(None)


@devices.post("/enrol")
@allow(Who.ANYONE)
def enrol() -> ResponseReturnValue:
    """This browser is a paired device from now on: by its key, or by six digits."""
    try:
        device, key = _paired()
    except KioskError as error:
        if isinstance(error, PairingWrongError):
            service().tries.failed(request.remote_addr or "")
        if wants_json(request):
            raise
        return _enrolment_page(problem_sentence(error, language())), HTTPStatus.FORBIDDEN
    told = {"location": home_of(device.role), "device_id": device.id, "name": device.name, "role": device.role.value}
    response = make_response(jsonify(told) if wants_json(request) else redirect("/enrol", HTTPStatus.SEE_OTHER))
    lasts = int(SESSION_LENGTH.total_seconds()) * 60
    response.set_cookie(STAFF_COOKIE, key, max_age=lasts, httponly=True, samesite="Strict", secure=request.is_secure)
    return response


@devices.post("/api/v1/devices/me")
@allow(*DeviceRole)
def note() -> ResponseReturnValue:
    """A device says that it is there, how many scans wait on it, and what its clock says."""
    device, said = viewer().staffed, heartbeat(request)
    beat = note_beat(kit(), device, queue=said.queue, clock=said.clock, page=said.page)
    return jsonify(beat_view(device, beat, current_event(kit()), duty_at(kit(), device=device)))


@devices.get("/api/v1/devices")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def list_devices() -> ResponseReturnValue:
    """All devices with what is known of them."""
    return jsonify({"devices": [standing_view(each, kit().now()) for each in device_standings(kit())]})


@devices.post("/api/v1/devices/<device>/revoke")
@allow(DeviceRole.DOOR, staffed=Staffed.BY_SUPERVISOR)
def revoke(device: str) -> ResponseReturnValue:
    """Take a device out of use; twice is the same."""
    revoked = revoke_device(kit(), DeviceId(device))
    return jsonify({"device_id": revoked.id, "name": revoked.name, "revoked": True})


@devices.get("/door/devices")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def show_devices() -> ResponseReturnValue:
    """The same list for people, with a button that takes a device out of use."""
    spoken, now = language(), kit().now()
    shown = [standing_words(each, now, spoken) for each in device_standings(kit())]
    return render_template("door/devices.html", devices=shown, own=viewer().staffed.id)


@devices.post("/door/devices/<device>/revoke")
@allow(DeviceRole.DOOR, staffed=Staffed.BY_SUPERVISOR)
def revoke_from_page(device: str) -> ResponseReturnValue:
    """That button; the list again."""
    revoke_device(kit(), DeviceId(device))
    return redirect("/door/devices", HTTPStatus.SEE_OTHER)


def _paired() -> tuple[Device, str]:
    """The device that what was sent stands for, with a key of its own."""
    key, code = pairing(request)
    if code:
        return redeem_code(kit(), code)
    device = device_of_key(kit(), key)
    if device is None:
        raise DeviceRevokedError if was_revoked(kit(), key) else PairingWrongError
    return device, key


def _enrolment_page(refused: str | None) -> str:
    device = viewer().device
    shown = {"name": device.name, "role": ROLES[device.role], "location": home_of(device.role)} if device else None
    now = round(kit().now().timestamp() * 1000)
    return render_template("door/enrol.html", device=shown, refused=refused, now=now)
