"""What a desk asks of the API, and who may not."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from kiosk.actions.create_event import create_event
from kiosk.actions.look import room_now
from kiosk.actions.manage_staff import add_staff
from kiosk.actions.sign_in import pair_device
from kiosk.domain.device import DeviceRole
from kiosk.domain.door_rules import DoorRules
from kiosk.domain.question import Question, QuestionKind
from kiosk.domain.staff import StaffRole
from tests.bench import Bench, an_event

Browser = Callable[[], FlaskClient]


def test_a_new_badge_comes_with_its_address_and_picture(bench: Bench, client: Browser, door: dict[str, str]) -> None:
    (awa,) = bench.invite("Awa Ndi")

    made = client().post(f"/api/v1/attendees/{awa.id}/badge", json={"nonce": "n-badge-1"}, headers=door)

    assert made.status_code == 200
    assert made.json is not None
    assert made.json["front_url"] == f"http://192.168.50.1/b/{made.json['code']}"
    assert made.json["front_qr"]["size"] > 20


def test_a_released_phone_gets_a_claim_that_can_be_shown(bench: Bench, client: Browser, door: dict[str, str]) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)

    freed = client().post(f"/api/v1/attendees/{awa.id}/release", json={"nonce": "n-free-01"}, headers=door)

    assert freed.json is not None
    claim = freed.json["claim_url"].removeprefix("http://192.168.50.1")
    assert client().get(claim).status_code == 200


@pytest.mark.parametrize("role", [DeviceRole.SELF_SERVICE, DeviceRole.TABLE, DeviceRole.SCREEN])
@pytest.mark.parametrize("path", ["scans?mine", "attendees/x/badge", "attendees/x/release"])
def test_only_a_staffed_door_may(bench: Bench, client: Browser, role: DeviceRole, path: str) -> None:
    _, key = pair_device(bench.kit, "Autre", role)
    call = client().get if path == "scans?mine" else client().post

    assert call(f"/api/v1/{path}", headers={"Authorization": f"Bearer {key}"}).status_code == 403


@pytest.mark.parametrize(
    "body", [{}, {"nonce": "short"}, {"nonce": "with space"}, {"nonce": "n-badge-1", "reason": ""}]
)
def test_a_desk_gesture_without_a_usable_nonce_or_reason_is_refused(
    bench: Bench, client: Browser, door: dict[str, str], body: dict[str, str]
) -> None:
    (awa,) = bench.invite("Awa Ndi")

    assert client().post(f"/api/v1/attendees/{awa.id}/badge", json=body, headers=door).status_code == 422


def test_an_unknown_guest_is_404(client: Browser, door: dict[str, str]) -> None:
    for what in ("badge", "release"):
        answer = client().post(f"/api/v1/attendees/a_nobody/{what}", json={"nonce": "n-badge-1"}, headers=door)
        assert answer.status_code == 404


def test_the_last_scans_tell_no_claim(bench: Bench, client: Browser, door: dict[str, str]) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)

    last = client().get("/api/v1/scans?mine", headers=door).json

    assert last is not None
    assert [(each["verdict"], each["claim_url"]) for each in last["scans"]] == [("ok", None)]


def test_a_guest_alone_at_a_tablet_calls_the_doors(bench: Bench, client: Browser) -> None:
    _, key = pair_device(bench.kit, "Borne", DeviceRole.SELF_SERVICE)

    called = client().post("/api/v1/devices/me/help", json={}, headers={"Authorization": f"Bearer {key}"})

    assert called.json == {"called": True}


def test_a_helpers_phone_that_opens_a_badge_shows_the_check_in_and_changes_nothing(
    bench: Bench, client: Browser, door: dict[str, str]
) -> None:
    (awa,) = bench.invite("Awa Ndi")

    page = client().get(f"/b/{awa.front_code}", headers=door).text

    assert "data-auto" in page
    assert room_now(bench.kit).inside == 0


def test_a_check_in_by_a_plain_form_asks_for_the_money_then_lets_in(
    bench: Bench, client: Browser, door: dict[str, str]
) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=10_000)
    form = {"nonce": "n-form-001", "code": awa.front_code}

    asked = client().post("/door/check-in", data=form, headers=door).text
    paid = (
        client()
        .post("/door/check-in", data={**form, "nonce": "n-form-002", "method": "cash", "amount": "10000"}, headers=door)
        .text
    )

    assert "10\u202f000" in asked
    assert "Bienvenue, Awa" in paid
    assert room_now(bench.kit).takings == {"cash": 10_000}


def test_a_plain_form_asks_its_questions_and_what_was_paid_before_stays_paid(
    bench: Bench, client: Browser, door: dict[str, str]
) -> None:
    asks = (Question("meal", "Quel plat ?", "Which dish?", QuestionKind.CHOICE, ("poisson", "poulet"), required=True),)
    bench.event = create_event(bench.kit, an_event(bench.clock, "Repas", door=DoorRules(questions=asks)))
    (awa,) = bench.invite("Awa Ndi", amount=10_000)
    form = {"code": awa.front_code}
    paid = {**form, "nonce": "n-form-012", "method": "cash", "amount": "10000", "reference": "carnet 7"}

    asked = client().post("/door/check-in", data=paid, headers=door).text
    settled = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', asked)
    answer = {**dict(settled), "answer.meal": "poisson"}
    inside = client().post("/door/check-in", data=answer, headers=door).text

    assert "Quel plat" in asked
    assert 'value="poulet"' in asked
    assert "Bienvenue, Awa" in inside
    assert room_now(bench.kit).takings == {"cash": 10_000}


def test_a_plain_form_lets_in_for_a_reason_with_a_supervisors_pin(
    bench: Bench, client: Browser, door: dict[str, str]
) -> None:
    bench.event = create_event(bench.kit, an_event(bench.clock, "Petite salle", capacity=1))
    bench.scan(bench.invite("Paul Essomba")[0].front_code)
    (awa,) = bench.invite("Awa Ndi")
    _, pin = add_staff(bench.kit, "Mama Ngono", StaffRole.SUPERVISOR)
    form = {"code": awa.front_code, "nonce": "n-form-021"}
    forced = {"code": awa.front_code, "nonce": "n-form-022", "force": "host"}

    full = client().post("/door/check-in", data=form, headers=door).text
    refused = client().post("/door/check-in", data={**forced, "pin": "000000"}, headers=door)
    inside = client().post("/door/check-in", data={**forced, "pin": pin}, headers=door).text

    assert 'name="force"' in full
    assert 'name="pin"' in full
    assert refused.status_code == 403
    assert "Bienvenue, Awa" in inside
    assert room_now(bench.kit).inside == 2


def test_a_name_is_found_and_checked_in_without_scripts(bench: Bench, client: Browser, door: dict[str, str]) -> None:
    (awa,) = bench.invite("Awa Ndi")

    page = client().get("/door/people?q=ndi", headers=door).text

    assert "Awa Ndi" in page
    assert awa.front_code in page
    assert "Awa" not in client().get("/door/people?q=n", headers=door).text


@pytest.mark.parametrize("role", [DeviceRole.SELF_SERVICE, DeviceRole.TABLE, DeviceRole.SCREEN])
def test_plain_pages_of_the_door_are_for_doors(bench: Bench, client: Browser, role: DeviceRole) -> None:
    (awa,) = bench.invite("Awa Ndi")
    _, key = pair_device(bench.kit, "Autre", role)
    headers = {"Authorization": f"Bearer {key}"}

    assert client().get("/door/people?q=ndi", headers=headers).status_code == 403
    assert client().post("/door/check-in", data={}, headers=headers).status_code == 403
    assert "data-auto" not in client().get(f"/b/{awa.front_code}", headers=headers).text
