"""What people do in a browser: open the door page, take their phone."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE = {"width": 390, "height": 844}


def open_door(browser: "Browser", url: str, key: str, language: str) -> "Page":
    page = browser.new_context(locale=language).new_page()
    enter_door(page, url, key)
    return page


def enter_door(page: "Page", url: str, key: str) -> None:
    """Pair this browser, look at what works on it, start, and wait until the door listens."""
    page.goto(f"{url}/enrol#{key}")
    page.click("[data-start]")
    page.wait_for_url("**/door")
    page.wait_for_selector("[data-ready]")


def claim_phone(browser: "Browser", url: str, language: str) -> "Page":
    """Scan the private code on the back of the badge, and agree to be suggested people."""
    page = browser.new_context(locale=language, viewport=PHONE).new_page()  # type: ignore[arg-type]
    page.goto(url)
    page.click("button[value=yes]")
    page.wait_for_url("**/me")
    return page
