"""Undo a scan of a moment ago, or as a supervisor one of this evening."""

import logging
from dataclasses import dataclass, replace

from kiosk.actions.check_pin import check_pin, has_supervisor
from kiosk.actions.kit import Kit
from kiosk.actions.ports import Transaction
from kiosk.domain.device import Device
from kiosk.domain.errors import PinNeededError, UndoRefusedError, UnknownNonceError
from kiosk.domain.facts import BadgeScanned
from kiosk.domain.scan import UNDO_WINDOW, Scan, Undoing
from kiosk.domain.staff import StaffId, StaffRole
from kiosk.domain.verdict import Verdict

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UndoRequest:
    """Who wants which scan undone, and why. `keeps_payment` says that the guest's money stays here."""

    nonce: str
    device: Device
    reason: str
    keeps_payment: bool = False
    pin: str | None = None


def undo_scan(kit: Kit, asked: UndoRequest) -> Scan:
    """Annul one scan, keep it in the history, and give back what it took: presence, answers, and payment unless kept.

    Undoing twice answers the same. An undone exit does not bring anybody back in: scan them in again.

    Raises:
        UnknownNonceError: no scan has this nonce.
        UndoRefusedError: of another event; or, where no supervisor works, made by another device or more than 15
            minutes ago.
        PinNeededError: made by another device, or more than 15 minutes ago: a supervisor may.
        PinWrongError, TooManyTriesError: as `check_pin`.
    """
    with kit.store.writing() as store:
        scan = store.scans.by_nonce(asked.nonce)
        if scan is None:
            raise UnknownNonceError(asked.nonce)
        staff = _allowed(kit, store, asked, scan)
        if scan.verdict is Verdict.ANNULLED:
            return scan.replay()
        undoing = Undoing(asked.device.id, asked.reason, kit.now(), staff, keeps_payment=asked.keeps_payment)
        store.scans.annul(scan, undoing)
        if scan.guest is not None:
            store.attendees.touch([scan.guest.id])
    undone = replace(scan, verdict=Verdict.ANNULLED, offers_claim=False, needs_pin=False, questions=())
    kit.announce(BadgeScanned(undone))
    return undone


def _allowed(kit: Kit, store: Transaction, asked: UndoRequest, scan: Scan) -> StaffId | None:
    """Who answers for it: nobody in particular for a device's own scan of a moment ago."""
    device, event = store.scans.origin(asked.nonce) or (None, None)
    why = None
    if event != kit.current_event(store).id:
        why = "another_event"
    elif device != asked.device.id:
        why = "another_device"
    elif scan.verdict is not Verdict.ANNULLED and kit.now() - (scan.received_at or scan.at) > UNDO_WINDOW:
        why = "too_late"
    if why is None:
        return None
    if why == "another_event" or not has_supervisor(store):
        log.warning("undo of scan %s refused to %s: %s", scan.seq, asked.device.id, why)
        raise UndoRefusedError(why)
    if asked.pin is None:
        log.warning("undo of scan %s by %s needs a supervisor: %s", scan.seq, asked.device.id, why)
        raise PinNeededError(StaffRole.SUPERVISOR)
    return check_pin(kit, store, asked.pin, device=asked.device.id, at_least=StaffRole.SUPERVISOR).id
