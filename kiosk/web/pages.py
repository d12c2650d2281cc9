"""The plain pages: what this is, the language, the door, the projector, and is it alive."""

from http import HTTPStatus

from flask import Blueprint, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kiosk.actions.look import room_now
from kiosk.badges.qr import svg_path
from kiosk.domain.device import DeviceRole
from kiosk.domain.errors import NoEventError
from kiosk.domain.language import Language, language_of
from kiosk.domain.session import digest, socket_token
from kiosk.views.room import room_view
from kiosk.web.access import STAFF_COOKIE, Who, allow
from kiosk.web.context import LANGUAGE_COOKIE, kit, language, service, viewer
from kiosk.web.requests import way_back
from kiosk.wording.formats import clock

pages = Blueprint("pages", __name__)

_YEAR = 365 * 24 * 3600


@pages.get("/")
@allow(Who.ANYONE)
def home() -> ResponseReturnValue:
    """What this is, for somebody who typed the address."""
    try:
        event = room_now(kit()).event
    except NoEventError:
        return render_template("home/index.html", event=None)
    shown = {"name": event.name, "starts": clock(event.starts_at), "ends": clock(event.ends_at)}
    return render_template("home/index.html", event=shown)


@pages.post("/language")
@allow(Who.ANYONE)
def choose_language() -> ResponseReturnValue:
    """Speak the other language from now on, on this device."""
    chosen = language_of(request.form.get("language")) or Language.FR
    response = make_response(redirect(way_back(request), HTTPStatus.SEE_OTHER))
    response.set_cookie(LANGUAGE_COOKIE, chosen.value, max_age=_YEAR, samesite="Lax", httponly=True)
    return response


@pages.get("/door")
@allow(DeviceRole.DOOR, DeviceRole.SELF_SERVICE)
def door() -> ResponseReturnValue:
    """The entrance tablet."""
    room, device = room_now(kit()), viewer().staffed
    shown = {
        "name": room.event.name,
        "people_in": room.people_in,
        "inside": room.inside,
        "expected": room.expected,
        "capacity": room.event.capacity,
    }
    return render_template(
        "door/index.html",
        event=shown,
        device={"name": device.name, "place": "door", "role": device.role.value},
        categories=list(room.event.prices),
        socket_token=_page_token(),
    )


@pages.get("/screen")
@allow(DeviceRole.SCREEN, DeviceRole.DOOR)
def screen() -> ResponseReturnValue:
    """The projector."""
    join_url = f"{service().settings.base_url}/"
    size, path = svg_path(join_url)
    room = room_view(room_now(kit()), language(), join_url)
    return render_template(
        "screen/index.html", room=room, join_qr={"size": size, "path": path}, socket_token=_page_token()
    )


@pages.get("/healthz")
@allow(Who.ANYONE)
def healthz() -> ResponseReturnValue:
    """The process runs and the house can take the write lock; nothing is changed."""
    with kit().store.writing():
        return jsonify({"ok": True})


@pages.get("/readyz")
@allow(Who.ANYONE)
def readyz() -> ResponseReturnValue:
    """There is an evening to serve."""
    return jsonify({"ok": True, "event": room_now(kit()).event.slug})


@pages.get("/ping")
@allow(Who.ANYONE)
def ping() -> ResponseReturnValue:
    """The shortest answer, to test the way here."""
    return jsonify({"ok": True})


def _page_token() -> str:
    key = request.cookies.get(STAFF_COOKIE, "")
    return socket_token(kit().key, digest(key)) if key else ""
