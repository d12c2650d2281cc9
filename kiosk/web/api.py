"""What devices call: scans, searches, the evening's figures."""

from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from kiosk.actions.find_attendees import find_attendees
from kiosk.actions.look import room_now
from kiosk.actions.record_scan import record_scan
from kiosk.actions.undo_scan import undo_scan
from kiosk.badges.qr import svg_path
from kiosk.domain.device import DeviceRole
from kiosk.domain.errors import KioskError
from kiosk.domain.scan import Scan
from kiosk.domain.staff import StaffRole
from kiosk.views.scans import View, event_view, found_view, scan_view
from kiosk.web.access import Staffed, allow, on_duty
from kiosk.web.context import kit, service, viewer
from kiosk.web.errors import error_body
from kiosk.web.requests import json_body, scan_batch, scan_request, undo_reason

api = Blueprint("api", __name__, url_prefix="/api/v1")

_SCANNERS = (DeviceRole.DOOR, DeviceRole.SELF_SERVICE, DeviceRole.TABLE)


@api.post("/scans")
@allow(*_SCANNERS, staffed=Staffed.FOR_MONEY)
def add_scan() -> ResponseReturnValue:
    """Record one scan; the verdict comes back in the body, a refusal too."""
    scan = _record(json_body(request))
    return _answer(scan), HTTPStatus.OK if scan.replayed else HTTPStatus.CREATED


@api.post("/scans/batch")
@allow(*_SCANNERS, staffed=Staffed.FOR_MONEY)
def add_scans() -> ResponseReturnValue:
    """Record up to 500 scans in order; one that cannot be recorded does not hold the others up."""
    return jsonify({"results": [_result(body) for body in scan_batch(request)]})


@api.post("/scans/<nonce>/undo")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def undo(nonce: str) -> ResponseReturnValue:
    """Annul a scan of this device."""
    who = viewer()
    return _answer(undo_scan(kit(), nonce, device=who.staffed, reason=undo_reason(request), staff=who.staff))


@api.get("/attendees")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def search() -> ResponseReturnValue:
    """People of the list by a few letters; nobody before two."""
    found = find_attendees(kit(), request.args.get("q", "")[:100])
    return jsonify({"attendees": [found_view(each) for each in found]})


@api.get("/event")
@allow(*DeviceRole)
def event() -> ResponseReturnValue:
    """The evening in figures."""
    return jsonify(event_view(room_now(kit()), viewer().staffed))


def _record(body: object) -> Scan:
    with kit().store.reading() as store:
        currency = kit().current_event(store).currency
    asked = scan_request(body, viewer().staffed, currency)
    # What a tablet did while alone has happened: it is taken in whoever stands there now, under nobody's name.
    staff = None if asked.queued else on_duty(StaffRole.CASHIER if asked.payment else None)
    return record_scan(kit(), replace(asked, staff=staff))


def _answer(scan: Scan) -> View:
    shown = scan_view(scan, viewer().staffed, service().claim_url)
    if shown["claim_url"]:
        size, path = svg_path(shown["claim_url"])
        shown["claim_qr"] = {"size": size, "path": path}
    return shown


def _result(body: object) -> View:
    try:
        return _answer(_record(body))
    except KioskError as error:
        return dict(error_body(error))
