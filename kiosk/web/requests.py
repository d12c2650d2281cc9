"""What arrived, as domain values, or an error that says which field cannot be meant."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, ValidationError

from kiosk.domain.errors import InvalidFieldsError, MalformedError
from kiosk.domain.people import Consent
from kiosk.domain.suggestion import Answer


class Body(BaseModel):
    """What a body holds; what we do not know is let be, and never said back."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


Read = TypeVar("Read", bound=Body)


class _PinBody(Body):
    pin: str = Field(min_length=1, max_length=64)


class _BeatBody(Body):
    queue: StrictInt = Field(ge=0, le=1_000_000)
    clock: AwareDatetime
    page: str | None = Field(default=None, max_length=60)


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


def typed_pin(request: Request) -> str:
    """The PIN somebody typed, spaces aside."""
    return "".join(str(validated(_PinBody, sent(request)).pin).split())


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


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """What a device says of itself: how many scans wait on it, what its clock says, which page it shows."""

    queue: int
    clock: datetime
    page: str | None


def heartbeat(request: Request) -> Heartbeat:
    """What a device says of itself."""
    read = validated(_BeatBody, json_body(request))
    return Heartbeat(read.queue, read.clock, read.page)


def pairing(request: Request) -> tuple[str, str]:
    """The key or the six digits that a new device brings; the other one is empty.

    Raises:
        InvalidFieldsError: neither came.
    """
    body = sent(request)
    key, code = (str(body[name]) if isinstance(body.get(name), str) else "" for name in ("key", "code"))
    if not key.strip() and not code.strip():
        raise InvalidFieldsError({"code": "missing"})
    return key.strip(), "".join(code.split())


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
