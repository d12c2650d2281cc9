"""The nouns put together: one transaction, everything the house keeps."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.storage.attendees import Attendees
from kiosk.storage.changes import Changes
from kiosk.storage.codes import Codes
from kiosk.storage.database import Run, SqliteDatabase
from kiosk.storage.devices import Devices
from kiosk.storage.events import Events
from kiosk.storage.scans import Scans
from kiosk.storage.staff import StaffList
from kiosk.storage.suggestions import Suggestions
from kiosk.storage.walk_ins import WalkIns


class Transaction:
    """One moment of the house, by noun."""

    def __init__(self, run: Run) -> None:
        self.events = Events(run)
        self.attendees = Attendees(run)
        self.codes = Codes(run)
        self.scans = Scans(run)
        self.suggestions = Suggestions(run)
        self.walk_ins = WalkIns(run)
        self.devices = Devices(run)
        self.staff = StaffList(run)
        self.changes = Changes(run)


class Store:
    """The house's file; `writing` is all or nothing and durable, `reading` sees one moment."""

    def __init__(self, path: Path) -> None:
        self._database = SqliteDatabase(path)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that took the write lock first; it commits at the end, or undoes itself on any error."""
        with self._database.writing() as run:
            yield Transaction(run)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A moment to look at; writing in it fails."""
        with self._database.reading() as run:
            yield Transaction(run)

    def close(self) -> None:
        """Let the file go; nothing is open after."""
        self._database.close()
