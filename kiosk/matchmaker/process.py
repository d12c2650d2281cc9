"""The matchmaker's own loop: wait for "the room changed", gather what piled up, refresh, say whose page changed.

One JSON object per line, both ways. In: {"changed": true}. Out: {"writing": true} once the write lock is held, then
{"done": [ids]}; {"failed": kind} when the engine raised.
"""

import json
import logging
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from kiosk.actions.kit import Kit
from kiosk.actions.refresh_suggestions import Engine, refresh_suggestions
from kiosk.domain.errors import NoEventError

log = logging.getLogger(__name__)

EXPIRY_CHECK = 15.0


def run(kit: Kit, engine: Engine, source: TextIO, sink: TextIO) -> None:
    """Serve until the other end of the pipe closes; refresh at least every 15 s, so that cards expire."""
    news: queue.SimpleQueue[str] = queue.SimpleQueue()
    # A thread, since not every system can wait for a pipe and a clock at once.
    threading.Thread(target=_read, args=(source, news), daemon=True).start()
    while _wait(news):
        _refresh(kit, engine, lambda said: _say(sink, said))


def _read(source: TextIO, news: "queue.SimpleQueue[str]") -> None:
    """Pass lines on; an empty one says that the other end has closed."""
    while line := source.readline():
        news.put(line)
    news.put("")


def _wait(news: "queue.SimpleQueue[str]") -> bool:
    """Wait for news or the time to look, and take all that piled up; False when nobody is there any more."""
    with suppress(queue.Empty):
        line = news.get(timeout=EXPIRY_CHECK)
        while line:
            line = news.get_nowait()
        return False
    return True


def _refresh(kit: Kit, engine: Engine, say: Callable[[dict[str, object]], None]) -> None:
    say({"thinking": True})
    try:
        changed = refresh_suggestions(kit, engine, before_writing=lambda: say({"writing": True}))
    except NoEventError:
        changed = frozenset()
    except (
        Exception
    ) as error:  # the one broad except of this loop: whatever an engine does, the next change tries again
        log.exception("the engine failed")
        say({"failed": type(error).__name__})
        return
    say({"done": sorted(changed)})


def _say(sink: TextIO, said: dict[str, object]) -> None:
    sink.write(json.dumps(said) + "\n")
    sink.flush()
