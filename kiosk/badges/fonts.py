"""The two shipped fonts: where they are, how wide a text is in them, what they cannot draw."""

import re
import unicodedata
from enum import StrEnum
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kiosk.badges.errors import FontsMissingError

FOLDER = Path(__file__).parent / "fonts"
_FALLBACK = "\N{WHITE SQUARE}"
# These scripts are written from the right, or join their letters: a glyph is there, a readable line is not.
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})


class Weight(StrEnum):
    """The weights of a badge; the value is the font's name, and its file is that name with `.ttf`."""

    REGULAR = "DejaVuSansCondensed"
    BOLD = "DejaVuSansCondensed-Bold"


def load_fonts() -> None:
    """Make both fonts known to the PDF writer; a second call does nothing.

    Raises:
        FontsMissingError: a font file is not in the folder.
    """
    for weight in Weight:
        if weight.value not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(weight.value, str(font_file(weight))))


def font_file(weight: Weight) -> Path:
    """Give the file of a font.

    Raises:
        FontsMissingError: it is not there.
    """
    path = FOLDER / f"{weight.value}.ttf"
    if not path.is_file():
        raise FontsMissingError(path)
    return path


def width(text: str, size: float, weight: Weight) -> float:
    """Measure a text set in that size; points in, points out. Needs `load_fonts`."""
    return float(pdfmetrics.stringWidth(text, weight.value, size))


def missing_glyphs(text: str) -> set[str]:
    """Give the characters of a text that the sheet cannot write, for want of a glyph or of shaping.

    Control characters and spaces are not counted: they never reach paper.

    Raises:
        FontsMissingError: a font file is not in the folder.
    """
    load_fonts()
    return {ch for ch in text if not _leaves_no_ink(ch) and not _can_write(ch)}


def drawable(text: str) -> str:
    """Put a white square for each run of characters that the sheet cannot write. Needs `load_fonts`."""
    missing = missing_glyphs(text)
    if not missing:
        return text
    return re.sub(f"[{re.escape(''.join(missing))}]+", _FALLBACK, text)


def _leaves_no_ink(ch: str) -> bool:
    return ch.isspace() or unicodedata.category(ch) in {"Cc", "Cf", "Cs"}


def _can_write(ch: str) -> bool:
    if unicodedata.bidirectional(ch) in _RIGHT_TO_LEFT:
        return False
    return all(ord(ch) in pdfmetrics.getFont(weight.value).face.charToGlyph for weight in Weight)
