"""The paper door by its pages: a list to print, a form for each tick."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from flask.testing import FlaskClient

from kiosk.actions.door_list import door_list
from kiosk.actions.look import room_now
from kiosk.wording.formats import clock
from tests.bench import Bench

Browser = Callable[[], FlaskClient]


def text_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_the_list_prints_every_name_whole_with_its_short_code_and_headings_on_each_page(
    bench: Bench, client: Browser, door: dict[str, str]
) -> None:
    names = [f"Marie-Ange{number} Ngo Bassong épse Mbarga ɓ ŋ" for number in range(60)]
    bench.invite(*names, amount=10_000)
    _, lines = door_list(bench.kit)

    answer = client().get("/door/list", headers=door)
    pages = text_of(answer.data)

    assert answer.content_type == "application/pdf"
    whole = " ".join(" ".join(pages).split())
    assert all(name in whole for name in names)
    assert all(line.short in whole for line in lines)
    assert len(pages) > 1
    assert all("Heure" in page for page in pages)


def test_a_tick_is_typed_in_with_its_hour_and_money(bench: Bench, client: Browser, door: dict[str, str]) -> None:
    bench.invite("Awa Ndi", amount=10_000)
    _, (line,) = door_list(bench.kit)
    form = {"code": line.short, "time": clock(bench.clock()), "method": "mtn_momo", "amount": "10 000"}

    page = client().post("/door/ticks", data=form, headers=door)

    assert page.status_code == 200
    assert "Awa Ndi" in page.text
    assert room_now(bench.kit).takings == {"mtn_momo": 10_000}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"code": "ZZZZ"}, "Personne sur la liste"),
        ({"time": "6 heures"}, "18:42"),
        ({"time": "25:00"}, "18:42"),
        ({"method": "cash", "amount": "beaucoup"}, "francs entiers"),
        ({"method": "cheque", "amount": "10"}, "francs entiers"),
    ],
)
def test_a_tick_that_cannot_be_meant_says_why_and_keeps_what_was_typed(
    bench: Bench, client: Browser, door: dict[str, str], changed: dict[str, str], says: str
) -> None:
    bench.invite("Awa Ndi")
    _, (line,) = door_list(bench.kit)
    form = {"code": line.short, "time": clock(bench.clock()), **changed}

    page = client().post("/door/ticks", data=form, headers={**door, "Accept-Language": "fr"})

    assert page.status_code == 422
    assert says in page.text
    assert f'value="{form["code"]}"' in page.text
    assert room_now(bench.kit).inside == 0
