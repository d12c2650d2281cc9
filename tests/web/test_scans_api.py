"""The scan API as the contract says it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from kiosk.actions.sign_in import pair_device
from kiosk.domain.device import DeviceRole
from tests.bench import Bench

Browser = Callable[[], FlaskClient]


def scan(front_code: str, **changes: object) -> dict[str, object]:
    return {"nonce": "nonce-0001", "code": front_code, "place": "door", "direction": "in", **changes}


def test_a_new_scan_is_201_and_its_retry_200_with_the_same_answer(
    bench: Bench, client: Browser, door: dict[str, str]
) -> None:
    (awa,) = bench.invite("Awa Ndi")

    first = client().post("/api/v1/scans", json=scan(awa.front_code), headers=door)
    again = client().post("/api/v1/scans", json=scan(awa.front_code), headers=door)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json is not None
    assert again.json == {**first.json, "replayed": True}
    assert first.json["verdict"] == "ok"
    assert first.json["attendee"]["name"] == "Awa Ndi"
    assert first.json["claim_url"].startswith("http://192.168.50.1/c/")
    assert first.json["message"]["fr"] == "Bienvenue, Awa\u202f!"
    assert first.json["message"]["en"] == "Welcome, Awa!"


def test_a_nonce_for_another_act_is_409(bench: Bench, client: Browser, door: dict[str, str]) -> None:
    (awa,) = bench.invite("Awa Ndi")
    client().post("/api/v1/scans", json=scan(awa.front_code), headers=door)

    answer = client().post("/api/v1/scans", json=scan(awa.front_code, direction="out"), headers=door)

    assert answer.status_code == 409
    assert answer.json is not None
    assert answer.json["error"] == "nonce_reused"
    assert set(answer.json["message"]) == {"fr", "en"}


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"text"', "\x00"])
def test_what_is_not_a_json_object_is_400(client: Browser, door: dict[str, str], body: str) -> None:
    answer = client().post("/api/v1/scans", data=body, content_type="application/json", headers=door)

    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"] == "malformed"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nonce", "short"),
        ("nonce", "n" * 65),
        ("nonce", "with space"),
        ("nonce", 12345678),
        ("code", None),
        ("code", "x" * 20_001),
        ("place", "kitchen"),
        ("place", "table-0"),
        ("direction", "up"),
        ("payment.amount", {"method": "cash", "amount": -1}),
        ("payment.amount", {"method": "cash", "amount": 10_000.5}),
        ("payment.method", {"method": "cheque", "amount": 1}),
        ("payment.currency", {"method": "cash", "amount": 1, "currency": "EUR"}),
        ("payment.reference", {"method": "cash", "amount": 1, "reference": "two\nlines"}),
    ],
)
def test_a_field_that_cannot_be_meant_is_422_and_named(
    client: Browser, door: dict[str, str], field: str, value: object
) -> None:
    answer = client().post("/api/v1/scans", json=scan("BCDEFGHJKN", **{field.partition(".")[0]: value}), headers=door)

    assert answer.status_code == 422
    assert answer.json is not None
    assert field in answer.json["fields"]


def test_a_batch_is_recorded_in_order_and_one_bad_item_holds_nobody_up(
    bench: Bench, client: Browser, door: dict[str, str]
) -> None:
    awa, bea = bench.invite("Awa Ndi", "Bea Fon")
    scans = [scan(awa.front_code), {"nonce": "x"}, "noise", scan(bea.front_code, nonce="nonce-0002")]

    answer = client().post("/api/v1/scans/batch", json={"scans": scans}, headers=door)

    assert answer.json is not None
    results = answer.json["results"]
    assert [each.get("verdict", each.get("error")) for each in results] == ["ok", "invalid_fields", "malformed", "ok"]


def test_a_batch_of_more_than_500_is_refused_whole(client: Browser, door: dict[str, str]) -> None:
    answer = client().post("/api/v1/scans/batch", json={"scans": [{}] * 501}, headers=door)

    assert answer.status_code == 422


def test_too_much_is_413(client: Browser, door: dict[str, str]) -> None:
    answer = client().post("/api/v1/scans", data=b"x" * 1_000_001, content_type="application/json", headers=door)

    assert answer.status_code == 413


def test_a_self_service_tablet_sees_no_money_no_claim_and_no_reason(bench: Bench, client: Browser) -> None:
    awa, bea = bench.invite("Awa Ndi", "Bea Fon", amount=None)
    _, key = pair_device(bench.kit, "Borne", DeviceRole.SELF_SERVICE)
    headers = {"Authorization": f"Bearer {key}"}

    first = client().post("/api/v1/scans", json=scan(awa.front_code), headers=headers).json
    again = client().post("/api/v1/scans", json=scan(awa.front_code, nonce="nonce-0002"), headers=headers).json

    assert first is not None
    assert again is not None
    assert (first["claim_url"], first["attendee"]["name"]) == (None, "A•• N••")
    assert again["message"]["en"] == "Please see the desk"
    assert client().get("/api/v1/attendees?q=awa", headers=headers).status_code == 403
    assert bea.front_code != awa.front_code


def test_search_finds_without_accents_order_or_perfect_spelling(
    bench: Bench, client: Browser, door: dict[str, str]
) -> None:
    bench.invite("Élodie Nguémo", "Jean-Christophe Mbarga", "Paul Eko")

    def found(text: str) -> list[str]:
        answer = client().get("/api/v1/attendees", query_string={"q": text}, headers=door).json
        assert answer is not None
        return [each["name"] for each in answer["attendees"]]

    assert found("nguemo elo") == ["Élodie Nguémo"]
    assert found("mbarga jean") == ["Jean-Christophe Mbarga"]
    assert found("Nguemmo") == ["Élodie Nguémo"]
    assert found("e") == []
    assert found('"; drop table person; --') == []


def test_undo_by_the_same_door_is_annulled(bench: Bench, client: Browser, door: dict[str, str]) -> None:
    (awa,) = bench.invite("Awa Ndi")
    client().post("/api/v1/scans", json=scan(awa.front_code), headers=door)

    answer = client().post("/api/v1/scans/nonce-0001/undo", json={"reason": "wrong person"}, headers=door)

    assert answer.json is not None
    assert answer.json["verdict"] == "annulled"
    assert client().post("/api/v1/scans/nonce-0001/undo", json={}, headers=door).status_code == 422
    assert client().post("/api/v1/scans/nonce-9999/undo", json={"reason": "x"}, headers=door).status_code == 404
