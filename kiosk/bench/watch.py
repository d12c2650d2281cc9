"""Seconds of one stretch of work."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Watch:
    """How long it took, once it is over."""

    seconds: float = 0.0


@contextmanager
def watched() -> Iterator[Watch]:
    """Wall time of what is done inside; 0 until it ends."""
    watch, started = Watch(), time.perf_counter()
    yield watch
    watch.seconds = time.perf_counter() - started
