"""Connections and transactions of the house's one file.

Rules of this file: a write takes the lock first (`BEGIN IMMEDIATE`), so what it reads stays true until it commits; an
answer leaves after the commit, and a commit is on the disk (`synchronous=FULL`); a reader never waits for a writer
(WAL).
"""

import re
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from kiosk.domain.errors import OlderProgramError
from kiosk.storage.migrations import MIGRATIONS

Row = Mapping[str, Any]
Params = Mapping[str, object]

LOCK_WAIT = 10.0
_PRAGMAS = ("journal_mode=wal", "synchronous=full", "busy_timeout=40", "foreign_keys=on", "secure_delete=on")
_BUSY = re.compile("locked|busy")


class Run:
    """One open transaction: statements in, rows out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._kept: list[tuple[str, Params]] = []

    def rows(self, sql: str, params: Params | None = None) -> list[Row]:
        """Run one statement and read all its rows."""
        cursor = self._connection.execute(sql, dict(params or {}))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def row(self, sql: str, params: Params | None = None) -> Row | None:
        """Run one statement and read its first row; None when there is none."""
        rows = self.rows(sql, params)
        return rows[0] if rows else None

    def keep(self, sql: str, params: Params) -> None:
        """Run one statement at the end, whether the rest is kept or undone: a refusal may have to be remembered."""
        self._kept.append((sql, params))

    @property
    def has_kept(self) -> bool:
        """Whether anything was put aside."""
        return bool(self._kept)

    def run_kept(self) -> None:
        """Run what was put aside."""
        for sql, params in self._kept:
            self.rows(sql, params)


class SqliteDatabase:
    """One writer connection behind a lock, and a pool of readers that each see one moment."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._readers: deque[sqlite3.Connection] = deque()
        # Names, phones and payments: for the owner of the house only, and so are the files SQLite puts beside it.
        path.touch(mode=0o600)
        self._migrate()
        self._writer = self._open()

    @contextmanager
    def writing(self) -> Iterator[Run]:
        """All of it or none of it. The lock comes first; one writer at a time, over threads and processes."""
        with self._lock:
            _begin_immediate(self._writer)
            run = Run(self._writer)
            try:
                yield run
                run.run_kept()
            except BaseException:
                self._writer.execute("ROLLBACK")
                self._keep(run)
                raise
            self._writer.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[Run]:
        """One moment of the house, whatever is written meanwhile."""
        connection = self._borrow()
        try:
            connection.execute("BEGIN")
            yield Run(connection)
        finally:
            connection.execute("ROLLBACK")
            self._readers.append(connection)

    def close(self) -> None:
        """Fold the log into the file and let it go."""
        for connection in (*self._readers, self._writer):
            connection.close()

    def _keep(self, run: Run) -> None:
        """What an undone transaction wanted remembered all the same."""
        if run.has_kept:
            _begin_immediate(self._writer)
            run.run_kept()
            self._writer.execute("COMMIT")

    def _borrow(self) -> sqlite3.Connection:
        with suppress(IndexError):
            return self._readers.pop()
        reader = self._open()
        reader.execute("PRAGMA query_only=on")
        return reader

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _migrate(self) -> None:
        """Bring the file to this program's schema: foreign keys off meanwhile, checked after, two starters in turn."""
        connection = self._open()
        database = Database(connection)
        try:
            connection.execute("PRAGMA foreign_keys=off")
            _begin_immediate(connection)
            _refuse_a_newer_house(database)
            MIGRATIONS.apply(database)
            connection.execute("PRAGMA foreign_key_check").fetchall()
            connection.execute("COMMIT")
        finally:
            connection.close()


def _begin_immediate(connection: sqlite3.Connection) -> None:
    """Take the write lock.

    Between tries other greenlets run, so that a stuck neighbour cannot freeze the whole server.
    """
    deadline = time.monotonic() + LOCK_WAIT
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not _BUSY.search(str(error)) or time.monotonic() > deadline:
                raise
            time.sleep(0.005)
        else:
            return


def _refuse_a_newer_house(database: Database) -> None:
    ours = {migration.name for migration in MIGRATIONS.pending(Database(memory=True))}
    if {migration.name for migration in MIGRATIONS.applied(database)} - ours:
        raise OlderProgramError
