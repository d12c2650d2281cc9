"""The matchmaker's own loop: wait for "the room changed", gather what piled up, refresh, say whose page changed.

One JSON object per line, both ways. In: {"changed": true}. Out: {"writing": true} before the write lock is taken, then
{"done": [ids]}; {"failed": kind} when the engine raised.
"""

import json
import logging
import select
from collections.abc import Callable
from typing import TextIO

from kiosk.actions.kit import Kit
from kiosk.actions.refresh_suggestions import Engine, refresh_suggestions
from kiosk.domain.errors import NoEventError

log = logging.getLogger(__name__)

EXPIRY_CHECK = 15.0


def run(kit: Kit, engine: Engine, source: TextIO, sink: TextIO) -> None:
    """Serve until the other end of the pipe closes; refresh at least every 15 s, so that cards expire."""
    while _wait(source):
        _refresh(kit, engine, lambda said: _say(sink, said))


def _wait(source: TextIO) -> bool:
    """Wait for news or the time to look; False when nobody is there any more."""
    ready, _, _ = select.select([source], [], [], EXPIRY_CHECK)
    while ready:
        if not source.readline():
            return False
        ready, _, _ = select.select([source], [], [], 0)
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
