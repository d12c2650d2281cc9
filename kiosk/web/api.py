"""What devices call: scans, searches, the evening's figures."""

import logging
from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, g, jsonify, request
from flask.typing import ResponseReturnValue

from kiosk.actions.find_attendees import find_attendees
from kiosk.actions.look import recent_scans, room_now
from kiosk.actions.record_scan import record_scan
from kiosk.actions.undo_scan import undo_scan
from kiosk.badges.qr import svg_path
from kiosk.domain.device import DeviceRole
from kiosk.domain.errors import KioskError
from kiosk.domain.scan import Scan
from kiosk.domain.staff import StaffRole
from kiosk.views.scans import View, event_view, found_view, recent_view, scan_view
from kiosk.web.access import Staffed, allow, on_duty
from kiosk.web.context import kit, service, viewer
from kiosk.web.errors import crash_body, error_body
from kiosk.web.requests import json_body
from kiosk.web.scan_requests import MOST_SCANS, scan_batch, scan_request, undo_request

log = logging.getLogger(__name__)

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


@api.post("/scans/<path:nonce>/undo")
@allow(DeviceRole.DOOR, staffed=Staffed.FOR_MONEY)
def undo(nonce: str) -> ResponseReturnValue:
    """Annul a scan of this device, or with a supervisor's PIN any of this evening."""
    asked = undo_request(request, nonce, viewer().staffed)
    staff = on_duty(None if asked.pin else StaffRole.CASHIER)
    return _answer(undo_scan(kit(), replace(asked, staff=staff)))


@api.get("/scans")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def recent() -> ResponseReturnValue:
    """The last scans of all doors, for undoing; with `conflicts` those that a door alone saw otherwise."""
    most = min(max(request.args.get("last", 10, int), 1), MOST_SCANS)
    found = recent_scans(kit(), most, conflicts="conflicts" in request.args)
    return jsonify({"scans": [recent_view(each, viewer().staffed) for each in found]})


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
    asked = scan_request(body, viewer().staffed)
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
    """The answer, or the error in its place; one that we fail at must not hold up those behind it for ever."""
    try:
        return _answer(_record(body))
    except KioskError as error:
        return dict(error_body(error))
    except Exception as error:  # the one broad except of this loop: a device clears its queue item by item
        log.exception("a scan of a batch failed", exc_info=error, extra={"request_id": g.get("request_id")})
        return dict(crash_body())
