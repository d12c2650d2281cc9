"""QR codes by the house rule, as modules, SVG path, PNG or text for a terminal.

The rule: margin 4; the smallest version that holds level M, then the highest level that this version still holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

from PIL import Image
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode

from kiosk.badges.errors import QrTextError

MARGIN = 4
_LEVELS = {"H": ERROR_CORRECT_H, "Q": ERROR_CORRECT_Q, "M": ERROR_CORRECT_M}
# A run of letters, digits and address signs this long is worth switching to the denser mode, headers paid.
_DENSE_RUN = 11
_HALF_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
# Absolute black on white, so that neither a dark nor a light terminal turns the picture into its negative.
_BLACK_ON_WHITE, _RESET = "\x1b[38;5;16;48;5;231m", "\x1b[0m"

Matrix = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class Qr:
    """One QR: version 1 to 40, level M, Q or H, and its modules (True is dark), the margin of 4 included."""

    version: int
    level: str
    matrix: Matrix

    @property
    def size(self) -> int:
        """Modules on a side, the margin included."""
        return len(self.matrix)

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Give each horizontal run of dark modules as column, row (from the top) and length."""
        for y, row in enumerate(self.matrix):
            x = 0
            for dark, group in groupby(row):
                length = len(list(group))
                if dark:
                    yield x, y, length
                x += length


def encode(text: str) -> Qr:
    """Make the QR of a text by the house rule.

    Raises:
        QrTextError: the text is empty, or longer than level M can hold.
    """
    version = _version(text, "M")
    level = next(level for level in _LEVELS if _fits(text, level, version))
    code = _code(text, level)
    code.version = version
    code.make(fit=False)
    return Qr(version, level, tuple(tuple(bool(dark) for dark in row) for row in code.get_matrix()))


def modules(text: str) -> Matrix:
    """Give the modules of a text's QR, row by row from the top, the margin of 4 included.

    Raises:
        QrTextError: as `encode`.
    """
    return encode(text).matrix


def svg_path(text: str) -> tuple[int, str]:
    """Give the side of the view box and the `d` of one path that draws the dark modules, one unit each.

    Raises:
        QrTextError: as `encode`.
    """
    qr = encode(text)
    return qr.size, "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in qr.runs())


def png(text: str, pixels: int) -> bytes:
    """Draw a square black and white PNG of that side; modules are whole pixels, what is left over is white.

    A side smaller than one pixel a module is raised to that.

    Raises:
        QrTextError: as `encode`.
    """
    picture = picture_of(encode(text), pixels)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def picture_of(qr: Qr, pixels: int) -> Image.Image:
    """Draw a QR as a one-bit picture of at least that side, as `png` does."""
    small = Image.new("1", (qr.size, qr.size), 1)
    small.putdata([not dark for row in qr.matrix for dark in row])
    scale = max(1, pixels // qr.size)
    side = max(pixels, qr.size)
    picture = Image.new("1", (side, side), 1)
    corner = (side - scale * qr.size) // 2
    picture.paste(small.resize((scale * qr.size, scale * qr.size), Image.Resampling.NEAREST), (corner, corner))
    return picture


def terminal(text: str) -> str:
    """Draw the QR in half blocks, two rows a line, black on white by escape sequences; no newline at the end.

    Raises:
        QrTextError: as `encode`.
    """
    matrix = modules(text)
    blank = (False,) * len(matrix)
    pairs = zip(matrix[::2], (*matrix[1::2], blank), strict=False)
    lines = ("".join(_HALF_BLOCKS[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs)
    return "\n".join(f"{_BLACK_ON_WHITE}{line}{_RESET}" for line in lines)


def _code(text: str, level: str) -> "QRCode[Any]":
    code: QRCode[Any] = QRCode(error_correction=_LEVELS[level], border=MARGIN)
    code.add_data(text, optimize=_DENSE_RUN)
    return code


def _version(text: str, level: str) -> int:
    if not text:
        raise QrTextError(0)
    try:
        return int(_code(text, level).best_fit())
    except (DataOverflowError, ValueError) as error:
        raise QrTextError(len(text)) from error


def _fits(text: str, level: str, version: int) -> bool:
    try:
        return _version(text, level) <= version
    except QrTextError:
        return False
