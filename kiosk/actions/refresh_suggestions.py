"""Keep the room's suggestions true: ask the engine, check what it says, write the differences.

Rules of this file: the engine may be wrong; nothing it says is shown before it was checked, in the writing transaction,
against who is here, who agreed, who met, who declined, and how many cards each may hold.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

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


def refresh_suggestions(kit: Kit, engine: Engine, *, before_writing: Callable[[], None]) -> frozenset[AttendeeId]:
    """Recompute the room; whose page changed comes back.

    Args:
        kit: The house.
        engine: Given the company, every pair that should be on show: those kept and those new.
        before_writing: Called once the write lock is held; waiting for it may take long and is nobody's fault.
    """
    with kit.store.reading() as store:
        event = kit.current_event(store)
        company = _company(kit, store, event)
    proposals = {each.pair: each for each in engine(company)}
    with kit.store.writing() as store:
        before_writing()
        now_here = _company(kit, store, event)
        changed = _withdraw(kit, store, event, frozenset(proposals), now_here)
        changed |= _reword(store, event, proposals)
        changed |= _add(kit, store, event, proposals, now_here)
        store.attendees.touch(changed)
    if changed:
        kit.announce(PeopleChanged(changed, moves_room=False))
    return changed


def _company(kit: Kit, store: Transaction, event: Event) -> Company:
    people = tuple(each for each in store.attendees.inside(event.id) if each.may_be_suggested)
    every = store.suggestions.open_in(event.id)
    opened = [each for each in every if kit.now() < expiry(each)]
    expired = {each.people for each in every} - {each.people for each in opened}
    ended = {Ending.DECLINED, Ending.KNOWN, Ending.LOST, Ending.EXPIRED}
    return Company(
        people=people,
        busy=frozenset().union(*(each.people for each in opened if each.mutual_at is not None)),
        met=store.attendees.met_pairs(event.id),
        declined=frozenset(pair for pair, ending in store.suggestions.past_in(event.id) if ending in ended) | expired,
        shown=frozenset(each.people for each in opened),
        answers=frozenset(store.suggestions.answers_in(event.id)),
        rules=store.events.rules(event.id),
    )


def _withdraw(
    kit: Kit, store: Transaction, event: Event, wanted: frozenset[Pair], company: Company
) -> frozenset[AttendeeId]:
    """End what has expired, what lost a person, and what the engine no longer wants.

    A meeting under way stays, and so does a card one of the two said yes to, until its time is up: a yes is not thrown
    away because somebody better came in.
    """
    here = {each.id for each in company.people}
    changed: set[AttendeeId] = set()
    for suggestion in store.suggestions.open_in(event.id):
        if kit.now() >= expiry(suggestion):
            ending = Ending.EXPIRED
        elif not suggestion.people <= here or (not _is_asked(suggestion) and suggestion.people not in wanted):
            ending = Ending.WITHDRAWN
        else:
            continue
        store.suggestions.end(suggestion.id, ending, kit.now())
        changed |= suggestion.people
    return frozenset(changed)


def _is_asked(suggestion: Suggestion) -> bool:
    return any(side.answer is Answer.YES for side in suggestion.sides)


def _reword(store: Transaction, event: Event, proposals: dict[Pair, Proposal]) -> frozenset[AttendeeId]:
    """Say what is true now: somebody's profile may have changed since a card was made."""
    changed: set[AttendeeId] = set()
    for suggestion in store.suggestions.open_in(event.id):
        proposal = proposals.get(suggestion.people)
        if proposal and suggestion.mutual_at is None and proposal.reasons not in ((), suggestion.reasons):
            store.suggestions.reword(suggestion.id, proposal.reasons)
            changed |= suggestion.people
    return frozenset(changed)


def _add(
    kit: Kit, store: Transaction, event: Event, proposals: dict[Pair, Proposal], company: Company
) -> frozenset[AttendeeId]:
    held = Counter(person for each in store.suggestions.open_in(event.id) for person in each.people)
    changed: set[AttendeeId] = set()
    for proposal in sorted(proposals.values(), key=lambda each: (-each.score, sorted(each.pair))):
        if not _is_sound(proposal, company, held):
            continue
        suggestion = _suggestion(kit, store, event, proposal, len(changed))
        if store.suggestions.add(suggestion, event.id):
            held.update(suggestion.people)
            changed |= suggestion.people
    return frozenset(changed)


def _is_sound(proposal: Proposal, company: Company, held: Counter[AttendeeId]) -> bool:
    """Whether this may be shown: two people of the room, free, new to each other, within their slots, for a reason."""
    slots = {each.id: each.slots for each in company.people}
    return (
        len(proposal.pair) == 2  # noqa: PLR2004
        and proposal.pair <= slots.keys() - company.busy
        and proposal.pair not in company.met | company.declined | company.shown
        and all(held[person] < slots[person] for person in proposal.pair)
        and 0 <= proposal.score < float("inf")
        and bool(proposal.reasons)
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
