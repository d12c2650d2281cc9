"""A door tablet in a real Chromium: its page, its reader, its disk."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.browser.keyboard import read
from tests.browser.pages import enter_door

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

_ALL = """async (table) => {
  const asked = indexedDB.open("palabre-door");
  const opened = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const rows = opened.transaction(table).objectStore(table).getAll();
  const found = await new Promise((done) => { rows.onsuccess = () => done(rows.result); });
  opened.close();
  return found;
}"""
_PUT = """async (items) => {
  const asked = indexedDB.open("palabre-door");
  const opened = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const transaction = opened.transaction("queue", "readwrite");
  items.forEach((item) => transaction.objectStore("queue").put(item));
  await new Promise((done) => { transaction.oncomplete = done; });
  opened.close();
}"""


@dataclass
class Tablet:
    """One open door page."""

    page: "Page"

    def scan(self, code: str) -> str:
        """A keyboard reader's fast keys, Enter, and the verdict that is shown."""
        self.page.locator("[data-next]").evaluate("button => button.click()")
        read(self.page, code)
        self.page.wait_for_selector("[data-verdict]:not([hidden])")
        return str(self.page.locator("[data-verdict]").get_attribute("data-code"))

    def is_green(self) -> bool:
        return "good" in str(self.page.locator("[data-verdict]").get_attribute("class"))

    def strip(self) -> str:
        return self.page.locator("[data-field=status]").inner_text()

    def skip(self, seconds: int) -> None:
        """Turn the page's clock on; what was due meanwhile happens once."""
        self.page.clock.fast_forward(seconds * 1000)

    def queue(self) -> list[dict[str, Any]]:
        return self.disk("queue")

    def problems(self) -> list[dict[str, Any]]:
        return self.disk("problems")

    def slip_in(self, *items: dict[str, Any]) -> None:
        """Put something on the page's disk that no reader could have given."""
        self.page.evaluate(_PUT, list(items))

    def has_list(self, people: int) -> None:
        """Wait until the list on its disk has so many codes; asked for again where an older answer was under way."""
        for _ in range(4):
            if self.comes(lambda: people in [len(each.get("codes", ())) for each in self.disk("facts")]):
                return
            self.skip(16)
        raise AssertionError(self.disk("facts"))

    def disk(self, table: str) -> list[dict[str, Any]]:
        """What stands in one table of the page's disk."""
        return list(self.page.evaluate(_ALL, table))

    def is_drained(self) -> None:
        """Wait until nothing waits any more; a server takes real time, the waits between retries are skipped."""
        for _ in range(60):
            if self.comes(lambda: not self.queue()):
                return
            self.skip(31)
        raise AssertionError(self.queue())

    def comes(self, holds: Callable[[], bool]) -> bool:
        """Whether it holds soon, in real time."""
        for _ in range(60):
            if holds():
                return True
            self.page.wait_for_timeout(50)
        return False


def open_tablet(context: "BrowserContext", url: str, key: str, *, people: int) -> Tablet:
    """Pair a browser as a door, and wait until it holds a list of so many; its clock can be turned on."""
    if not context.pages:
        context.clock.install()
    page = context.new_page()
    enter_door(page, url, key)
    tablet = Tablet(page)
    tablet.has_list(people)
    return tablet


def sent_in(body: str | None) -> list[str]:
    """The nonces in one request's body."""
    return [each["nonce"] for each in json.loads(body or "{}").get("scans", [])]
