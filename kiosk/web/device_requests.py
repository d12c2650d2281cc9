"""What devices say of themselves, and what staff type on them, as domain values."""

from dataclasses import dataclass
from datetime import datetime

from flask import Request
from pydantic import AwareDatetime, Field, StrictInt

from kiosk.domain.errors import InvalidFieldsError
from kiosk.web.requests import Body, json_body, sent, validated


class _PinBody(Body):
    pin: str = Field(min_length=1, max_length=64)


class _BeatBody(Body):
    queue: StrictInt = Field(ge=0, le=1_000_000)
    clock: AwareDatetime
    page: str | None = Field(default=None, max_length=60)


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


def typed_pin(request: Request) -> str:
    """The PIN somebody typed, spaces aside."""
    return "".join(str(validated(_PinBody, sent(request)).pin).split())
