"""Deny by default: every route, every role; other sites; the open Wi-Fi; guessing."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from kiosk.actions.claim_phone import claim_phone
from kiosk.actions.manage_staff import add_staff
from kiosk.actions.sign_in import pair_device
from kiosk.assemble.service import Running
from kiosk.domain.device import DeviceRole
from kiosk.domain.language import Language
from kiosk.domain.people import Consent
from kiosk.domain.staff import StaffRole
from kiosk.web.access import ROLES, STAFFED, Staffed, Who
from tests.bench import Bench

Browser = Callable[[], FlaskClient]
ALL = [Who.ANYONE, Who.ATTENDEE, *DeviceRole]
CALLERS = [*((role, False) for role in ALL), (DeviceRole.DOOR, True)]


def rules(running: Running) -> list[Rule]:
    return list(running.app.url_map.iter_rules())


def test_every_route_names_its_roles(running: Running) -> None:
    nameless = [
        rule.rule for rule in rules(running) if not getattr(running.app.view_functions[rule.endpoint], ROLES, None)
    ]

    assert nameless == []


def address(rule: Rule) -> str:
    return rule.rule.replace("<path:filename>", "x").replace("<", "").replace(">", "")


def headers_of(bench: Bench, role: Who | DeviceRole) -> dict[str, str]:
    return {"Authorization": f"Bearer {pair_device(bench.kit, 'x', role)[1]}"} if isinstance(role, DeviceRole) else {}


def browser_of(bench: Bench, running: Running, role: Who | DeviceRole) -> FlaskClient:
    client = running.app.test_client()
    if role is Who.ATTENDEE:
        (awa,) = bench.invite("Awa Ndi")
        bench.scan(awa.front_code)
        client.set_cookie("palabre", claim_phone(bench.kit, bench.claims()["Awa Ndi"], Consent(), Language.FR)[1])
    return client


@pytest.mark.parametrize(("role", "stepped_up"), CALLERS)
def test_a_role_gets_in_only_where_the_route_names_it_and_with_a_pin_where_it_is_staffed(
    bench: Bench, running: Running, role: Who | DeviceRole, stepped_up: bool
) -> None:
    """Every route, every method, every role; a door with and without somebody who typed a PIN."""
    _, pin = add_staff(bench.kit, "Mama Ngono", StaffRole.ORGANISER)
    client, headers = browser_of(bench, running, role), headers_of(bench, role)
    told, may = {}, {}
    for rule in rules(running):
        handler = running.app.view_functions[rule.endpoint]
        roles, staffed = getattr(handler, ROLES), getattr(handler, STAFFED)
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            if stepped_up:
                client.post("/api/v1/staff/step-up", json={"pin": pin}, headers=headers)
            answer = client.open(address(rule), method=method, headers={**headers, "Accept": "application/json"})
            may[f"{method} {rule.rule}"] = bool({role, Who.ANYONE} & roles) and (
                stepped_up or not staffed.is_asked_first
            )
            told[f"{method} {rule.rule}"] = answer.status_code not in {401, 403}

    assert told == may


def test_whatever_shows_names_or_takes_back_is_staffed(running: Running) -> None:
    """A new route of this kind has to say so too."""
    named = re.compile(r"/attendees|/undo|/devices$|/revoke")
    doors = [rule for rule in rules(running) if rule.rule.startswith("/api/") and named.search(rule.rule)]
    handlers = {rule.rule: running.app.view_functions[rule.endpoint] for rule in doors}
    free = [route for route, handler in handlers.items() if getattr(handler, STAFFED) is Staffed.NEVER]

    assert doors
    assert free == []


def test_a_key_nobody_gave_out_is_401(client: Browser) -> None:
    answer = client().get("/api/v1/event", headers={"Authorization": "Bearer nonsense"})

    assert answer.status_code == 401


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://192.168.50.1.evil.example", "http://192.168.50.1:81"]
)
def test_a_change_asked_for_by_another_site_is_403_and_changes_nothing(
    bench: Bench, client: Browser, door: dict[str, str], origin: str
) -> None:
    (awa,) = bench.invite("Awa Ndi")
    body = {"nonce": "nonce-0001", "code": awa.front_code, "place": "door", "direction": "in"}

    answer = client().post("/api/v1/scans", json=body, headers={**door, "Origin": origin})

    assert answer.status_code == 403
    assert (
        client().post("/api/v1/scans", json=body, headers={**door, "Origin": "http://192.168.50.1"}).status_code == 201
    )


def test_staff_pages_stay_off_the_open_wifi(client: Browser, door: dict[str, str]) -> None:
    phone = {"REMOTE_ADDR": "192.168.50.77"}

    assert client().get("/api/v1/event", headers=door, environ_base=phone).status_code == 403
    assert client().get("/api/v1/event", headers=door).status_code == 200


def test_guessing_from_one_address_is_stopped_and_loopback_is_not(client: Browser) -> None:
    phone = {"REMOTE_ADDR": "192.168.50.66"}
    headers = {"Accept": "application/json"}
    answers = [client().get("/b/BBBBBBBBBB", headers=headers, environ_base=phone).status_code for _ in range(11)]

    assert answers == [404] * 10 + [429]
    assert client().get("/b/BBBBBBBBBB", headers=headers).status_code == 404


def test_every_answer_carries_the_strict_headers(client: Browser) -> None:
    answer = client().get("/healthz")

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Request-Id"]
