"""Scans as they are kept, and a house from before the whole door."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from kiosk.actions.look import room_now
from kiosk.domain.money import Method, Payment
from kiosk.domain.place import Place
from kiosk.domain.scan import Direction
from kiosk.domain.verdict import Verdict
from kiosk.storage.database import Run, SqliteDatabase
from kiosk.storage.migrations import MIGRATIONS
from tests.bench import Bench

OLD = """
insert into event (id, slug, name, format, starts_at, ends_at, currency, tables, meeting_points, tables_need_entry,
  language, made_at) values ('e', 'e', 'E', 'talk', 0, 9, 'XAF', 1, '[]', 1, 'fr', 0);
insert into person (id, name, made_at) values ('p', 'Awa Ndi', 0);
insert into attendee (id, event, person, amount, paid_before, state, hidden, profile, extra, made_at)
  values ('a', 'e', 'p', 5, 0, 'registered', 0, '{}', '{}', 0);
insert into scan (event, nonce, attendee, place, direction, code, raw, verdict, at, queued, answer)
  values ('e', 'old-nonce-1', 'a', 'door', 'in', 'BCDEFGHJKN', 'BCDEFGHJKN', 'ok', 7, 0,
    '{"guest":["a","Awa Ndi",null,null,"fr"],"due":null,"first":null,"detail":null,"claim":false}');
insert into payment (event, attendee, scan, method, amount, at) values ('e', 'a', 1, 'cash', 5, 7);
create table noted (payment integer);
create trigger note_payments after insert on payment begin insert into noted values (new.seq); end
"""


def test_a_house_from_before_keeps_its_scans_payments_and_triggers(tmp_path: Path) -> None:
    place = tmp_path / "kiosk.db"
    before = Database(place)
    MIGRATIONS.apply(before, stop_before="the_whole_door")
    before.conn.executescript(OLD)
    before.close()

    house = SqliteDatabase(place)
    with house.writing() as run:
        scan = run.rows("select verdict, judged, at, received_at, forced, conflict from scan")
        paid = run.rows("select seq, attendee, scan, method, amount, at, voided_at from payment")
        run.rows("insert into payment (event, scan, method, amount, at) values ('e', 1, 'cash', 5, 8)")
        noted = run.rows("select payment from noted")
        event = run.rows("select door from event")
    house.close()

    assert scan == [
        {"verdict": "ok", "judged": "ok", "at": 7, "received_at": 7, "forced": 0, "conflict": None},
    ]
    assert [tuple(row.values()) for row in paid] == [(1, "a", 1, "cash", 5, 7, None)]
    assert noted == [{"payment": 2}]
    assert event == [{"door": "{}"}]


def test_an_old_answer_is_said_again_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "kiosk.db"
    before = Database(place)
    MIGRATIONS.apply(before, stop_before="the_whole_door")
    before.conn.executescript(OLD)
    before.close()
    bench = Bench(tmp_path)

    with bench.store.reading() as store:
        scan = store.scans.by_nonce("old-nonce-1")

    assert scan is not None
    assert (scan.verdict, scan.judged, scan.forced, scan.questions) == (Verdict.OK, Verdict.OK, False, ())
    bench.store.close()


@pytest.mark.parametrize(
    ("asked", "most"),
    [
        ({}, 11),
        ({"direction": Direction.OUT}, 10),
        ({"place": Place(2)}, 10),
        ({"payment": Payment(Method.CASH, 5_000)}, 12),
    ],
)
def test_a_scan_takes_few_statements(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, asked: dict[str, Any], most: int
) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000 if "payment" in asked else None)
    if "place" in asked:
        bench.scan(awa.front_code)
    said: list[str] = []
    rows = Run.rows

    def counting(self: Run, sql: str, params: object = None) -> object:
        said.append(" ".join(sql.split())[:60])
        return rows(self, sql, params)  # type: ignore[arg-type]

    monkeypatch.setattr(Run, "rows", counting)

    assert bench.scan(awa.front_code, **asked).verdict is Verdict.OK

    assert len(said) <= most, said


def test_every_attempt_is_kept_with_its_raw_code(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    for raw in (awa.front_code.lower(), "BBBBBBBBBB", "WIFI:S:x;;", awa.front_code):
        bench.scan(raw)

    house = sqlite3.connect(bench.path / "kiosk.db")
    kept = house.execute("select raw, verdict from scan order by seq").fetchall()
    house.close()

    assert kept == [
        (awa.front_code.lower(), "ok"),
        ("BBBBBBBBBB", "unknown"),
        ("WIFI:S:x;;", "invalid"),
        (awa.front_code, "already_in"),
    ]
    assert room_now(bench.kit).inside == 1
