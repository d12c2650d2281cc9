"""Cards are weighed without the write lock; what happens before it is taken is seen all the same."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import combinations

import pytest

from kiosk.actions.answer_suggestion import answer_suggestion
from kiosk.actions.claim_phone import claim_phone
from kiosk.actions.look import personal_state
from kiosk.actions.meet import make_gesture
from kiosk.actions.ports import Transaction
from kiosk.actions.refresh_suggestions import Company, Engine, Proposal, refresh_suggestions
from kiosk.domain.language import Language
from kiosk.domain.people import SLOTS, Attendee, AttendeeId, Consent
from kiosk.domain.scan import Direction
from kiosk.domain.suggestion import Answer, Reason, Suggestion
from kiosk.domain.tie import Gesture
from kiosk.storage.store import Store
from tests.bench import Bench

AGREED = Consent(matching=True)


class Overtaken:
    """A store whose lock somebody else gets first, once."""

    def __init__(self, store: Store, happens: Callable[[], object]) -> None:
        self._store, self._happens = store, [happens]

    def writing(self) -> AbstractContextManager[Transaction]:
        while self._happens:
            self._happens.pop()()
        return self._store.writing()

    def reading(self) -> AbstractContextManager[Transaction]:
        return self._store.reading()


def everybody_with_everybody(company: Company) -> Iterator[Proposal]:
    """An engine without a choice, the longest here first."""
    for a, b in combinations([each.id for each in company.people], 2):
        yield Proposal(frozenset({a, b}), 1.0, (Reason("need_offer", a),))


def nobody(_: Company) -> Iterable[Proposal]:
    return ()


def refresh(
    bench: Bench, engine: Engine = everybody_with_everybody, happens: Callable[[], object] = lambda: None
) -> list[frozenset[AttendeeId]]:
    """Look at the room, overtaken by what happens; the pairs that are open then."""
    kit = replace(bench.kit, store=Overtaken(bench.store, happens))
    refresh_suggestions(kit, engine, before_writing=lambda: None)
    return [each.people for each in cards(bench)]


def cards(bench: Bench) -> list[Suggestion]:
    with bench.store.reading() as store:
        return store.suggestions.open_in(bench.event.id)


def say(bench: Bench, person: Attendee, answer: Answer) -> None:
    """Answer whatever card they see."""
    state = personal_state(bench.kit, person.id)
    assert state is not None
    assert state.card is not None
    answer_suggestion(bench.kit, person, state.card.id, answer, version=None)


def let_in(bench: Bench, *names: str) -> list[Attendee]:
    people = bench.invite(*names)
    claims = bench.claims()
    for person in people:
        bench.scan(person.front_code)
        claim_phone(bench.kit, claims[person.person.name], AGREED, Language.FR)
    return people


@pytest.fixture
def two(bench: Bench) -> list[Attendee]:
    return let_in(bench, "Awa Ndi", "Paul Eko")


def test_whoever_left_meanwhile_gets_no_card(bench: Bench, two: list[Attendee]) -> None:
    assert refresh(bench, happens=lambda: bench.scan(two[0].front_code, direction=Direction.OUT)) == []


def test_two_who_met_meanwhile_get_no_card(bench: Bench, two: list[Attendee]) -> None:
    awa, paul = two

    def meet() -> None:
        make_gesture(bench.kit, awa, paul, Gesture.MET)
        make_gesture(bench.kit, paul, awa, Gesture.MET)

    assert refresh(bench, happens=meet) == []


def test_two_of_whom_one_said_no_meanwhile_get_no_second_card(bench: Bench, two: list[Attendee]) -> None:
    def ask_and_refuse() -> None:
        refresh(bench)
        say(bench, two[0], Answer.NO)

    assert refresh(bench, happens=ask_and_refuse) == []


def test_whoever_began_to_talk_meanwhile_is_offered_to_nobody_else(bench: Bench, two: list[Attendee]) -> None:
    def only_the_two(company: Company) -> Iterator[Proposal]:
        pair = frozenset(each.id for each in two)
        return (each for each in everybody_with_everybody(company) if each.pair == pair)

    def begin_to_talk() -> None:
        refresh(bench, only_the_two)
        say(bench, two[0], Answer.YES)
        say(bench, two[1], Answer.YES)

    let_in(bench, "Eve Ngo")

    assert refresh(bench, happens=begin_to_talk) == [frozenset(each.id for each in two)]


def test_nobody_is_dealt_more_cards_than_their_slots_by_two_looks_at_once(bench: Bench) -> None:
    let_in(bench, *(f"Guest{number} Ndi" for number in range(7)))

    def the_last_first(company: Company) -> list[Proposal]:
        return [replace(each, score=1.0 + at) for at, each in enumerate(everybody_with_everybody(company))]

    open_pairs = refresh(bench, happens=lambda: refresh(bench, the_last_first))

    held = [person for pair in open_pairs for person in pair]
    assert max(held.count(person) for person in held) == SLOTS


def test_a_yes_said_meanwhile_saves_a_card_that_was_to_go(bench: Bench, two: list[Attendee]) -> None:
    refresh(bench)

    assert len(refresh(bench, nobody, happens=lambda: say(bench, two[0], Answer.YES))) == 1
    assert len(refresh(bench, nobody)) == 1


def test_a_card_that_ended_meanwhile_says_nothing_new(bench: Bench, two: list[Attendee]) -> None:
    refresh(bench)

    def reword(company: Company) -> list[Proposal]:
        return [replace(each, reasons=(Reason("trade"),)) for each in everybody_with_everybody(company)]

    assert refresh(bench, reword, happens=lambda: say(bench, two[0], Answer.NO)) == []


def test_a_look_that_changes_nothing_takes_no_lock(bench: Bench, two: list[Attendee]) -> None:
    locks: list[bool] = []
    for _ in range(2):
        refresh_suggestions(bench.kit, everybody_with_everybody, before_writing=lambda: locks.append(True))

    assert len(cards(bench)) == 1
    assert locks == [True]
