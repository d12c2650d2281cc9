"""Take a guest list in; the same list again adds nobody, a newer one updates."""

from collections.abc import Callable, Sequence

from kiosk.actions.kit import Kit
from kiosk.actions.ports import Transaction
from kiosk.actions.register import register
from kiosk.actions.weigh_list import SamePerson, Weighed, weigh_list
from kiosk.domain.guest_list import Intake, Invitation

TRIES = 3


def import_guests(
    kit: Kit,
    invitations: Sequence[Invitation],
    *,
    is_same: SamePerson,
    progress: Callable[[int], None] | None = None,
    dry_run: bool = False,
) -> Intake:
    """Put everybody on the list of the current event, all or none; people the house knows are recognised, never merged.

    The list is weighed without the write lock, so that doors go on; then only what differs is written, in one short
    transaction, unless somebody was added or changed meanwhile: then it is weighed again, the last time under the lock.

    Args:
        kit: The house.
        invitations: The list, in its order.
        is_same: Whether two people who share an id, a phone or an e-mail are one.
        progress: Told after each guest how many are done; begins again when the list has to be weighed again.
        dry_run: Only say what would become of the list; nothing is kept, no lock is taken.

    Raises:
        NoEventError: the house has no open event.
    """
    for _ in range(TRIES):
        with kit.store.reading() as store:
            weighed = weigh_list(kit, store, invitations, is_same=is_same, progress=progress)
        if dry_run or _is_kept(kit, weighed):
            return weighed.intake
    with kit.store.writing() as store:
        weighed = weigh_list(kit, store, invitations, is_same=is_same, progress=progress)
        _write(kit, store, weighed)
    return weighed.intake


def _is_kept(kit: Kit, weighed: Weighed) -> bool:
    """Write it; False, with nothing written, when the house is not any more what the list was weighed against."""
    with kit.store.writing() as store:
        if (kit.current_event(store), store.attendees.revision()) != (weighed.event, weighed.revision):
            return False
        _write(kit, store, weighed)
    return True


def _write(kit: Kit, store: Transaction, weighed: Weighed) -> None:
    for person in weighed.new_people:
        store.attendees.add_person(person, kit.now())
    for person in weighed.changed_people:
        store.attendees.change_person(person)
    for listed in weighed.registered:
        register(kit, store, listed.priced, paid=listed.paid, extra=listed.extra)
    for listed in weighed.amended:
        store.attendees.amend(listed.priced, paid=listed.paid, extra=listed.extra)
