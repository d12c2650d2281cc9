"""In a real Chromium: a badge at the door, a card on a phone, in the language of each."""

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.people import Profile
from tests.bench import Bench
from tests.browser.keyboard import read
from tests.browser.pages import claim_phone, open_door

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.service]


def scan(page: "Page", code: str) -> str:
    """Scan as a keyboard-wedge reader does: fast keys, then Enter, nothing focused."""
    page.locator("[data-next]").evaluate("button => button.click()")
    read(page, code)
    page.wait_for_selector("[data-verdict]:not([hidden])")
    return str(page.locator("[data-verdict]").get_attribute("data-code"))


def test_the_door_answers_a_reader_in_its_own_language(bench: Bench, url: str, browser: "Browser") -> None:
    (awa,) = bench.invite("Awa Ndi")
    page = open_door(browser, url, bench.key, "en")

    assert scan(page, awa.front_code) == "ok"
    assert page.locator("[data-field=sentence]").inner_text() == "Welcome, Awa!"
    assert scan(page, "BBBBBBBBBB") == "unknown"
    again = open_door(browser, url, bench.key, "fr")
    assert scan(again, awa.front_code) == "already_in"
    assert "Déjà entrée notée" in again.locator("[data-field=sentence]").inner_text()


def test_two_phones_are_introduced_with_nothing_touched_and_meet_after_two_yeses(
    bench: Bench, url: str, browser: "Browser"
) -> None:
    awa, paul = (
        *bench.invite("Awa Ndi", profile=Profile(needs=("transport",), offers=("cacao",))),
        *bench.invite("Paul Eko", profile=Profile(needs=("cacao",), offers=("transport",))),
    )
    claims = bench.claims()
    door = open_door(browser, url, bench.key, "fr")
    phones = []
    for person, language in ((awa, "fr"), (paul, "en")):
        scan(door, person.front_code)
        phones.append(claim_phone(browser, f"{url}/c/{claims[person.person.name]}", language))
    hers, his = phones

    for phone in phones:
        phone.wait_for_selector("[data-show=card]:not([hidden])")
    why = (hers.locator("[data-field=why]").inner_text(), his.locator("[data-field=why]").inner_text())
    hers.click("button[value=yes]")
    hers.wait_for_selector("[data-show=waiting]:not([hidden])")
    his.click("button[value=yes]")
    hers.wait_for_selector("[data-show=mutual]:not([hidden])")
    his.wait_for_selector("[data-show=mutual]:not([hidden])")

    assert "Vous cherchez «\xa0transport\xa0»\xa0: Paul propose «\xa0transport\xa0»" in why[0]
    assert "You look for “cacao”: Awa offers “cacao”" in why[1]
    assert hers.locator("[data-field=where]").inner_text() == "le bar"
    assert his.locator("[data-field=where]").inner_text() == "the bar"
