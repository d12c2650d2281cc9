"""The Flask application of one house."""

import json
import logging
import secrets
import time
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, current_app, g, request
from flask_babel import Babel

from kiosk.web.access import Who, admit, allow, plain_staff
from kiosk.web.api import api
from kiosk.web.attendee import attendee
from kiosk.web.context import Service, language
from kiosk.web.devices import devices
from kiosk.web.errors import register
from kiosk.web.pages import pages
from kiosk.web.staff import staff
from kiosk.wording.catalog import TRANSLATIONS

log = logging.getLogger(__name__)

MOST_BYTES = 1_000_000
_YEAR = 365 * 24 * 3600
_PACKAGE = Path(__file__).parent.parent
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
}


def create_app(service: Service) -> Flask:
    """Build the application: blueprints, access before each handler, headers after, errors, two languages."""
    app = Flask(
        "kiosk",
        template_folder=str(_templates()),
        static_url_path="/static",
        static_folder=str(_PACKAGE / "web" / "static" / "dist"),
    )
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, BABEL_TRANSLATION_DIRECTORIES=str(TRANSLATIONS))
    app.extensions["palabre"] = service
    Babel(app, locale_selector=lambda: language().value)
    app.before_request(_begin)
    app.before_request(admit)
    app.after_request(_finish)
    for blueprint in (api, attendee, devices, pages, staff):
        app.register_blueprint(blueprint)
    register(app)
    app.context_processor(_page_words)
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.autoescape = True
    _open_static(app)
    return app


def asset(name: str) -> str:
    """The address of a built browser file, whose name changes with its content."""
    return f"/static/{_manifest().get(name, name)}"


def policy(hosts: frozenset[str]) -> str:
    """What a page of ours may load: our own files and sockets, nothing else, nothing inline."""
    sockets = " ".join(sorted(origin.replace("http", "ws", 1) for origin in hosts))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; "
        f"connect-src 'self' {sockets}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    )


def _templates() -> Path:
    """Inside the package when installed, beside it in a checkout."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


@lru_cache(maxsize=1)
def _manifest() -> dict[str, str]:
    place = _PACKAGE / "web" / "static" / "dist" / "manifest.json"
    return dict(json.loads(place.read_text(encoding="utf-8"))) if place.exists() else {}


def _open_static(app: Flask) -> None:
    """Built files are for everybody and never change under their name."""
    app.view_functions["static"] = allow(Who.ANYONE)(app.view_functions["static"])
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _YEAR


def _begin() -> None:
    g.request_id = secrets.token_hex(6)
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    origins = current_app.extensions["palabre"].origins
    response.headers.update({**_HEADERS, "X-Request-Id": g.get("request_id", "")})
    response.headers["Content-Security-Policy"] = policy(origins)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    rule = request.url_rule.rule if request.url_rule else "-"
    took = round((time.perf_counter() - g.get("started", time.perf_counter())) * 1000, 1)
    log.info(
        "request",
        extra={
            "method": request.method,
            "route": rule,
            "status": response.status_code,
            "ms": took,
            "request_id": g.get("request_id"),
        },
    )
    return response


def _page_words() -> dict[str, object]:
    chosen = language()
    return {"language": chosen.value, "other_language": chosen.other.value, "plain_staff": plain_staff()}
