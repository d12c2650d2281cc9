"""The schema as an append-only list of steps; a released step is never edited.

Portable subset of SQLite and PostgreSQL: text ids made in Python, times as milliseconds, flags as 0 and 1, lists as
JSON text.
"""

from sqlite_utils import Database, Migrations

MIGRATIONS = Migrations("kiosk")

_FIRST = """
create table event (
  seq integer primary key autoincrement, id text not null unique, slug text not null unique, name text not null,
  format text not null, starts_at bigint not null, ends_at bigint not null, closed_at bigint, capacity integer,
  currency text not null, tables integer not null, meeting_points text not null, tables_need_entry integer not null,
  language text not null, made_at bigint not null);
create table price (
  event text not null references event(id), category text not null, amount integer not null, position integer not null,
  primary key (event, category));
create table person (
  id text primary key, name text not null, given text, family text, phone text, email text, company text, role text,
  language text, external_id text, made_at bigint not null);
create index person_phone on person(phone);
create index person_email on person(email);
create index person_external on person(external_id);
create table attendee (
  id text primary key, event text not null references event(id), person text not null references person(id),
  category text, amount integer not null, paid_before integer not null, state text not null, attention text,
  hidden integer not null, matching integer, show_company integer not null default 0,
  show_on_screen integer not null default 0, claimed_at bigint, version integer not null default 1, profile text not
  null, extra text not null, made_at bigint not null, unique (event, person));
create table badge (
  code text primary key, attendee text not null references attendee(id), event text not null references event(id),
  made_at bigint not null, replaced_at bigint);
create index badge_attendee on badge(attendee);
create table claim (
  digest text primary key, attendee text not null references attendee(id), made_at bigint not null, spent_at bigint);
create index claim_attendee on claim(attendee);
create table session (
  digest text primary key, attendee text not null references attendee(id), made_at bigint not null,
  expires_at bigint not null, ended_at bigint);
create table consent (
  seq integer primary key autoincrement, attendee text not null references attendee(id), purpose text not null,
  given integer not null, wording text not null, language text not null, at bigint not null);
create table device (
  id text primary key, name text not null, role text not null, digest text not null unique, paired_at bigint not null,
  revoked_at bigint);
create table scan (
  seq integer primary key autoincrement, event text not null references event(id), nonce text not null unique,
  attendee text references attendee(id), device text references device(id), place text not null, direction text not
  null, code text not null, raw text not null, verdict text not null, at bigint not null, device_at bigint, queued
  integer not null, answer text not null);
create index scan_attendee on scan(attendee, seq);
create index scan_event on scan(event, verdict);
create table annulment (
  scan integer primary key references scan(seq), device text references device(id), reason text not null, at bigint not
  null);
create table presence (
  attendee text not null references attendee(id), zone text not null, event text not null references event(id),
  place text not null, since bigint not null, scan integer not null references scan(seq), primary key (attendee, zone));
create index presence_event on presence(event, zone);
create table payment (
  seq integer primary key autoincrement, event text not null references event(id),
  attendee text not null references attendee(id), scan integer not null references scan(seq), method text not null,
  amount integer not null, reference text, at bigint not null, voided_at bigint);
create index payment_attendee on payment(attendee);
create table gesture (
  event text not null references event(id), by_attendee text not null references attendee(id),
  to_attendee text not null references attendee(id), kind text not null, at bigint not null, place text,
  primary key (by_attendee, to_attendee, kind));
create index gesture_to on gesture(to_attendee);
create index gesture_event on gesture(event);
create table suggestion (
  id text primary key, event text not null references event(id), a text not null references attendee(id),
  b text not null references attendee(id), score double precision not null, reasons text not null, place text not null,
  made_at bigint not null, expires_at bigint not null, mutual_at bigint, ended_at bigint, ending text,
  answer_a text, answered_a_at bigint, answer_b text, answered_b_at bigint, check (a < b));
create unique index suggestion_open on suggestion(a, b) where ended_at is null;
create index suggestion_a on suggestion(a);
create index suggestion_b on suggestion(b);
create index suggestion_event on suggestion(event);
"""

_STAFF = """
create table staff (
  id text primary key, name text not null, role text not null, salt text not null, digest text not null,
  made_at bigint not null, ended_at bigint);
create unique index staff_name on staff(name) where ended_at is null;
create table wrong_pin (device text primary key references device(id), wrong integer not null, at bigint not null);
alter table scan add column staff text references staff(id);
alter table annulment add column staff text references staff(id);
alter table payment add column staff text references staff(id);
"""

_DOOR = """
alter table event add column door text not null default '{}';
alter table scan add column judged text not null default '';
alter table scan add column received_at bigint not null default 0;
alter table scan add column sent_at bigint;
alter table scan add column clock_gap bigint;
alter table scan add column shown text;
alter table scan add column force_reason text;
alter table scan add column forced integer not null default 0;
alter table scan add column conflict text;
update scan set judged = verdict, received_at = at;
create index scan_conflict on scan(event, seq) where conflict is not null;
alter table annulment add column kept_payment integer not null default 0;
create table door_answer (
  seq integer primary key autoincrement, attendee text not null references attendee(id), question text not null,
  answer text not null, scan integer not null references scan(seq), at bigint not null);
create index door_answer_attendee on door_answer(attendee);
create table payment_2 (
  seq integer primary key autoincrement, event text not null references event(id),
  attendee text references attendee(id), scan integer not null references scan(seq), method text not null,
  amount integer not null, reference text, at bigint not null, voided_at bigint,
  staff text references staff(id));
insert into payment_2 select seq, event, attendee, scan, method, amount, reference, at, voided_at, staff from payment;
drop table payment;
alter table payment_2 rename to payment;
create index payment_attendee on payment(attendee);
"""

_DEVICES = """
alter table device add column seen_at bigint;
alter table device add column queue integer;
alter table device add column clock_gap bigint;
alter table device add column page text;
create table device_key (
  digest text primary key, device text not null references device(id), made_at bigint not null);
create table pairing (
  digest text primary key, device text not null references device(id), made_at bigint not null, used_at bigint,
  wrong integer not null);
"""


@MIGRATIONS()
def the_first_evening(database: Database) -> None:
    """Everything one evening needs, and a search over names and companies that does not mind accents."""
    for statement in filter(str.strip, _FIRST.split(";")):
        database.execute(statement)
    database.table("person").enable_fts(
        ["name", "company"], tokenize="unicode61 remove_diacritics 2", create_triggers=True
    )


@MIGRATIONS()
def rules_of_the_organiser(database: Database) -> None:
    """What an organiser chose of the matching rules; what is not here keeps its default."""
    database.execute(
        "create table rule (event text not null references event(id), name text not null, value text not null,"
        " primary key (event, name))"
    )


@MIGRATIONS()
def badges_made_at_a_desk(database: Database) -> None:
    """Why a badge was made at a desk, and on which device; and a device's last scans found quickly."""
    database.execute("alter table badge add column reason text")
    database.execute("alter table badge add column device text references device(id)")
    database.execute("create index scan_device on scan(device, seq)")


@MIGRATIONS()
def people_with_pins(database: Database) -> None:
    """Who works at the event, the wrong PINs of each device, and who did what."""
    for statement in filter(str.strip, _STAFF.split(";")):
        database.execute(statement)


@MIGRATIONS()
def the_whole_door(database: Database) -> None:
    """Rules of the door, what was asked there, what a door did alone or by force, money of a guest nobody knows."""
    triggers = [
        row[0]
        for row in database.execute("select sql from sqlite_master where type = 'trigger' and tbl_name = 'payment'")
    ]
    for statement in (*filter(str.strip, _DOOR.split(";")), *triggers):
        database.execute(statement)


@MIGRATIONS()
def the_search_leaves_the_file(database: Database) -> None:
    """Names are looked up in memory, where slips are forgiven: no second copy of them is kept."""
    for trigger in ("person_ai", "person_ad", "person_au"):
        database.execute(f"drop trigger if exists {trigger}")
    database.execute("drop table if exists person_fts")


@MIGRATIONS()
def walk_ins(database: Database) -> None:
    """What each walk-in asked for, as a keyed hash: a retry is told from another guest under the same nonce."""
    database.execute("create table walk_in (nonce text primary key references scan(nonce), digest text not null)")


_OF_A_GUEST = """
create trigger change_{name} after {what} on {table} begin
  delete from change where attendee = {guest};
  insert into change (event, attendee) select event, id from attendee where id = {guest};
end
"""
_OF_ALL = """
create trigger change_{name} after {what} on {table} begin
  insert into change (event, attendee) values ({event}, null);
end
"""
_DOOR_COLUMNS = "category, amount, paid_before, state, attention"
_SCANNED = "(select attendee from scan where seq = new.scan)"


@MIGRATIONS()
def changes_have_numbers(database: Database) -> None:
    """Number everything that may change what the door says to somebody.

    By triggers, so that no write, today's or a later one's, can forget it. A row without attendee concerns the whole
    event.
    """
    database.execute(
        "create table change (seq integer primary key autoincrement, event text not null, attendee text unique)"
    )
    database.execute("create index change_event on change(event, seq)")
    for table, guest in (("scan", "new.attendee"), ("annulment", _SCANNED), ("payment", "new.attendee")):
        _trigger(database, _OF_A_GUEST, table, "insert", guest=guest)
    _trigger(database, _OF_A_GUEST, "payment", "update", guest="new.attendee")
    for what in ("insert", "update", "delete"):
        guest = "old.attendee" if what == "delete" else "new.attendee"
        _trigger(database, _OF_A_GUEST, "presence", what, guest=guest)
    for what in ("insert", "update"):
        _trigger(database, _OF_A_GUEST, "badge", what, guest="new.attendee")
    _trigger(database, _OF_A_GUEST, "attendee", "insert", guest="new.id")
    _trigger(database, _OF_A_GUEST, "attendee", f"update of {_DOOR_COLUMNS}", guest="new.id")
    for table in ("badge", "attendee"):
        _trigger(database, _OF_ALL, table, "delete", event="old.event")
    _trigger(database, _OF_ALL, "event", "update", event="new.id")
    database.execute("insert into change (event, attendee) select event, id from attendee order by made_at, id")


def _trigger(database: Database, body: str, table: str, what: str, **row: str) -> None:
    name = f"{table}_{what.split(maxsplit=1)[0]}"
    database.execute(body.format(name=name, table=table, what=what, **row))


@MIGRATIONS()
def people_at_devices(database: Database) -> None:
    """Who typed a PIN on which device, and when they last did something there."""
    database.execute(
        "create table duty (device text primary key references device(id), staff text not null references staff(id),"
        " began_at bigint not null, last_act_at bigint not null)"
    )


@MIGRATIONS()
def devices_that_report(database: Database) -> None:
    """What devices last said of themselves, and the six digits that pair them."""
    for statement in filter(str.strip, _DEVICES.split(";")):
        database.execute(statement)


_LISTED_COLUMNS = "event, person, category, amount, paid_before, state, attention, hidden, profile, extra"
_COUNTED = "create trigger list_{name} after {what} on {table} begin update list_revision set number = number + 1; end"


@MIGRATIONS()
def lists_have_a_revision(database: Database) -> None:
    """Count whatever may change what a guest list comes to, so that one can be weighed without the write lock.

    By triggers, so that no write can forget it. Scans, payments and claims do not count. People without a phone or an
    e-mail are looked up by their name.
    """
    database.execute("create index person_name on person(name)")
    database.execute("create table list_revision (number bigint not null)")
    database.execute("insert into list_revision values (0)")
    for table, changed in (("person", "update"), ("attendee", f"update of {_LISTED_COLUMNS}")):
        for what in ("insert", changed, "delete"):
            _trigger(database, _COUNTED, table, what)
