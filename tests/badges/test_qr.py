"""QR codes by the house rule."""

import io
import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from kiosk.badges.errors import QrTextError
from kiosk.badges.qr import MARGIN, Matrix, encode, modules, png, svg_path, terminal

ADDRESS = "http://192.168.50.1/b/BCDEFGHJKN"
CLAIM = "http://192.168.50.1/c/" + "BCDEFGHJKNPRSTUV" * 2
TERMINAL_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def read(picture: Image.Image) -> str | None:
    found = zxingcpp.read_barcode(picture)
    return found.text if found else None


def picture_of(matrix: Matrix, scale: int = 6) -> Image.Image:
    picture = Image.new("L", (len(matrix), len(matrix)), 255)
    picture.putdata([0 if dark else 255 for row in matrix for dark in row])
    return picture.resize((len(matrix) * scale, len(matrix) * scale), Image.Resampling.NEAREST)


@pytest.mark.parametrize("text", [ADDRESS, CLAIM, "WIFI:T:WPA;S:Palabre;P:tam\\;tam;;", "é€ŋ", "7"])
def test_a_text_is_read_back_from_its_picture(text: str) -> None:
    picture = Image.open(io.BytesIO(png(text, 300)))

    assert read(picture) == text


@pytest.mark.parametrize(
    ("text", "version", "level"),
    [
        (ADDRESS, 3, "Q"),
        ("http://192.168.50.1:8000/b/BCDEFGHJKN", 3, "Q"),
        ("http://127.0.0.1:8000/b/BCDEFGHJKN", 3, "Q"),
        (CLAIM, 4, "Q"),
        ("7", 1, "H"),
        ("x" * 2331, 40, "M"),
    ],
)
def test_the_version_is_the_smallest_for_level_m_and_the_level_the_highest_it_holds(
    text: str, version: int, level: str
) -> None:
    code = encode(text)

    assert (code.version, code.level) == (version, level)
    assert code.size == 17 + 4 * version + 2 * MARGIN


def test_the_margin_is_four_white_modules_on_every_side() -> None:
    matrix = modules(ADDRESS)
    turned = tuple(zip(*matrix, strict=True))

    for side in (matrix[:4], matrix[-4:], turned[:4], turned[-4:]):
        assert not any(dark for row in side for dark in row)
    assert matrix[4][4]
    assert MARGIN == 4


@pytest.mark.parametrize("text", ["", "x" * 2332, "é" * 1200, "x" * 5000])
def test_a_text_no_code_can_hold_is_refused(text: str) -> None:
    with pytest.raises(QrTextError) as refused:
        encode(text)

    assert refused.value.length == len(text)


@pytest.mark.parametrize("middle", [(0.5, 0.5), (0.68, 0.68), (0.5, 0.68), (0.68, 0.42), (0.6, 0.6)])
def test_a_front_code_is_read_blurred_by_a_third_of_a_module_and_with_a_tenth_covered(
    middle: tuple[float, float],
) -> None:
    picture = picture_of(modules(ADDRESS), scale=6)
    patch = 29 * 6 * 0.1**0.5
    x, y = (picture.width * share - patch / 2 for share in middle)
    ImageDraw.Draw(picture).rectangle((x, y, x + patch, y + patch), fill=255)

    blurred = picture.filter(ImageFilter.GaussianBlur(2))

    assert read(blurred) == ADDRESS


def test_the_svg_path_draws_exactly_the_dark_modules() -> None:
    size, path = svg_path(ADDRESS)

    drawn = {
        (int(x) + i, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path)
        for i in range(int(length))
    }

    matrix = modules(ADDRESS)
    assert size == len(matrix)
    assert drawn == {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}


@pytest.mark.parametrize(("asked", "given"), [(300, 300), (37, 37), (5, 37), (0, 37), (-1, 37)])
def test_a_png_has_the_side_asked_for_but_never_less_than_a_pixel_a_module(asked: int, given: int) -> None:
    picture = Image.open(io.BytesIO(png(ADDRESS, asked)))

    assert picture.size == (given, given)


def test_a_terminal_shows_a_code_that_can_be_read() -> None:
    drawn = terminal(ADDRESS)

    rows: list[tuple[bool, ...]] = []
    for line in TERMINAL_COLOUR.sub("", drawn).split("\n"):
        rows += [tuple(ch in "█▀" for ch in line), tuple(ch in "█▄" for ch in line)]
    width = len(rows[0])
    assert read(picture_of(tuple(rows[:width]))) == ADDRESS


def test_every_line_of_a_terminal_code_ends_its_own_colour() -> None:
    lines = terminal(ADDRESS).split("\n")

    assert all(line.startswith("\x1b[") and line.endswith("\x1b[0m") for line in lines)
