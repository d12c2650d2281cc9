"""What arrived, as domain values, or an error that says which field cannot be meant."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictBool, StrictInt, ValidationError

from kiosk.domain.device import Device
from kiosk.domain.errors import InvalidFieldsError, MalformedError, NotAllowedError
from kiosk.domain.money import MAX_AMOUNT, Method, Payment
from kiosk.domain.people import Consent
from kiosk.domain.place import Place, read_place
from kiosk.domain.scan import Direction, ScanRequest
from kiosk.domain.suggestion import Answer

MOST_SCANS = 500
_NONCE = re.compile(r"[\x21-\x7e]{8,64}")


class _Body(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)


class _PaymentBody(_Body):
    method: Method
    amount: StrictInt = Field(ge=0, le=MAX_AMOUNT)
    reference: str | None = Field(default=None, max_length=80)
    currency: str | None = None


class _ScanBody(_Body):
    nonce: str = Field(min_length=8, max_length=64)
    code: str = Field(max_length=20_000)
    place: str
    direction: Direction = Direction.IN
    at: datetime | None = None
    queued: StrictBool = False
    payment: _PaymentBody | None = None


class _UndoBody(_Body):
    reason: str = Field(min_length=1, max_length=200)


class _PinBody(_Body):
    pin: str = Field(min_length=1, max_length=64)


class _BeatBody(_Body):
    queue: StrictInt = Field(ge=0, le=1_000_000)
    clock: AwareDatetime
    page: str | None = Field(default=None, max_length=60)


class _AnswerBody(_Body):
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


def scan_request(body: object, device: Device, currency: str) -> ScanRequest:
    """One scan as a device sent it.

    Raises:
        MalformedError: not an object. InvalidFieldsError: a field cannot be meant.
        NotAllowedError: this device does not serve that place.
    """
    if not isinstance(body, dict):
        raise MalformedError("a scan: it is not a JSON object")
    read = _validated(_ScanBody, body)
    place = _place(read.place)
    if not _NONCE.fullmatch(read.nonce):
        raise InvalidFieldsError({"nonce": "not_printable"})
    if not device.may_scan_at(place.name):
        raise NotAllowedError
    return ScanRequest(
        nonce=read.nonce,
        raw=read.code,
        place=place,
        direction=read.direction,
        device=device,
        at=read.at if read.at and read.at.tzinfo else None,
        queued=read.queued,
        payment=_payment(read.payment, device, currency),
    )


def scan_batch(request: Request) -> list[object]:
    """The scans of a batch, unread.

    Raises:
        MalformedError: no list of scans. InvalidFieldsError: more than 500.
    """
    scans = json_body(request).get("scans")
    if not isinstance(scans, list):
        raise MalformedError("the batch: it has no list of scans")
    if len(scans) > MOST_SCANS:
        raise InvalidFieldsError({"scans": "too_many"})
    return scans


def undo_reason(request: Request) -> str:
    """Why a scan is undone."""
    return str(_validated(_UndoBody, json_body(request)).reason)


def typed_pin(request: Request) -> str:
    """The PIN somebody typed, spaces aside."""
    return "".join(str(_validated(_PinBody, sent(request)).pin).split())


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
    read = _validated(_AnswerBody, body)
    return read.answer, read.version


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """What a device says of itself: how many scans wait on it, what its clock says, which page it shows."""

    queue: int
    clock: datetime
    page: str | None


def heartbeat(request: Request) -> Heartbeat:
    """What a device says of itself."""
    read = _validated(_BeatBody, json_body(request))
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


def _place(name: str) -> Place:
    place = read_place(name)
    if place is None:
        raise InvalidFieldsError({"place": "door_or_table"})
    return place


def _payment(read: _PaymentBody | None, device: Device, currency: str) -> Payment | None:
    if read is None:
        return None
    if not device.sees_money:
        raise NotAllowedError
    if read.currency is not None and read.currency != currency:
        raise InvalidFieldsError({"payment.currency": "another_currency"})
    reference = read.reference.strip() if read.reference else None
    if reference and not reference.isprintable():
        raise InvalidFieldsError({"payment.reference": "not_printable"})
    return Payment(read.method, read.amount, reference)


_Read = Any


def _validated(model: type[_Body], body: dict[str, Any]) -> _Read:
    try:
        return model.model_validate(body)
    except ValidationError as error:
        fields = {".".join(map(str, each["loc"])): str(each["type"]) for each in error.errors()}
        raise InvalidFieldsError(fields) from None
