"""Keep the room's suggestions true: ask the engine, check what it says, write the differences.

Rules of this file: the engine may be wrong; nothing it says is shown before it was checked, in the writing transaction,
against who is here, who agreed, who met, who declined, and how many cards each may hold. What differs is found before,
without the lock: a door that wants to write waits for a few cards, not for a look at the whole room.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.actions.kit import Kit, new_id
from kiosk.actions.ports import Transaction
from kiosk.domain.event import Event
from kiosk.domain.facts import PeopleChanged
from kiosk.domain.people import Attendee, AttendeeId
from kiosk.domain.place import Zone
from kiosk.domain.suggestion import LIFETIME, Answer, Ending, Reason, Side, Suggestion, SuggestionId, expiry

Pair = frozenset[AttendeeId]


@dataclass(frozen=True, slots=True)
class Company:
    """Who is in the room for the engine, and which pairs are out of the question or on show already.

    `answers` say who, about whom, and whether they wanted to meet; `rules` is what the organiser chose, by name.
    """

    people: tuple[Attendee, ...]
    busy: frozenset[AttendeeId]
    met: frozenset[Pair]
    declined: frozenset[Pair]
    shown: frozenset[Pair]
    answers: frozenset[tuple[AttendeeId, AttendeeId, bool]] = frozenset()
    rules: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One pair the engine proposes, with its score and reasons."""

    pair: Pair
    score: float
    reasons: tuple[Reason, ...]


Engine = Callable[[Company], Iterable[Proposal]]
_FOR_GOOD = frozenset({Ending.DECLINED, Ending.KNOWN, Ending.LOST, Ending.EXPIRED})


@dataclass(frozen=True, slots=True)
class _Differences:
    """What cards are to end, to say something else, to be dealt."""

    ended: tuple[tuple[Suggestion, Ending], ...]
    reworded: tuple[tuple[Suggestion, tuple[Reason, ...]], ...]
    added: tuple[Proposal, ...]

    def __bool__(self) -> bool:
        return bool(self.ended or self.reworded or self.added)


def refresh_suggestions(kit: Kit, engine: Engine, *, before_writing: Callable[[], None]) -> frozenset[AttendeeId]:
    """Recompute the room; whose page changed comes back.

    Args:
        kit: The house.
        engine: Given the company, every pair that should be on show: those kept and those new.
        before_writing: Called once the write lock is held, if there is anything to write; waiting for it may take long
            and is nobody's fault.
    """
    with kit.store.reading() as store:
        event = kit.current_event(store)
        company = _company(kit, store, event)
    proposals = {each.pair: each for each in engine(company)}
    with kit.store.reading() as store:
        company, opened = _company(kit, store, event), store.suggestions.open_in(event.id)
    differences = _differences(company, opened, proposals, kit.now())
    if not differences:
        return frozenset()
    with kit.store.writing() as store:
        before_writing()
        changed = _end_and_reword(kit, store, differences) | _add(kit, store, event, differences)
        store.attendees.touch(changed)
    if changed:
        kit.announce(PeopleChanged(changed, moves_room=False))
    return changed


def _company(kit: Kit, store: Transaction, event: Event) -> Company:
    people = tuple(each for each in store.attendees.inside(event.id) if each.may_be_suggested)
    every = store.suggestions.open_in(event.id)
    opened = [each for each in every if kit.now() < expiry(each)]
    expired = {each.people for each in every} - {each.people for each in opened}
    return Company(
        people=people,
        busy=frozenset().union(*(each.people for each in opened if each.mutual_at is not None)),
        met=store.attendees.met_pairs(event.id),
        declined=frozenset(pair for pair, ending in store.suggestions.past_in(event.id) if ending in _FOR_GOOD)
        | expired,
        shown=frozenset(each.people for each in opened),
        answers=frozenset(store.suggestions.answers_in(event.id)),
        rules=store.events.rules(event.id),
    )


def _differences(
    company: Company, opened: Iterable[Suggestion], proposals: Mapping[Pair, Proposal], now: datetime
) -> _Differences:
    """Hold what phones show against what the engine wants."""
    here = {each.id for each in company.people}
    endings = [(each, _ending(each, here, proposals, now)) for each in opened]
    ended = tuple((each, ending) for each, ending in endings if ending)
    staying = [each for each, ending in endings if not ending]
    return _Differences(
        ended, tuple(_reworded(staying, proposals)), tuple(_sound(proposals.values(), company, staying))
    )


def _ending(
    suggestion: Suggestion, here: Collection[AttendeeId], wanted: Collection[Pair], now: datetime
) -> Ending | None:
    """How a card ends that has expired, has lost a person, or that the engine no longer wants; None when it stays.

    A meeting under way stays, and so does a card one of the two said yes to, until its time is up: a yes is not thrown
    away because somebody better came in.
    """
    if now >= expiry(suggestion):
        return Ending.EXPIRED
    is_asked = any(side.answer is Answer.YES for side in suggestion.sides)
    is_gone = not suggestion.people <= set(here)
    return Ending.WITHDRAWN if is_gone or (not is_asked and suggestion.people not in wanted) else None


def _reworded(
    staying: Iterable[Suggestion], proposals: Mapping[Pair, Proposal]
) -> Iterator[tuple[Suggestion, tuple[Reason, ...]]]:
    """Cards that are to say what is true now: somebody's profile may have changed since they were dealt."""
    for suggestion in staying:
        proposal = proposals.get(suggestion.people)
        if proposal and suggestion.mutual_at is None and proposal.reasons not in ((), suggestion.reasons):
            yield suggestion, proposal.reasons


def _sound(proposals: Iterable[Proposal], company: Company, staying: Iterable[Suggestion]) -> Iterator[Proposal]:
    """What may be dealt, the best first: two of the room, free, new to each other, within their slots, for a reason."""
    slots = {each.id: each.slots for each in company.people if each.id not in company.busy}
    held = Counter(person for each in staying for person in each.people)
    seen = company.met | company.declined | company.shown
    for proposal in sorted(proposals, key=lambda each: (-each.score, sorted(each.pair))):
        if (
            len(proposal.pair) == 2  # noqa: PLR2004
            and proposal.pair <= slots.keys()
            and proposal.pair not in seen
            and all(held[person] < slots[person] for person in proposal.pair)
            and 0 <= proposal.score < float("inf")
            and proposal.reasons
        ):
            held.update(proposal.pair)
            yield proposal


def _end_and_reword(kit: Kit, store: Transaction, differences: _Differences) -> frozenset[AttendeeId]:
    """Cards that somebody touched meanwhile are left for the next look."""
    changed: set[AttendeeId] = set()
    for suggestion, ending in differences.ended:
        if store.suggestions.by_id(suggestion.id) == suggestion:
            store.suggestions.end(suggestion.id, ending, kit.now())
            changed |= suggestion.people
    for suggestion, reasons in differences.reworded:
        if store.suggestions.by_id(suggestion.id) == suggestion:
            store.suggestions.reword(suggestion.id, reasons)
            changed |= suggestion.people
    return frozenset(changed)


def _add(kit: Kit, store: Transaction, event: Event, differences: _Differences) -> frozenset[AttendeeId]:
    changed: set[AttendeeId] = set()
    for proposal in differences.added:
        if _may_be_dealt(store, *sorted(proposal.pair)):
            suggestion = _suggestion(kit, store, event, proposal, len(changed))
            if store.suggestions.add(suggestion, event.id):
                changed |= suggestion.people
    return frozenset(changed)


def _may_be_dealt(store: Transaction, one: AttendeeId, other: AttendeeId) -> bool:
    """Whether what made a pair sound still holds, now that nobody else can write."""
    have_met = store.attendees.gestures(one, other) and store.attendees.gestures(other, one)
    is_over = not _FOR_GOOD.isdisjoint(store.suggestions.endings(one, other))
    return not have_met and not is_over and all(_is_free(store, each) for each in (one, other))


def _is_free(store: Transaction, person: AttendeeId) -> bool:
    """Here, willing, in no talk, with a slot left."""
    attendee, cards = store.attendees.by_id(person), store.suggestions.open_of(person)
    return (
        attendee is not None
        and attendee.may_be_suggested
        and store.scans.presence(person, Zone.VENUE) is not None
        and not any(each.mutual_at is not None for each in cards)
        and len(cards) < attendee.slots
    )


def _suggestion(kit: Kit, store: Transaction, event: Event, proposal: Proposal, turn: int) -> Suggestion:
    a, b = sorted(proposal.pair)
    taken = [store.scans.presence(person, Zone.TABLE) for person in (a, b)]
    points = event.meeting_points or ("desk",)
    return Suggestion(
        id=SuggestionId(new_id("s")),
        sides=(Side(a), Side(b)),
        score=proposal.score,
        reasons=proposal.reasons,
        place=points[(turn + sum(seat is not None for seat in taken)) % len(points)],
        made_at=kit.now(),
        expires_at=kit.now() + LIFETIME,
    )
