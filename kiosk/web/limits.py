"""Failed tries per address: enough for clumsy thumbs, too few for guessing. Loopback is never counted."""

import ipaddress
import time
from collections import deque
from collections.abc import Callable

from kiosk.domain.errors import TooManyTriesError

MOST_ADDRESSES = 5_000


class Tries:
    """Counts failures in a sliding window; successes cost nothing."""

    def __init__(self, limit: int, window: float, now: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._window, self._now = limit, window, now
        self._failures: dict[str, deque[float]] = {}

    def check(self, address: str) -> None:
        """Let this address go on.

        Raises:
            TooManyTriesError: it failed too often within the window.
        """
        recent = self._recent(address)
        if len(recent) >= self._limit:
            raise TooManyTriesError(int(recent[0] + self._window - self._now()) + 1)

    def failed(self, address: str) -> None:
        """Count one failure."""
        if _is_loopback(address):
            return
        if len(self._failures) >= MOST_ADDRESSES:
            self._failures.clear()
        self._failures.setdefault(address, deque(maxlen=self._limit)).append(self._now())

    def _recent(self, address: str) -> deque[float]:
        failures = self._failures.get(address, deque())
        while failures and failures[0] <= self._now() - self._window:
            failures.popleft()
        return failures


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
