"""What a door asks and says about people of the list: searches, possible doubles, walk-ins."""

from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from kiosk.actions.admit_walk_in import admit_walk_in
from kiosk.actions.find_attendees import find_alike, find_attendees, look_at_doubles
from kiosk.domain.device import DeviceRole
from kiosk.domain.errors import PossibleDoubleError
from kiosk.domain.scan import Scan
from kiosk.exchange.phone import read_phone
from kiosk.views.guests import View, alike_view, found_view
from kiosk.web.access import Staffed, allow
from kiosk.web.answers import scan_answer
from kiosk.web.context import kit, service, viewer
from kiosk.web.errors import error_body
from kiosk.web.guest_requests import walk_in_request
from kiosk.web.requests import json_body

guests = Blueprint("guests", __name__, url_prefix="/api/v1/attendees")

_MOST_LETTERS = 100


@guests.get("")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def search() -> ResponseReturnValue:
    """People of the list by a few letters; nobody before two."""
    found = find_attendees(kit(), request.args.get("q", "")[:_MOST_LETTERS])
    return jsonify({"attendees": [found_view(each) for each in found]})


@guests.get("/like")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def search_alike() -> ResponseReturnValue:
    """Who may be the person that is being typed in, by phone or by name."""
    name = request.args.get("name", "")[:_MOST_LETTERS]
    found = find_alike(kit(), name, read_phone(request.args.get("phone", "")))
    return jsonify({"attendees": [alike_view(each) for each in found]})


@guests.post("")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def add_walk_in() -> ResponseReturnValue:
    """Register, take the money and let in, together or not at all; the verdict comes back in the body."""
    asked = walk_in_request(json_body(request), viewer().staffed)
    walk_in = admit_walk_in(kit(), replace(asked, staff=viewer().staff))
    answer = {
        **_entry(walk_in.scan),
        "guests": [_entry(each) for each in walk_in.guests],
        "reported": {field: f"unreadable_{field}" for field in asked.extra},
    }
    return answer, HTTPStatus.OK if walk_in.scan.replayed else HTTPStatus.CREATED


@guests.errorhandler(PossibleDoubleError)
def show_doubles(error: PossibleDoubleError) -> ResponseReturnValue:
    """The people it may be, beside the refusal: one tap lets one of them in, `force_new` adds another."""
    alike = [alike_view(each) for each in look_at_doubles(kit(), error.attendees)]
    return jsonify({**error_body(error), "attendees": alike}), HTTPStatus.CONFLICT


def _entry(scan: Scan) -> View:
    return {**scan_answer(scan), "front_url": service().front_url(scan.code) if scan.guest else None}
