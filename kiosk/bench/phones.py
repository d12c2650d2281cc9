"""Guests' phones that are there and listen, in a process of their own: what they hear does not disturb the clock."""

import asyncio
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection

from kiosk.rehearsal.clients import Phone
from kiosk.rehearsal.house import RehearsalError
from kiosk.rehearsal.record import Record

AT_ONCE = 8
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Heard:
    """How many phones listen, how many messages they have heard since they do, and what went wrong."""

    listening: int
    pushes: int
    errors: tuple[str, ...]


@dataclass
class Phones:
    """The other end of the pipe."""

    _pipe: Connection

    def heard(self) -> Heard:
        """What they have heard so far."""
        self._pipe.send(True)
        told: Heard = self._pipe.recv()
        return told


@contextmanager
def phones(base: str, claims: Sequence[str], done: Callable[[int], None]) -> Iterator[Phones]:
    """Make each claim a phone's own, and let it listen until this block ends; `done` is told how many do so far.

    Raises:
        RehearsalError: one could not.
    """
    spawning = get_context("spawn")
    ours, theirs = spawning.Pipe()
    process = spawning.Process(target=_live, args=(base, claims, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        for _ in claims:
            told = ours.recv()
            if isinstance(told, str):
                raise RehearsalError(told)
            done(told)
        yield Phones(ours)
    except EOFError as error:
        raise RehearsalError("the phones are gone") from error
    finally:
        ours.close()
        process.join(PATIENCE)
        process.kill()


@dataclass
class _Crowd:
    """All of them, on one loop."""

    base: str
    pipe: Connection
    record: Record
    people: list[Phone] = field(default_factory=list)
    pushes: int = 0

    async def join(self, claim: str, turn: asyncio.Semaphore) -> None:
        """Claim, connect, and say how many listen by now."""
        async with turn:
            phone = Phone(self.base, claim, self.record, self._hear)
            self.people.append(phone)
            await phone.claim(claim, on_screen=True)
        self.pipe.send(self.heard().listening)

    async def answer(self) -> None:
        """Tell what was heard, each time the other end asks."""
        with suppress(EOFError, OSError):
            while await asyncio.to_thread(self.pipe.recv):
                self.pipe.send(self.heard())

    def heard(self) -> Heard:
        """So far."""
        return Heard(sum(each.is_listening for each in self.people), self.pushes, tuple(self.record.errors))

    async def _hear(self) -> None:
        self.pushes += 1


def _live(base: str, claims: Sequence[str], pipe: Connection) -> None:
    # Ctrl-C reaches every process of the terminal; this one ends when the other end of its pipe does.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(_listen(_Crowd(base, pipe, Record(len(claims))), claims))


async def _listen(crowd: _Crowd, claims: Sequence[str]) -> None:
    turn = asyncio.Semaphore(AT_ONCE)
    try:
        await asyncio.gather(*(crowd.join(claim, turn) for claim in claims))
        await crowd.answer()
    except Exception as error:  # noqa: BLE001 - the one broad except of this process: the other one says it
        with suppress(OSError):
            crowd.pipe.send(f"{type(error).__name__}: {error}")
    finally:
        await asyncio.gather(*(each.close() for each in crowd.people), return_exceptions=True)
