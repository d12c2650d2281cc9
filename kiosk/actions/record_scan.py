"""Record a scan: the one way in, out, and to a table."""

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.actions.check_pin import answers_for_much, has_supervisor, supervisor_of
from kiosk.actions.kit import Kit
from kiosk.actions.ports import Transaction
from kiosk.actions.watch_devices import check_paired
from kiosk.actions.weigh_scan import PRIVATE, Weighed, weigh_scan
from kiosk.domain.badge import Reading, claim_digest, derived_claim_code, is_private, read_front_code
from kiosk.domain.errors import InvalidFieldsError, NonceReusedError
from kiosk.domain.event import Event
from kiosk.domain.facts import BadgeScanned
from kiosk.domain.judge import welcome
from kiosk.domain.money import Amount
from kiosk.domain.people import Attendee
from kiosk.domain.scan import Direction, Guest, Scan, ScanRequest, is_overtaken
from kiosk.domain.staff import StaffId
from kiosk.domain.verdict import PAID_TWICE, Verdict, conflict_between

_NAMELESS = frozenset({Verdict.WRONG_EVENT, Verdict.INVALID, Verdict.UNKNOWN})
_ASKED = frozenset({Verdict.QUESTIONS, Verdict.FULL})


def record_scan(kit: Kit, asked: ScanRequest) -> Scan:
    """Record one scan, refusals too, and announce it once it is on disk; a known nonce gets its first answer.

    Raises:
        NonceReusedError: the nonce was used before for another code, place or direction.
        InvalidFieldsError: the event has no such table, or the payment is not what is due.
        PinNeededError: a supervisor has to let this guest through. PinWrongError, TooManyTriesError: as `check_pin`.
        NoEventError: the house has no open event.
        DeviceRevokedError: the device was taken out of use meanwhile.
    """
    with kit.store.writing() as store:
        scan = record_within(kit, store, asked)
    if not scan.replayed:
        kit.announce(BadgeScanned(scan))
    return scan


def record_within(kit: Kit, store: Transaction, asked: ScanRequest) -> Scan:
    """The same inside a transaction that does more; whoever opened it announces."""
    if is_private(asked.raw):
        asked = replace(asked, raw=PRIVATE)
    check_paired(store, asked.device)
    reading = _reading(store, kit, asked)
    if (first := store.scans.by_nonce(asked.nonce)) is not None:
        return _first_answer(first, asked, reading)
    event = kit.current_event(store)
    _check_for(event, asked)
    weighed = weigh_scan(store, event, asked, reading, happened_at(asked, event, kit.now()))
    scan = _decide(kit, store, asked, weighed)
    scan = replace(scan, code=_kept_code(asked, reading), received_at=kit.now())
    scan = replace(scan, seq=store.scans.add(scan, asked, event.id))
    _carry_out(kit, store, asked, weighed, scan)
    return scan


def _check_for(event: Event, asked: ScanRequest) -> None:
    """What only this event can tell: its tables, its currency."""
    if asked.place.table is not None and not event.has_table(asked.place.table):
        raise InvalidFieldsError({"place": "no_such_table"})
    if asked.payment is not None and asked.payment.currency not in {None, event.currency}:
        raise InvalidFieldsError({"payment.currency": "another_currency"})


def happened_at(asked: ScanRequest, event: Event, now: datetime) -> datetime:
    """When a scan happened, by the server's clock: now, or for a queued one as long ago as its device says.

    Only the time between the scan and its sending counts, so a clock that is hours off does no harm. It was during the
    event, and not later than now; to the millisecond, as the store gives it back.
    """
    if not asked.queued or now <= event.opens_at:
        return now
    past = now - min(asked.age(now), now - event.opens_at)
    found = min(past, event.closes_at - timedelta(milliseconds=1))
    return found.replace(microsecond=found.microsecond // 1000 * 1000)


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


def _decide(kit: Kit, store: Transaction, asked: ScanRequest, weighed: Weighed) -> Scan:
    """What is recorded: what a door that was alone did, what was forced, or what the rules say."""
    scan = _judged_scan(asked, weighed)
    if asked.is_done:
        return _as_it_was_done(scan, asked, weighed)
    _refuse_a_wrong_payment(asked, weighed.judged)
    if not weighed.judged.may_be_forced:
        return scan
    needs_pin = has_supervisor(store) and not answers_for_much(asked.staff)
    if asked.force is None:
        return replace(scan, needs_pin=needs_pin)
    staff = supervisor_of(kit, store, asked.pin, asked.device) if needs_pin else asked.staff
    return _let_through(scan, weighed, staff.id if staff else None)


def _judged_scan(asked: ScanRequest, weighed: Weighed) -> Scan:
    case, judged, attendee = weighed.case, weighed.judged, weighed.attendee
    shown = attendee if judged not in _NAMELESS else None
    return Scan(
        seq=0,
        nonce=asked.nonce,
        code="",
        place=asked.place,
        direction=asked.direction,
        verdict=judged,
        at=case.now,
        device=asked.device.name if asked.device else None,
        guest=_guest(shown) if shown else None,
        due=Amount(case.due, case.event.currency) if judged is Verdict.MUST_PAY else None,
        first=weighed.first,
        detail=weighed.detail,
        offers_claim=judged.admits and case.is_entry and shown is not None and shown.claimed_at is None,
        judged=judged,
        questions=weighed.open_questions if judged is Verdict.QUESTIONS else (),
        staff=asked.staff.id if asked.staff else None,
    )


def _as_it_was_done(scan: Scan, asked: ScanRequest, weighed: Weighed) -> Scan:
    """Never rewritten: the guest went through or did not. The rules' other opinion is kept as a conflict.

    No claim is offered: the guest is long gone from the door.
    """
    shown = asked.shown or weighed.judged
    paid_before = scan.guest is not None and weighed.attendee is not None and weighed.attendee.due == 0
    took_money = asked.payment is not None and asked.payment.amount > 0
    return replace(
        scan,
        verdict=shown,
        forced=asked.force is not None and shown.admits and weighed.judged.may_be_forced,
        conflict=PAID_TWICE if took_money and paid_before else conflict_between(shown, weighed.judged),
        offers_claim=False,
    )


def _let_through(scan: Scan, weighed: Weighed, staff: StaffId | None) -> Scan:
    """By force: what is due stays due, what was asked stays open."""
    case, attendee = weighed.case, weighed.attendee
    verdict = welcome(case)
    return replace(
        scan,
        verdict=verdict,
        forced=True,
        staff=staff,
        detail=attendee.attention if verdict is Verdict.OK_ATTENTION and attendee else None,
        offers_claim=case.is_entry and attendee is not None and attendee.claimed_at is None,
        questions=(),
    )


def _refuse_a_wrong_payment(asked: ScanRequest, judged: Verdict) -> None:
    if judged is Verdict.MUST_PAY and asked.payment is not None:
        raise InvalidFieldsError({"payment": "not_what_is_due"})


def _guest(attendee: Attendee) -> Guest:
    person = attendee.person
    return Guest(attendee.id, person.name, person.company, attendee.category, attendee.language)


def _carry_out(kit: Kit, store: Transaction, asked: ScanRequest, weighed: Weighed, scan: Scan) -> None:
    """Take the money, keep the answers, move the person, make the claim: all in the scan's own transaction."""
    if asked.payment is not None and _takes_money(asked, weighed, scan):
        store.scans.add_payment(scan, asked.payment, weighed.case.event.id)
    if scan.guest is None:
        return
    if weighed.answers and (scan.verdict.admits or scan.verdict in _ASKED):
        store.scans.add_answers(scan, scan.guest.id, weighed.answers)
    if not scan.verdict.admits:
        return
    if not (asked.queued and is_overtaken(scan, store.scans.moves(scan, scan.guest.id))):
        _move(store, asked, weighed.case.event, scan)
    if scan.offers_claim:
        store.codes.add_claim(claim_digest(derived_claim_code(kit.key, scan.nonce)), scan.guest.id, scan.at)
    store.attendees.touch([scan.guest.id])


def _takes_money(asked: ScanRequest, weighed: Weighed, scan: Scan) -> bool:
    """Money that a dark door took is in its box, whatever we think of it; else only what is due is taken."""
    if asked.is_done:
        return True
    settles = weighed.attendee is not None and weighed.attendee.due > 0 and weighed.case.due == 0
    return settles and weighed.case.is_entry and scan.verdict.admits


def _move(store: Transaction, asked: ScanRequest, event: Event, scan: Scan) -> None:
    if scan.guest is None:
        return
    if scan.direction is Direction.OUT:
        store.scans.leave(scan.guest.id, scan.place.zone)
    else:
        store.scans.enter(scan, event.id, late=asked.queued)
