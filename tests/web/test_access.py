"""Deny by default: every route, every role; other sites; the open Wi-Fi; guessing."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from kiosk.actions.claim_phone import claim_phone
from kiosk.actions.sign_in import pair_device
from kiosk.assemble.service import Running
from kiosk.domain.device import DeviceRole
from kiosk.domain.language import Language
from kiosk.domain.people import Consent
from kiosk.web.access import ROLES, Who
from tests.bench import Bench

Browser = Callable[[], FlaskClient]
ALL = [Who.ANYONE, Who.ATTENDEE, *DeviceRole]


def rules(running: Running) -> list[Rule]:
    return list(running.app.url_map.iter_rules())


def test_every_route_names_its_roles(running: Running) -> None:
    nameless = [
        rule.rule for rule in rules(running) if not getattr(running.app.view_functions[rule.endpoint], ROLES, None)
    ]

    assert nameless == []


def address(rule: Rule) -> str:
    return rule.rule.replace("<path:filename>", "x").replace("<", "").replace(">", "")


@pytest.mark.parametrize("role", ALL)
def test_a_role_gets_in_only_where_the_route_names_it(bench: Bench, running: Running, role: Who | DeviceRole) -> None:
    client = running.app.test_client()
    headers = {}
    if isinstance(role, DeviceRole):
        headers["Authorization"] = f"Bearer {pair_device(bench.kit, 'x', role)[1]}"
    if role is Who.ATTENDEE:
        (awa,) = bench.invite("Awa Ndi")
        bench.scan(awa.front_code)
        client.set_cookie("palabre", claim_phone(bench.kit, bench.claims()["Awa Ndi"], Consent(), Language.FR)[1])
    for rule in rules(running):
        allowed = getattr(running.app.view_functions[rule.endpoint], ROLES)
        if {role, Who.ANYONE} & allowed:
            continue
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            answer = client.open(address(rule), method=method, headers={**headers, "Accept": "application/json"})

            assert answer.status_code in {401, 403}, (rule.rule, method)


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
