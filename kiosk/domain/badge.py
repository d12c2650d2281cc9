"""Codes: the front of a badge says who somebody is, the claim on its back makes a phone theirs.

Rules of this file: the alphabet is printed on badges, so it never changes; letters that share a key on QWERTY, AZERTY
and QWERTZ survive a reader that types for the wrong keyboard, and I, L, O and the digits are left out because people
mix them up.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlsplit

from kiosk.domain.keyboard import retyped

ALPHABET = "BCDEFGHJKNPRSTUVX"
FRONT_LENGTH = 10  # 41 bits: public, so guessing is held off by the limiter, not by length
CLAIM_LENGTH = 32  # 131 bits: opens a session
TAG_LENGTH = 20  # 82 bits over the table's number and its event
MANIFEST_LENGTH = 32  # hexadecimal digits
MAX_RAW = 512
LONGEST_ADDRESS = 200

_FRONT = re.compile(f"[{ALPHABET}]{{{FRONT_LENGTH}}}")
_CLAIM = re.compile(f"[{ALPHABET}]{{{CLAIM_LENGTH}}}")
_PRIVATE = re.compile(rf"(?<![A-Z]){_CLAIM.pattern}(?![A-Z])")
_TABLE = re.compile(f"([0-9]{{1,3}})-([{ALPHABET}]{{{TAG_LENGTH}}})")
_ECI = re.compile(r"^\](?:[Qq][0-9]|[A-Za-z][0-9])|\\[0-9]{6}")
_OTHER_KINDS = "wifi|mecard|matmsg|begin|mailto|tel|smsto|sms|geo"
_ADDRESS = re.compile(rf"[a-z][a-z0-9+.-]{{0,15}}://.*|(?<![a-z])(?:{_OTHER_KINDS}):.*", re.IGNORECASE)
_HOST_AND_PATH = re.compile(r"(?:[\w-]+\.)+[\w-]+(?::[0-9]+)?/.*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader's text holds: a front code, or nothing of ours.

    `sure` is False where the text only ends like a code (something before it that no layout explains): it is one of
    ours only if the house knows those ten letters.
    """

    code: str | None
    sure: bool = True


def new_front_code() -> str:
    """Ten fresh letters."""
    return _letters(FRONT_LENGTH)


def new_claim_code() -> str:
    """Thirty-two fresh letters."""
    return _letters(CLAIM_LENGTH)


def derived_claim_code(key: bytes, nonce: str) -> str:
    """The claim code that the scan of this nonce offers.

    The same again for a retry, and nothing to keep in the clear.
    """
    return _spell(key, f"claim:{nonce}", CLAIM_LENGTH)


def derived_front_code(key: bytes, nonce: str) -> str:
    """The front code that a gesture of this nonce gives out: the same again for a retry."""
    return _spell(key, f"front:{nonce}", FRONT_LENGTH)


def manifest_key(key: bytes, device: str) -> bytes:
    """The key under which one tablet knows codes while it is alone; another tablet's list says nothing to it."""
    return hmac.digest(key, f"manifest:{device}".encode(), "sha256")


def manifest_hash(key: bytes, code: str) -> str:
    """What stands for a front code in a tablet's list: 128 bits of a keyed hash, so that two never meet."""
    return hmac.digest(key, code.encode(), "sha256").hex()[:MANIFEST_LENGTH]


def claim_digest(code: str) -> str:
    """What the store keeps of a claim code; 131 random bits need no salt and no slowness."""
    return hashlib.sha256(code.encode()).hexdigest()


def table_code(key: bytes, event: str, number: int) -> str:
    """The code on the card of one table of one event: its number and a keyed tag."""
    return f"{number}-{_spell(key, f'table:{event}:{number}', TAG_LENGTH)}"


def table_of_code(key: bytes, event: str, code: str) -> int | None:
    """The table that a code stands for at this event; None when the tag is not ours."""
    found = _TABLE.fullmatch(code.strip().upper())
    if found is None:
        return None
    number = int(found[1])
    return number if hmac.compare_digest(table_code(key, event, number), f"{number}-{found[2]}") else None


def read_front_code(text: str, hosts: frozenset[str]) -> Reading:
    """Find the front code in what a camera, a reader or a thumb gave.

    Args:
        text: Anything: a URL, a bare code in any case or grouping, a Wi-Fi code, noise.
        hosts: Names and addresses of this house, lower case, without ports.

    Returns:
        A code and whether it surely is one; no code for a URL of another host or for noise.
    """
    cleaned = _ECI.sub("", _CONTROL.sub("", text[: MAX_RAW * 4]).strip()).strip()
    if len(text) > MAX_RAW * 4 or not cleaned:
        return Reading(None)
    bare = re.sub(r"[\s\-.]", "", cleaned).upper()
    if _FRONT.fullmatch(bare):
        return Reading(bare)
    foreign = None
    for address in _addresses_in(cleaned):
        foreign = _read_address(address, hosts)
        if foreign.code:
            return foreign
    return foreign or _read_tail(cleaned)


def is_private(text: str) -> bool:
    """Whether a text holds a claim code: it opens a phone's session, so it is kept nowhere."""
    return bool(_PRIVATE.search(text.upper()))


def read_claim_code(text: str) -> str | None:
    """The claim code in this part of an address, in any letter case; None when it cannot be one."""
    upper = text.strip().upper()
    return upper if _CLAIM.fullmatch(upper) else None


def spaced(code: str) -> str:
    """A front code as people read it aloud: two groups of five."""
    return f"{code[:5]} {code[5:]}"


def _addresses_in(cleaned: str) -> Iterator[str]:
    """The address in a text, as each keyboard its reader may type for would mean it."""
    if _HOST_AND_PATH.fullmatch(cleaned):
        yield f"//{cleaned}"
    for meant in chain([cleaned], retyped(cleaned) if len(cleaned) <= LONGEST_ADDRESS else []):
        if found := _ADDRESS.search(_ECI.sub("", meant)):
            yield found[0]


def _read_address(text: str, hosts: frozenset[str]) -> Reading:
    try:
        address = urlsplit(text)
        host = (address.hostname or "").lower()
    except ValueError:
        return Reading(None)
    parts = [part for part in address.path.split("/") if part]
    is_ours = host in hosts and len(parts) == 2 and parts[0].lower() == "b"  # noqa: PLR2004
    code = parts[1].upper() if is_ours else ""
    return Reading(code) if _FRONT.fullmatch(code) else Reading(None)


def _read_tail(cleaned: str) -> Reading:
    tail = cleaned.upper()[-FRONT_LENGTH:]
    return Reading(tail, sure=False) if _FRONT.fullmatch(tail) else Reading(None)


def _letters(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(count))


def _spell(key: bytes, text: str, length: int) -> str:
    """Letters from a keyed hash: 256 bits as one number, written in base 17."""
    number = int.from_bytes(hmac.new(key, text.encode(), hashlib.sha256).digest())
    letters = []
    for _ in range(length):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "".join(letters)
