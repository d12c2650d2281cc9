"""What is in one cell, made safe to show on paper and on the big screen."""

import re
import unicodedata
from dataclasses import dataclass

from kiosk.exchange.guest_list import RowProblem

MAX_CELL = 2_000
MAX_MARKS = 2
SHOWN = 120
UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
JOINERS = frozenset("\u200c\u200d")
GUARD = re.compile(r"\A'(?=[=+@-])")
FORMULA_TEXT = re.compile(r'="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Cell:
    """The text that is kept, NFC on one line, and what had to be done to it."""

    text: str
    problems: tuple[RowProblem, ...] = ()


def clean(raw: str) -> Cell:
    """Keep what people can read: no control, direction or unassigned characters, two marks a letter, 2,000 in all."""
    problems = [RowProblem.LONG_CELL] if len(raw) > MAX_CELL else []
    text = " ".join(_unguarded(raw[: 2 * MAX_CELL].strip()).split())
    if not (text.isascii() and text.isprintable()):
        seen = "".join(each for each in text if each in JOINERS or unicodedata.category(each) not in UNSEEN)
        kept = _capped(unicodedata.normalize("NFC", seen))
        if len(seen) != len(text) or len(kept) < len(unicodedata.normalize("NFC", seen)):
            problems.append(RowProblem.REMOVED_CHARACTERS)
        text = " ".join(kept.split())
    return Cell(text[:MAX_CELL].rstrip(), tuple(problems))


def shortened(text: str, length: int = SHOWN) -> str:
    """The beginning of a text, cut between words where it can be.

    >>> shortened("Marie-Claire Ngo Bassa", 15)
    'Marie-Claire…'
    """
    if len(text) <= length:
        return text
    head, _, _ = text[:length].rpartition(" ")
    return (head or text[: length - 1]).rstrip(" ,;") + "…"


def _unguarded(text: str) -> str:
    """Undo what keeps a spreadsheet from reading a cell as a formula."""
    found = FORMULA_TEXT.fullmatch(text)
    return found[1] if found else GUARD.sub("", text)


def _capped(text: str) -> str:
    kept, marks = [], 0
    for each in text:
        marks = marks + 1 if unicodedata.category(each) in {"Mn", "Me"} else 0
        if marks <= MAX_MARKS:
            kept.append(each)
    return "".join(kept)
