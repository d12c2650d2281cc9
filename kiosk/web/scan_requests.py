"""Scans and their undoing as devices send them, as domain values."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from flask import Request
from pydantic import Field, StrictBool, StrictInt, StringConstraints

from kiosk.actions.undo_scan import UndoRequest
from kiosk.domain.device import Device
from kiosk.domain.errors import InvalidFieldsError, MalformedError, NotAllowedError
from kiosk.domain.money import MAX_AMOUNT, Method, Payment
from kiosk.domain.place import Place, read_place
from kiosk.domain.scan import Direction, ScanRequest
from kiosk.domain.verdict import Verdict
from kiosk.web.requests import Body, json_body, validated

MOST_SCANS = 500
ANSWER = "answer."
"""Begins the name of each field of a form that answers a question."""
_NONCE = re.compile(r"[\x21-\x7e]{8,64}")

_Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
_Pin = Annotated[str, StringConstraints(max_length=20)]


class PaymentBody(Body):
    """What a guest hands over."""

    method: Method
    amount: StrictInt = Field(ge=0, le=MAX_AMOUNT)
    reference: str | None = Field(default=None, max_length=80)
    currency: str | None = None


class _ForceBody(Body):
    reason: _Reason


class GestureBody(Body):
    """What any gesture at a door may carry: its name, money, and what staff say about it."""

    nonce: str = Field(min_length=8, max_length=64)
    payment: PaymentBody | None = None
    force: _ForceBody | None = None
    pin: _Pin | None = None
    answers: dict[str, StrictBool | str] = Field(default_factory=dict, max_length=50)

    @property
    def force_reason(self) -> str | None:
        """Why the guest is let through whatever the rules say."""
        return self.force.reason if self.force else None

    @property
    def said(self) -> dict[str, str]:
        """What was answered, by question."""
        return {key: _said(answer) for key, answer in self.answers.items()}


class _ScanBody(GestureBody):
    code: str = Field(max_length=20_000)
    place: str
    direction: Direction = Direction.IN
    at: datetime | None = None
    sent_at: datetime | None = None
    queued: StrictBool = False
    shown: Verdict | None = None


class _DeskBody(Body):
    nonce: str = Field(min_length=8, max_length=64)
    reason: _Reason = "desk"


class _Money(StrEnum):
    REFUND = "refund"
    KEEP = "keep"


class _UndoBody(Body):
    reason: _Reason
    payment: _Money = _Money.REFUND
    pin: _Pin | None = None


def scan_request(body: object, device: Device) -> ScanRequest:
    """One scan as a device sent it.

    Raises:
        MalformedError: not an object. InvalidFieldsError: a field cannot be meant.
        NotAllowedError: this device does not serve that place, takes no money or forces nobody through.
    """
    if not isinstance(body, dict):
        raise MalformedError("a scan: it is not a JSON object")
    read = validated(_ScanBody, body)
    place = _place(read.place)
    check_nonce(read.nonce)
    if read.shown is Verdict.ANNULLED:
        raise InvalidFieldsError({"shown": "never_shown"})
    if not device.may_scan_at(place.name) or (read.force is not None and not device.sees_money):
        raise NotAllowedError
    return ScanRequest(
        nonce=read.nonce,
        raw=read.code,
        place=place,
        direction=read.direction,
        device=device,
        at=_with_zone(read.at),
        queued=read.queued,
        payment=payment_of(read.payment, device),
        sent_at=_with_zone(read.sent_at),
        shown=read.shown,
        force=read.force_reason,
        pin=read.pin,
        answers=read.said,
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


def undo_request(request: Request, nonce: str, device: Device) -> UndoRequest:
    """Which scan to undo, why, and what becomes of the guest's money."""
    read = validated(_UndoBody, json_body(request))
    return UndoRequest(nonce, device, read.reason, keeps_payment=read.payment is _Money.KEEP, pin=read.pin)


def desk_gesture(request: Request) -> tuple[str, str]:
    """The nonce of something done at a desk, and why."""
    read = validated(_DeskBody, json_body(request))
    check_nonce(read.nonce)
    return read.nonce, read.reason


def check_in_form(request: Request, device: Device) -> ScanRequest:
    """A check-in from a page without scripts: the scan that its form means.

    A field `answer.KEY` answers the question of that key; `force` holds the reason to let somebody in.
    """
    form = request.form
    body: dict[str, Any] = {name: form.get(name, "") for name in ("nonce", "code")}
    body |= {"place": "door", "direction": form.get("direction", Direction.IN.value)}
    if method := form.get("method"):
        amount = form.get("amount", "")
        payment: dict[str, Any] = {"method": method, "amount": int(amount) if amount.isdecimal() else amount}
        body["payment"] = payment | ({"reference": form["reference"]} if form.get("reference") else {})
    body["answers"] = {name.removeprefix(ANSWER): said for name, said in form.items() if name.startswith(ANSWER)}
    if form.get("force"):
        body |= {"force": {"reason": form["force"]}, "pin": form.get("pin", "")}
    return scan_request(body, device)


def check_nonce(nonce: str) -> None:
    """Let only printable letters name a gesture.

    Raises:
        InvalidFieldsError: it holds others.
    """
    if not _NONCE.fullmatch(nonce):
        raise InvalidFieldsError({"nonce": "not_printable"})


def payment_of(read: PaymentBody | None, device: Device) -> Payment | None:
    """A payment as a device sent it.

    Raises:
        NotAllowedError: this device takes no money. InvalidFieldsError: a reference nobody can print.
    """
    if read is None:
        return None
    if not device.sees_money:
        raise NotAllowedError
    reference = read.reference.strip() if read.reference else None
    if reference and not reference.isprintable():
        raise InvalidFieldsError({"payment.reference": "not_printable"})
    return Payment(read.method, read.amount, reference, read.currency)


def _place(name: str) -> Place:
    place = read_place(name)
    if place is None:
        raise InvalidFieldsError({"place": "door_or_table"})
    return place


def _with_zone(moment: datetime | None) -> datetime | None:
    """A time without a zone could be any hour: it is as good as none."""
    return moment if moment and moment.tzinfo else None


def _said(answer: bool | str) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return answer
