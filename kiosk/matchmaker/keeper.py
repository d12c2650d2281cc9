"""Keeps the matchmaker process alive from the web process: starts it, tells it, listens, ends it when it hangs.

Rules of this file: nothing here is waited for by a request; what the process says is read as data and nonsense is
dropped; a process that was stopped while it held the write lock is ended within seconds, so that the door gets
the lock back.
"""

import contextlib
import json
import logging
import subprocess
import time
from collections.abc import Callable, Sequence

from kiosk.domain.people import AttendeeId

log = logging.getLogger(__name__)

THINKING_LIMIT = 60.0
WRITING_LIMIT = 3.0
LONGEST_PAUSE = 30.0
MOST_LINE = 200_000


class Keeper:
    """One matchmaker process. `spawn` starts a background task, `sleep` lets others run (the socket service's own)."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        tell: Callable[[frozenset[AttendeeId]], None],
        spawn: Callable[[Callable[[], None]], object],
        sleep: Callable[[float], None],
    ) -> None:
        self._command, self._tell, self._spawn, self._sleep = list(command), tell, spawn, sleep
        self._process: subprocess.Popen[str] | None = None
        self._is_wanted = False
        self._deadline: float | None = None
        self._changed = False

    def start(self) -> None:
        """Start it and keep it running."""
        self._is_wanted = True
        self._spawn(self._keep)
        self._spawn(self._watch)

    def stop(self) -> None:
        """End it for good."""
        self._is_wanted = False
        self._end()

    def room_changed(self) -> None:
        """Tell it to look again; several tellings before it listens are one."""
        self._changed = True

    @property
    def pid(self) -> int | None:
        """Its process id while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def _keep(self) -> None:
        pause = 0.5
        while self._is_wanted:
            started = time.monotonic()
            try:
                self._run_once()
            except Exception:  # the one broad except of this loop: whatever goes wrong, it is started again
                log.exception("the matchmaker could not be kept")
                self._end()
            pause = 0.5 if time.monotonic() - started > LONGEST_PAUSE else min(pause * 2, LONGEST_PAUSE)
            if self._is_wanted:
                log.warning("the matchmaker ended; starting it again")
                self._sleep(pause)

    def _run_once(self) -> None:
        """One life of the process, from its start to its end."""
        self._process = subprocess.Popen(  # noqa: S603
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", errors="replace", bufsize=1
        )
        self._changed, self._deadline = True, None
        output = self._process.stdout
        if output is not None:
            while line := output.readline(MOST_LINE):
                self._hear(line)
        self._end()

    def _hear(self, line: str) -> None:
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            log.warning("the matchmaker said something unreadable")
            return
        if not isinstance(said, dict):
            return
        self._deadline = self._limit(said)
        done = said.get("done")
        if isinstance(done, list):
            self._tell(frozenset(AttendeeId(each) for each in done if isinstance(each, str)))

    @staticmethod
    def _limit(said: dict[str, object]) -> float | None:
        if "thinking" in said:
            return time.monotonic() + THINKING_LIMIT
        return time.monotonic() + WRITING_LIMIT if "writing" in said else None

    def _watch(self) -> None:
        """Pass the news on, and end a process that is past its time."""
        while self._is_wanted:
            self._sleep(0.1)
            if self._changed and self._deadline is None:
                self._changed = False
                self._pass_on()
            if self._deadline is not None and time.monotonic() > self._deadline:
                log.warning("the matchmaker hangs; ending it")
                self._end()

    def _pass_on(self) -> None:
        process = self._process
        if process is None or process.stdin is None or process.poll() is not None:
            self._changed = True
            return
        with contextlib.suppress(OSError, ValueError):
            process.stdin.write('{"changed": true}\n')
            process.stdin.flush()
            self._deadline = time.monotonic() + THINKING_LIMIT

    def _end(self) -> None:
        process, self._process, self._deadline = self._process, None, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if stream:
                    stream.close()
