"""What a tablet needs to answer alone: of each badge what it would get, apart from the hour and from how full it is.

Rules of this file: `judge` decides here too; the tablet adds only what changes by itself, the hour and the count of
people inside (kiosk/web/assets/_manifest.js), in the order of `judge`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.door_rules import Hours
from kiosk.domain.event import Event
from kiosk.domain.judge import Case, judge
from kiosk.domain.people import AttendeeId, AttendeeState
from kiosk.domain.place import DOOR, Zone, read_place
from kiosk.domain.scan import Badge, Direction, Presence
from kiosk.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that decides about one badge at the door; `due` in whole units of the event's currency.

    `came_at` is when they came in last, `is_inside` whether they still are; `answered` are keys of questions.
    """

    code: str
    attendee: AttendeeId
    replaced_at: datetime | None
    state: AttendeeState
    category: str | None
    due: int
    needs_attention: bool
    came_at: datetime | None
    is_inside: bool
    answered: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the tablet is told of one badge. `hours` are those of its category, `kept_from` tables reserved to others.

    `came_at` is set while they are inside, and for somebody who was in once, which was all.
    """

    verdict: Verdict
    due: int
    needs_attention: bool
    came_at: datetime | None
    is_inside: bool
    hours: tuple[Hours, ...]
    kept_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The door's list, whole or only what changed since the asker's number; `seq` is the number to ask from next."""

    event: Event
    seq: int
    is_whole: bool
    made_at: datetime
    people_in: int
    inside: int
    standings: tuple[Standing, ...]

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Each front code with what it would get at the door if the event were open and had room."""
        roomy = replace(self.event, capacity=None, door=replace(self.event.door, hours=()))
        return ((each.code, _entry(each, self.event, roomy)) for each in self.standings)


def _entry(standing: Standing, event: Event, roomy: Event) -> Entry:
    categories = event.categories_of(standing.category)
    door = event.door
    spent = door.lets_in_once and standing.came_at is not None and not standing.is_inside
    case = Case(
        event=roomy,
        place=DOOR,
        direction=Direction.IN,
        now=roomy.starts_at,
        is_code=True,
        badge=Badge(standing.code, standing.attendee, event.id, standing.replaced_at),
        may_enter=standing.state.may_enter,
        allowed_here=door.allow(categories, DOOR),
        inside=_presence(standing),
        spent=spent,
        due=standing.due,
        unanswered=any(each.key not in standing.answered for each in door.questions),
        needs_attention=standing.needs_attention,
    )
    places = [(name, read_place(name)) for name in door.reserved]
    return Entry(
        verdict=judge(case),
        due=standing.due,
        needs_attention=standing.needs_attention,
        came_at=standing.came_at if standing.is_inside or spent else None,
        is_inside=standing.is_inside,
        hours=door.hours_of(categories),
        kept_from=tuple(name for name, place in places if place and place.table and not door.allow(categories, place)),
    )


def _presence(standing: Standing) -> Presence | None:
    if standing.came_at is None or not standing.is_inside:
        return None
    return Presence(Zone.VENUE, DOOR, standing.came_at, 0, None)
