"""Errors on the wire: the one table from problem to status, and how it is said to a program and to a person."""

import logging
from http import HTTPStatus

from flask import Flask, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from kiosk.domain import errors
from kiosk.domain.language import Language
from kiosk.web.context import language
from kiosk.web.requests import wants_json, way_back
from kiosk.wording.problems import problem_sentence, retry_after, slug_sentence

log = logging.getLogger(__name__)

STATUS: dict[type[errors.KioskError], HTTPStatus] = {
    errors.MalformedError: HTTPStatus.BAD_REQUEST,
    errors.InvalidFieldsError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NotSignedInError: HTTPStatus.UNAUTHORIZED,
    errors.DeviceRevokedError: HTTPStatus.UNAUTHORIZED,
    errors.PairingWrongError: HTTPStatus.FORBIDDEN,
    errors.PairingUsedError: HTTPStatus.CONFLICT,
    errors.PairingExpiredError: HTTPStatus.CONFLICT,
    errors.UnknownDeviceError: HTTPStatus.NOT_FOUND,
    errors.NotAllowedError: HTTPStatus.FORBIDDEN,
    errors.OriginRefusedError: HTTPStatus.FORBIDDEN,
    errors.PlainStaffError: HTTPStatus.FORBIDDEN,
    errors.PinNeededError: HTTPStatus.FORBIDDEN,
    errors.PinWrongError: HTTPStatus.FORBIDDEN,
    errors.TooManyTriesError: HTTPStatus.TOO_MANY_REQUESTS,
    errors.TooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.NotFoundError: HTTPStatus.NOT_FOUND,
    errors.NoEventError: HTTPStatus.NOT_FOUND,
    errors.UnknownCodeError: HTTPStatus.NOT_FOUND,
    errors.UnknownNonceError: HTTPStatus.NOT_FOUND,
    errors.NonceReusedError: HTTPStatus.CONFLICT,
    errors.UndoRefusedError: HTTPStatus.CONFLICT,
    errors.ClaimSpentError: HTTPStatus.CONFLICT,
    errors.NotAdmittedError: HTTPStatus.CONFLICT,
    errors.EventOverError: HTTPStatus.CONFLICT,
    errors.StaleStateError: HTTPStatus.CONFLICT,
}
_SLUGS = {
    HTTPStatus.BAD_REQUEST: "malformed",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
}
_ASKS_FOR_A_PIN = frozenset({"pin_needed", "pin_wrong", "too_many_tries"})


def register(app: Flask) -> None:
    """Answer every failure in the house's manner."""
    app.register_error_handler(errors.KioskError, answer)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_crash)


def answer(error: errors.KioskError) -> ResponseReturnValue:
    """A problem of the table, as JSON for a program, as a page for a person."""
    status = STATUS.get(type(error), HTTPStatus.BAD_REQUEST)
    said = {each: problem_sentence(error, each) for each in Language}
    response = make_response(_body(error.slug, said, status, fields_of(error)), status)
    if (seconds := retry_after(error)) is not None:
        response.headers["Retry-After"] = str(seconds)
    return response


def error_body(error: errors.KioskError) -> dict[str, object]:
    """A problem as the contract's JSON, for one item of a batch."""
    said = {each.value: problem_sentence(error, each) for each in Language}
    return {"error": error.slug, "message": said, "request_id": g.request_id, **fields_of(error)}


def crash_body() -> dict[str, object]:
    """Our own mistake as the contract's JSON, for one item of a batch."""
    said = {each.value: slug_sentence("internal", each) for each in Language}
    return {"error": "internal", "message": said, "request_id": g.get("request_id")}


def fields_of(error: errors.KioskError) -> dict[str, object]:
    """The fields that cannot be meant, or why a scan stays as it is, where there is such a thing."""
    if isinstance(error, errors.UndoRefusedError):
        return {"why": error.why}
    return {"fields": error.fields} if isinstance(error, errors.InvalidFieldsError) else {}


def _answer_http(error: HTTPException) -> ResponseReturnValue:
    status = HTTPStatus(error.code or 500)
    if status < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    slug = _SLUGS.get(status, "refused")
    return make_response(_body(slug, {each: slug_sentence(slug, each) for each in Language}, status, {}), status)


def _answer_crash(error: Exception) -> ResponseReturnValue:
    log.error("request failed", exc_info=error, extra={"request_id": g.get("request_id")})
    said = {each: slug_sentence("internal", each) for each in Language}
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return make_response(_body("internal", said, status, {}), status)


def _body(slug: str, said: dict[Language, str], status: HTTPStatus, fields: dict[str, object]) -> ResponseReturnValue:
    if wants_json(request):
        message = {each.value: sentence for each, sentence in said.items()}
        return jsonify({"error": slug, "message": message, "request_id": g.get("request_id"), **fields})
    if slug in _ASKS_FOR_A_PIN and request.path.startswith("/door"):
        return render_template("door/pin.html", said=said[language()], wrong=slug != "pin_needed", back=_wanted())
    problem = {"title": said[language()], "message": "", "advice": None, "request_id": g.get("request_id")}
    return render_template("problem.html", problem=problem, status=int(status))


def _wanted() -> str:
    """The page that asked for a PIN: itself where it only shows, else the one its form stood on."""
    if request.method == "GET":
        return request.path
    return way_back(request) if "back" in request.form else "/door"
