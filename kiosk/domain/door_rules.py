"""What an organiser decides about the door beside price and room: who may enter when and sit where, and how often."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.domain.place import Place
from kiosk.domain.question import Question


class Reentry(StrEnum):
    """Whether somebody who left may come in again."""

    FREE = "free"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Hours:
    """When guests of one category may enter; `closes_at` itself is too late."""

    category: str
    opens_at: datetime
    closes_at: datetime

    def contain(self, moment: datetime) -> bool:
        """Whether the door is open to them at this moment."""
        return self.opens_at <= moment < self.closes_at


@dataclass(frozen=True, slots=True)
class DoorRules:
    """An event's own rules; what it does not say keeps its default. `reserved` names the categories of a place."""

    reentry: Reentry = Reentry.FREE
    hours: tuple[Hours, ...] = ()
    reserved: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()

    @property
    def lets_in_once(self) -> bool:
        """Whether one entry is all there is."""
        return self.reentry is Reentry.ONCE

    def hours_of(self, categories: Collection[str]) -> tuple[Hours, ...]:
        """The hours of the first of these categories (lower case) that has any; nothing where the event's hold."""
        for category in categories:
            if found := tuple(each for each in self.hours if each.category.casefold() == category):
                return found
        return ()

    def allow(self, categories: Collection[str], place: Place) -> bool:
        """Whether guests of one of these categories (lower case) may be at this place."""
        holders = self.reserved.get(place.name)
        return holders is None or not {each.casefold() for each in holders}.isdisjoint(categories)
