"""Over https: staff from anywhere, cookies only https can set, origins of its own; and how a tablet gets there."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from kiosk.actions.sign_in import pair_device
from kiosk.assemble.house import House
from kiosk.assemble.service import build_service
from kiosk.config import Home, Settings
from kiosk.domain.device import DeviceRole
from kiosk.web.context import Authority
from tests.bench import HOST, Bench

SECURE, PLAIN = f"https://{HOST}", f"http://{HOST}"
TABLET = {"REMOTE_ADDR": "192.168.50.77"}
AUTHORITY = Authority(b"\x30\x82 certificate", "AB:CD:EF", SECURE)


@pytest.fixture
def tablet(bench: Bench) -> Iterator[FlaskClient]:
    """A tablet elsewhere on the Wi-Fi; `base_url` says which way it comes."""
    house = House(Home(bench.path), Settings(address=HOST), bench.kit, bench.store)
    running = build_service(house, 80, mode="threading", matchmaker=False, authority=AUTHORITY)
    yield running.app.test_client()
    running.publisher.settle()


def scan(bench: Bench, name: str) -> dict[str, str]:
    (guest,) = bench.invite(name)
    return {"nonce": f"nonce-{name}", "code": guest.front_code, "place": "door", "direction": "in"}


def test_a_door_tablet_elsewhere_is_answered_over_https_and_not_over_http(
    tablet: FlaskClient, door: dict[str, str]
) -> None:
    over_https = tablet.get("/api/v1/event", base_url=SECURE, headers=door, environ_base=TABLET)
    over_http = tablet.get("/api/v1/event", base_url=PLAIN, headers=door, environ_base=TABLET)

    assert over_https.status_code == 200
    assert over_http.status_code == 403
    assert over_http.json is not None
    assert over_http.json["error"] == "plain_staff"
    assert "/ca" in over_http.json["message"]["fr"]


def test_pairing_over_https_sets_a_cookie_that_only_https_can_set_and_the_door_page_opens_with_it(
    bench: Bench, tablet: FlaskClient
) -> None:
    paired = tablet.post("/enrol", json={"key": bench.key}, base_url=SECURE, environ_base=TABLET)
    page = tablet.get("/door", base_url=SECURE, environ_base=TABLET)

    (cookie,) = paired.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-palabre_staff=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert page.status_code == 200
    assert "unprotected" not in page.text
    assert "sans protection" not in page.text


def test_a_cookie_planted_over_http_is_nobodys_over_https(bench: Bench, tablet: FlaskClient) -> None:
    tablet.set_cookie("palabre_staff", bench.key, domain=HOST)

    assert tablet.get("/door", base_url=SECURE, environ_base=TABLET).status_code == 401
    assert tablet.get("/door", base_url=PLAIN).status_code == 200


def test_a_guest_over_https_has_a_session_of_that_kind(bench: Bench, tablet: FlaskClient) -> None:
    (awa,) = bench.invite("Awa Ndi")
    claim = bench.claims()["Awa Ndi"]
    bench.scan(awa.front_code)

    answer = tablet.post(f"/c/{claim}", json={"matching": "yes"}, base_url=SECURE)

    assert "__Host-palabre=" in answer.headers["Set-Cookie"]
    assert tablet.get("/me/state", base_url=SECURE).status_code == 200


@pytest.mark.parametrize(
    ("base", "origin", "status"),
    [
        (SECURE, SECURE, 201),
        (SECURE, "https://localhost", 201),
        (PLAIN, PLAIN, 201),
        (SECURE, PLAIN, 403),
        (PLAIN, SECURE, 403),
        (SECURE, f"{SECURE}:8443", 403),
        (SECURE, "https://192.168.50.1.evil.example", 403),
    ],
)
def test_a_change_must_come_from_a_page_of_ours_that_came_the_same_way(
    bench: Bench, tablet: FlaskClient, door: dict[str, str], base: str, origin: str, status: int
) -> None:
    answer = tablet.post("/api/v1/scans", json=scan(bench, "Awa"), base_url=base, headers={**door, "Origin": origin})

    assert answer.status_code == status


def test_a_page_may_open_sockets_of_its_own_kind_only(tablet: FlaskClient) -> None:
    over_https = tablet.get("/", base_url=SECURE).headers["Content-Security-Policy"]
    over_http = tablet.get("/", base_url=PLAIN).headers["Content-Security-Policy"]

    assert f"wss://{HOST}" in over_https
    assert "ws://" not in over_https.replace("wss://", "")
    assert f"ws://{HOST}" in over_http
    assert "wss://" not in over_http


@pytest.mark.parametrize(("language", "words"), [("fr", "Comparer l’empreinte"), ("en", "Compare the fingerprint")])
def test_the_page_for_tablets_is_for_anybody_in_two_languages_with_fingerprint_file_and_next_address(
    tablet: FlaskClient, language: str, words: str
) -> None:
    page = tablet.get("/ca", base_url=PLAIN, environ_base=TABLET, headers={"Accept-Language": language})

    assert page.status_code == 200
    assert words in page.text
    assert AUTHORITY.fingerprint in page.text
    assert 'href="/ca.crt"' in page.text
    assert f'href="{SECURE}/enrol"' in page.text
    assert page.text.count("<svg") == 4


def test_the_certificate_comes_as_tablets_expect_one(tablet: FlaskClient) -> None:
    answer = tablet.get("/ca.crt", base_url=PLAIN, environ_base=TABLET)

    assert answer.data == AUTHORITY.certificate
    assert answer.headers["Content-Type"] == "application/x-x509-ca-cert"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="palabre-ca.crt"'


@pytest.mark.parametrize("address", ["/ca", "/ca.crt"])
def test_a_house_without_https_says_so(bench: Bench, client: "object", address: str) -> None:
    answer = client().get(address, headers={"Accept": "application/json"})  # type: ignore[operator]

    assert answer.status_code == 404
    assert answer.json["error"] == "no_https"


@pytest.mark.parametrize("role", [DeviceRole.SCREEN, DeviceRole.TABLE])
def test_screens_and_table_readers_need_no_https(bench: Bench, tablet: FlaskClient, role: DeviceRole) -> None:
    headers = {"Authorization": f"Bearer {pair_device(bench.kit, 'x', role)[1]}"}

    assert tablet.get("/api/v1/event", base_url=PLAIN, headers=headers, environ_base=TABLET).status_code == 200
