"""Say yes, later, no, met, known or lost to a card."""

from kiosk.actions.kit import Kit
from kiosk.actions.meet import note_gesture
from kiosk.actions.ports import Transaction
from kiosk.domain.errors import NotFoundError, StaleStateError
from kiosk.domain.facts import PeopleChanged
from kiosk.domain.people import Attendee, AttendeeId
from kiosk.domain.place import Zone
from kiosk.domain.suggestion import Answer, Suggestion, SuggestionId, answered, card_for, expiry
from kiosk.domain.tie import Gesture


def answer_suggestion(
    kit: Kit, attendee: Attendee, suggestion_id: SuggestionId, answer: Answer, *, version: int | None
) -> None:
    """Note an answer and what follows from it; the same answer again changes nothing.

    Args:
        kit: The house.
        attendee: Who answers.
        suggestion_id: Which card.
        answer: What they say.
        version: The state they read it at, when they can tell.

    Raises:
        NotFoundError: no such suggestion for this person.
        StaleStateError: the state has changed since, or the card is over.
    """
    with kit.store.writing() as store:
        fresh = store.attendees.by_id(attendee.id) or attendee
        suggestion = store.suggestions.by_id(suggestion_id)
        if suggestion is None or attendee.id not in suggestion.people:
            raise NotFoundError
        if suggestion.side_of(attendee.id).answer is answer:
            return
        is_over = suggestion.ended_at is not None or kit.now() >= expiry(suggestion)
        if is_over or (version is not None and version != fresh.version):
            raise StaleStateError(fresh.version)
        other = suggestion.other(attendee.id).attendee
        seen = _sees(kit, store, other)
        _carry_out(kit, store, suggestion, fresh, answer)
        # Whoever sees the same as before is told nothing: news without a difference would give the yes away.
        changed = {attendee.id} | ({other} if _sees(kit, store, other) != seen else set())
        store.attendees.touch(changed)
    kit.announce(PeopleChanged(frozenset(changed)))


def _sees(kit: Kit, store: Transaction, attendee: AttendeeId) -> tuple[object, ...]:
    """What of somebody's page an answer can change: which card, whether both said yes, how many they met.

    What is open counts too: an end is told as the matchmaker tells one, whether or not a card was on show.
    """
    opened = store.suggestions.open_of(attendee)
    card = card_for(attendee, opened, kit.now())
    shown = (card.id, card.mutual_at is not None) if card else None
    return shown, {each.id for each in opened}, len(store.attendees.ties(attendee))


def _carry_out(kit: Kit, store: Transaction, suggestion: Suggestion, by: Attendee, answer: Answer) -> None:
    now = kit.now()
    store.suggestions.answer(suggestion, by.id, answer, now)
    outcome = answered(suggestion, by.id, answer)
    if outcome.mutual:
        store.suggestions.make_mutual(suggestion.id, _meeting_place(store, suggestion), now)
    if outcome.says_met:
        other = store.attendees.by_id(suggestion.other(by.id).attendee)
        if other is not None:
            note_gesture(kit, store, by, other, Gesture.MET)
    if outcome.ending is not None:
        store.suggestions.end(suggestion.id, outcome.ending, now)


def _meeting_place(store: Transaction, suggestion: Suggestion) -> str:
    """The table where one of them sits; the public meeting point when neither does."""
    seats = [store.scans.presence(side.attendee, Zone.TABLE) for side in suggestion.sides]
    return next((seat.place.name for seat in seats if seat), suggestion.place)
