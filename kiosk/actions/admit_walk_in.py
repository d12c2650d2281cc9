"""Admit somebody who is not on the list: registered, paid and inside together, or not at all."""

from dataclasses import replace

from kiosk.actions.kit import Kit, new_id
from kiosk.actions.ports import Transaction
from kiosk.actions.record_scan import record_within
from kiosk.actions.register import newcomer, register
from kiosk.actions.watch_devices import check_paired
from kiosk.domain.directory import Directory
from kiosk.domain.errors import InvalidFieldsError, NonceReusedError, PossibleDoubleError
from kiosk.domain.event import Event
from kiosk.domain.facts import BadgeScanned
from kiosk.domain.money import Amount, Method, Payment
from kiosk.domain.names import like_name
from kiosk.domain.people import Person, PersonId
from kiosk.domain.place import DOOR
from kiosk.domain.scan import Direction, Scan, ScanRequest
from kiosk.domain.verdict import Verdict
from kiosk.domain.walk_in import WalkIn, WalkInRequest


class _NotAdmittedError(Exception):
    """The door said no to one of them, so that nobody of them is registered."""

    def __init__(self, scan: Scan) -> None:
        super().__init__(scan.verdict.value)
        self.scan = scan


def admit_walk_in(kit: Kit, asked: WalkInRequest) -> WalkIn:
    """Register, take the money and let in, all of them or nobody; the door's rules hold as for any entry.

    A refusal (`must_pay`, `questions`, `full`, `not_now`) is recorded as a scan of nobody: no name is kept. A known
    nonce gets its first answer.

    Raises:
        PossibleDoubleError: somebody of a like name is on the list, and `force_new` was not said; nothing is recorded.
        NonceReusedError: the nonce was used before for somebody or something else.
        InvalidFieldsError: the event has no such category, or the payment is not what is due.
        PinNeededError, PinWrongError, TooManyTriesError: as `record_scan`.
        NoEventError: the house has no open event.
    """
    _read_ahead(kit)
    try:
        with kit.store.writing() as store:
            check_paired(store, asked.device)
            if (first := _first_answer(kit, store, asked)) is not None:
                return first
            walk_in = _admit(kit, store, asked)
    except _NotAdmittedError as refused:
        walk_in = _keep_refusal(kit, asked, refused.scan)
    for scan in (walk_in.scan, *walk_in.guests):
        if not scan.replayed:
            kit.announce(BadgeScanned(scan))
    return walk_in


def _read_ahead(kit: Kit) -> None:
    """Fold a changed list before the write lock is taken: no other door waits for that."""
    with kit.store.reading() as store:
        kit.guests.of(store, kit.current_event(store).id)


def _first_answer(kit: Kit, store: Transaction, asked: WalkInRequest) -> WalkIn | None:
    first = store.scans.by_nonce(asked.nonce)
    if first is None:
        return None
    if store.walk_ins.digest(asked.nonce) != asked.digest(kit.key):
        raise NonceReusedError(asked.nonce)
    guests = (store.scans.by_nonce(asked.nonce_of(number)) for number in range(1, asked.size))
    return WalkIn(first.replay(), tuple(each.replay() for each in guests if each is not None))


def _admit(kit: Kit, store: Transaction, asked: WalkInRequest) -> WalkIn:
    event = kit.current_event(store)
    if asked.category is not None and not event.knows_category(asked.category):
        raise InvalidFieldsError({"category": "unknown_category"})
    payment = _share(asked, event.price_of(asked.category))
    if not asked.force_new:
        _refuse_a_double(kit.guests.of(store, event.id), asked.person)
    inside = store.scans.people_inside(event.id)
    scans = []
    for number in range(asked.size):
        scan = _enter(kit, store, event, asked, number=number, payment=payment)
        if not scan.verdict.admits:
            raise _NotAdmittedError(_of_the_whole_party(scan, event, asked, inside))
        scans.append(scan)
    store.walk_ins.add(asked.nonce, asked.digest(kit.key))
    return WalkIn(scans[0], tuple(scans[1:]))


def _share(asked: WalkInRequest, price: int) -> Payment | None:
    """What each of them pays of a payment for all; nothing where nothing is due."""
    payment, due = asked.payment, price * asked.size
    if payment is None or (due == 0 and payment.amount == 0):
        return None
    if not payment.settles(due):
        raise InvalidFieldsError({"payment": "not_what_is_due"})
    return payment if payment.method is Method.FREE else replace(payment, amount=price)


def _refuse_a_double(directory: Directory, person: Person) -> None:
    """Two guests may share a phone, and two may share a name: one of a like name without another phone is no other."""
    phones = {each.id: each.phone for each in directory.listed}
    alike = [
        each
        for each in directory.namesakes(person.name)
        if not (person.phone and phones[each] and phones[each] != person.phone)
    ]
    if alike:
        raise PossibleDoubleError(alike)


def _enter(
    kit: Kit, store: Transaction, event: Event, asked: WalkInRequest, *, number: int, payment: Payment | None
) -> Scan:
    """Put one of them on the list and scan their new badge, as the door would."""
    person = _known_person(kit, store, event, asked.person_of(number))
    price = event.price_of(asked.category)
    guest = replace(newcomer(event, person), category=event.category_named(asked.category), due=price)
    code = register(kit, store, guest, paid=False, extra=asked.extra if number == 0 else {})
    entry = replace(_gesture(asked), nonce=asked.nonce_of(number), raw=code, payment=payment)
    return record_within(kit, store, entry)


def _gesture(asked: WalkInRequest) -> ScanRequest:
    """The walk-in as a scan of a badge that is not there yet."""
    return ScanRequest(
        nonce=asked.nonce,
        raw="",
        place=DOOR,
        direction=Direction.IN,
        device=asked.device,
        payment=asked.payment,
        force=asked.force,
        pin=asked.pin,
        answers=asked.answers,
        staff=asked.staff,
    )


def _known_person(kit: Kit, store: Transaction, event: Event, said: Person) -> Person:
    """Somebody whom the house knows from another evening by phone and name, else somebody new."""
    for known in store.attendees.people_like(said):
        if like_name(known.name, said.name) and store.attendees.of_person(event.id, known) is None:
            person = replace(known, company=said.company or known.company, language=said.language or known.language)
            store.attendees.change_person(person)
            return person
    person = replace(said, id=PersonId(new_id("p")))
    store.attendees.add_person(person, kit.now())
    return person


def _of_the_whole_party(scan: Scan, event: Event, asked: WalkInRequest, inside: int) -> Scan:
    """What the door says to all of them: the whole sum, and how many were inside before the first of them."""
    due = scan.due and Amount(event.price_of(asked.category) * asked.size, event.currency)
    detail = f"{inside}/{event.capacity}" if scan.verdict is Verdict.FULL else scan.detail
    return replace(scan, nonce=asked.nonce, code="", guest=None, due=due, detail=detail)


def _keep_refusal(kit: Kit, asked: WalkInRequest, refused: Scan) -> WalkIn:
    with kit.store.writing() as store:
        if (first := _first_answer(kit, store, asked)) is not None:
            return first
        scan = replace(refused, seq=store.scans.add(refused, _gesture(asked), kit.current_event(store).id))
        store.walk_ins.add(asked.nonce, asked.digest(kit.key))
    return WalkIn(scan)
