"""What a desk does for one guest: a new badge for a lost one, another phone for a wrong one."""

import pytest

from kiosk.actions.claim_phone import claim_phone, look_at_claim
from kiosk.actions.look import recent_scans
from kiosk.actions.release_phone import release_phone
from kiosk.actions.replace_badge import replace_badge
from kiosk.actions.sign_in import attendee_of_secret
from kiosk.actions.undo_scan import UndoRequest, undo_scan
from kiosk.domain.badge import derived_claim_code
from kiosk.domain.errors import ClaimSpentError, NotFoundError
from kiosk.domain.facts import PhoneReleased
from kiosk.domain.language import Language
from kiosk.domain.people import Attendee, AttendeeId, Consent
from kiosk.domain.verdict import Verdict
from tests.bench import Bench

AGREED = Consent(matching=True)


def renew(bench: Bench, attendee: Attendee, nonce: str = "n-badge-1") -> Attendee:
    return replace_badge(bench.kit, attendee.id, nonce=nonce, device=bench.door, reason="perdu")


def test_a_lost_badge_opens_nothing_once_there_is_another(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")

    renewed = renew(bench, awa)

    assert renewed.front_code != awa.front_code
    assert bench.scan(awa.front_code).verdict is Verdict.REVOKED
    assert bench.scan(renewed.front_code).verdict is Verdict.OK


def test_a_retry_gives_the_same_badge_and_replaces_no_other(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    first = renew(bench, awa)
    second = renew(bench, awa, "n-badge-2")

    assert renew(bench, awa).front_code == second.front_code
    assert bench.scan(first.front_code).verdict is Verdict.REVOKED


def test_nobody_gets_a_badge_of_an_event_they_are_not_at(bench: Bench) -> None:
    with pytest.raises(NotFoundError):
        replace_badge(bench.kit, AttendeeId("a_nobody"), nonce="n-badge-1", device=bench.door, reason="perdu")


def test_a_released_phone_is_signed_out_and_another_may_be_linked(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code, nonce="n-entry-1")
    printed = bench.claims()["Awa Ndi"]
    _, wrong_phone = claim_phone(bench.kit, derived_claim_code(bench.kit.key, "n-entry-1"), AGREED, Language.FR)

    released = release_phone(bench.kit, awa.id, nonce="n-release-1", device=bench.door)

    assert attendee_of_secret(bench.kit, wrong_phone) is None
    assert not released.may_be_suggested
    with pytest.raises(ClaimSpentError):
        look_at_claim(bench.kit, printed)
    mine, secret = claim_phone(bench.kit, derived_claim_code(bench.kit.key, "n-release-1"), AGREED, Language.FR)
    signed_in = attendee_of_secret(bench.kit, secret)
    assert signed_in is not None
    assert signed_in[0].id == mine.id == awa.id
    assert PhoneReleased(awa.id) in bench.told


def test_a_retried_release_leaves_the_phone_that_was_linked_since(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    release_phone(bench.kit, awa.id, nonce="n-release-1", device=bench.door)
    _, secret = claim_phone(bench.kit, derived_claim_code(bench.kit.key, "n-release-1"), AGREED, Language.FR)

    release_phone(bench.kit, awa.id, nonce="n-release-1", device=bench.door)

    assert attendee_of_secret(bench.kit, secret) is not None


def test_the_last_scans_of_a_door_are_its_own_newest_first_without_claims(bench: Bench) -> None:
    people = bench.invite(*(f"Guest{number} Ndi" for number in range(12)))
    for number, person in enumerate(people):
        bench.scan(person.front_code, nonce=f"n-last-{number:03}")
    undo_scan(bench.kit, UndoRequest("n-last-011", bench.door, "erreur"))

    last = [each.scan for each in recent_scans(bench.kit, 10, device=bench.door)]

    assert [each.nonce for each in last] == [f"n-last-{number:03}" for number in range(11, 1, -1)]
    assert last[0].verdict is Verdict.ANNULLED
    assert not any(each.offers_claim for each in last)
