"""One evening of the house."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from kiosk.domain.door_rules import DoorRules
from kiosk.domain.language import Language

EventId = NewType("EventId", str)

MAX_TABLES = 200


class EventFormat(StrEnum):
    """What kind of evening it is."""

    AFTERWORK = "afterwork"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class Event:
    """An evening: when, for how many, at how many tables, and where two people may be sent to meet."""

    id: EventId
    slug: str
    name: str
    format: EventFormat
    starts_at: datetime
    ends_at: datetime
    capacity: int | None
    currency: str
    tables: int
    prices: Mapping[str, int]
    meeting_points: tuple[str, ...]
    tables_need_entry: bool
    language: Language
    door: DoorRules = field(default_factory=DoorRules)

    @property
    def opens_at(self) -> datetime:
        """When the first guests may enter: a category may have hours before everybody's."""
        return min((self.starts_at, *(each.opens_at for each in self.door.hours)))

    @property
    def closes_at(self) -> datetime:
        """When the last ones may no longer."""
        return max((self.ends_at, *(each.closes_at for each in self.door.hours)))

    def has_table(self, number: int) -> bool:
        """Whether there is a table of this number."""
        return 1 <= number <= self.tables

    def price_of(self, category: str | None) -> int:
        """What a guest of this category owes: the first price when it names none of ours, nothing without prices."""
        by_name = {name.casefold(): amount for name, amount in self.prices.items()}
        first = next(iter(by_name.values()), 0)
        return by_name.get(category.casefold(), first) if category else first

    def category_named(self, category: str | None) -> str | None:
        """A category as the prices spell it, in whatever case it was asked for; else as it was asked for."""
        wanted = category.casefold() if category else None
        return next((name for name in self.prices if name.casefold() == wanted), category)

    def categories_of(self, category: str | None) -> tuple[str, ...]:
        """The names, in lower case, under which rules find such a guest: their own, else that of the usual price."""
        usual = tuple(name.casefold() for name in self.prices)[:1]
        if not category:
            return usual
        return (category.casefold(),) if self.knows_category(category) else (category.casefold(), *usual)

    def knows_category(self, category: str) -> bool:
        """Whether one of the prices is for this category; an event without prices knows all."""
        return not self.prices or category.casefold() in {name.casefold() for name in self.prices}


def slug_of(name: str) -> str:
    """A short name for commands and folders: "AfterWork de janvier" becomes "afterwork-de-janvier"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].rstrip("-") or "event"
