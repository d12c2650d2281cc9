"""A scan's answer, as a device may see it."""

from collections.abc import Callable
from typing import Any

from kiosk.actions.look import PastScan
from kiosk.domain.device import Device
from kiosk.domain.language import Language
from kiosk.domain.question import Question
from kiosk.domain.room import Room
from kiosk.domain.scan import Scan
from kiosk.wording.formats import masked
from kiosk.wording.verdicts import verdict_sentence

View = dict[str, Any]


def scan_view(scan: Scan, device: Device, claim_url: Callable[[str], str]) -> View:
    """The contract's answer to a scan; amounts, company and claim codes only where staff stand."""
    is_staff = device.sees_money
    guest = scan.guest
    return {
        "seq": scan.seq,
        "nonce": scan.nonce,
        "verdict": scan.verdict.value,
        "replayed": scan.replayed,
        "attendee": {
            "id": guest.id,
            "name": guest.name if is_staff else masked(guest.name),
            "company": guest.company if is_staff else None,
            "category": guest.category if is_staff else None,
            "language": guest.language.value,
        }
        if guest
        else None,
        "due": {"amount": scan.due.value, "currency": scan.due.currency} if scan.due and is_staff else None,
        "first": {"at": scan.first.at.isoformat(), "place": scan.first.place, "device": scan.first.device}
        if scan.first
        else None,
        "claim_url": claim_url(scan.nonce) if scan.offers_claim and is_staff else None,
        "at": scan.at.isoformat(),
        "forced": scan.forced,
        "may_force": is_staff and scan.verdict.may_be_forced,
        "needs_pin": is_staff and scan.needs_pin,
        "conflict": scan.conflict if is_staff else None,
        "questions": [question_view(each) for each in scan.questions],
        "message": {language.value: verdict_sentence(scan, language, for_staff=is_staff) for language in Language},
    }


def past_view(past: PastScan, device: Device) -> View:
    """One line of the last scans: where it was made, what was paid with it, and no claim, for the guest is gone."""
    scan, paid = past.scan, past.payment
    return {
        **scan_view(scan, device, lambda _nonce: ""),
        "place": scan.place.name,
        "direction": scan.direction.value,
        "device": scan.device,
        "paid": {"method": paid.method.value, "amount": paid.amount} if paid else None,
    }


def question_view(question: Question) -> View:
    """One question to put to a guest, in both languages."""
    return {
        "key": question.key,
        "label": {"fr": question.fr, "en": question.en},
        "kind": question.kind.value,
        "choices": list(question.choices),
        "required": question.required,
    }


def event_view(room: Room, device: Device) -> View:
    """The evening in figures; takings only where staff stand."""
    return {
        "slug": room.event.slug,
        "name": room.event.name,
        "format": room.event.format.value,
        "capacity": room.event.capacity,
        "expected": room.expected,
        "people_in": room.people_in,
        "entries": room.entries,
        "inside": room.inside,
        "tables": {f"table-{number}": people for number, people in room.tables.items()},
        "takings": dict(room.takings) if device.sees_money else {},
        "seq": room.seq,
    }
