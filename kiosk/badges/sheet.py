"""Badge sheets as PDF: fronts on odd pages, backs on even ones, mirrored for duplex turned over the long edge."""

import os
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from kiosk.badges.badge import BadgeFace, BadgeWords
from kiosk.badges.errors import EmptySheetError
from kiosk.badges.fonts import Weight, load_fonts, width
from kiosk.badges.layout import MM, back, front
from kiosk.badges.marks import Mark, Pill, Symbol, Text
from kiosk.badges.papers import A4X10, Paper
from kiosk.badges.qr import encode

_CUT_GREY, _CUT_WIDTH, _CUT_BEYOND = 0.7, 0.3, 3 * MM
# The font places a lone mark for small letters; on a capital without a composed form it would cut into the letter.
_MARKED_CAPITAL = re.compile("([\u0300-\u036f]+)")
_CAPITAL_RISE = 0.18


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was written: how many badges, on how many PDF pages, backs included."""

    badges: int
    pages: int


def write_sheet(
    faces: Sequence[BadgeFace],
    out: Path | BinaryIO,
    paper: Paper = A4X10,
    words: BadgeWords | None = None,
    progress: Callable[[int], None] | None = None,
) -> Sheet:
    """Write the sheet, all of it or nothing; a file is replaced only once the new one is on disk.

    Every front page is followed by its backs, unless nobody on the whole sheet has a claim to print. `progress` is
    told the number of badges drawn so far.

    Raises:
        EmptySheetError: `faces` is empty.
        FontsMissingError: the build's fonts are not there.
        QrTextError: an address is empty or too long for a QR.
    """
    if not faces:
        raise EmptySheetError
    load_fonts()
    data = BytesIO()
    canvas = _canvas(data, paper, words := words or BadgeWords())
    with_backs = any(face.claim_url for face in faces)
    for start in range(0, len(faces), paper.per_page):
        batch = faces[start : start + paper.per_page]
        _front_page(canvas, batch, paper)
        if with_backs:
            _back_page(canvas, batch, paper, words)
        if progress is not None:
            progress(start + len(batch))
    pages = canvas.getPageNumber() - 1
    canvas.save()
    deliver(data.getvalue(), out)
    return Sheet(len(faces), pages)


def _canvas(data: BytesIO, paper: Paper, words: BadgeWords) -> Canvas:
    canvas = Canvas(data, pagesize=(paper.page_width * MM, paper.page_height * MM), pageCompression=1, invariant=1)
    canvas.setTitle(words.title)
    return canvas


def _front_page(canvas: Canvas, batch: Sequence[BadgeFace], paper: Paper) -> None:
    _cut_lines(canvas, len(batch), paper)
    for slot, face in enumerate(batch):
        _paint_at(canvas, paper.corner(slot), front(face, paper))
    canvas.showPage()


def _back_page(canvas: Canvas, batch: Sequence[BadgeFace], paper: Paper, words: BadgeWords) -> None:
    for slot, face in enumerate(batch):
        _paint_at(canvas, paper.back_corner(slot), back(face, paper, words))
    canvas.showPage()


def _cut_lines(canvas: Canvas, badges: int, paper: Paper) -> None:
    """Draw each badge's edges, a little longer than the block of badges, so that a ruler finds both ends."""
    corners = [paper.corner(slot) for slot in range(badges)]
    lefts, bottoms = {x for x, _ in corners}, {y for _, y in corners}
    xs = sorted({edge * MM for x in lefts for edge in (x, x + paper.badge_width)})
    ys = sorted({edge * MM for y in bottoms for edge in (y, y + paper.badge_height)})
    canvas.setStrokeGray(_CUT_GREY)
    canvas.setLineWidth(_CUT_WIDTH)
    for x in xs:
        canvas.line(x, ys[0] - _CUT_BEYOND, x, ys[-1] + _CUT_BEYOND)
    for y in ys:
        canvas.line(xs[0] - _CUT_BEYOND, y, xs[-1] + _CUT_BEYOND, y)


def _paint_at(canvas: Canvas, corner: tuple[float, float], marks: Sequence[Mark]) -> None:
    canvas.saveState()
    canvas.translate(corner[0] * MM, corner[1] * MM)
    for mark in marks:
        _paint(canvas, mark)
    canvas.restoreState()


def _paint(canvas: Canvas, mark: Mark) -> None:
    match mark:
        case Text():
            _paint_text(canvas, mark)
        case Symbol():
            _paint_symbol(canvas, mark)
        case Pill():
            _paint_pill(canvas, mark)


def _paint_text(canvas: Canvas, mark: Text) -> None:
    line = canvas.beginText(mark.x, mark.y)
    line.setFont(mark.weight.value, mark.size)
    line.setFillGray(mark.grey)
    line.setCharSpace(mark.spacing)
    before = ""
    for part in _MARKED_CAPITAL.split(mark.text):
        raised = _MARKED_CAPITAL.match(part) and before[-1:].isupper()
        line.setRise(mark.size * _CAPITAL_RISE if raised else 0)
        line.textOut(part)
        before = part
    canvas.drawText(line)


def _paint_symbol(canvas: Canvas, mark: Symbol) -> None:
    """Draw all dark modules as one path, so that no seam shows between them."""
    qr = encode(mark.content)
    canvas.saveState()
    canvas.setFillGray(0)
    canvas.translate(mark.x, mark.y)
    canvas.scale(mark.side / qr.size, mark.side / qr.size)
    path = canvas.beginPath()
    for x, y, length in qr.runs():
        path.rect(x, qr.size - 1 - y, length, 1)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def _paint_pill(canvas: Canvas, mark: Pill) -> None:
    canvas.setFillGray(0.15)
    canvas.roundRect(mark.x, mark.y, mark.width, mark.height, mark.height / 2, stroke=0, fill=1)
    inset = (mark.width - width(mark.text, mark.size, Weight.BOLD)) / 2
    rise = (mark.height - mark.size * 0.73) / 2
    _paint_text(canvas, Text(mark.x + inset, mark.y + rise, mark.text, mark.size, Weight.BOLD, grey=1))


def deliver(data: bytes, out: Path | BinaryIO) -> None:
    """Put a finished file in its place: a file that stands there is replaced only once the new one is on disk."""
    if not isinstance(out, Path):
        out.write(data)
        return
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
