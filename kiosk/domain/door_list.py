"""The paper list of a door: what one reads when nothing else works, and short codes to type its ticks in later."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SHORTEST = 4
"""Fewer letters than this are a slip of the pen away from somebody else's."""


@dataclass(frozen=True, slots=True)
class DoorLine:
    """One guest on paper. `name` has the family name first where it is known; `due` is what is left to pay."""

    short: str
    name: str
    company: str | None
    category: str | None
    due: int
    inside: bool


def short_codes(codes: Iterable[str]) -> Mapping[str, str]:
    """The first letters of each front code, four or as many more as tell it from all others of the list.

    >>> short_codes(["BCDEFGHJKN", "BCDEXXXXXX", "XVUTSRPNKJ"])["BCDEFGHJKN"]
    'BCDEF'
    """
    listed = sorted(set(codes))
    found = {}
    for at, code in enumerate(listed):
        beside = (listed[each] for each in (at - 1, at + 1) if 0 <= each < len(listed))
        found[code] = code[: max([SHORTEST, *(_common(code, other) + 1 for other in beside)])]
    return found


def by_name(line: DoorLine) -> str:
    """What a list is sorted by: the name without accents and case."""
    plain = unicodedata.normalize("NFKD", line.name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
