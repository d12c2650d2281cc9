"""Who changed in the door's eyes since when; the numbers are given by triggers, so that no write can forget them."""

from collections import defaultdict
from datetime import datetime

from kiosk.domain.event import Event, EventId
from kiosk.domain.manifest import Standing
from kiosk.domain.people import AttendeeId, AttendeeState
from kiosk.domain.scan import Direction
from kiosk.storage.database import Params, Row, Run
from kiosk.storage.rows import due_of, moment, moment_or_none

_STANDINGS = """
select b.code, b.replaced_at, a.id as attendee, a.state, a.category, a.amount, a.paid_before, a.attention, p.since,
  (select count(*) from payment where payment.attendee = a.id and voided_at is null) as payments
from badge b join attendee a on a.id = b.attendee left join presence p on p.attendee = a.id and p.zone = 'venue'
where a.event = :event
"""
_MOVES = """
select a.id as attendee, s.direction, s.at from scan s join attendee a on a.id = s.attendee
where a.event = :event and s.place = 'door' and s.verdict in ('ok', 'ok_attention')
  and not exists (select 1 from annulment n where n.scan = s.seq)
"""
_ANSWERS = """
select a.id as attendee, d.question from door_answer d join attendee a on a.id = d.attendee
where a.event = :event and not exists (select 1 from annulment n where n.scan = d.scan)
"""
_CHANGED = " and a.id in (select attendee from change where event = :event and seq > :since)"


class Changes:
    """One noun of an open transaction."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def latest(self) -> int:
        """The number of the newest change in the house; numbers only grow, over all events."""
        return int(self._run.rows("select coalesce(max(seq), 0) as seq from change")[0]["seq"])

    def concern_all(self, event: EventId, since: int) -> bool:
        """Whether something changed that cannot be told badge by badge: the event itself, or somebody was deleted."""
        sql = "select 1 as yes from change where event = :event and seq > :since and attendee is null limit 1"
        return self._run.row(sql, {"event": event, "since": since}) is not None

    def standings(self, event: Event, since: int | None) -> list[Standing]:
        """All badges of an event, replaced ones too; with `since` those of people who changed after that number."""
        key: Params = {"event": event.id, "since": since}
        only = "" if since is None else _CHANGED
        rows = self._run.rows(_STANDINGS + only, key)
        left = _left(self._run.rows(f"{_MOVES}{only} order by s.at, s.seq", key)) if event.door.lets_in_once else {}
        answered: dict[str, set[str]] = defaultdict(set)
        for row in self._run.rows(_ANSWERS + only, key) if event.door.questions else ():
            answered[row["attendee"]].add(row["question"])
        return [_standing(row, left.get(row["attendee"]), answered[row["attendee"]]) for row in rows]


def _left(moves: list[Row]) -> dict[str, datetime]:
    """When those came in who were last seen to leave."""
    came: dict[str, datetime] = {}
    left: dict[str, datetime] = {}
    for row in moves:
        guest = row["attendee"]
        if row["direction"] == Direction.IN:
            came[guest] = moment(row["at"])
            left.pop(guest, None)
        elif guest in came:
            left[guest] = came[guest]
    return left


def _standing(row: Row, left: datetime | None, answered: set[str]) -> Standing:
    since = moment_or_none(row["since"])
    return Standing(
        code=row["code"],
        attendee=AttendeeId(row["attendee"]),
        replaced_at=moment_or_none(row["replaced_at"]),
        state=AttendeeState(row["state"]),
        category=row["category"],
        due=due_of(row),
        needs_attention=row["attention"] is not None,
        came_at=since or left,
        is_inside=since is not None,
        answered=frozenset(answered),
    )
