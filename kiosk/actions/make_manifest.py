"""Make the list from which a tablet answers while it is alone."""

from kiosk.actions.kit import Kit
from kiosk.actions.ports import Transaction
from kiosk.domain.event import Event
from kiosk.domain.manifest import Manifest


def make_manifest(kit: Kit, since: int | None = None, event_slug: str | None = None) -> Manifest:
    """The current event's list in one moment: what changed after `since`, or all of it where that would not be enough.

    Args:
        kit: The house.
        since: The number of the list the tablet has; None for a tablet without one.
        event_slug: The event of that list; a list of another event is no beginning.

    Raises:
        NoEventError: the house has no open event.
    """
    with kit.store.reading() as store:
        event = kit.current_event(store)
        latest = store.changes.latest()
        is_same = event_slug in {None, event.slug}
        known = since if since is not None and is_same and _is_enough(store, event, since, latest) else None
        room = store.events.room(event)
        return Manifest(
            event=event,
            seq=latest,
            is_whole=known is None,
            made_at=kit.now(),
            people_in=room.people_in,
            inside=room.inside,
            standings=tuple(store.changes.standings(event, known)),
        )


def _is_enough(store: Transaction, event: Event, since: int, latest: int) -> bool:
    """A number from the future is of a house that was put back to an older copy."""
    return since <= latest and not store.changes.concern_all(event.id, since)
