"""A keyboard, or a reader that is one, whose keys carry the times they are told, however slow this machine is."""

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

READER = 8  # ms between two keys of a reader


class Keyboard:
    """Types through the browser's own input, with the times a reader or a person takes: however slow this machine is,
    the keys carry the times that are told here, and the page's timers run with them."""

    def __init__(self, page: "Page") -> None:
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        self._page, self._now = page, time.time()

    def pause(self, milliseconds: int) -> None:
        self._now += milliseconds / 1000
        self._page.clock.run_for(milliseconds)

    def type(self, text: str, gap: int) -> None:
        for each in text:
            self.press(each, gap, text=each)

    def press(self, key: str, gap: int = READER, **more: object) -> None:
        if gap > READER:
            self.pause(gap)
        else:
            self._now += gap / 1000
        event = {"key": key, "timestamp": self._now, **more}
        self._cdp.send("Input.dispatchKeyEvent", {"type": "keyDown", **event})
        self._cdp.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": key, "timestamp": self._now})

    def enter(self, gap: int = READER) -> None:
        self.press("Enter", gap, text="\r", windowsVirtualKeyCode=13, code="Enter")

    def tab(self, gap: int = READER) -> None:
        self.press("Tab", gap, windowsVirtualKeyCode=9, code="Tab")


def read(page: "Page", code: str) -> None:
    """What a reader does with a code: fast keys, then Enter, wherever the focus is."""
    keyboard = Keyboard(page)
    keyboard.type(code, READER)
    keyboard.enter()
