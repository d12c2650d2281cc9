"""Undo a scan of a moment ago, or as a supervisor one of this evening."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.actions.check_pin import answers_for_much, check_pin, has_staff, has_supervisor, supervisor_of
from kiosk.actions.kit import Kit
from kiosk.actions.ports import Transaction
from kiosk.actions.watch_devices import check_paired
from kiosk.domain.device import Device
from kiosk.domain.errors import UndoRefusedError, UnknownNonceError
from kiosk.domain.facts import BadgeScanned
from kiosk.domain.scan import UNDO_WINDOW, Scan, Undoing
from kiosk.domain.staff import Staff
from kiosk.domain.verdict import Verdict

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UndoRequest:
    """Who wants which scan undone, and why. `keeps_payment` says that the guest's money stays here.

    `staff` is who stands at the device, where that is known; `pin` is a supervisor's, where one is asked for.
    """

    nonce: str
    device: Device
    reason: str
    keeps_payment: bool = False
    pin: str | None = None
    staff: Staff | None = None

    def done(self, at: datetime, by: Staff | None) -> Undoing:
        """What is kept of it."""
        return Undoing(self.device.id, self.reason, at, by.id if by else None, keeps_payment=self.keeps_payment)


def undo_scan(kit: Kit, asked: UndoRequest) -> Scan:
    """Annul one scan, keep it in the history, and give back what it took: presence, answers, and payment unless kept.

    Undoing twice answers the same. An undone exit does not bring anybody back in: scan them in again.

    Raises:
        UnknownNonceError: no scan has this nonce.
        UndoRefusedError: of another event; or, where no supervisor works, made by another device or more than 15
            minutes ago.
        PinNeededError: made by another device, or more than 15 minutes ago: a supervisor may.
        PinWrongError, TooManyTriesError: as `check_pin`.
        DeviceRevokedError: the device was taken out of use meanwhile.
    """
    with kit.store.writing() as store:
        check_paired(store, asked.device)
        scan = store.scans.by_nonce(asked.nonce)
        if scan is None:
            raise UnknownNonceError(asked.nonce)
        staff = _allowed(kit, store, asked, scan)
        if scan.verdict is Verdict.ANNULLED:
            return scan.replay()
        by = staff.id if staff else None
        store.scans.annul(
            scan, Undoing(asked.device.id, asked.reason, kit.now(), by, keeps_payment=asked.keeps_payment)
        )
        if scan.guest is not None:
            store.attendees.touch([scan.guest.id])
    undone = replace(scan, verdict=Verdict.ANNULLED, offers_claim=False, needs_pin=False, questions=())
    kit.announce(BadgeScanned(undone))
    return undone


def _allowed(kit: Kit, store: Transaction, asked: UndoRequest, scan: Scan) -> Staff | None:
    """Who answers for it: whoever stands at the device or typed a PIN, when it is its own scan of a moment ago."""
    why = _objection(kit, store, asked, scan)
    if why is None:
        is_typed = asked.pin is not None and has_staff(store)
        return check_pin(kit, store, asked.pin or "", device=asked.device.id) if is_typed else asked.staff
    log.warning("undo of scan %s from device %s: %s", scan.seq, asked.device.id, why)
    if why == "another_event" or not has_supervisor(store):
        raise UndoRefusedError(why)
    if answers_for_much(asked.staff):
        return asked.staff
    return supervisor_of(kit, store, asked.pin, asked.device)


def _objection(kit: Kit, store: Transaction, asked: UndoRequest, scan: Scan) -> str | None:
    """What speaks against it; nothing against saying again what was undone before."""
    device, event = store.scans.origin(asked.nonce) or (None, None)
    if event != kit.current_event(store).id:
        return "another_event"
    if device != asked.device.id:
        return "another_device"
    is_late = kit.now() - (scan.received_at or scan.at) > UNDO_WINDOW
    return "too_late" if is_late and scan.verdict is not Verdict.ANNULLED else None
