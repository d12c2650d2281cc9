"""The page reads codes exactly as the server does: otherwise a door that is alone would judge other badges."""

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.domain.badge import ALPHABET, is_private, new_claim_code, new_front_code, read_front_code
from kiosk.domain.keyboard import retyped

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ASSETS = Path(__file__).parents[2] / "kiosk/web/assets"
HOSTS = frozenset({"192.168.50.1", "localhost"})
FRAMES = (
    "{}",
    " {} ",
    "http://192.168.50.1/b/{}",
    "HTTP://192.168.50.1/B/{}",
    "https://192.168.50.1:8443/b/{}?x=1#y",
    "http://user@localhost:8000//b//{}/",
    "http://192.168.50.1/b/../b/{}",
    "http://192.168.50.1/t/{}",
    "http://evil.example/b/{}",
    "http://192.168.50.1.evil.example/b/{}",
    "http>&&192.168.50.1&b&{}",
    "]Q1{}",
    "\\000026{}",
    "\u200b{}\ufeff\r\n",
    "WIFI:T:WPA;S:{};;",
    "{0}{0}",
    "xyz http://192.168.50.1/b/{}",
    "://{}",
    "http://[::1/b/{}",
    "é{}",
    "{}9",
)
SIGNS = f"{ALPHABET}{ALPHABET.lower()}AIOQ09 -./:?#]Q1\\\u00a0\u200eéß"


def texts() -> list[str]:
    chance = random.Random(5)
    codes = [new_front_code(), new_front_code().lower(), new_front_code()[:9], new_claim_code(), ""]
    grouped = [f"{code[:5]} {code[5:]}" for code in codes]
    framed = [frame.format(code) for frame in FRAMES for code in (*codes, *grouped)]
    typed = [each for frame in FRAMES[2:6] for each in misread(frame.format(codes[0]))]
    noise = ["".join(chance.choices(SIGNS, k=chance.randint(1, 40))) for _ in range(2000)]
    return [*framed, *typed, *noise, "B" * 2048, "B" * 2049, "C" * 10_000]


def misread(address: str) -> list[str]:
    """What readers that type for other keyboards make of an address: every undoing, done."""
    return list(dict.fromkeys(retyped(address)))


def in_the_page(browser: "Browser", given: list[str]) -> list[Any]:
    page = browser.new_page()
    sources = "".join((ASSETS / name).read_text() for name in ("_keyboard.js", "_code.js"))
    alone = re.sub(r"^import .*$", "", sources, flags=re.MULTILINE)
    page.add_script_tag(type="module", content=f"{alone}; window.ours = {{ readFrontCode, keepable }};")
    page.wait_for_function("() => window.ours")
    read = """([given, hosts]) => given.map((text) => {
      const { code, sure } = window.ours.readFrontCode(text, hosts);
      return [code, sure, window.ours.keepable(text)];
    })"""
    found = list(page.evaluate(read, [given, sorted(HOSTS)]))
    page.close()
    return found


def test_the_page_finds_the_code_the_server_finds(browser: "Browser") -> None:
    given = texts()

    found = in_the_page(browser, given)

    differ = {
        text: (code, sure)
        for text, (code, sure, _) in zip(given, found, strict=True)
        if (code, sure) != ((there := read_front_code(text, HOSTS)).code, there.sure)
    }
    assert differ == {}
    assert len({code for code, _, _ in found if code}) > 10


def test_the_page_keeps_no_private_code_and_of_noise_only_what_reads_the_same(browser: "Browser") -> None:
    given = texts()

    for text, (_, _, kept) in zip(given, in_the_page(browser, given), strict=True):
        assert (kept == "(private)") is is_private(text)
        if kept != "(private)":
            assert read_front_code(kept, HOSTS) == read_front_code(text, HOSTS)
            assert len(kept) <= 4096
