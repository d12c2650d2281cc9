"""The list of the current evening, folded for searching and kept while it stays the same."""

from kiosk.actions.ports import Transaction
from kiosk.domain.directory import Directory
from kiosk.domain.event import EventId


class GuestBook:
    """Remembers the last list it looked at; whatever changed, in this process or another, is seen at the next look."""

    def __init__(self) -> None:
        self._last: Directory | None = None

    def of(self, store: Transaction, event: EventId) -> Directory:
        """Everybody on this list as it is now. Cost: reading the list; folding it only after a change."""
        listed = store.attendees.listed(event)
        last = self._last
        if last is None or last.listed != listed:
            last = self._last = Directory(listed, last)
        return last
