"""Events of the house and what is counted at one."""

import json
from collections.abc import Mapping

from kiosk.domain.event import Event, EventFormat, EventId
from kiosk.domain.language import Language
from kiosk.domain.room import Meeting, Room
from kiosk.storage.database import Row, Run
from kiosk.storage.door_rules import door_rules_json, door_rules_of
from kiosk.storage.rows import millis, moment, to_json

_ADD = """
insert into event (id, slug, name, format, starts_at, ends_at, capacity, currency, tables, meeting_points,
  tables_need_entry, language, made_at, door)
values (:id, :slug, :name, :format, :starts_at, :ends_at, :capacity, :currency, :tables, :meeting_points,
  :tables_need_entry, :language, :made_at, :door)
"""
_COUNTS = """
select
  (select count(*) from attendee where event = :event and state in ('registered', 'invited')) as expected,
  (select count(*) from presence where event = :event and zone = 'venue') as inside,
  (select count(distinct attendee) from scan s where event = :event and place = 'door' and direction = 'in'
    and verdict in ('ok', 'ok_attention') and not exists (select 1 from annulment n where n.scan = s.seq)) as people_in,
  (select count(attendee) from scan s where event = :event and place = 'door' and direction = 'in'
    and verdict in ('ok', 'ok_attention') and judged <> 'already_in'
    and not exists (select 1 from annulment n where n.scan = s.seq)) as entries,
  (select coalesce(max(seq), 0) from scan where event = :event) as seq
"""
_TABLES = "select place, count(*) as people from presence where event = :event and zone = 'table' group by place"
_TAKINGS = """
select method, sum(amount) as amount from payment where event = :event and voided_at is null
group by method order by method
"""
_MEETINGS = """
select x.by_attendee as a, x.to_attendee as b, max(x.at, y.at) as at, x.place, pa.name as a_name, pa.given as a_given,
  pb.name as b_name, pb.given as b_given
from gesture x join gesture y on y.by_attendee = x.to_attendee and y.to_attendee = x.by_attendee
join attendee aa on aa.id = x.by_attendee join attendee ab on ab.id = x.to_attendee
join person pa on pa.id = aa.person join person pb on pb.id = ab.person
where x.event = :event and x.by_attendee < x.to_attendee and aa.show_on_screen = 1 and ab.show_on_screen = 1
order by at desc, a, b limit 40
"""


class Events:
    """One noun of an open transaction."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def add(self, event: Event) -> None:
        """Keep a new event and its prices."""
        self._run.rows(
            _ADD,
            {
                "id": event.id,
                "slug": event.slug,
                "name": event.name,
                "format": event.format.value,
                "starts_at": millis(event.starts_at),
                "ends_at": millis(event.ends_at),
                "capacity": event.capacity,
                "currency": event.currency,
                "tables": event.tables,
                "meeting_points": to_json(event.meeting_points),
                "tables_need_entry": int(event.tables_need_entry),
                "language": event.language.value,
                "made_at": millis(event.starts_at),
                "door": door_rules_json(event.door),
            },
        )
        for position, (category, amount) in enumerate(event.prices.items()):
            self._run.rows(
                "insert into price (event, category, amount, position) values (:event, :category, :amount, :position)",
                {"event": event.id, "category": category, "amount": amount, "position": position},
            )

    def by_slug(self, slug: str) -> Event | None:
        """The event of this short name; None when there is none."""
        return self._event(self._run.row("select * from event where slug = :slug", {"slug": slug}))

    def by_id(self, event: EventId) -> Event | None:
        """The event of this id; None when there is none."""
        return self._event(self._run.row("select * from event where id = :id", {"id": event}))

    def current(self) -> Event | None:
        """The newest open event; None before the first."""
        return self._event(self._run.row("select * from event where closed_at is null order by seq desc limit 1"))

    def room(self, event: Event) -> Room:
        """Everything counted at an event, in one moment."""
        key = {"event": event.id}
        counts = self._run.rows(_COUNTS, key)[0]
        seated = {row["place"]: row["people"] for row in self._run.rows(_TABLES, key)}
        return Room(
            event=event,
            expected=counts["expected"],
            people_in=counts["people_in"],
            entries=counts["entries"],
            inside=counts["inside"],
            tables={number: seated.get(f"table-{number}", 0) for number in range(1, event.tables + 1)},
            takings={row["method"]: row["amount"] for row in self._run.rows(_TAKINGS, key)},
            meetings=_meetings(self._run.rows(_MEETINGS, key)),
            seq=counts["seq"],
        )

    def rules(self, event: EventId) -> dict[str, object]:
        """What the organiser chose of the matching rules, by name."""
        chosen = self._run.rows("select name, value from rule where event = :event order by name", {"event": event})
        return {row["name"]: json.loads(row["value"]) for row in chosen}

    def choose_rules(self, event: EventId, rules: Mapping[str, object]) -> None:
        """Keep these choices, and only these."""
        self._run.rows("delete from rule where event = :event", {"event": event})
        for name, value in rules.items():
            self._run.rows(
                "insert into rule (event, name, value) values (:event, :name, :value)",
                {"event": event, "name": name, "value": to_json(value)},
            )

    def _event(self, row: Row | None) -> Event | None:
        if row is None:
            return None
        prices = self._run.rows(
            "select category, amount from price where event = :event order by position", {"event": row["id"]}
        )
        return Event(
            id=EventId(row["id"]),
            slug=row["slug"],
            name=row["name"],
            format=EventFormat(row["format"]),
            starts_at=moment(row["starts_at"]),
            ends_at=moment(row["ends_at"]),
            capacity=row["capacity"],
            currency=row["currency"],
            tables=row["tables"],
            prices={price["category"]: price["amount"] for price in prices},
            meeting_points=tuple(json.loads(row["meeting_points"])),
            tables_need_entry=bool(row["tables_need_entry"]),
            language=Language(row["language"]),
            door=door_rules_of(row["door"]),
        )


def _meetings(rows: list[Row]) -> tuple[Meeting, ...]:
    """One per pair: a pair has up to four rows, one for each combination of their gestures."""
    by_pair: dict[tuple[str, str], Meeting] = {}
    for row in rows:
        names = (_first_name(row["a_given"], row["a_name"]), _first_name(row["b_given"], row["b_name"]))
        by_pair.setdefault((row["a"], row["b"]), Meeting(names, row["place"], moment(row["at"])))
    return tuple(by_pair.values())


def _first_name(given: str | None, name: str) -> str:
    return given or name.split(maxsplit=1)[0]
