"""One badge's public side as a PNG, to send before the evening or to a label printer; the same layout as on paper."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from kiosk.badges.badge import BadgeFace
from kiosk.badges.fonts import Weight, font_file, load_fonts
from kiosk.badges.layout import MM, front
from kiosk.badges.marks import Mark, Pill, Symbol, Text
from kiosk.badges.papers import A4X10, Paper
from kiosk.badges.qr import encode, picture_of

_POINTS_PER_INCH = 72
_PILL_GREY = 0.15


def front_png(face: BadgeFace, paper: Paper = A4X10, dpi: int = 300) -> bytes:
    """Draw the front of a badge at that resolution; black, greys and white.

    Raises:
        FontsMissingError: the build's fonts are not there.
        QrTextError: the address is empty or too long for a QR.
    """
    load_fonts()
    scale = dpi / _POINTS_PER_INCH
    size = (round(paper.badge_width * MM * scale), round(paper.badge_height * MM * scale))
    painter = _Painter(Image.new("L", size, 255), scale)
    for mark in front(face, paper):
        painter.paint(mark)
    out = BytesIO()
    painter.picture.save(out, "PNG", optimize=True, dpi=(dpi, dpi))
    return out.getvalue()


class _Painter:
    """Puts marks, in points from the lower left, on pixels from the upper left."""

    def __init__(self, picture: Image.Image, scale: float) -> None:
        self.picture = picture
        self._draw = ImageDraw.Draw(picture)
        self._scale = scale

    def paint(self, mark: Mark) -> None:
        match mark:
            case Text():
                self._text(mark)
            case Symbol():
                self._symbol(mark)
            case Pill():
                self._pill(mark)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return x * self._scale, self.picture.height - y * self._scale

    def _font(self, size: float, weight: Weight) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(font_file(weight)), size * self._scale)

    def _text(self, mark: Text) -> None:
        font = self._font(mark.size, mark.weight)
        x, y = self._at(mark.x, mark.y)
        for part in mark.text if mark.spacing else (mark.text,):
            self._draw.text((x, y), part, fill=round(255 * mark.grey), font=font, anchor="ls")
            x += font.getlength(part) + mark.spacing * self._scale

    def _symbol(self, mark: Symbol) -> None:
        side = round(mark.side * self._scale)
        x, y = self._at(mark.x, mark.y)
        self.picture.paste(picture_of(encode(mark.content), side), (round(x), round(y) - side))

    def _pill(self, mark: Pill) -> None:
        left, bottom = self._at(mark.x, mark.y)
        right, top = self._at(mark.x + mark.width, mark.y + mark.height)
        radius = (bottom - top) / 2
        self._draw.rounded_rectangle((left, top, right, bottom), radius, fill=round(255 * _PILL_GREY))
        middle = ((left + right) / 2, (top + bottom) / 2)
        self._draw.text(middle, mark.text, fill=255, font=self._font(mark.size, Weight.BOLD), anchor="mm")
