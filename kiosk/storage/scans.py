"""Scans, refusals too; who is where; what was paid. Rows are added, not corrected: an undone scan gets an annulment."""

import json
from datetime import datetime

from kiosk.domain.event import EventId
from kiosk.domain.language import Language
from kiosk.domain.money import Amount, Payment
from kiosk.domain.people import AttendeeId
from kiosk.domain.place import Place, Zone, read_place
from kiosk.domain.scan import Direction, First, Guest, Presence, Scan, ScanRequest, Verdict
from kiosk.domain.staff import StaffId
from kiosk.storage.database import Row, Run
from kiosk.storage.rows import millis, moment, moment_or_none, to_json

_ADD = """
insert into scan (event, nonce, attendee, device, place, direction, code, raw, verdict, at, device_at, queued, answer,
  staff)
values (:event, :nonce, :attendee, :device, :place, :direction, :code, :raw, :verdict, :at, :device_at, :queued,
  :answer, :staff)
returning seq
"""
_BY_NONCE = """
select s.*, d.name as device_name, n.at as annulled_at from scan s left join device d on d.id = s.device
left join annulment n on n.scan = s.seq where s.nonce = :nonce
"""
_PRESENCE = """
select p.zone, p.place, p.since, p.scan, d.name as device_name from presence p join scan s on s.seq = p.scan
left join device d on d.id = s.device where p.attendee = :attendee and p.zone = :zone
"""
_ENTER = """
insert into presence (attendee, zone, event, place, since, scan) values (:attendee, :zone, :event, :place, :at, :scan)
on conflict (attendee, zone) do update set place = excluded.place, since = excluded.since, scan = excluded.scan
"""
_ADMITTED = """
select 1 as yes from scan s where s.attendee = :attendee and s.place = 'door' and s.direction = 'in'
  and s.verdict in ('ok', 'ok_attention') and not exists (select 1 from annulment n where n.scan = s.seq) limit 1
"""

_ANNUL = "insert into annulment (scan, device, reason, at, staff) values (:scan, :device, :reason, :at, :staff)"


class Scans:
    """One noun of an open transaction."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def by_nonce(self, nonce: str) -> Scan | None:
        """The scan recorded under this nonce, with its first answer; None for a new nonce."""
        row = self._run.row(_BY_NONCE, {"nonce": nonce})
        return _scan_of(row) if row else None

    def add(self, scan: Scan, asked: ScanRequest, event: EventId) -> int:
        """Record a scan and its answer; the sequence number comes back."""
        added = self._run.rows(
            _ADD,
            {
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
                "device_at": millis(asked.at) if asked.at else None,
                "queued": int(asked.queued),
                "answer": _answer_json(scan),
                "staff": asked.staff.id if asked.staff else None,
            },
        )
        return int(added[0]["seq"])

    def device_of(self, nonce: str) -> str | None:
        """The id of the device that made this scan."""
        row = self._run.row("select device from scan where nonce = :nonce", {"nonce": nonce})
        return row["device"] if row else None

    def annul(self, scan: Scan, *, device: str, reason: str, at: datetime, staff: StaffId | None = None) -> None:
        """Mark a scan as undone; it stays in the history, its payment is void and its presence gone, a seat with it."""
        key = {"scan": scan.seq, "device": device, "reason": reason, "at": millis(at), "staff": staff}
        self._run.rows(_ANNUL, key)
        self._run.rows("update payment set voided_at = :at where scan = :scan and voided_at is null", key)
        for seated in self._run.rows("select attendee from presence where scan = :scan and zone = 'venue'", key):
            self._run.rows("delete from presence where attendee = :attendee", seated)
        self._run.rows("delete from presence where scan = :scan", key)

    def presence(self, attendee: AttendeeId, zone: Zone) -> Presence | None:
        """Where in this zone they are now; None when they are not in it."""
        row = self._run.row(_PRESENCE, {"attendee": attendee, "zone": zone.value})
        if row is None:
            return None
        place = read_place(row["place"]) or Place()
        return Presence(Zone(row["zone"]), place, moment(row["since"]), row["scan"], row["device_name"])

    def enter(self, scan: Scan, event: EventId) -> None:
        """Open a presence, or move it to this place: one per person and zone."""
        self._run.rows(
            _ENTER,
            {
                "attendee": scan.guest.id if scan.guest else None,
                "zone": scan.place.zone.value,
                "event": event,
                "place": scan.place.name,
                "at": millis(scan.at),
                "scan": scan.seq,
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

    def add_payment(self, scan: Scan, payment: Payment, event: EventId) -> None:
        """Record what was handed over with a scan."""
        self._run.rows(
            "insert into payment (event, attendee, scan, method, amount, reference, at, staff) values (:event,"
            " :attendee, :scan, :method, :amount, :reference, :at, (select staff from scan where seq = :scan))",
            {
                "event": event,
                "attendee": scan.guest.id if scan.guest else None,
                "scan": scan.seq,
                "method": payment.method.value,
                "amount": payment.amount,
                "reference": payment.reference,
                "at": millis(scan.at),
            },
        )


def _answer_json(scan: Scan) -> str:
    guest, due, first = scan.guest, scan.due, scan.first
    return to_json(
        {
            "guest": guest and [guest.id, guest.name, guest.company, guest.category, guest.language.value],
            "due": due and [due.value, due.currency],
            "first": first and [millis(first.at), first.place, first.device],
            "detail": scan.detail,
            "claim": scan.offers_claim,
        }
    )


def _scan_of(row: Row) -> Scan:
    answer = json.loads(row["answer"])
    guest, due, first = answer["guest"], answer["due"], answer["first"]
    is_annulled = moment_or_none(row["annulled_at"]) is not None
    return Scan(
        seq=row["seq"],
        nonce=row["nonce"],
        code=row["code"],
        place=read_place(row["place"]) or Place(),
        direction=Direction(row["direction"]),
        verdict=Verdict.ANNULLED if is_annulled else Verdict(row["verdict"]),
        at=moment(row["at"]),
        device=row["device_name"],
        guest=Guest(AttendeeId(guest[0]), guest[1], guest[2], guest[3], Language(guest[4])) if guest else None,
        due=Amount(due[0], due[1]) if due else None,
        first=First(moment(first[0]), first[1], first[2]) if first else None,
        detail=answer["detail"],
        offers_claim=answer["claim"] and not is_annulled,
    )
