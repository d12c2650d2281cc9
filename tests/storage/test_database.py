"""The house's one file: the lock first, all or nothing, one moment to look at."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlite_utils import Database

from kiosk.domain.errors import OlderProgramError
from kiosk.storage.database import Run, SqliteDatabase
from kiosk.storage.migrations import MIGRATIONS

ADD = "insert into person (id, name, made_at) values (:id, 'Awa Ndi', 0)"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    with closing(SqliteDatabase(tmp_path / "kiosk.db")) as opened:
        yield opened


def people(run: Run) -> int:
    return int(run.rows("select count(*) as n from person")[0]["n"])


def add_twice(transaction: AbstractContextManager[Run]) -> None:
    with transaction as run:
        run.rows(ADD, {"id": "p_1"})
        run.rows(ADD, {"id": "p_1"})


def kept(database: SqliteDatabase) -> int:
    with database.reading() as run:
        return people(run)


def test_what_was_written_is_there_for_the_next_reader_and_after_a_restart(tmp_path: Path) -> None:
    with closing(SqliteDatabase(tmp_path / "kiosk.db")) as database:
        with database.writing() as run:
            run.rows(ADD, {"id": "p_1"})
        assert kept(database) == 1

    with closing(SqliteDatabase(tmp_path / "kiosk.db")) as again:
        assert kept(again) == 1


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit, sqlite3.IntegrityError])
def test_any_error_undoes_everything_and_the_next_write_goes_through(
    database: SqliteDatabase, error: type[BaseException]
) -> None:
    def fail() -> None:
        with database.writing() as run:
            run.rows(ADD, {"id": "p_1"})
            raise error

    with pytest.raises(error):
        fail()

    assert kept(database) == 0
    with database.writing() as run:
        run.rows(ADD, {"id": "p_1"})
    assert kept(database) == 1


def test_a_statement_that_fails_takes_the_ones_before_it_along(database: SqliteDatabase) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        add_twice(database.writing())

    assert kept(database) == 0


def test_what_refers_to_nothing_is_refused(database: SqliteDatabase) -> None:
    with pytest.raises(sqlite3.IntegrityError), database.writing() as run:
        run.rows("insert into badge (code, attendee, event, made_at) values ('BBBBBBBBBB', 'a_x', 'e_x', 0)")


def test_the_lock_is_taken_before_anything_is_read(database: SqliteDatabase, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "kiosk.db", timeout=0)

    with closing(other), database.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")


def test_a_reader_takes_no_lock(database: SqliteDatabase) -> None:
    with database.reading() as run:
        assert people(run) == 0
        with database.writing() as writer:
            writer.rows(ADD, {"id": "p_1"})

    assert kept(database) == 1


def test_a_reader_sees_one_moment_whatever_is_written_meanwhile(database: SqliteDatabase) -> None:
    with database.reading() as run:
        before = people(run)
        with database.writing() as writer:
            writer.rows(ADD, {"id": "p_1"})
        assert people(run) == before == 0

    assert kept(database) == 1


def test_nobody_sees_what_is_not_yet_kept(database: SqliteDatabase) -> None:
    with database.writing() as writer:
        writer.rows(ADD, {"id": "p_1"})

        assert kept(database) == 0


def test_a_reader_does_not_wait_for_a_writer_of_another_thread(database: SqliteDatabase) -> None:
    is_writing, may_end = Event(), Event()

    def write() -> None:
        with database.writing() as run:
            run.rows(ADD, {"id": "p_1"})
            is_writing.set()
            may_end.wait(10)

    writer = Thread(target=write)
    writer.start()
    assert is_writing.wait(10)

    assert kept(database) == 0

    may_end.set()
    writer.join()
    assert kept(database) == 1


def test_looking_cannot_write(database: SqliteDatabase) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"), database.reading() as run:
        run.rows(ADD, {"id": "p_1"})

    assert kept(database) == 0


def test_a_reader_that_failed_does_not_harm_the_next(database: SqliteDatabase) -> None:
    with pytest.raises(sqlite3.OperationalError), database.reading() as run:
        run.rows("select nonsense from nowhere")

    assert kept(database) == 0


def test_many_readers_at_once_each_see_their_own_moment(database: SqliteDatabase) -> None:
    with database.reading() as first:
        assert people(first) == 0
        with database.writing() as run:
            run.rows(ADD, {"id": "p_1"})
        with database.reading() as second:
            assert (people(first), people(second)) == (0, 1)


def test_writers_of_many_threads_take_turns_and_none_is_lost(database: SqliteDatabase) -> None:
    def count_up(number: int) -> int:
        with database.writing() as run:
            before = people(run)
            run.rows(ADD, {"id": f"p_{number}"})
            return before

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(count_up, range(40)))

    assert sorted(seen) == list(range(40))


def test_a_second_program_waits_for_the_first_to_finish(database: SqliteDatabase, tmp_path: Path) -> None:
    with closing(SqliteDatabase(tmp_path / "kiosk.db")) as other, ThreadPoolExecutor(1) as pool:
        with database.writing() as run:
            run.rows(ADD, {"id": "p_1"})
            waiting = pool.submit(add_one, other)
            assert not waiting.done()

        assert waiting.result(10) == 1

    assert kept(database) == 2


def add_one(database: SqliteDatabase) -> int:
    with database.writing() as run:
        before = people(run)
        run.rows(ADD, {"id": "p_2"})
    return before


def opened(path: Path) -> int:
    """Open a house as a program does, and say how many steps its schema has."""
    with closing(SqliteDatabase(path)) as database, database.reading() as run:
        return len(run.rows("select name from _sqlite_migrations"))


@pytest.mark.fault
def test_programs_that_start_at_once_make_one_house(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"

    with get_context("spawn").Pool(2) as pool:
        steps = pool.map(opened, [path] * 6, chunksize=1)

    assert set(steps) == {len(MIGRATIONS.pending(Database(memory=True)))}


def test_threads_that_open_at_once_make_one_house(tmp_path: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        steps = list(pool.map(opened, [tmp_path / "kiosk.db"] * 6))

    assert set(steps) == {len(MIGRATIONS.pending(Database(memory=True)))}


def test_a_house_of_a_newer_program_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.db"
    SqliteDatabase(path).close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('kiosk', 'the_next_evening', '')"
        )
        newer.commit()
    before = path.read_bytes()

    for _ in range(2):
        with pytest.raises(OlderProgramError):
            SqliteDatabase(path)

    assert path.read_bytes() == before


def test_a_house_is_its_owners_only_with_everything_beside_it(database: SqliteDatabase, tmp_path: Path) -> None:
    with database.writing() as run:
        run.rows(ADD, {"id": "p_1"})

    modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.glob("kiosk.db*")}

    assert modes.keys() == {"kiosk.db", "kiosk.db-shm", "kiosk.db-wal"}
    assert set(modes.values()) == {0o600}


def test_a_closed_house_is_one_file(tmp_path: Path) -> None:
    database = SqliteDatabase(tmp_path / "kiosk.db")
    with database.writing() as run:
        run.rows(ADD, {"id": "p_1"})
    kept(database)

    database.close()

    assert [each.name for each in tmp_path.iterdir()] == ["kiosk.db"]


def test_a_commit_is_on_the_disk_and_what_is_erased_is_gone(database: SqliteDatabase) -> None:
    with database.writing() as run:
        names = ("synchronous", "secure_delete", "foreign_keys")
        pragmas = {name: run.rows(f"PRAGMA {name}")[0][name] for name in names}

    assert pragmas == {"synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
