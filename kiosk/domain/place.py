"""Where a scan happens: the door, or one of the tables."""

import re
from dataclasses import dataclass
from enum import StrEnum

_TABLE = re.compile(r"table-([1-9][0-9]{0,2})")


class Zone(StrEnum):
    """Where somebody can be in only one place at a time: the venue, and a table inside it."""

    VENUE = "venue"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Place:
    """The door (`table` is None), or the table of that number."""

    table: int | None = None

    @property
    def name(self) -> str:
        """As it stands in addresses, messages and columns: "door", "table-3"."""
        return "door" if self.table is None else f"table-{self.table}"

    @property
    def zone(self) -> Zone:
        """The zone this place opens a presence in."""
        return Zone.VENUE if self.table is None else Zone.TABLE


DOOR = Place()


def read_place(name: str) -> Place | None:
    """The place of that name; None when there is no such kind of place."""
    if name == "door":
        return DOOR
    found = _TABLE.fullmatch(name)
    return Place(int(found[1])) if found else None
