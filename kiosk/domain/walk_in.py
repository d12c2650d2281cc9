"""Somebody who comes without being on the list, alone or with others under their name."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.domain.device import Device
from kiosk.domain.money import Payment
from kiosk.domain.people import Person, PersonId
from kiosk.domain.scan import Scan
from kiosk.domain.staff import Staff

MOST_GUESTS = 50


@dataclass(frozen=True, slots=True)
class WalkInRequest:
    """One gesture at the door: this person, and `guests` more under their name.

    `force_new` says that the people of like names were looked at and are others; `extra` is what could not be read;
    `force`, `pin` and `answers` are those of a scan, and hold for all of them; `staff` stands
    at the device, where that is known.
    """

    nonce: str
    person: Person
    device: Device
    category: str | None = None
    payment: Payment | None = None
    guests: int = 0
    force_new: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)
    force: str | None = None
    pin: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    staff: Staff | None = None

    @property
    def size(self) -> int:
        """How many people come."""
        return 1 + self.guests

    def nonce_of(self, number: int) -> str:
        """The nonce of the entry of one of them, the person themself being 0; no client can have sent the others."""
        return f"{self.nonce} +{number}" if number else self.nonce

    def person_of(self, number: int) -> Person:
        """One of them: those beyond the first bear the same name with a number, and have no phone of their own."""
        if not number:
            return self.person
        return replace(self.person, id=PersonId(""), name=f"{self.person.name} +{number}", given=None, phone=None)

    def digest(self, key: bytes) -> str:
        """Who comes and what they pay, as a keyed hash: the same again for a retry, and no name to be read from it."""
        person, payment = self.person, self.payment
        asked = [
            [person.name, person.phone, person.company, person.language],
            [self.category, self.guests, sorted(self.extra.items())],
            [payment.method, payment.amount, payment.reference] if payment else None,
        ]
        return hmac.new(key, f"walk-in:{json.dumps(asked)}".encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class WalkIn:
    """The entry of one person, and those of the people who came under their name; a refused one has none of these."""

    scan: Scan
    guests: tuple[Scan, ...] = ()
