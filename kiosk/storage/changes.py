"""Who changed in the door's eyes since when; the numbers are given by triggers, so that no write can forget them."""

from kiosk.domain.event import EventId
from kiosk.domain.manifest import Standing
from kiosk.domain.people import AttendeeId, AttendeeState
from kiosk.storage.database import Row, Run
from kiosk.storage.rows import due_of, moment_or_none

_STANDINGS = """
select b.code, b.replaced_at, a.id as attendee, a.state, a.amount, a.paid_before, a.attention, p.since,
  (select count(*) from payment where payment.attendee = a.id and voided_at is null) as payments
from badge b join attendee a on a.id = b.attendee left join presence p on p.attendee = a.id and p.zone = 'venue'
where a.event = :event
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

    def standings(self, event: EventId, since: int | None) -> list[Standing]:
        """All badges of an event, replaced ones too; with `since` those of people who changed after that number."""
        sql = _STANDINGS if since is None else _STANDINGS + _CHANGED
        return [_standing(row) for row in self._run.rows(sql, {"event": event, "since": since})]


def _standing(row: Row) -> Standing:
    return Standing(
        code=row["code"],
        attendee=AttendeeId(row["attendee"]),
        replaced_at=moment_or_none(row["replaced_at"]),
        state=AttendeeState(row["state"]),
        due=due_of(row),
        needs_attention=row["attention"] is not None,
        inside_since=moment_or_none(row["since"]),
    )
