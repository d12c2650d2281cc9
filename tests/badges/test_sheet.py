"""Sheets of badges, read back as a printer, a camera and a reader would."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from kiosk.badges import fonts
from kiosk.badges.badge import BadgeFace, BadgeWords
from kiosk.badges.errors import EmptySheetError, FontsMissingError, QrTextError
from kiosk.badges.papers import A4X10, PAPERS, Paper
from kiosk.badges.sheet import Sheet, write_sheet

Crowd = Callable[[int], list[BadgeFace]]
FaceMaker = Callable[..., BadgeFace]
Printed = Callable[[Sequence[BadgeFace]], pypdfium2.PdfDocument]
Rendered = Callable[[pypdfium2.PdfDocument, int], Image.Image]
PIXELS_PER_MM = 150 / 25.4
HARD_NAMES = [
    "🦁😀",
    "محمد الأمين",
    "x" * 400,
    "mot " * 100,
    "Ada\nEkema",
    "Ada\x00Ekema",
    "Ada \ud800 Ekema",
    "አበበ ቢቂላ",
    "</svg>&lt;(%s)\\",
    "Z" + "\u0301" * 60,
]


def codes_on(picture: Image.Image) -> dict[str, tuple[int, int]]:
    return {
        found.text: (found.position.top_left.x, found.position.top_left.y) for found in zxingcpp.read_barcodes(picture)
    }


def text_of(document: pypdfium2.PdfDocument, page: int) -> str:
    return " ".join(document[page].get_textpage().get_text_range().split())


def test_every_code_of_a_sheet_is_read_at_150_dpi(crowd: Crowd, printed: Printed, rendered: Rendered) -> None:
    faces = crowd(23)

    document = printed(faces)

    assert len(document) == 6
    read = [set(codes_on(rendered(document, page))) for page in range(6)]
    assert set().union(*read[0::2]) == {face.front_url for face in faces}
    assert set().union(*read[1::2]) == {face.claim_url for face in faces}


def test_front_codes_are_read_from_a_blurred_page_with_a_tenth_of_each_covered(
    crowd: Crowd, printed: Printed, rendered: Rendered
) -> None:
    faces = crowd(10)
    page = rendered(printed(faces), 0)
    patch = 28 / 37 * 29 * PIXELS_PER_MM * 0.1**0.5
    for found in zxingcpp.read_barcodes(page):
        near, far = found.position.top_left, found.position.bottom_right
        x, y = (near.x + far.x - patch) / 2, (near.y + far.y - patch) / 2
        ImageDraw.Draw(page).rectangle((x, y, x + patch, y + patch), fill=255)

    worn = page.filter(ImageFilter.GaussianBlur(1.3))

    assert set(codes_on(worn)) == {face.front_url for face in faces}


def test_a_back_lies_behind_its_front_when_the_sheet_is_turned_over_its_long_edge(
    crowd: Crowd, printed: Printed, rendered: Rendered
) -> None:
    faces = crowd(10)

    document = printed(faces)

    fronts, backs = (codes_on(rendered(document, page)) for page in (0, 1))
    middle, row, top = 105 * PIXELS_PER_MM, 55 * PIXELS_PER_MM, 11 * PIXELS_PER_MM
    for face in faces:
        assert face.claim_url is not None
        (x, y), (back_x, back_y) = fronts[face.front_url], backs[face.claim_url]
        assert (x < middle) == (back_x > middle)
        assert (y - top) // row == (back_y - top) // row


def test_surnames_stand_whole_on_both_sides(crowd: Crowd, printed: Printed) -> None:
    faces = crowd(6)

    document = printed(faces)

    for page in (0, 1):
        text = text_of(document, page)
        for face in faces:
            assert face.family is not None
            assert all(word in text for word in face.family.split())


def test_a_front_says_company_role_languages_event_code_and_address(crowd: Crowd, printed: Printed) -> None:
    (face,) = crowd(1)

    text = text_of(printed([face]), 0)

    assert all(word in text for word in f"{face.company} {face.role} {face.event_name} FR EN".split())
    assert f"{face.front_code[:5]} {face.front_code[5:]}" in text
    assert f"192.168.50.1/b/{face.front_code}" in text


def test_a_back_says_in_two_languages_that_it_is_private_and_never_spells_the_claim(
    face: FaceMaker, printed: Printed
) -> None:
    ada = face("Ada Ekema")

    text = text_of(printed([ada]), 1)

    assert all(line in text for line in BadgeWords().private)
    assert "Ada Ekema" in text
    assert ada.claim_url is not None
    assert ada.claim_url[-32:] not in text


def test_a_front_never_carries_the_claim(face: FaceMaker, printed: Printed, rendered: Rendered) -> None:
    ada = face("Ada Ekema")

    document = printed([ada])

    assert set(codes_on(rendered(document, 0))) == {ada.front_url}


def test_a_linked_phone_gets_no_code_on_the_back(face: FaceMaker, printed: Printed, rendered: Rendered) -> None:
    linked, fresh = face("Ada Ekema", claim_url=None), face("Noor Tabi")

    document = printed([linked, fresh])

    assert set(codes_on(rendered(document, 1))) == {fresh.claim_url}
    assert "Phone already linked" in text_of(document, 1)


def test_a_sheet_of_linked_phones_has_no_backs(face: FaceMaker) -> None:
    sheet = write_sheet([face(claim_url=None)] * 11, BytesIO())

    assert sheet == Sheet(badges=11, pages=2)


@pytest.mark.parametrize("name", HARD_NAMES)
@pytest.mark.parametrize("apart", [True, False])
def test_no_name_keeps_a_badge_from_being_printed(
    name: str, apart: bool, face: FaceMaker, printed: Printed, rendered: Rendered
) -> None:
    hard = face(name, given=name if apart else None, family=name if apart else None, company=name, role=name)

    document = printed([hard])

    assert set(codes_on(rendered(document, 0))) == {hard.front_url}
    assert set(codes_on(rendered(document, 1))) == {hard.claim_url}


def test_what_the_font_cannot_write_becomes_a_square_and_the_rest_stays(face: FaceMaker, printed: Printed) -> None:
    text = text_of(printed([face("Ada 🦁🦁 Ekema")]), 0)

    assert "Ada □ Ekema" in text


def test_marks_on_capitals_are_kept_in_the_text(face: FaceMaker, printed: Printed) -> None:
    text = text_of(printed([face("Ɛ\u0301yɔ\u0301 Ŋ\u0301do")]), 0)

    assert "Ɛ" in text
    assert text.count("\u0301") == 3


def test_a_sheet_of_nobody_is_refused_and_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "badges.pdf"
    out.write_bytes(b"old")

    with pytest.raises(EmptySheetError):
        write_sheet([], out)

    assert out.read_bytes() == b"old"


def test_a_sheet_that_fails_half_way_leaves_the_old_file_and_no_other(tmp_path: Path, face: FaceMaker) -> None:
    out = tmp_path / "badges.pdf"
    out.write_bytes(b"old")

    with pytest.raises(QrTextError):
        write_sheet([face(), face(front_url="")], out)

    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_file_that_cannot_be_replaced_leaves_no_half_file(tmp_path: Path, face: FaceMaker) -> None:
    out = tmp_path / "badges.pdf"
    out.mkdir()

    with pytest.raises(OSError, match="directory"):
        write_sheet([face()], out)

    assert list(tmp_path.iterdir()) == [out]


def test_a_file_is_replaced_by_the_whole_sheet(tmp_path: Path, face: FaceMaker) -> None:
    out = tmp_path / "badges.pdf"
    out.write_bytes(b"old")

    write_sheet([face()], out)

    assert len(pypdfium2.PdfDocument(out.read_bytes())) == 2
    assert list(tmp_path.iterdir()) == [out]


def test_progress_counts_the_badges_page_by_page(crowd: Crowd) -> None:
    told: list[int] = []

    write_sheet(crowd(23), BytesIO(), progress=told.append)

    assert told == [10, 20, 23]


def test_the_same_faces_give_the_same_bytes(crowd: Crowd) -> None:
    faces, first, second = crowd(3), BytesIO(), BytesIO()

    write_sheet(faces, first)
    write_sheet(faces, second)

    assert first.getvalue() == second.getvalue()


def test_missing_fonts_are_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)

    with pytest.raises(FontsMissingError, match="install the package again"):
        fonts.font_file(fonts.Weight.BOLD)


@pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: paper.name)
def test_a_paper_holds_its_badges_and_its_codes_are_large_enough(paper: Paper) -> None:
    corners = [paper.corner(slot) for slot in range(paper.per_page)]

    assert len(set(corners)) == paper.per_page
    for x, y in [*corners, *(paper.back_corner(slot) for slot in range(paper.per_page))]:
        assert 5 <= x <= paper.page_width - paper.badge_width - 5
        assert 5 <= y <= paper.page_height - paper.badge_height - 5
    assert paper.front_qr >= 27
    assert paper.claim_qr >= 30


def test_the_default_paper_is_a4_with_ten_badges() -> None:
    assert (A4X10.page_width, A4X10.page_height, A4X10.per_page) == (210, 297, 10)
