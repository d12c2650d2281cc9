"""In a real Chromium: six digits pair a tablet, its clock is looked at, and one that was lost is put out of use."""

import subprocess
import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.actions.manage_staff import add_staff
from kiosk.actions.pair_by_code import offer_code
from kiosk.actions.sign_in import pair_device
from kiosk.domain.device import DeviceRole
from kiosk.domain.staff import StaffRole
from tests.bench import Bench
from tests.browser.keyboard import read
from tests.browser.pages import open_door

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.service]


def enrol_page(browser: "Browser", url: str, language: str = "en") -> "Page":
    page = browser.new_context(locale=language).new_page()
    page.goto(f"{url}/enrol")
    return page


def type_digits(page: "Page", code: str) -> None:
    page.fill("#enrol section input[name=code]", code)
    page.click("#enrol section button")


def test_six_digits_pair_a_tablet_which_then_names_its_gate_and_opens_it(
    bench: Bench, url: str, browser: "Browser"
) -> None:
    code = offer_code(bench.kit, bench.door)
    page = enrol_page(browser, url)
    type_digits(page, "000000" if code != "000000" else "111111")
    page.wait_for_selector("text=This is not a pairing code")

    type_digits(page, f"{code[:3]} {code[3:]}")

    page.wait_for_selector("h1:has-text('Porte 1')")
    page.wait_for_selector("text=The clock of this device is right.")
    page.focus("#reader")
    read(page, "http://192.168.50.1/b/BBBBBBBBBB")
    page.wait_for_selector("text=Read: http://192.168.50.1/b/BBBBBBBBBB")
    page.click("[data-start]")
    page.wait_for_url("**/door")


def test_digits_used_elsewhere_and_digits_too_old_are_told_plainly(bench: Bench, url: str, browser: "Browser") -> None:
    used = offer_code(bench.kit, bench.door)
    bench.clock.moment -= timedelta(minutes=11)
    late = offer_code(bench.kit, bench.door)
    type_digits(first := enrol_page(browser, url), used)
    first.wait_for_selector("[data-start]")
    page = enrol_page(browser, url, "fr")

    type_digits(page, used)
    page.wait_for_selector("text=Ces chiffres ont déjà jumelé un appareil")
    type_digits(page, late)

    page.wait_for_selector("text=Ces chiffres sont trop anciens")


def test_a_clock_two_hours_off_is_said_and_the_tablet_goes_on(bench: Bench, url: str, browser: "Browser") -> None:
    page = browser.new_context(locale="en").new_page()
    page.clock.install(time=time.time() + 7200)
    page.goto(f"{url}/enrol#{bench.key}")

    page.wait_for_selector("text=The clock of this device is 120 min ahead. You can go on")
    assert "#" not in page.url
    page.click("[data-start]")
    page.wait_for_url("**/door")


def test_a_tablet_unpaired_by_command_says_so_by_itself(bench: Bench, url: str, browser: "Browser") -> None:
    _, key = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    page = browser.new_context(locale="en").new_page()
    page.goto(f"{url}/enrol#{key}")
    with page.expect_response("**/api/v1/event"):  # asked for once the page's socket is open
        page.click("[data-start]")

    command = [sys.executable, "-m", "kiosk", "--home", str(bench.path), "devices", "revoke", "Porte 2"]
    subprocess.run(command, check=True, capture_output=True)

    page.get_by_text("This tablet was unpaired").first.wait_for()


def test_a_supervisor_unpairs_a_tablet_with_a_pin_a_tap_and_a_yes(bench: Bench, url: str, browser: "Browser") -> None:
    _, pin = add_staff(bench.kit, "Paul Eko", StaffRole.SUPERVISOR)
    _, key = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    lost = open_door(browser, url, key, "en")
    page = open_door(browser, url, bench.key, "en")
    page.goto(f"{url}/door/devices")
    page.fill("#pin", pin)
    page.click("main .primary")

    page.click("summary[aria-label='Unpair Porte 2']")
    page.click("button:has-text('Yes, unpair Porte 2')")

    page.wait_for_selector(".gone:has-text('Porte 2')")
    lost.get_by_text("This tablet was unpaired").first.wait_for()
