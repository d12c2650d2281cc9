"""A guest as the door typed them in, as domain values, or an error that says which field cannot be meant."""

import unicodedata

from pydantic import Field, StrictBool, StrictInt

from kiosk.domain.device import Device
from kiosk.domain.errors import InvalidFieldsError
from kiosk.domain.language import Language
from kiosk.domain.people import Person, PersonId
from kiosk.domain.walk_in import MOST_GUESTS, WalkInRequest
from kiosk.exchange.cell import clean
from kiosk.exchange.phone import read_phone
from kiosk.exchange.row import MAX_NAME
from kiosk.web.requests import validated
from kiosk.web.scan_requests import GestureBody, check_nonce, payment_of


class _WalkInBody(GestureBody):
    name: str
    phone: str | None = Field(default=None, max_length=80)
    company: str | None = Field(default=None, max_length=200)
    category: str | None = Field(default=None, max_length=120)
    language: Language | None = None
    guests: StrictInt = Field(default=0, ge=0, le=MOST_GUESTS)
    force_new: StrictBool = False


def walk_in_request(body: dict[str, object], device: Device) -> WalkInRequest:
    """One walk-in as a door sent it. A phone that cannot be read keeps nobody out: it is kept as it was typed.

    Raises:
        InvalidFieldsError: a field cannot be meant. NotAllowedError: this device takes no money.
    """
    read = validated(_WalkInBody, body)
    check_nonce(read.nonce)
    typed_phone = _text(read.phone)
    phone = read_phone(typed_phone or "")
    return WalkInRequest(
        nonce=read.nonce,
        person=Person(PersonId(""), _name(read.name), phone=phone, company=_text(read.company), language=read.language),
        device=device,
        category=_text(read.category),
        payment=payment_of(read.payment, device),
        guests=read.guests,
        force=read.force_reason,
        pin=read.pin,
        answers=read.said,
        force_new=read.force_new,
        extra={"phone": typed_phone} if typed_phone and not phone else {},
    )


def _name(typed: str) -> str:
    """A name as lists keep one: on one line, with at least one letter."""
    name = clean(typed).text
    if len(name) > MAX_NAME:
        raise InvalidFieldsError({"name": "too_long"})
    if not any(unicodedata.category(letter).startswith("L") for letter in name):
        raise InvalidFieldsError({"name": "no_letter" if name else "missing"})
    if "://" in name:
        raise InvalidFieldsError({"name": "not_a_name"})
    return name


def _text(typed: str | None) -> str | None:
    return clean(typed or "").text or None
