"""A phone that is somebody's for the evening."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.domain.people import AttendeeId

SESSION_LENGTH = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Session:
    """Who a phone belongs to until when; `digest` is all the house keeps of the phone's secret."""

    digest: str
    attendee: AttendeeId
    expires_at: datetime


def new_secret() -> str:
    """256 fresh bits for a session cookie or a device key."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What the store keeps of such a secret."""
    return hashlib.sha256(_bytes(secret)).hexdigest()


def socket_token(key: bytes, secret_digest: str) -> str:
    """The token a page hands to its socket.

    Made from the session, so it need not be kept, and it opens nothing else.
    """
    tag = hmac.new(key, _bytes(f"socket:{secret_digest}"), hashlib.sha256).hexdigest()
    return f"{secret_digest}.{tag[:40]}"


def digest_of_token(key: bytes, token: str) -> str | None:
    """The session or device digest a socket token was made from; None when it is not ours."""
    found = token.partition(".")[0]
    return found if hmac.compare_digest(_bytes(socket_token(key, found)), _bytes(token)) else None


def _bytes(text: str) -> bytes:
    """Any text at all: JSON may carry halves of a character, which plain UTF-8 refuses."""
    return text.encode(errors="surrogatepass")
