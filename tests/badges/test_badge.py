"""What may stand on a badge, and what the fonts can write of it."""

from collections.abc import Callable
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from kiosk.badges.badge import BadgeFace, BadgeWords, one_line
from kiosk.badges.errors import BadgeError, NamelessBadgeError
from kiosk.badges.fonts import Weight, load_fonts, missing_glyphs, width
from kiosk.badges.layout import MM, back, front
from kiosk.badges.marks import Pill, Symbol, Text
from kiosk.badges.papers import A4X10
from kiosk.badges.picture import front_png

FaceMaker = Callable[..., BadgeFace]
CAMEROON = ["Ɓoyi Ŋgɔ́n", "Ǹdɔ̀p Ɛ́yɔ́", "Ñgə̂m Mə̌ŋgə", "Ɗiya Ƴero", "Nguémo Fœtso Çà Ï", "Bʉ̄ʼ Ḿbɨ̀"]


@pytest.mark.parametrize("name", ["", "   ", "\n\t", "\x00", "\u200b\u200e", "\ud800"])
def test_a_badge_without_a_name_is_refused(name: str, face: FaceMaker) -> None:
    with pytest.raises(NamelessBadgeError) as refused:
        face(name)

    assert isinstance(refused.value, BadgeError)
    assert refused.value.slug == "badge_nameless"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Ada\n Ekema\t", "Ada Ekema"),
        ("Ada\x00Ekema", "AdaEkema"),
        ("E\u0301lodie", "Élodie"),
        ("Ada\u00a0Ekema", "Ada Ekema"),
        (None, ""),
    ],
)
def test_a_line_is_composed_and_freed_of_what_no_font_draws(raw: str | None, clean: str) -> None:
    assert one_line(raw) == clean


@pytest.mark.parametrize("name", CAMEROON)
def test_cameroonian_spellings_can_be_written(name: str) -> None:
    assert missing_glyphs(name) == set()


def test_what_cannot_be_written_is_told_character_by_character() -> None:
    assert missing_glyphs("Ada አ🦁\n\x00") == {"አ", "🦁"}
    assert missing_glyphs("مد") == {"م", "د"}


def test_a_given_name_that_fits_is_at_least_24_points(face: FaceMaker) -> None:
    load_fonts()

    for given in ("Élodie", "Marie-Thérèse", "Jean-Baptiste", "Aïssatou", "Christophe-Aimé"):
        marks = front(face(f"{given} Ekema", given=given, family="Ekema"), A4X10)
        assert next(mark.size for mark in marks if isinstance(mark, Text) and mark.text == given) >= 24


@pytest.mark.parametrize("name", ["Ada Ekema", "Marie-Thérèse Ngo Bassong épse Tchoumi Mbarga-Atangana", "x" * 400])
def test_nothing_leaves_the_badge_and_no_text_touches_a_code(name: str, face: FaceMaker) -> None:
    load_fonts()
    long = face(name, company=name, role=name, languages=("fr", "en", "de"), event_name=name)

    for marks in (front(long, A4X10), back(long, A4X10, BadgeWords())):
        symbol = next(mark for mark in marks if isinstance(mark, Symbol))
        for mark in marks:
            if isinstance(mark, Text):
                right = mark.x + width(mark.text, mark.size, mark.weight) + mark.spacing * len(mark.text)
                assert mark.x >= 0
                assert right <= A4X10.badge_width * MM
                assert 0 < mark.y < A4X10.badge_height * MM - mark.size * 0.73
                beside = right <= symbol.x + 1e-6 or mark.x >= symbol.x + symbol.side - 1e-6
                above = mark.y - 0.24 * mark.size >= symbol.y + symbol.side - 0.01
                assert beside or above


def test_languages_stand_at_the_right_in_the_order_given(face: FaceMaker) -> None:
    load_fonts()

    marks = front(face(languages=("fr", "en")), A4X10)

    pills = sorted((mark.x, mark.text) for mark in marks if isinstance(mark, Pill))
    assert [text for _, text in pills] == ["FR", "EN"]


def test_bold_is_wider_than_regular() -> None:
    load_fonts()

    assert width("Ekema", 10, Weight.BOLD) > width("Ekema", 10, Weight.REGULAR) > 0


def test_a_picture_of_a_badge_has_the_size_of_the_paper_and_a_code_that_is_read(face: FaceMaker) -> None:
    ada = face("Ada Ekema", given="Ada", family="Ekema", languages=("en",))

    picture = Image.open(BytesIO(front_png(ada)))

    assert picture.size == (1063, 650)
    found = zxingcpp.read_barcode(picture)
    assert found is not None
    assert found.text == ada.front_url
