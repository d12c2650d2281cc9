"""Who stands at a tablet: asked for where money moves or names are shown, for as long as something is done."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from kiosk.actions.manage_staff import add_staff, remove_staff, reset_pin
from kiosk.actions.sign_in import pair_device
from kiosk.domain.device import DeviceRole
from kiosk.domain.staff import StaffRole
from tests.bench import Bench

Browser = Callable[[], FlaskClient]
Key = dict[str, str]


@pytest.fixture
def pin(bench: Bench) -> str:
    """A house where somebody has a PIN."""
    return add_staff(bench.kit, "Mama Ngono", StaffRole.CASHIER)[1]


def step_up(client: Browser, door: Key, pin: str) -> Any:  # noqa: ANN401
    return client().post("/api/v1/staff/step-up", json={"pin": pin}, headers=door)


def search(client: Browser, door: Key) -> int:
    return client().get("/api/v1/attendees?q=awa", headers=door).status_code


def scan(bench: Bench, code: str, nonce: str = "nonce-0001", **more: object) -> dict[str, object]:
    return {"nonce": nonce, "code": code, "place": "door", **more}


def payer(bench: Bench, name: str) -> str:
    (guest,) = bench.invite(name, amount=10_000)
    return guest.front_code


def paid(bench: Bench, code: str, nonce: str = "nonce-0001", **more: object) -> dict[str, object]:
    return scan(bench, code, nonce, payment={"method": "cash", "amount": 10_000}, **more)


def by_whom(bench: Bench, table: str) -> list[str | None]:
    with bench.store._database.reading() as run:
        rows = run.rows(f"select s.name from {table} t left join staff s on s.id = t.staff order by t.at")
    return [row["name"] for row in rows]


def test_a_house_without_pins_is_never_asked_for_one(bench: Bench, client: Browser, door: Key) -> None:
    answer = client().post("/api/v1/scans", json=paid(bench, payer(bench, "Awa Ndi")), headers=door)

    assert answer.status_code == 201
    assert search(client, door) == 200
    assert client().post("/api/v1/scans/nonce-0001/undo", json={"reason": "x"}, headers=door).status_code == 200
    assert by_whom(bench, "payment") == [None]


def test_search_undo_and_money_ask_who_stands_there_and_a_plain_scan_does_not(
    bench: Bench, client: Browser, door: Key, pin: str
) -> None:
    plain = client().post("/api/v1/scans", json=scan(bench, bench.invite("Paul Eko")[0].front_code), headers=door)
    refused = client().post("/api/v1/scans", json=paid(bench, payer(bench, "Awa Ndi"), "nonce-0002"), headers=door)
    undone = client().post("/api/v1/scans/nonce-0001/undo", json={"reason": "x"}, headers=door)

    assert plain.status_code == 201
    assert [(each.status_code, each.json and each.json["error"]) for each in (refused, undone)] == [
        (403, "pin_needed")
    ] * 2
    assert search(client, door) == 403
    assert client().post("/api/v1/scans/nonce-0002/undo", json={"reason": "x"}, headers=door).status_code == 403


def test_a_refused_payment_leaves_its_nonce_free(bench: Bench, client: Browser, door: Key, pin: str) -> None:
    body = paid(bench, payer(bench, "Awa Ndi"))
    assert client().post("/api/v1/scans", json=body, headers=door).status_code == 403

    step_up(client, door, pin)

    assert client().post("/api/v1/scans", json=body, headers=door).status_code == 201


def test_a_pin_says_who_until_when_and_what_they_may(bench: Bench, client: Browser, door: Key, pin: str) -> None:
    answer = step_up(client, door, f"{pin[:3]} {pin[3:]}")

    assert answer.json == {"name": "Mama Ngono", "role": "cashier", "until": "2026-12-04T18:35:00+00:00"}
    assert search(client, door) == 200


def test_what_was_done_keeps_the_name_of_who_did_it(bench: Bench, client: Browser, door: Key, pin: str) -> None:
    step_up(client, door, pin)
    client().post("/api/v1/scans", json=paid(bench, payer(bench, "Awa Ndi")), headers=door)
    client().post("/api/v1/scans/nonce-0001/undo", json={"reason": "wrong person"}, headers=door)
    remove_staff(bench.kit, "Mama Ngono")

    assert by_whom(bench, "scan") == by_whom(bench, "payment") == by_whom(bench, "annulment") == ["Mama Ngono"]


def test_it_lapses_when_nothing_was_done_for_five_minutes(bench: Bench, client: Browser, door: Key, pin: str) -> None:
    step_up(client, door, pin)

    bench.clock.forward(seconds=299)
    assert search(client, door) == 200
    bench.clock.forward(seconds=1)
    assert search(client, door) == 403


def test_acts_keep_somebody_there_and_looking_does_not(bench: Bench, client: Browser, door: Key, pin: str) -> None:
    codes = [each.front_code for each in bench.invite("Awa Ndi", "Paul Eko", "Bea Fon")]
    step_up(client, door, pin)

    for number, code in enumerate(codes):
        bench.clock.forward(minutes=4)
        client().post("/api/v1/scans", json=scan(bench, code, f"nonce-000{number}"), headers=door)
    bench.clock.forward(minutes=4)
    looked = [search(client, door)]
    bench.clock.forward(minutes=1)
    looked.append(search(client, door))

    assert looked == [200, 403]


def test_the_tablets_own_clock_moves_nothing(bench: Bench, client: Browser, door: Key, pin: str) -> None:
    step_up(client, door, pin)
    bench.clock.forward(minutes=6)

    body = paid(bench, payer(bench, "Awa Ndi"), at="2026-12-04T18:30:01+00:00")

    assert client().post("/api/v1/scans", json=body, headers=door).status_code == 403


def test_a_server_clock_that_falls_back_for_years_ends_it(bench: Bench, client: Browser, door: Key, pin: str) -> None:
    step_up(client, door, pin)

    bench.clock.forward(days=-20_000)

    assert search(client, door) == 403


def test_leaving_asks_the_next_one(bench: Bench, client: Browser, door: Key, pin: str) -> None:
    step_up(client, door, pin)

    left = [client().post("/api/v1/staff/leave", headers=door) for _ in range(2)]

    assert [each.status_code for each in left] == [200, 200]
    assert search(client, door) == 403


def test_each_tablet_is_asked_by_itself(bench: Bench, client: Browser, door: Key, pin: str) -> None:
    _, key = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)

    step_up(client, door, pin)

    assert search(client, {"Authorization": f"Bearer {key}"}) == 403


@pytest.mark.parametrize("act", [reset_pin, remove_staff])
def test_a_pin_taken_back_shuts_what_it_opened(
    bench: Bench, client: Browser, door: Key, pin: str, act: Callable[..., object]
) -> None:
    add_staff(bench.kit, "Paul Eko", StaffRole.CASHIER)
    step_up(client, door, pin)

    act(bench.kit, "Mama Ngono")

    assert search(client, door) == 403


def test_wrong_pins_are_told_and_after_five_the_tablet_rests(
    bench: Bench, client: Browser, door: Key, pin: str
) -> None:
    wrong = "000000" if pin != "000000" else "111111"

    answers = [step_up(client, door, wrong) for _ in range(6)]

    assert [each.status_code for each in answers] == [403] * 5 + [429]
    assert answers[0].json["error"] == "pin_wrong"
    assert answers[5].json["message"]["en"].endswith("again in 5 min.")
    assert answers[5].headers["Retry-After"] == "300"
    assert step_up(client, door, pin).status_code == 429


@pytest.mark.parametrize("body", [{}, {"pin": ""}, {"pin": 123456}, {"pin": None}, {"pin": "1" * 65}])
def test_what_cannot_be_a_pin_is_422_and_counts_for_nothing(
    client: Browser, door: Key, pin: str, body: dict[str, object]
) -> None:
    answers = [client().post("/api/v1/staff/step-up", json=body, headers=door).status_code for _ in range(6)]

    assert answers == [422] * 6
    assert step_up(client, door, pin).status_code == 200


def test_what_a_tablet_did_while_alone_is_taken_in_under_nobodys_name(
    bench: Bench, client: Browser, door: Key, pin: str
) -> None:
    queued = paid(bench, payer(bench, "Awa Ndi"), queued=True, at="2026-12-04T18:10:00+00:00")
    live = paid(bench, payer(bench, "Paul Eko"), "nonce-0002")

    answer = client().post("/api/v1/scans/batch", json={"scans": [queued, live]}, headers=door)

    assert answer.json is not None
    assert [each.get("verdict") or each["error"] for each in answer.json["results"]] == ["ok", "pin_needed"]
    assert by_whom(bench, "payment") == [None]
