"""What arrived, as domain values, or an error that says which field cannot be meant."""

import re
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Request
from pydantic import BaseModel, ConfigDict, ValidationError

from kiosk.domain.errors import InvalidFieldsError, MalformedError
from kiosk.domain.people import Consent
from kiosk.domain.suggestion import Answer

_SINCE = re.compile(r"[0-9]{1,18}")


class Body(BaseModel):
    """What a body holds; what we do not know is let be, and never said back."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


Read = TypeVar("Read", bound=Body)


class _AnswerBody(Body):
    answer: Answer
    version: int | None = None


def json_body(request: Request) -> dict[str, Any]:
    """The JSON object that was sent.

    Raises:
        MalformedError: not JSON, or not an object.
    """
    body = request.get_json(force=True, silent=True)
    if not isinstance(body, dict):
        raise MalformedError("the body: it is not a JSON object")
    return body


def manifest_known(request: Request) -> tuple[int | None, str | None]:
    """The number of the list a tablet has, and of which event; None and None for a tablet without one.

    Raises:
        InvalidFieldsError: the number is none.
    """
    since = request.args.get("since")
    if since is None:
        return None, None
    if not _SINCE.fullmatch(since):
        raise InvalidFieldsError({"since": "not_a_number"})
    return int(since), request.args.get("event")


def way_back(request: Request) -> str:
    """The page of ours that a form came from, by its `back` field; the first page when it names none."""
    back = urlsplit(request.form.get("back", "/")).path
    return back if back.startswith("/") and back[1:2] != "/" else "/"


def wants_json(request: Request) -> bool:
    """Whether a program asks: it sends JSON, or speaks to the API, or accepts JSON and no page."""
    accepts = request.accept_mimetypes
    prefers = accepts.best_match(["text/html", "application/json"], default="text/html") == "application/json"
    return request.path.startswith("/api/") or request.mimetype == "application/json" or prefers


def sent(request: Request) -> dict[str, Any]:
    """A form or a JSON object, by what was sent."""
    return json_body(request) if request.mimetype == "application/json" else request.form.to_dict()


def consent(request: Request) -> Consent:
    """What somebody agrees to while claiming; what is not said is not agreed to."""
    body = sent(request)
    said = str(body.get("matching", "no")).lower()
    if said not in {"yes", "no"}:
        raise InvalidFieldsError({"matching": "yes_or_no"})
    ticked = {"yes", "on", "true", "1"}
    return Consent(
        matching=said == "yes",
        show_company=str(body.get("show_company", "")).lower() in ticked,
        show_on_screen=str(body.get("show_on_screen", "")).lower() in ticked,
    )


def card_answer(request: Request) -> tuple[Answer, int | None]:
    """What somebody says to a card, and the version they read."""
    body = {name: value for name, value in sent(request).items() if value not in ("", None)}
    read = validated(_AnswerBody, body)
    return read.answer, read.version


def validated(model: type[Read], body: dict[str, Any]) -> Read:
    """The body as this model says.

    Raises:
        InvalidFieldsError: a field cannot be meant.
    """
    try:
        return model.model_validate(body)
    except ValidationError as error:
        fields = {".".join(map(str, each["loc"])): str(each["type"]) for each in error.errors()}
        raise InvalidFieldsError(fields) from None
