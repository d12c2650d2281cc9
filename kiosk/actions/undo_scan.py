"""Undo a scan of a moment ago."""

from dataclasses import replace

from kiosk.actions.kit import Kit
from kiosk.actions.watch_devices import check_paired
from kiosk.domain.device import Device
from kiosk.domain.errors import UndoRefusedError, UnknownNonceError
from kiosk.domain.facts import BadgeScanned
from kiosk.domain.scan import UNDO_WINDOW, Scan, Verdict
from kiosk.domain.staff import Staff


def undo_scan(kit: Kit, nonce: str, *, device: Device, reason: str, staff: Staff | None = None) -> Scan:
    """Annul one scan of this device, keep it in the history, and give back what it took: presence and payment.

    Undoing twice answers the same. An undone exit does not bring anybody back in: scan them in again.

    Raises:
        UnknownNonceError: no scan has this nonce.
        UndoRefusedError: made by another device, or more than 15 minutes ago.
        DeviceRevokedError: the device was taken out of use meanwhile.
    """
    with kit.store.writing() as store:
        check_paired(store, device)
        scan = store.scans.by_nonce(nonce)
        if scan is None:
            raise UnknownNonceError(nonce)
        if store.scans.device_of(nonce) != device.id:
            raise UndoRefusedError("another_device")
        if scan.verdict is Verdict.ANNULLED:
            return scan.replay()
        if kit.now() - scan.at > UNDO_WINDOW:
            raise UndoRefusedError("too_late")
        by = staff.id if staff else None
        store.scans.annul(scan, device=device.id, reason=reason, at=kit.now(), staff=by)
        if scan.guest is not None:
            store.attendees.touch([scan.guest.id])
    undone = replace(scan, verdict=Verdict.ANNULLED, offers_claim=False)
    kit.announce(BadgeScanned(undone))
    return undone
