"""From claim to card to handshake."""

from collections.abc import Iterable

import pytest

from kiosk.actions.answer_suggestion import answer_suggestion
from kiosk.actions.claim_phone import claim_phone, look_at_claim
from kiosk.actions.look import personal_state
from kiosk.actions.meet import make_gesture
from kiosk.actions.refresh_suggestions import Company, Proposal, refresh_suggestions
from kiosk.domain.badge import derived_claim_code
from kiosk.domain.errors import ClaimSpentError, EventOverError, NotAdmittedError, NotAllowedError, StaleStateError
from kiosk.domain.language import Language
from kiosk.domain.people import SLOTS, Attendee, AttendeeId, Consent, Profile
from kiosk.domain.scan import Direction
from kiosk.domain.suggestion import Answer, Reason, SuggestionId
from kiosk.domain.tie import Gesture
from kiosk.matchmaker.engine import LiveEngine
from kiosk.views.attendee import state_view
from tests.bench import Bench

AGREED = Consent(matching=True)


def let_in(bench: Bench, *names: str) -> list[Attendee]:
    """Invite, admit and claim for everybody."""
    people = bench.invite(*names)
    claims = bench.claims()
    for person in people:
        bench.scan(person.front_code)
        claim_phone(bench.kit, claims[person.person.name], AGREED, Language.FR)
    return people


def refresh(bench: Bench) -> frozenset[AttendeeId]:
    return refresh_suggestions(bench.kit, LiveEngine(), before_writing=lambda: None)


def card_id(bench: Bench, person: Attendee) -> SuggestionId:
    state = personal_state(bench.kit, person.id)
    assert state is not None
    assert state.card is not None
    return state.card.id


def say(bench: Bench, person: Attendee, card: SuggestionId, answer: Answer) -> None:
    answer_suggestion(bench.kit, person, card, answer, version=None)


def test_a_claim_is_for_people_who_came_through_the_door(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    claim = bench.claims()["Awa Ndi"]

    with pytest.raises(NotAdmittedError):
        look_at_claim(bench.kit, claim)
    bench.scan(awa.front_code)

    assert look_at_claim(bench.kit, claim)[0].id == awa.id


def test_a_claim_is_spent_once_and_ends_all_others_of_that_person(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    printed = bench.claims()["Awa Ndi"]
    scan = bench.scan(awa.front_code, nonce="n-door-0001")
    shown = derived_claim_code(bench.kit.key, scan.nonce)

    claim_phone(bench.kit, shown, AGREED, Language.FR)

    for code in (printed, shown):
        with pytest.raises(ClaimSpentError):
            claim_phone(bench.kit, code, AGREED, Language.FR)


def test_a_claim_ends_with_the_evening(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    claim = bench.claims()["Awa Ndi"]
    bench.scan(awa.front_code)
    bench.clock.forward(hours=4)

    with pytest.raises(EventOverError):
        claim_phone(bench.kit, claim, AGREED, Language.FR)


def test_two_people_in_the_room_get_each_other(bench: Bench) -> None:
    awa, paul = let_in(bench, "Awa Ndi", "Paul Eko")

    changed = refresh(bench)

    assert changed == {awa.id, paul.id}
    assert card_id(bench, awa) == card_id(bench, paul)


def test_whoever_did_not_agree_is_never_suggested(bench: Bench) -> None:
    awa, paul = let_in(bench, "Awa Ndi", "Paul Eko")
    with bench.store.writing() as store:
        store.attendees.claim(paul.id, Consent(matching=False), bench.clock())

    assert refresh(bench) == frozenset()
    state = personal_state(bench.kit, awa.id)
    assert state is not None
    assert state.card is None


def test_a_mutual_yes_tells_both_and_a_single_one_tells_nobody(bench: Bench) -> None:
    awa, paul = let_in(bench, "Awa Ndi", "Paul Eko")
    refresh(bench)
    card = card_id(bench, awa)

    say(bench, awa, card, Answer.YES)

    asked, other = personal_state(bench.kit, awa.id), personal_state(bench.kit, paul.id)
    assert asked is not None
    assert other is not None
    assert (asked.card, asked.waiting) == (None, True)
    assert other.card is not None
    assert other.card.mutual_at is None

    say(bench, paul, card, Answer.YES)

    for person in (awa, paul):
        state = personal_state(bench.kit, person.id)
        assert state is not None
        assert state.card is not None
        assert state.card.mutual_at is not None


def test_a_yes_is_not_thrown_away_when_the_engine_wants_other_pairs(bench: Bench) -> None:
    awa, paul = let_in(bench, "Awa Ndi", "Paul Eko")
    refresh(bench)
    say(bench, awa, card_id(bench, awa), Answer.YES)

    refresh_suggestions(bench.kit, lambda _: [], before_writing=lambda: None)

    asking, asked = personal_state(bench.kit, awa.id), personal_state(bench.kit, paul.id)
    assert asking is not None
    assert asked is not None
    assert asking.waiting
    assert asked.card is not None


def test_a_card_says_what_is_true_once_a_profile_has_changed(bench: Bench) -> None:
    awa, paul = let_in(bench, "Awa Ndi", "Paul Eko")
    refresh(bench)
    before = card_id(bench, awa)

    for person, profile in ((awa, Profile(needs=("transport",))), (paul, Profile(offers=("transport",)))):
        bench.invite(person.person.name, profile=profile)
    refresh(bench)

    state = personal_state(bench.kit, awa.id)
    assert state is not None
    assert state.card is not None
    assert state.card.id == before
    assert [reason.code for reason in state.card.reasons] == ["need_offer"]


def test_nothing_on_the_others_page_or_behind_it_changes_with_a_single_yes(bench: Bench) -> None:
    awa, paul = let_in(bench, "Awa Ndi", "Paul Eko")
    refresh(bench)
    before = personal_state(bench.kit, paul.id)
    bench.told.clear()

    say(bench, awa, card_id(bench, awa), Answer.YES)

    after = personal_state(bench.kit, paul.id)
    assert before is not None
    assert after is not None
    assert state_view(after, Language.EN) == state_view(before, Language.EN)
    assert all(paul.id not in fact.attendees for fact in bench.told)


def test_one_sides_word_that_they_met_or_scanned_is_nothing_the_other_can_notice(bench: Bench) -> None:
    awa, paul = let_in(bench, "Awa Ndi", "Paul Eko")
    before = personal_state(bench.kit, paul.id)
    bench.told.clear()

    for kind in (Gesture.SCANNED, Gesture.MET):
        make_gesture(bench.kit, awa, paul, kind)

    after = personal_state(bench.kit, paul.id)
    assert before is not None
    assert after is not None
    assert state_view(after, Language.EN) == state_view(before, Language.EN)
    assert all(paul.id not in fact.attendees for fact in bench.told)


def test_a_no_is_silent_and_final(bench: Bench) -> None:
    awa, paul = let_in(bench, "Awa Ndi", "Paul Eko")
    refresh(bench)
    say(bench, awa, card_id(bench, awa), Answer.NO)

    refresh(bench)

    for person in (awa, paul):
        state = personal_state(bench.kit, person.id)
        assert state is not None
        assert (state.card, state.waiting) == (None, False)


def test_two_who_say_they_met_have_met_and_are_not_suggested_again(bench: Bench) -> None:
    awa, paul = let_in(bench, "Awa Ndi", "Paul Eko")
    refresh(bench)
    card = card_id(bench, awa)
    for answer in (Answer.YES, Answer.MET):
        say(bench, awa, card, answer)
        say(bench, paul, card, answer)

    refresh(bench)

    state = personal_state(bench.kit, awa.id)
    assert state is not None
    assert state.card is None
    assert [other.id for _, other in state.contacts] == [paul.id]


def test_one_word_alone_is_no_meeting_and_two_scans_are(bench: Bench) -> None:
    awa, paul = let_in(bench, "Awa Ndi", "Paul Eko")

    assert not make_gesture(bench.kit, awa, paul, Gesture.MET)
    assert make_gesture(bench.kit, paul, awa, Gesture.SCANNED)
    with pytest.raises(NotAllowedError):
        make_gesture(bench.kit, awa, awa, Gesture.MET)


def test_a_stale_answer_changes_nothing_and_the_same_answer_twice_is_one(bench: Bench) -> None:
    awa, _ = let_in(bench, "Awa Ndi", "Paul Eko")
    refresh(bench)
    card = card_id(bench, awa)

    with pytest.raises(StaleStateError):
        answer_suggestion(bench.kit, awa, card, Answer.NO, version=1)
    say(bench, awa, card, Answer.YES)
    answer_suggestion(bench.kit, awa, card, Answer.YES, version=1)

    state = personal_state(bench.kit, awa.id)
    assert state is not None
    assert state.waiting


def test_a_card_goes_when_the_other_leaves(bench: Bench) -> None:
    awa, paul = let_in(bench, "Awa Ndi", "Paul Eko")
    refresh(bench)
    bench.scan(paul.front_code, direction=Direction.OUT)

    assert refresh(bench) == {awa.id, paul.id}
    state = personal_state(bench.kit, awa.id)
    assert state is not None
    assert state.card is None


def test_a_card_whose_time_ran_out_is_over_and_not_shown_again(bench: Bench) -> None:
    awa, _ = let_in(bench, "Awa Ndi", "Paul Eko")
    refresh(bench)
    bench.clock.forward(minutes=31)

    refresh(bench)
    refresh(bench)

    state = personal_state(bench.kit, awa.id)
    assert state is not None
    assert state.card is None


def test_nobody_holds_more_cards_than_their_slots(bench: Bench) -> None:
    people = let_in(bench, *(f"Guest{number} Ndi" for number in range(12)))

    refresh(bench)

    with bench.store.reading() as store:
        held = [len(store.suggestions.open_of(person.id)) for person in people]
    assert min(held) >= 1
    assert max(held) <= SLOTS


def test_what_a_nonsense_engine_says_is_not_shown(bench: Bench) -> None:
    awa, paul, bea = let_in(bench, "Awa Ndi", "Paul Eko", "Bea Fon")
    with bench.store.writing() as store:
        store.attendees.claim(bea.id, Consent(matching=False), bench.clock())
    reasons = (Reason("open_talk"),)

    def nonsense(company: Company) -> Iterable[Proposal]:
        assert company.people
        yield Proposal(frozenset({awa.id}), 1.0, reasons)
        yield Proposal(frozenset({awa.id, AttendeeId("a_nobody")}), 1.0, reasons)
        yield Proposal(frozenset({awa.id, bea.id}), 1.0, reasons)
        yield Proposal(frozenset({awa.id, paul.id}), float("nan"), reasons)
        yield Proposal(frozenset({awa.id, paul.id, bea.id}), 1.0, reasons)

    assert refresh_suggestions(bench.kit, nonsense, before_writing=lambda: None) == frozenset()
