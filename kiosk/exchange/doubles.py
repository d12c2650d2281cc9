"""Guests who may be on a list twice, for a person to look at; nothing is ever merged here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from rapidfuzz import fuzz, process

from kiosk.domain.names import fold, like_name
from kiosk.exchange.guest_list import GuestRow

LIKE_ENOUGH = 90
BLOCK = 500
LOOK_BACK = 50


class Known(Protocol):
    """Whoever can be recognised: a row of a list, or a person of the house."""

    @property
    def name(self) -> str:
        """The whole name."""

    @property
    def phone(self) -> str | None:
        """E.164."""

    @property
    def email(self) -> str | None:
        """As one writes it."""

    @property
    def external_id(self) -> str | None:
        """Given by whoever sold the ticket."""


class Likeness(StrEnum):
    """Why two rows may be one guest, the strongest sign first."""

    SAME_ID = "same_id"
    SAME_PHONE = "same_phone"
    SAME_EMAIL = "same_email"
    SAME_NAME = "same_name"
    LIKE_NAME = "like_name"


@dataclass(frozen=True, slots=True)
class Double:
    """Two rows of one file; `second_row` comes later in it."""

    first_row: int
    second_row: int
    why: Likeness


def same_person(a: Known, b: Known) -> bool:
    """Whether two are one: the same external id, or a phone or an e-mail in common and a like name."""
    if a.external_id and a.external_id == b.external_id:
        return True
    return bool(_shares(a.phone, b.phone) or _shares(a.email, b.email)) and like_name(a.name, b.name)


def doubles(rows: Sequence[GuestRow]) -> tuple[Double, ...]:
    """Pairs of rows that may be one guest, each row with the first one it may repeat, each pair once.

    Cost: rows², about a second for 5,000.
    """
    found: dict[tuple[int, int], Double] = {}
    for first, second, why in (*_by_key(rows), *_by_likeness(rows)):
        found.setdefault((first.row, second.row), Double(first.row, second.row, why))
    return tuple(sorted(found.values(), key=lambda double: (double.second_row, double.first_row)))


def _by_key(rows: Sequence[GuestRow]) -> Iterator[tuple[GuestRow, GuestRow, Likeness]]:
    for why, key in KEYS.items():
        for group in _groups(rows, key):
            for place, second in enumerate(group):
                first = next((each for each in group[: min(place, LOOK_BACK)] if _agree(each, second, why)), None)
                if first:
                    yield first, second, why


def _groups(rows: Iterable[GuestRow], key: Callable[[GuestRow], str | None]) -> Iterable[list[GuestRow]]:
    groups: dict[str, list[GuestRow]] = {}
    for row in rows:
        if value := key(row):
            groups.setdefault(value, []).append(row)
    return groups.values()


def _agree(first: GuestRow, second: GuestRow, why: Likeness) -> bool:
    if why in {Likeness.SAME_ID, Likeness.SAME_NAME}:
        return True
    return like_name(first.name, second.name) or _score(first, second) >= LIKE_ENOUGH


def _score(first: GuestRow, second: GuestRow) -> float:
    return fuzz.ratio(_ordered(first), _ordered(second))


def _by_likeness(rows: Sequence[GuestRow]) -> Iterator[tuple[GuestRow, GuestRow, Likeness]]:
    names = [_ordered(row) for row in rows]
    for start in range(0, len(rows), BLOCK):
        block = names[start : start + BLOCK]
        scores = process.cdist(block, names, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, dtype=np.uint8)
        later, earlier = (places.tolist() for places in np.nonzero(scores))
        seen: set[int] = set()
        for place, first in zip(later, earlier, strict=True):
            second = start + place
            if first < second and second not in seen and _may_be_one(rows[first], rows[second]):
                seen.add(second)
                yield rows[first], rows[second], Likeness.LIKE_NAME


def _may_be_one(first: GuestRow, second: GuestRow) -> bool:
    """Like names are common in one room: a phone or an e-mail of one's own says that they are two."""
    if _ordered(first) == _ordered(second):
        return False
    return not (_differ(first.phone, second.phone) or _differ(first.email, second.email))


def _shares(a: str | None, b: str | None) -> bool:
    return bool(a and b) and str(a).casefold() == str(b).casefold()


def _differ(a: str | None, b: str | None) -> bool:
    return bool(a and b) and not _shares(a, b)


def _ordered(row: GuestRow) -> str:
    return " ".join(sorted(fold(row.name).split()))


KEYS: dict[Likeness, Callable[[GuestRow], str | None]] = {
    Likeness.SAME_ID: lambda row: row.external_id,
    Likeness.SAME_PHONE: lambda row: row.phone,
    Likeness.SAME_EMAIL: lambda row: row.email and row.email.casefold(),
    Likeness.SAME_NAME: _ordered,
}
