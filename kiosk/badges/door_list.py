"""The paper list of a door as PDF: a box to tick, a place for the hour, a short code to type in later."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from kiosk.badges.fonts import Weight, drawable, load_fonts
from kiosk.badges.layout import MM
from kiosk.badges.sheet import deliver
from kiosk.domain.door_list import DoorLine
from kiosk.domain.event import Event
from kiosk.domain.money import Amount
from kiosk.wording.catalog import N_, Words
from kiosk.wording.formats import money

_MARGIN = 12 * MM
_WIDTHS = (8 * MM, 18 * MM, 68 * MM, 38 * MM, 26 * MM, 22 * MM)
_HEADS = (N_("Time"), N_("Name"), N_("Company, category"), N_("To pay"), N_("Code"))
_HOW = N_(
    "Tick who comes in and write the time. Afterwards type the code and the time on the door page, under"
    " “Enter paper ticks”."
)
_TITLE = ParagraphStyle("title", fontName=Weight.BOLD.value, fontSize=15, leading=19)
_NAME = ParagraphStyle("name", fontName=Weight.BOLD.value, fontSize=10.5, leading=12)
_SMALL = ParagraphStyle("small", fontName=Weight.REGULAR.value, fontSize=9.5, leading=12, spaceAfter=6)


def write_door_list(event: Event, lines: Sequence[DoorLine], out: Path | BinaryIO) -> int:
    """Write the list, all of it or nothing, and answer its number of pages; headings stand on each page.

    It speaks the language of the evening.

    Raises:
        FontsMissingError: the build's fonts are not there.
    """
    load_fonts()
    words, data = Words(event.language), BytesIO()
    title = words.say("%(event)s — door list", {"event": event.name})
    document = SimpleDocTemplate(
        data,
        pagesize=A4,
        title=title,
        invariant=1,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
    )
    number = _Numbering(words)
    story = [Paragraph(_text(title), _TITLE), Paragraph(_text(words.say(_HOW)), _SMALL), _table(event, lines, words)]
    document.build(story, onFirstPage=number, onLaterPages=number)
    deliver(data.getvalue(), out)
    return number.pages


class _Numbering:
    """Writes each page's number and remembers the last."""

    def __init__(self, words: Words) -> None:
        self._words, self.pages = words, 0

    def __call__(self, canvas: Canvas, _document: object) -> None:
        self.pages = canvas.getPageNumber()
        canvas.setFont(Weight.REGULAR.value, 9)
        canvas.drawRightString(A4[0] - _MARGIN, 6 * MM, self._words.say("page %(page)s", {"page": self.pages}))


def _table(event: Event, lines: Sequence[DoorLine], words: Words) -> Table:
    heads = ["", *map(words.say, _HEADS)]
    rows = [_row(event, line, words) for line in lines]
    table = Table([heads, *rows], colWidths=_WIDTHS, rowHeights=[7 * MM] + [None] * len(rows), repeatRows=1)
    table.setStyle(_style())
    return table


def _row(event: Event, line: DoorLine, words: Words) -> list[object]:
    due = money(Amount(line.due, event.currency), words.language) if line.due else ""
    about = " · ".join(filter(None, (line.company, line.category)))
    name = Paragraph(_text(line.name), _NAME)
    return ["\N{CHECK MARK}" if line.inside else "", "", name, Paragraph(_text(about), _SMALL), due, line.short]


def _style() -> TableStyle:
    return TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), Weight.REGULAR.value, 9.5),
            ("FONT", (0, 0), (-1, 0), Weight.BOLD.value, 9.5),
            ("FONT", (5, 1), (5, -1), Weight.BOLD.value, 11),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("ALIGN", (0, 0), (0, -1), "CENTER"),
            ("ALIGN", (4, 0), (4, -1), "RIGHT"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey),
            ("BOX", (0, 1), (0, -1), 0.8, colors.black),
            ("INNERGRID", (0, 1), (0, -1), 0.8, colors.black),
            ("TOPPADDING", (0, 1), (-1, -1), 6),
            ("BOTTOMPADDING", (0, 1), (-1, -1), 6),
        ]
    )


def _text(text: str) -> str:
    return escape(drawable(text))
