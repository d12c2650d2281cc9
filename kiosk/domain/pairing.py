"""The six digits that pair a device: typed on it once, soon.

Rules of this file: six digits can be guessed by a crowd, so a code lasts ten minutes, is spent by one use, and dies
when too many wrong ones were typed anywhere meanwhile; the key that it gives has 256 bits.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.device import DeviceId

CODE_LENGTH = 6
CODE_LASTS = timedelta(minutes=10)
MOST_WRONG_CODES = 20  # one chance in 50,000 for a crowd, and plenty for clumsy thumbs


@dataclass(frozen=True, slots=True)
class Pairing:
    """A code that was given out for a device, and what became of it."""

    device: DeviceId
    made_at: datetime
    used_at: datetime | None
    wrong: int

    def has_expired(self, now: datetime) -> bool:
        """Whether it is too late for it, by time or by guesses; a clock set back by more than its life ends it too."""
        return self.wrong >= MOST_WRONG_CODES or abs(now - self.made_at) >= CODE_LASTS


def new_pairing_code() -> str:
    """Six fresh digits (20 bits)."""
    return "".join(secrets.choice("0123456789") for _ in range(CODE_LENGTH))


def pairing_digest(key: bytes, code: str) -> str:
    """What the store keeps of a code; keyed, since six digits could be tried out against a stolen file."""
    return hmac.digest(key, f"pairing:{code}".encode(errors="surrogatepass"), "sha256").hex()
