"""What devices call: scans, the evening's figures."""

import gzip
import logging
from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, g, jsonify, request
from flask.typing import ResponseReturnValue

from kiosk.actions.look import recent_scans, room_now
from kiosk.actions.make_manifest import make_manifest
from kiosk.actions.record_scan import record_scan
from kiosk.actions.undo_scan import undo_scan
from kiosk.domain.badge import manifest_key
from kiosk.domain.device import DeviceRole
from kiosk.domain.errors import KioskError
from kiosk.domain.scan import Scan
from kiosk.domain.staff import StaffRole
from kiosk.views.manifest import manifest_view
from kiosk.views.scans import View, event_view, past_view
from kiosk.web.access import Staffed, allow, on_duty
from kiosk.web.answers import scan_answer
from kiosk.web.context import kit, viewer
from kiosk.web.errors import crash_body, error_body
from kiosk.web.photo import beside_the_loop, photo_of, texts_in
from kiosk.web.requests import json_body, manifest_known
from kiosk.web.scan_requests import MOST_SCANS, scan_batch, scan_request, undo_request

log = logging.getLogger(__name__)

api = Blueprint("api", __name__, url_prefix="/api/v1")

_SCANNERS = (DeviceRole.DOOR, DeviceRole.SELF_SERVICE, DeviceRole.TABLE)


@api.post("/scans")
@allow(*_SCANNERS, staffed=Staffed.FOR_MONEY)
def add_scan() -> ResponseReturnValue:
    """Record one scan; the verdict comes back in the body, a refusal too."""
    scan = _record(json_body(request))
    return scan_answer(scan), HTTPStatus.OK if scan.replayed else HTTPStatus.CREATED


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
    # A supervisor's PIN that comes with it says who answers for it, whoever stands there.
    staff = on_duty(None if asked.pin else StaffRole.CASHIER)
    return scan_answer(undo_scan(kit(), replace(asked, staff=staff)))


@api.get("/scans")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def recent() -> ResponseReturnValue:
    """The last scans of all doors or of this one, for undoing; or those that a door alone saw otherwise."""
    most, device = min(max(request.args.get("last", 10, int), 1), MOST_SCANS), viewer().staffed
    found = recent_scans(
        kit(), most, conflicts="conflicts" in request.args, device=device if "mine" in request.args else None
    )
    return jsonify({"scans": [past_view(each, device) for each in found]})


@api.post("/photo")
@allow(*_SCANNERS)
def read_photo() -> ResponseReturnValue:
    """The texts of the QR codes in a photo; it is kept nowhere, and recording a scan of one is another call."""
    return jsonify({"texts": beside_the_loop(texts_in, photo_of(request))})


@api.get("/event")
@allow(*DeviceRole)
def event() -> ResponseReturnValue:
    """The evening in figures."""
    return jsonify(event_view(room_now(kit()), viewer().staffed))


@api.get("/manifest")
@allow(*_SCANNERS)
def manifest() -> ResponseReturnValue:
    """What this device needs to answer alone, whole or what changed."""
    made = make_manifest(kit(), *manifest_known(request))
    device = viewer().staffed
    shown = manifest_view(made, device, manifest_key(kit().key, device.id), kit().hosts)
    return _zipped(jsonify(shown)) if made.is_whole else jsonify(shown)


def _zipped(response: Response) -> Response:
    """A third of the bytes for a few milliseconds: after a silence every tablet asks for the whole list at once."""
    if request.accept_encodings.quality("gzip") > 0:
        response.set_data(gzip.compress(response.get_data(), compresslevel=1))
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _record(body: object) -> Scan:
    asked = scan_request(body, viewer().staffed)
    # What a tablet did while alone has happened: it is taken in whoever stands there now, under nobody's name.
    staff = None if asked.queued else on_duty(StaffRole.CASHIER if asked.payment else None)
    return record_scan(kit(), replace(asked, staff=staff))


def _result(body: object) -> View:
    """The answer, or the error in its place; one that we fail at must not hold up those behind it for ever."""
    try:
        return scan_answer(_record(body))
    except KioskError as error:
        return dict(error_body(error))
    except Exception as error:  # the one broad except of this loop: a device clears its queue item by item
        log.exception("a scan of a batch failed", exc_info=error, extra={"request_id": g.get("request_id")})
        return dict(crash_body())
