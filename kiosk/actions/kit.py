"""What every action gets: the store, the clock, the house's key, and whom to tell."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from kiosk.actions.ports import Store, Transaction
from kiosk.domain.badge import ALPHABET
from kiosk.domain.errors import NoEventError
from kiosk.domain.event import Event
from kiosk.domain.facts import Fact


def utc_now() -> datetime:
    """The moment, in UTC, to the millisecond: as the store gives it back, so a retry is answered word for word."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def tell_nobody(fact: Fact) -> None:
    """For commands that run beside the service: its pages ask the store themselves."""


@dataclass(frozen=True, slots=True)
class Kit:
    """The house as the actions see it. `hosts` are its names and addresses in codes.

    `event` a chosen one, else the newest.
    """

    store: Store
    key: bytes
    hosts: frozenset[str]
    now: Callable[[], datetime] = utc_now
    announce: Callable[[Fact], None] = tell_nobody
    event: str | None = None

    def current_event(self, store: Transaction) -> Event:
        """The evening this is about.

        Raises:
            NoEventError: there is none, or none of the chosen name.
        """
        event = store.events.by_slug(self.event) if self.event else store.events.current()
        if event is None:
            raise NoEventError(self.event)
        return event


def new_id(prefix: str) -> str:
    """A fresh public id: says nothing, cannot be guessed (65 bits)."""
    return prefix + "_" + "".join(secrets.choice(ALPHABET) for _ in range(16))
