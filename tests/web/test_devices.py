"""Devices over HTTP: pairing, the heartbeat, the list, one tap that takes a tablet out of use."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from kiosk.actions.manage_staff import add_staff
from kiosk.actions.pair_by_code import offer_code
from kiosk.actions.sign_in import pair_device
from kiosk.actions.watch_devices import revoke_device
from kiosk.domain.device import DeviceRole
from kiosk.domain.staff import StaffRole
from tests.bench import Bench

Browser = Callable[[], FlaskClient]
Key = dict[str, str]
CLOCK = "2026-12-04T18:30:00+00:00"
PHONE = {"REMOTE_ADDR": "192.168.50.66"}


def beat(client: Browser, headers: Key, **body: object) -> Any:  # noqa: ANN401
    return client().post("/api/v1/devices/me", json={"queue": 0, "clock": CLOCK, **body}, headers=headers)


def bearer(key: str) -> Key:
    return {"Authorization": f"Bearer {key}"}


@pytest.mark.parametrize("role", list(DeviceRole))
def test_six_digits_pair_a_browser_that_then_knows_what_it_is(bench: Bench, client: Browser, role: DeviceRole) -> None:
    device, _ = pair_device(bench.kit, "Tablette 2", role)
    code, browser = offer_code(bench.kit, device), client()

    answer = browser.post("/enrol", json={"code": f"{code[:3]} {code[3:]}"})

    assert answer.json is not None
    assert (answer.status_code, answer.json["device_id"], answer.json["name"]) == (200, device.id, "Tablette 2")
    assert "Tablette 2" in browser.get("/enrol").text
    assert browser.post("/api/v1/devices/me", json={"queue": 0, "clock": CLOCK}).status_code == 200


def test_pairing_works_as_a_plain_form_too(bench: Bench, client: Browser) -> None:
    code, browser = offer_code(bench.kit, bench.door), client()

    paired = browser.post("/enrol", data={"code": code})
    again = client().post("/enrol", data={"code": code}, headers={"Accept-Language": "en"})

    assert (paired.status_code, paired.headers["Location"]) == (303, "/enrol")
    assert "Porte 1" in browser.get("/enrol").text
    assert again.status_code == 403
    assert "These digits have paired a device already" in again.text


def test_used_old_wrong_and_missing_digits_are_each_told_in_their_own_words(bench: Bench, client: Browser) -> None:
    used, late = offer_code(bench.kit, bench.door), offer_code(bench.kit, bench.door)
    client().post("/enrol", json={"code": used})
    bench.clock.forward(minutes=10)

    told = {name: client().post("/enrol", json=body) for name, body in {
        "used": {"code": used}, "late": {"code": late}, "wrong": {"code": "12345"}, "none": {}, "key": {"key": "x"},
    }.items()}  # fmt: skip

    assert {name: (each.status_code, each.json and each.json["error"]) for name, each in told.items()} == {
        "used": (409, "pairing_used"),
        "late": (409, "pairing_expired"),
        "wrong": (403, "pairing_wrong"),
        "none": (422, "invalid_fields"),
        "key": (403, "pairing_wrong"),
    }


def test_guessing_digits_from_one_address_is_stopped(client: Browser) -> None:
    answers = [client().post("/enrol", json={"code": "000000"}, environ_base=PHONE).status_code for _ in range(11)]

    assert answers == [403] * 10 + [429]


def test_a_device_that_speaks_up_is_told_who_it_is_the_time_and_who_stands_there(
    bench: Bench, client: Browser, door: Key
) -> None:
    _, pin = add_staff(bench.kit, "Mama Ngono", StaffRole.CASHIER)

    before = beat(client, door, clock="2026-12-04T18:31:00+00:00").json
    client().post("/api/v1/staff/step-up", json={"pin": pin}, headers=door)
    after = beat(client, door, clock="2026-12-04T15:30:00Z").json

    assert before == {
        "device_id": bench.door.id,
        "name": "Porte 1",
        "role": "door",
        "event": "afterwork",
        "server_time": CLOCK,
        "clock_gap_ms": 60_000,
        "staff": None,
    }
    assert after["clock_gap_ms"] == -3 * 3600 * 1000
    assert after["staff"] == {"name": "Mama Ngono", "until": "2026-12-04T18:35:00+00:00"}


def test_speaking_up_keeps_nobody_on_duty(bench: Bench, client: Browser, door: Key) -> None:
    _, pin = add_staff(bench.kit, "Mama Ngono", StaffRole.CASHIER)
    client().post("/api/v1/staff/step-up", json={"pin": pin}, headers=door)

    for _ in range(2):
        bench.clock.forward(minutes=2, seconds=30)
        last = beat(client, door).json

    assert last["staff"] is None


@pytest.mark.parametrize(
    "wrong",
    [{"queue": -1}, {"queue": "3"}, {"queue": None}, {"clock": "yesterday"}, {"clock": "2026-12-04T18:30:00"},
     {"clock": None}, {"page": "x" * 61}],
)  # fmt: skip
def test_what_cannot_be_meant_is_422_and_nothing_is_noted(client: Browser, door: Key, wrong: Key) -> None:
    assert beat(client, door, **wrong).status_code == 422

    listed = client().get("/api/v1/devices", headers=door).json
    assert listed is not None
    assert listed["devices"][0]["last_seen"] is None


def test_the_list_says_when_each_was_seen_what_waits_there_and_how_wrong_its_clock_is(
    bench: Bench, client: Browser, door: Key
) -> None:
    beat(client, door, queue=7, clock="2031-12-04T18:30:00Z", page="door")

    listed = client().get("/api/v1/devices", headers=door).json

    assert listed is not None
    (one,) = listed["devices"]
    assert (one["device_id"], one["last_seen"], one["queue"], one["page"]) == (bench.door.id, CLOCK, 7, "door")
    assert one["clock_gap_ms"] == (5 * 365 + 1) * 86_400_000
    assert one["revoked_at"] is None


def test_a_revoked_tablet_is_refused_at_once_in_words_of_its_own(bench: Bench, client: Browser, door: Key) -> None:
    other, key = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    (awa,) = bench.invite("Awa Ndi")
    scan = {"nonce": "nonce-0001", "code": awa.front_code, "place": "door"}

    revoked = client().post(f"/api/v1/devices/{other.id}/revoke", headers=door)
    refused = client().post("/api/v1/scans", json=scan, headers=bearer(key))
    page = client().get("/door", headers={**bearer(key), "Accept-Language": "en"})

    assert revoked.json == {"device_id": other.id, "name": "Porte 2", "revoked": True}
    assert (refused.status_code, refused.json and refused.json["error"]) == (401, "device_revoked")
    assert page.status_code == 401
    assert "This tablet was unpaired" in page.text
    assert beat(client, bearer(key)).status_code == 401
    assert client().post("/enrol", json={"key": key}).status_code == 401
    assert client().post("/api/v1/scans", json=scan, headers=door).status_code == 201


def test_revoking_what_is_not_there_is_404_and_twice_is_the_same(bench: Bench, client: Browser, door: Key) -> None:
    other, _ = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)

    answers = [client().post(f"/api/v1/devices/{each}/revoke", headers=door).status_code
               for each in (other.id, other.id, "dev_x")]  # fmt: skip

    assert answers == [200, 200, 404]


def test_a_stolen_key_alone_lists_nobody_takes_no_money_and_ends_with_its_device(
    bench: Bench, client: Browser, door: Key
) -> None:
    add_staff(bench.kit, "Mama Ngono", StaffRole.SUPERVISOR)
    (awa,) = bench.invite("Awa Ndi", amount=10_000)
    payment = {"method": "cash", "amount": 10_000}
    scan = {"nonce": "nonce-0001", "code": awa.front_code, "place": "door", "payment": payment}

    tried = [
        client().get("/api/v1/attendees?q=awa", headers=door),
        client().get("/api/v1/devices", headers=door),
        client().post("/api/v1/scans", json=scan, headers=door),
        client().post(f"/api/v1/devices/{bench.door.id}/revoke", headers=door),
    ]
    revoke_device(bench.kit, bench.door.id)

    assert [each.json and each.json["error"] for each in tried] == ["pin_needed"] * 4
    assert client().get("/api/v1/event", headers=door).status_code == 401


def test_a_key_of_another_house_is_nobodys(bench: Bench, client: Browser, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Bench(tmp_path / "other")
    other.store.close()

    assert beat(client, bearer(other.key)).status_code == 401
    assert client().post("/enrol", json={"key": other.key}).status_code == 403


def test_revoking_is_for_a_supervisor_where_the_house_has_one(bench: Bench, client: Browser, door: Key) -> None:
    other, key = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    _, cashier = add_staff(bench.kit, "Mama Ngono", StaffRole.CASHIER)

    def attempt(pin: str) -> int:
        client().post("/api/v1/staff/step-up", json={"pin": pin}, headers=door)
        return client().post(f"/api/v1/devices/{other.id}/revoke", headers=door).status_code

    _, supervisor = add_staff(bench.kit, "Paul Eko", StaffRole.SUPERVISOR)
    assert attempt(cashier) == 403
    assert beat(client, bearer(key)).status_code == 200
    assert attempt(supervisor) == 200


def test_where_only_cashiers_have_pins_theirs_is_enough(bench: Bench, client: Browser, door: Key) -> None:
    other, _ = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    _, cashier = add_staff(bench.kit, "Mama Ngono", StaffRole.CASHIER)
    client().post("/api/v1/staff/step-up", json={"pin": cashier}, headers=door)

    assert client().post(f"/api/v1/devices/{other.id}/revoke", headers=door).status_code == 200


def staff_browser(client: Browser, bench: Bench, language: str = "en") -> FlaskClient:
    browser = client()
    browser.set_cookie("palabre_staff", bench.key)
    browser.set_cookie("palabre_language", language)
    return browser


def test_the_page_lists_devices_and_takes_one_out_without_scripts(bench: Bench, client: Browser, door: Key) -> None:
    other, key = pair_device(bench.kit, "<b>Porte 2</b>", DeviceRole.DOOR)
    beat(client, bearer(key), queue=3, clock="2026-12-04T15:30:00Z")
    browser = staff_browser(client, bench)

    listed = browser.get("/door/devices").text
    action = re.search(rf'action="(/door/devices/{other.id}/revoke)"', listed)
    assert action is not None
    after = browser.post(action[1], data={}, follow_redirects=True).text

    assert "&lt;b&gt;Porte 2&lt;/b&gt;" in listed
    assert "<b>Porte 2" not in listed
    for fact in ("last seen 19:30", "3 waiting to be sent", "clock 3 h behind", "never seen yet"):
        assert fact in listed
    assert "unpaired at 19:30" in after
    assert beat(client, bearer(key)).status_code == 401


def test_a_page_that_needs_a_pin_asks_for_it_without_scripts_and_leads_back(bench: Bench, client: Browser) -> None:
    _, pin = add_staff(bench.kit, "Mama Ngono", StaffRole.SUPERVISOR)
    browser = staff_browser(client, bench, "fr")

    asked = browser.get("/door/devices")
    wrong = browser.post("/door/step-up", data={"pin": "x", "back": "/door/devices"})
    right = browser.post("/door/step-up", data={"pin": pin, "back": "/door/devices"})

    assert (asked.status_code, wrong.status_code, right.status_code) == (403, 403, 303)
    assert "Porte 1" not in asked.text
    for page in (asked, wrong):
        assert 'name="pin"' in page.text
        assert 'value="/door/devices"' in page.text
    assert "Personne ici" in wrong.text
    assert right.headers["Location"] == "/door/devices"
    assert "Porte 1" in browser.get("/door/devices").text


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example/x", "javascript:alert(1)", "\\\\evil.example"]
)
def test_the_way_back_stays_in_the_house(bench: Bench, client: Browser, back: str) -> None:
    _, pin = add_staff(bench.kit, "Mama Ngono", StaffRole.CASHIER)

    answer = staff_browser(client, bench).post("/door/step-up", data={"pin": pin, "back": back})

    assert re.fullmatch(r"/[\w/]*", answer.headers["Location"])


def test_looking_at_devices_changes_nothing(bench: Bench, client: Browser, door: Key) -> None:
    _, pin = add_staff(bench.kit, "Mama Ngono", StaffRole.CASHIER)
    client().post("/api/v1/staff/step-up", json={"pin": pin}, headers=door)
    bench.clock.forward(minutes=1)

    def dump() -> list[str]:
        with bench.store._database.reading() as run:
            tables = [row["name"] for row in run.rows("select name from sqlite_master where type = 'table'")]
            return [str(run.rows(f"select * from {name}")) for name in tables if not name.startswith("person_fts")]

    before = dump()
    for path in ("/api/v1/devices", "/door/devices", "/enrol", "/api/v1/attendees?q=awa"):
        assert client().get(path, headers=door).status_code == 200

    assert dump() == before


def test_a_device_never_sees_the_keys_of_another(bench: Bench, client: Browser, door: Key) -> None:
    _, key = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    revoke_device(bench.kit, bench.door.id)

    text = client().get("/api/v1/devices", headers=bearer(key)).text

    assert bench.key not in text
    assert key not in text
    assert "digest" not in text
