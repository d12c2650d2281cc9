"""What a tablet needs to answer alone: of each badge what it would get, apart from the hour and from how full it is.

Rules of this file: `judge` decides here too; the tablet adds only what changes by itself, the hour and the count of
people inside (kiosk/web/assets/_manifest.js), in the order of `judge`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.event import Event
from kiosk.domain.people import AttendeeId, AttendeeState
from kiosk.domain.place import DOOR, Zone
from kiosk.domain.scan import Badge, Case, Direction, Presence, Verdict, judge


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that decides about one badge at the door; `due` in whole units of the event's currency."""

    code: str
    attendee: AttendeeId
    replaced_at: datetime | None
    state: AttendeeState
    due: int
    needs_attention: bool
    inside_since: datetime | None


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

    def verdicts(self) -> Iterator[tuple[Standing, Verdict]]:
        """Each badge with what it would get at the door if the event were open and had room."""
        roomy = replace(self.event, capacity=None)
        return ((each, _verdict(each, roomy)) for each in self.standings)


def _verdict(standing: Standing, event: Event) -> Verdict:
    since = standing.inside_since
    return judge(
        Case(
            event=event,
            place=DOOR,
            direction=Direction.IN,
            now=event.starts_at,
            is_code=True,
            badge=Badge(standing.code, standing.attendee, event.id, standing.replaced_at),
            may_enter=standing.state.may_enter,
            inside=Presence(Zone.VENUE, DOOR, since, 0, None) if since else None,
            due=standing.due,
            needs_attention=standing.needs_attention,
        )
    )
