"""Invented people for badges."""

import random
from collections.abc import Callable, Sequence
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from kiosk.badges.badge import BadgeFace
from kiosk.badges.sheet import write_sheet

LETTERS = "BCDEFGHJKNPRSTUVX"
NAMES = [
    ("Élodie", "Nguémo Fotso"),
    ("Marie-Thérèse", "Ngo Bassong épse Tchoumi Mbarga-Atangana"),
    ("Jean-Christophe Emmanuel Aristide", "Mbarga-Atangana"),
    ("Ɓoyi", "Ŋgɔ́n"),
    ("Aïssatou", "Hamadou Bello"),
    ("Christophe-Emmanuel", "Oyono"),
]

FaceMaker = Callable[..., BadgeFace]


@pytest.fixture
def face() -> FaceMaker:
    """Make one badge face; every field can be said by keyword."""
    chance = random.Random(7)

    def make(name: str = "Ada Ekema", **fields: object) -> BadgeFace:
        front, claim = ("".join(chance.choices(LETTERS, k=length)) for length in (10, 32))
        known: dict[str, object] = {
            "front_url": f"http://192.168.50.1/b/{front}",
            "front_code": front,
            "claim_url": f"http://192.168.50.1/c/{claim}",
            "event_name": "AfterWork du Wouri · 27 novembre 2026",
        }
        return BadgeFace(name, **{**known, **fields})  # type: ignore[arg-type]

    return make


@pytest.fixture
def crowd(face: FaceMaker) -> Callable[[int], list[BadgeFace]]:
    """Make that many faces, long names among them."""

    def make(count: int) -> list[BadgeFace]:
        return [
            face(
                f"{given} {family}",
                given=given,
                family=family,
                company="Société Camerounaise de Transformation du Cacao et du Café",
                role="Responsable de la logistique et des achats internationaux",
                languages=("fr", "en"),
            )
            for given, family in (NAMES[i % len(NAMES)] for i in range(count))
        ]

    return make


@pytest.fixture
def printed() -> Callable[[Sequence[BadgeFace]], pypdfium2.PdfDocument]:
    """Write a sheet and open it again as a reader would."""

    def write(faces: Sequence[BadgeFace]) -> pypdfium2.PdfDocument:
        out = BytesIO()
        write_sheet(faces, out)
        return pypdfium2.PdfDocument(out.getvalue())

    return write


@pytest.fixture
def rendered() -> Callable[[pypdfium2.PdfDocument, int], Image.Image]:
    """Render a page as a poor office printer would: 150 dpi."""

    def render(document: pypdfium2.PdfDocument, page: int) -> Image.Image:
        picture = document[page].render(scale=150 / 72).to_pil()
        assert isinstance(picture, Image.Image)
        return picture.convert("L")

    return render
