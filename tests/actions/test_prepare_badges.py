"""What goes to the printer."""

from kiosk.actions.claim_phone import claim_phone, look_at_claim
from kiosk.actions.create_event import create_event
from kiosk.actions.prepare_badges import prepare_badges
from kiosk.domain.badge import ALPHABET, CLAIM_LENGTH, FRONT_LENGTH
from kiosk.domain.language import Language
from kiosk.domain.people import AttendeeState, Consent
from tests.bench import Bench, an_event


def test_badges_come_by_name_each_with_its_own_codes(bench: Bench) -> None:
    bench.invite("Paul Eko", "Awa Ndi", "Bea Fon")

    event, badges = prepare_badges(bench.kit)

    assert event == bench.event
    assert [each.attendee.person.name for each in badges] == ["Awa Ndi", "Bea Fon", "Paul Eko"]
    assert len({each.claim_code for each in badges}) == len({each.attendee.front_code for each in badges}) == 3


def test_codes_are_spelt_in_letters_every_keyboard_has(bench: Bench) -> None:
    bench.invite("Awa Ndi")

    (badge,) = prepare_badges(bench.kit)[1]

    assert badge.claim_code is not None
    assert (len(badge.attendee.front_code), len(badge.claim_code)) == (FRONT_LENGTH, CLAIM_LENGTH)
    assert set(badge.attendee.front_code + badge.claim_code) <= set(ALPHABET)


def test_only_those_who_may_enter_get_a_badge(bench: Bench) -> None:
    for state in AttendeeState:
        bench.invite(f"Guest {state.value}", state=state)

    _, badges = prepare_badges(bench.kit)

    assert [each.attendee.person.name for each in badges] == ["Guest invited", "Guest registered"]


def test_printing_again_keeps_front_codes_and_both_claims_open_the_phone(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    (first,), (second,) = prepare_badges(bench.kit)[1], prepare_badges(bench.kit)[1]
    bench.scan(awa.front_code)

    assert first.attendee.front_code == second.attendee.front_code == awa.front_code
    assert first.claim_code != second.claim_code
    for badge in (first, second):
        assert badge.claim_code is not None
        assert look_at_claim(bench.kit, badge.claim_code)[0].id == awa.id


def test_whoever_has_their_phone_gets_no_claim_on_a_new_badge(bench: Bench) -> None:
    awa, _ = bench.invite("Awa Ndi", "Paul Eko")
    claims = bench.claims()
    bench.scan(awa.front_code)
    claim_phone(bench.kit, claims["Awa Ndi"], Consent(), Language.FR)

    has_claim = {each.attendee.person.name: each.claim_code is not None for each in prepare_badges(bench.kit)[1]}

    assert has_claim == {"Awa Ndi": False, "Paul Eko": True}


def test_a_replaced_badge_is_printed_with_the_new_front_code(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    code = bench.replace_badge(awa)

    (badge,) = prepare_badges(bench.kit)[1]

    assert badge.attendee.front_code == code


def test_an_event_without_guests_has_no_badges(bench: Bench) -> None:
    bench.invite("Awa Ndi")
    create_event(bench.kit, an_event(bench.clock, "Talk"))

    assert prepare_badges(bench.kit)[1] == []


def test_what_is_printed_is_kept_nowhere_in_the_clear(bench: Bench) -> None:
    bench.invite("Awa Ndi")
    claim = bench.claims()["Awa Ndi"]
    bench.store.close()

    kept = b"".join(each.read_bytes() for each in bench.path.glob("kiosk.db*"))

    assert claim.encode() not in kept
