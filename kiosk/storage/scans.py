"""Scans, refusals too; who is where; what was paid. Rows are added, not corrected: an undone scan gets an annulment."""

from collections.abc import Mapping
from datetime import datetime

from kiosk.domain.device import DeviceId
from kiosk.domain.event import EventId
from kiosk.domain.money import Method, Payment
from kiosk.domain.people import AttendeeId
from kiosk.domain.place import Place, Zone, read_place
from kiosk.domain.scan import Direction, Moves, Presence, Scan, ScanRequest, Undoing
from kiosk.storage.database import Row, Run
from kiosk.storage.rows import millis, moment
from kiosk.storage.scan_rows import answer_json, scan_of

_ADD = """
insert into scan (event, nonce, attendee, device, place, direction, code, raw, verdict, at, device_at, queued, answer,
  judged, received_at, sent_at, clock_gap, shown, force_reason, forced, staff, conflict)
values (:event, :nonce, :attendee, :device, :place, :direction, :code, :raw, :verdict, :at, :device_at, :queued,
  :answer, :judged, :received_at, :sent_at, :clock_gap, :shown, :force_reason, :forced, :staff, :conflict)
returning seq
"""
_BY_NONCE = """
select s.*, d.name as device_name, n.at as annulled_at from scan s left join device d on d.id = s.device
left join annulment n on n.scan = s.seq where s.nonce = :nonce
"""
_RECENT = """
select s.*, d.name as device_name, n.at as annulled_at from scan s left join device d on d.id = s.device
left join annulment n on n.scan = s.seq where s.event = :event and (:every = 1 or s.conflict is not null)
  and (:device is null or s.device = :device)
order by s.seq desc limit :most
"""
_PRESENCES = """
select p.zone, p.place, p.since, p.scan, d.name as device_name from presence p join scan s on s.seq = p.scan
left join device d on d.id = s.device where p.attendee = :attendee
"""
_ENTER = """
insert into presence (attendee, zone, event, place, since, scan) values (:attendee, :zone, :event, :place, :at, :scan)
on conflict (attendee, zone) do update set place = excluded.place, since = excluded.since, scan = excluded.scan
where :late = 0 or excluded.since >= presence.since
"""
_ADMITTED = """
select 1 as yes from scan s where s.attendee = :attendee and s.place = 'door' and s.direction = 'in'
  and s.verdict in ('ok', 'ok_attention') and not exists (select 1 from annulment n where n.scan = s.seq) limit 1
"""
_LAST_MOVE = """
select s.seq as scan, s.direction, s.place, s.at as since, d.name as device_name
from scan s left join device d on d.id = s.device
where s.attendee = :attendee and s.place = 'door' and s.direction in (:one, :other)
  and s.verdict in ('ok', 'ok_attention') and not exists (select 1 from annulment n where n.scan = s.seq)
order by s.at desc, s.seq desc limit 1
"""
_MOVES = """
select s.direction, s.place = 'door' as at_door, max(s.at) as at from scan s
where s.attendee = :attendee and s.seq <> :scan and s.verdict in ('ok', 'ok_attention', 'already_in')
  and not exists (select 1 from annulment n where n.scan = s.seq)
group by s.direction, s.place = 'door'
"""
_ANSWERS = """
select a.question, a.answer from door_answer a
where a.attendee = :attendee and not exists (select 1 from annulment n where n.scan = a.scan) order by a.seq
"""


class Scans:
    """One noun of an open transaction."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def by_nonce(self, nonce: str) -> Scan | None:
        """The scan recorded under this nonce, with its first answer; None for a new nonce."""
        row = self._run.row(_BY_NONCE, {"nonce": nonce})
        return scan_of(row) if row else None

    def recent(
        self, event: EventId, most: int, *, conflicts: bool = False, device: DeviceId | None = None
    ) -> list[Scan]:
        """The newest scans of an event, the last one first: of one device, or where a door alone saw it otherwise."""
        key = {"event": event, "most": most, "every": int(not conflicts), "device": device}
        return [scan_of(row) for row in self._run.rows(_RECENT, key)]

    def add(self, scan: Scan, asked: ScanRequest, event: EventId) -> int:
        """Record a scan and its answer; the sequence number comes back."""
        columns = {
            "event": event,
            "nonce": scan.nonce,
            "attendee": scan.guest.id if scan.guest else None,
            "device": asked.device.id if asked.device else None,
            "place": scan.place.name,
            "direction": scan.direction.value,
            "code": scan.code,
            "raw": asked.raw[:2000],
            "verdict": scan.verdict.value,
            "at": millis(scan.at),
            "answer": answer_json(scan),
            "judged": scan.judged.value if scan.judged else scan.verdict.value,
            "forced": int(scan.forced),
            "staff": scan.staff,
            "conflict": scan.conflict,
        }
        return int(self._run.rows(_ADD, {**columns, **_circumstances(asked, scan.received_at or scan.at)})[0]["seq"])

    def payment_of(self, scan: int) -> Payment | None:
        """What was handed over with a scan and not given back; None when nothing was."""
        row = self._run.row(
            "select method, amount, reference from payment where scan = :scan and voided_at is null", {"scan": scan}
        )
        return Payment(Method(row["method"]), row["amount"], row["reference"]) if row else None

    def origin(self, nonce: str) -> tuple[str | None, EventId] | None:
        """The id of the device that made this scan, and the event it was made at; None for an unknown nonce."""
        row = self._run.row("select device, event from scan where nonce = :nonce", {"nonce": nonce})
        return (row["device"], EventId(row["event"])) if row else None

    def annul(self, scan: Scan, undoing: Undoing) -> None:
        """Mark a scan as undone; it stays in the history, and what it moved goes back to what the others say."""
        key = {"scan": scan.seq}
        self._run.rows(
            "insert into annulment (scan, device, staff, reason, at, kept_payment)"
            " values (:scan, :device, :staff, :reason, :at, :kept)",
            {
                **key,
                "device": undoing.device,
                "staff": undoing.staff,
                "reason": undoing.reason,
                "at": millis(undoing.at),
                "kept": int(undoing.keeps_payment),
            },
        )
        if not undoing.keeps_payment:
            voided = {**key, "at": millis(undoing.at)}
            self._run.rows("update payment set voided_at = :at where scan = :scan and voided_at is null", voided)
        self._take_back_presence(scan)

    def presence(self, attendee: AttendeeId, zone: Zone) -> Presence | None:
        """Where in this zone they are now; None when they are not in it."""
        return self.presences(attendee).get(zone)

    def presences(self, attendee: AttendeeId) -> dict[Zone, Presence]:
        """Where they are now, by zone; nothing when they are not here."""
        rows = self._run.rows(_PRESENCES, {"attendee": attendee})
        return {found.zone: found for found in map(_presence, rows)}

    def last_move(self, attendee: AttendeeId, *directions: Direction) -> tuple[Direction, Presence] | None:
        """The latest time they went through the door, in one of these directions or in any; None when never."""
        wanted = directions or tuple(Direction)
        row = self._run.row(_LAST_MOVE, {"attendee": attendee, "one": wanted[0], "other": wanted[-1]})
        return (Direction(row["direction"]), _presence({**row, "zone": Zone.VENUE})) if row else None

    def moves(self, scan: Scan, attendee: AttendeeId) -> Moves:
        """When they were last seen to come and to go, by zone, this scan aside."""
        rows = self._run.rows(_MOVES, {"attendee": attendee, "scan": scan.seq})
        zones = {True: Zone.VENUE, False: Zone.TABLE}
        return {(Direction(row["direction"]), zones[bool(row["at_door"])]): moment(row["at"]) for row in rows}

    def enter(self, scan: Scan, event: EventId, *, late: bool = False) -> None:
        """Open a presence, or move it to this place: one per person and zone. A late one leaves a newer one alone."""
        self._run.rows(
            _ENTER,
            {
                "attendee": scan.guest.id if scan.guest else None,
                "zone": scan.place.zone.value,
                "event": event,
                "place": scan.place.name,
                "at": millis(scan.at),
                "scan": scan.seq,
                "late": int(late),
            },
        )

    def leave(self, attendee: AttendeeId, zone: Zone) -> None:
        """Close a presence; whoever leaves the venue leaves their table too."""
        every = zone is Zone.VENUE
        self._run.rows(
            "delete from presence where attendee = :attendee and (zone = :zone or :every = 1)",
            {"attendee": attendee, "zone": zone.value, "every": int(every)},
        )

    def people_inside(self, event: EventId) -> int:
        """How many are in the venue now."""
        row = self._run.rows(
            "select count(*) as n from presence where event = :event and zone = 'venue'", {"event": event}
        )[0]
        return int(row["n"])

    def was_admitted(self, attendee: AttendeeId) -> bool:
        """Whether the door ever let them in, undone entries aside."""
        return self._run.row(_ADMITTED, {"attendee": attendee}) is not None

    def answers(self, attendee: AttendeeId) -> dict[str, str]:
        """What they answered at the door, by question; the latest answer holds."""
        return {row["question"]: row["answer"] for row in self._run.rows(_ANSWERS, {"attendee": attendee})}

    def add_answers(self, scan: Scan, attendee: AttendeeId, answers: Mapping[str, str]) -> None:
        """Keep what they answered with this scan; it counts for nothing once the scan is undone."""
        for question, answer in answers.items():
            self._run.rows(
                "insert into door_answer (attendee, question, answer, scan, at)"
                " values (:attendee, :question, :answer, :scan, :at)",
                {
                    "attendee": attendee,
                    "question": question,
                    "answer": answer,
                    "scan": scan.seq,
                    "at": millis(scan.at),
                },
            )

    def add_payment(self, scan: Scan, payment: Payment, event: EventId) -> None:
        """Record what was handed over with a scan, even by somebody nobody knows."""
        self._run.rows(
            "insert into payment (event, attendee, scan, method, amount, reference, at, staff)"
            " values (:event, :attendee, :scan, :method, :amount, :reference, :at, :staff)",
            {
                "event": event,
                "attendee": scan.guest.id if scan.guest else None,
                "scan": scan.seq,
                "method": payment.method.value,
                "amount": payment.amount,
                "reference": payment.reference,
                "at": millis(scan.at),
                "staff": scan.staff,
            },
        )

    def _take_back_presence(self, scan: Scan) -> None:
        """A presence this scan opened ends, a seat with it, unless an earlier entry of the same person still stands."""
        key = {"scan": scan.seq}
        for held in self._run.rows("select attendee from presence where scan = :scan and zone = 'venue'", key):
            last = self.last_move(held["attendee"])
            if last is not None and last[0] is Direction.IN:
                self._run.rows(
                    "update presence set scan = :earlier, since = :since where scan = :scan and zone = 'venue'",
                    {**key, "earlier": last[1].scan, "since": millis(last[1].since)},
                )
            else:
                self._run.rows("delete from presence where attendee = :attendee", held)
        self._run.rows("delete from presence where scan = :scan", key)


def _circumstances(asked: ScanRequest, received_at: datetime) -> dict[str, object]:
    """How a scan reached us: by which clock, how late, and what staff said about it."""
    return {
        "device_at": millis(asked.at) if asked.at else None,
        "queued": int(asked.queued),
        "received_at": millis(received_at),
        "sent_at": millis(asked.sent_at) if asked.sent_at else None,
        "clock_gap": millis(asked.sent_at) - millis(received_at) if asked.sent_at else None,
        "shown": asked.shown.value if asked.shown else None,
        "force_reason": asked.force,
    }


def _presence(row: Row) -> Presence:
    place = read_place(row["place"]) or Place()
    return Presence(Zone(row["zone"]), place, moment(row["since"]), row["scan"], row["device_name"])
