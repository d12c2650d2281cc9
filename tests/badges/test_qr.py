"""QR codes by the house rule."""

import io

import pytest
import zxingcpp
from PIL import Image

from kiosk.badges.errors import QrTextError
from kiosk.badges.qr import encode, png, svg_path

ADDRESS = "http://192.168.50.1/b/BCDEFGHJKN"


def test_an_address_is_read_back_from_its_picture() -> None:
    picture = Image.open(io.BytesIO(png(ADDRESS, 300)))

    read = zxingcpp.read_barcode(picture)
    assert read is not None
    assert read.text == ADDRESS


def test_the_margin_is_four_and_the_level_at_least_m() -> None:
    code = encode(ADDRESS)

    assert code.level in {"M", "Q", "H"}
    assert code.size == 17 + 4 * code.version + 8
    assert not any(any(row) for row in code.matrix[:4])
    assert svg_path(ADDRESS)[0] == code.size


@pytest.mark.parametrize("text", ["", "x" * 5000])
def test_a_text_no_code_can_hold_is_refused(text: str) -> None:
    with pytest.raises(QrTextError):
        encode(text)
