"""Record a scan: the one way in, out, and to a table."""

from dataclasses import replace
from datetime import datetime

from kiosk.actions.kit import Kit
from kiosk.actions.ports import Transaction
from kiosk.actions.watch_devices import check_paired
from kiosk.domain.badge import Reading, claim_digest, derived_claim_code, is_private, read_front_code
from kiosk.domain.errors import InvalidFieldsError, NonceReusedError
from kiosk.domain.event import Event
from kiosk.domain.facts import BadgeScanned
from kiosk.domain.money import Amount
from kiosk.domain.people import Attendee
from kiosk.domain.place import Zone
from kiosk.domain.scan import Badge, Case, Direction, First, Guest, Presence, Scan, ScanRequest, Verdict, judge

PRIVATE = "(private)"
"""What is kept of a claim code that was shown at a door."""


def record_scan(kit: Kit, asked: ScanRequest) -> Scan:
    """Record one scan, refusals too, and announce it once it is on disk; a known nonce gets its first answer.

    Raises:
        NonceReusedError: the nonce was used before for another code, place or direction.
        InvalidFieldsError: the event has no such table, or the payment is not what is due.
        NoEventError: the house has no open event.
        DeviceRevokedError: the device was taken out of use meanwhile.
    """
    if is_private(asked.raw):
        asked = replace(asked, raw=PRIVATE)
    with kit.store.writing() as store:
        check_paired(store, asked.device)
        reading = _reading(store, kit, asked)
        if (first := store.scans.by_nonce(asked.nonce)) is not None:
            return _first_answer(first, asked, reading)
        event = kit.current_event(store)
        if asked.place.table is not None and not event.has_table(asked.place.table):
            raise InvalidFieldsError({"place": "no_such_table"})
        scan = _decide(store, event, asked, reading, kit.now())
        scan = replace(scan, seq=store.scans.add(scan, asked, event.id))
        _carry_out(store, event, asked, scan, kit)
    kit.announce(BadgeScanned(scan))
    return scan


def _reading(store: Transaction, kit: Kit, asked: ScanRequest) -> Reading:
    """What the text says; a text that only ends like a code is one when the house knows those letters."""
    reading = read_front_code(asked.raw, kit.hosts)
    if reading.code is None or reading.sure:
        return reading
    return reading if store.codes.badge(reading.code) else Reading(None)


def _kept_code(asked: ScanRequest, reading: Reading) -> str:
    return reading.code or asked.raw[:200]


def _first_answer(first: Scan, asked: ScanRequest, reading: Reading) -> Scan:
    if not first.is_gesture(_kept_code(asked, reading), asked.place, asked.direction):
        raise NonceReusedError(asked.nonce)
    return first.replay()


def _decide(store: Transaction, event: Event, asked: ScanRequest, reading: Reading, now: datetime) -> Scan:
    badge = store.codes.badge(reading.code) if reading.code else None
    attendee = store.attendees.by_id(badge.attendee) if badge else None
    inside = store.scans.presence(attendee.id, asked.place.zone) if attendee else None
    paid = attendee is not None and asked.payment is not None and asked.payment.settles(attendee.due)
    case = Case(
        event=event,
        place=asked.place,
        direction=asked.direction,
        now=now,
        is_code=reading.code is not None,
        badge=badge,
        may_enter=attendee is None or attendee.state.may_enter,
        inside=inside,
        in_venue=attendee is not None and store.scans.presence(attendee.id, Zone.VENUE) is not None,
        due=0 if attendee is None or paid else attendee.due,
        people_inside=store.scans.people_inside(event.id),
        needs_attention=attendee is not None and attendee.attention is not None,
    )
    verdict = judge(case)
    _refuse_a_wrong_payment(asked, verdict)
    return _scan(case, verdict, asked, reading, attendee, _detail(store, verdict, case, attendee, asked.raw))


def _refuse_a_wrong_payment(asked: ScanRequest, verdict: Verdict) -> None:
    if verdict is Verdict.MUST_PAY and asked.payment is not None:
        raise InvalidFieldsError({"payment": "not_what_is_due"})


def _scan(
    case: Case,
    verdict: Verdict,
    asked: ScanRequest,
    reading: Reading,
    attendee: Attendee | None,
    detail: str | None,
) -> Scan:
    shown = attendee if verdict not in {Verdict.WRONG_EVENT, Verdict.INVALID, Verdict.UNKNOWN} else None
    at_door_in = case.direction is Direction.IN and case.place.zone is Zone.VENUE
    return Scan(
        seq=0,
        nonce=asked.nonce,
        code=_kept_code(asked, reading),
        place=asked.place,
        direction=asked.direction,
        verdict=verdict,
        at=case.now,
        device=asked.device.name if asked.device else None,
        guest=_guest(shown) if shown else None,
        due=Amount(case.due, case.event.currency) if verdict is Verdict.MUST_PAY else None,
        first=_first_of(case, verdict),
        detail=detail,
        offers_claim=verdict.admits and at_door_in and shown is not None and shown.claimed_at is None,
    )


def _guest(attendee: Attendee) -> Guest:
    person = attendee.person
    return Guest(attendee.id, person.name, person.company, attendee.category, attendee.language)


def _first_of(case: Case, verdict: Verdict) -> First | None:
    inside: Presence | None = case.inside
    refers_back = verdict is Verdict.ALREADY_IN or case.direction is Direction.OUT
    return First(inside.since, inside.place.name, inside.device_name) if inside and refers_back else None


def _detail(store: Transaction, verdict: Verdict, case: Case, attendee: Attendee | None, raw: str) -> str | None:
    """The one fact the sentence needs beside the name: which event, when, how many, whom to tell."""
    badge: Badge | None = case.badge
    if verdict is Verdict.WRONG_EVENT and badge is not None and attendee is not None:
        other = store.events.by_id(attendee.event)
        return other.name if other else None
    if verdict is Verdict.REVOKED and badge is not None and badge.replaced_at is not None:
        return badge.replaced_at.isoformat()
    if verdict is Verdict.INVALID:
        return PRIVATE if raw == PRIVATE else None
    if verdict is Verdict.NOT_NOW:
        return case.event.starts_at.isoformat() if case.now < case.event.starts_at else None
    if verdict is Verdict.FULL:
        return f"{case.people_inside}/{case.event.capacity}"
    return attendee.attention if verdict is Verdict.OK_ATTENTION and attendee is not None else None


def _carry_out(store: Transaction, event: Event, asked: ScanRequest, scan: Scan, kit: Kit) -> None:
    """Move the person, take the money, make the claim: all in the scan's own transaction."""
    if not scan.verdict.admits or scan.guest is None:
        return
    if asked.payment is not None and scan.direction is Direction.IN and scan.place.zone is Zone.VENUE:
        attendee = store.attendees.by_id(scan.guest.id)
        if attendee is not None and attendee.due:
            store.scans.add_payment(scan, asked.payment, event.id)
    if scan.direction is Direction.OUT:
        store.scans.leave(scan.guest.id, scan.place.zone)
    else:
        store.scans.enter(scan, event.id)
    if scan.offers_claim:
        store.codes.add_claim(claim_digest(derived_claim_code(kit.key, scan.nonce)), scan.guest.id, scan.at)
    store.attendees.touch([scan.guest.id])
