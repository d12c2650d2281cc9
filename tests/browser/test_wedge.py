"""In a real Chromium: a reader's burst is one code; what a person types in a field stays theirs."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.keyboard import READER, Keyboard

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

MODULE = Path(__file__).parents[2] / "kiosk" / "web" / "assets" / "_wedge.js"
URL = "http://192.168.50.1/b/BCDEFGHJKN"
GARBLED = "httpM!!&çé:&-è:(à:&!b!BCDEFGHJKN"
PERSON = 120
PAGE = """
<form><input id="name" value="Awa"> <input id="age" type="number"><textarea id="note"></textarea>
<button id="send">Send</button></form>
"""
START = """
async (source) => {
  const { listenToReader } = await import(`data:text/javascript;base64,${source}`);
  window.codes = []; window.sent = 0; window.clicks = 0;
  document.forms[0].addEventListener("submit", (event) => { event.preventDefault(); window.sent += 1; });
  document.querySelector("#send").addEventListener("click", () => { window.clicks += 1; });
  window.stop = listenToReader((code) => window.codes.push(code));
}
"""


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    page = browser.new_page()
    page.clock.install(time=0)
    page.clock.pause_at(1_000)
    page.set_content(PAGE)
    page.evaluate(START, base64.b64encode(MODULE.read_bytes()).decode())
    yield page
    page.close()


@pytest.fixture
def keyboard(page: "Page") -> Keyboard:
    return Keyboard(page)


def codes(page: "Page") -> list[str]:
    return list(page.evaluate("window.codes"))


def settled(page: "Page") -> list[str]:
    """What has been read once the keyboard has been silent for longer than any reader stalls."""
    page.clock.run_for(500)
    return codes(page)


@pytest.mark.parametrize("focus", [None, "#name", "#note", "#send", "#age"])
@pytest.mark.parametrize("end", ["enter", "tab", "both"])
def test_a_burst_is_one_code_wherever_the_focus_is_and_the_page_is_as_before(
    page: "Page", keyboard: Keyboard, focus: str | None, end: str
) -> None:
    texts = [URL, GARBLED, "BCDEFGHJKN", "bcdefghjkn", "]Q1" + URL]
    if focus:
        page.focus(focus)
    before = page.evaluate("document.activeElement.id")

    for text in texts:
        keyboard.pause(5_000)
        keyboard.type(text, READER)
        if end != "tab":
            keyboard.enter()
        if end != "enter":
            keyboard.tab()

    assert settled(page) == texts
    assert page.input_value("#age") == ""
    assert page.input_value("#name") == "Awa"
    assert page.input_value("#note") == ""
    assert page.evaluate("[window.sent, window.clicks, document.activeElement.id]") == [0, 0, before]


def test_a_reader_that_sends_no_enter_is_read_after_a_silence(page: "Page", keyboard: Keyboard) -> None:
    page.focus("#name")
    keyboard.type(URL, READER)
    at_once = codes(page)
    keyboard.pause(2_000)
    keyboard.type("BCDEFGHJKN", READER)

    assert at_once == []
    assert settled(page) == [URL, "BCDEFGHJKN"]
    assert page.input_value("#name") == "Awa"


def test_two_codes_one_after_the_other_are_two(page: "Page", keyboard: Keyboard) -> None:
    for each in ("BCDEFGHJKN", URL, "BCDEFGHJKN"):
        keyboard.type(each, READER)
        keyboard.enter()

    assert settled(page) == ["BCDEFGHJKN", URL, "BCDEFGHJKN"]


def test_bluetooth_that_stalls_within_a_code_does_not_cut_it(page: "Page", keyboard: Keyboard) -> None:
    page.focus("#name")
    keyboard.type(URL[:20], READER)
    keyboard.pause(200)
    keyboard.type(URL[20:], READER)
    keyboard.enter()

    assert settled(page) == [URL]
    assert page.input_value("#name") == "Awa"


def test_a_person_typing_in_a_field_keeps_every_letter_and_their_enter(page: "Page", keyboard: Keyboard) -> None:
    page.focus("#name")
    page.evaluate("document.querySelector('#name').select()")

    keyboard.type("Ngo Bassong Mbarga", PERSON)
    keyboard.enter(PERSON)

    assert settled(page) == []
    assert page.input_value("#name") == "Ngo Bassong Mbarga"
    assert page.evaluate("window.sent") == 1


def test_a_person_whose_fingers_roll_over_a_few_keys_keeps_them(page: "Page", keyboard: Keyboard) -> None:
    page.focus("#note")
    keyboard.type("Bonjour ", PERSON)
    keyboard.type("asdfghj", 20)  # a hand laid on the keys
    keyboard.pause(500)
    keyboard.type(" merci", PERSON)

    assert settled(page) == []
    assert page.input_value("#note") == "Bonjour asdfghj merci"


def test_a_burst_in_the_middle_of_a_persons_text_leaves_it_and_the_cursor(page: "Page", keyboard: Keyboard) -> None:
    page.focus("#note")
    keyboard.type("Mme ", PERSON)
    keyboard.pause(400)
    keyboard.type(URL, READER)
    keyboard.enter()
    keyboard.type("Awa", PERSON)

    assert settled(page) == [URL]
    assert page.input_value("#note") == "Mme Awa"


def test_a_person_may_type_a_code_with_nothing_focused(page: "Page", keyboard: Keyboard) -> None:
    keyboard.type("BCDEFGHJKN", 400)
    keyboard.enter(400)
    keyboard.pause(3_000)
    keyboard.type("ok", PERSON)
    keyboard.enter(PERSON)

    assert settled(page) == ["BCDEFGHJKN"]


def test_an_enter_on_a_button_presses_it(page: "Page", keyboard: Keyboard) -> None:
    page.focus("#send")
    keyboard.enter()
    keyboard.pause(2_000)
    keyboard.type(URL, READER)
    keyboard.enter()
    keyboard.enter()  # of the same reader
    keyboard.pause(2_000)
    keyboard.enter()

    assert settled(page) == [URL]
    assert page.evaluate("window.clicks") == 2


def test_a_key_held_down_and_shortcuts_are_no_code(page: "Page", keyboard: Keyboard) -> None:
    for _ in range(20):
        keyboard.press("e", 33, text="e", autoRepeat=True)
    for each in "cvxcvxcvx":
        keyboard.press(each, READER, modifiers=2)
    keyboard.enter()

    assert settled(page) == []


def test_a_dead_key_is_read_from_the_key_itself(page: "Page", keyboard: Keyboard) -> None:
    keyboard.type("BCDEF", READER)
    keyboard.press("Dead", READER, code="KeyG", modifiers=8)
    keyboard.type("HJKN", READER)
    keyboard.enter()

    assert settled(page) == ["BCDEFGHJKN"]


def test_after_the_end_nothing_is_read(page: "Page", keyboard: Keyboard) -> None:
    page.evaluate("window.stop()")
    page.focus("#note")
    keyboard.type("BCDEFGHJKN", READER)
    keyboard.enter()

    assert settled(page) == []
    assert page.input_value("#note").strip() == "BCDEFGHJKN"
