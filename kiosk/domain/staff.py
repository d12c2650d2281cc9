"""The people behind the tablets, and the six digits each of them types.

Rules of this file: a PIN alone names its person, so no two living ones are alike; the house keeps a slow, salted hash
that is keyed with the house's key too, because six digits by themselves could be tried out against a stolen file.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

StaffId = NewType("StaffId", str)

PIN_LENGTH = 6
MOST_WRONG_PINS = 5
PIN_PAUSE = timedelta(minutes=5)
IDLE = timedelta(minutes=5)
_NOTED_EVERY = timedelta(seconds=30)  # each note is a write to the disk, so not one per scan
_COST = 2**11  # about 5 ms a person on a laptop: a wrong PIN is compared with everybody's while others wait to write


class StaffRole(StrEnum):
    """What somebody may do; each may do what those before it may."""

    CASHIER = "cashier"
    SUPERVISOR = "supervisor"
    ORGANISER = "organiser"

    def covers(self, asked: "StaffRole") -> bool:
        """Whether this role is enough where that one is asked for."""
        ranks = list(StaffRole)
        return ranks.index(self) >= ranks.index(asked)


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works at the event."""

    id: StaffId
    name: str
    role: StaffRole


@dataclass(frozen=True, slots=True)
class PinHash:
    """What the house keeps of a PIN."""

    salt: str
    digest: str


@dataclass(frozen=True, slots=True)
class Duty:
    """Somebody typed their PIN on a device and works there, until nothing was done for `IDLE` by the server's clock."""

    staff: Staff
    last_act: datetime

    @property
    def until(self) -> datetime:
        """When it lapses if nothing is done."""
        return self.last_act + IDLE

    def lasts(self, now: datetime) -> bool:
        """Whether the device may still be believed to be theirs; a clock set back by more than `IDLE` ends it too."""
        return abs(now - self.last_act) < IDLE

    def is_worth_noting(self, now: datetime) -> bool:
        """Whether an act of now moves the end enough to be written down."""
        return abs(now - self.last_act) >= _NOTED_EVERY


@dataclass(frozen=True, slots=True)
class WrongPins:
    """How many wrong PINs came from a device in a row, and when the last one did."""

    count: int
    last: datetime

    def pause(self, now: datetime) -> timedelta:
        """How long the device must still wait; zero when it need not.

        A clock that was set back ends the wait: nobody is locked out for longer than `PIN_PAUSE`.
        """
        since = now - self.last
        is_waiting = self.count >= MOST_WRONG_PINS and timedelta(0) <= since < PIN_PAUSE
        return PIN_PAUSE - since if is_waiting else timedelta(0)


def new_pin() -> str:
    """Six fresh digits (20 bits)."""
    return "".join(secrets.choice("0123456789") for _ in range(PIN_LENGTH))


def hash_pin(key: bytes, pin: str) -> PinHash:
    """A fresh hash of a PIN under the house's key."""
    salt = secrets.token_hex(16)
    return PinHash(salt, _stretch(key, pin, salt))


def is_pin(key: bytes, typed: str, kept: PinHash) -> bool:
    """Whether what was typed is the PIN of this hash.

    Cost: about 5 ms and 2 MB, by intent.
    """
    is_possible = len(typed) == PIN_LENGTH and typed.isascii() and typed.isdecimal()
    return is_possible and hmac.compare_digest(_stretch(key, typed, kept.salt), kept.digest)


def _stretch(key: bytes, pin: str, salt: str) -> str:
    keyed = hmac.digest(key, f"pin:{pin}".encode(), "sha256")
    return hashlib.scrypt(keyed, salt=salt.encode(), n=_COST, r=8, p=1, dklen=32).hex()
