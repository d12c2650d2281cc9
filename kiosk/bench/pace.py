"""Moments at an even distance, and times in milliseconds."""

import time
from collections.abc import Iterator, Sequence

from kiosk.rehearsal.record import percentiles


class Pace:
    """So many turns, one `every` so many seconds; `late` counts those whose time had passed before they could begin."""

    def __init__(self, count: int, every: float) -> None:
        self._count, self._every = count, every
        self.late = 0

    def __iter__(self) -> Iterator[int]:
        """Wait for each turn's time; one that is late begins at once, and the next ones keep their times."""
        started = time.monotonic()
        for turn in range(self._count):
            left = started + turn * self._every - time.monotonic()
            if left > 0:
                time.sleep(left)
            self.late += turn > 0 and left <= 0 < self._every
            yield turn


def spread(milliseconds: Sequence[float]) -> dict[str, float]:
    """The median, the 95th, the 99th and the longest; zeros when nothing was measured."""
    return {**percentiles(milliseconds), "max": round(max(milliseconds, default=0.0), 1)}
