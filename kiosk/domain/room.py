"""The evening as a whole: what the door, the organiser and the projector count."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.event import Event


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two people who met and both agreed to be shown: first names only."""

    names: tuple[str, str]
    place: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Room:
    """Counts of one event.

    `people_in` are distinct people who ever entered, `entries` the times, `inside` who is in now.
    """

    event: Event
    expected: int
    people_in: int
    entries: int
    inside: int
    tables: Mapping[int, int]
    takings: Mapping[str, int]
    meetings: tuple[Meeting, ...]
    seq: int
