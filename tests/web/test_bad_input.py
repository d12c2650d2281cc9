"""What comes to a door that is no badge of tonight, and gestures that make no sense: each answered, kept, harmless."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from kiosk.actions.create_event import create_event
from kiosk.actions.look import room_now
from kiosk.actions.sign_in import pair_device
from kiosk.domain.device import DeviceRole
from tests.bench import Bench, an_event

Browser = Callable[[], FlaskClient]

TEN_KILOBYTES = "https://tickets.example/" + "x" * 10_000
NOISE = {
    "a Wi-Fi code": "WIFI:T:WPA;S:Maison Palabre;P:soleil2026;;",
    "a ticket of another house": "https://tickets.example/t/9f8e7d6c5b",
    "our path on another host": "http://10.0.0.9/b/BCDEFGHJKN",
    "a contact": "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Awa Ndi\r\nTEL:+237600000000\r\nEND:VCARD",
    "a barcode": "3017620422003",
    "a reader's stutter": "\x1d\x1d]C1\x04\x04",
    "nothing": "",
    "half a code": "BCDEFGH",
    "ten kilobytes": TEN_KILOBYTES,
    "a script": "<script>alert(1)</script>",
    "a question mark of SQL": "'; drop table scan; --",
}


def post(client: Browser, key: dict[str, str], **scan: object) -> Any:  # noqa: ANN401
    return client().post("/api/v1/scans", json={"nonce": "nonce-0001", "place": "door", **scan}, headers=key)


def kept(bench: Bench) -> list[tuple[object, ...]]:
    house = sqlite3.connect(bench.path / "kiosk.db")
    found = house.execute("select raw, verdict, direction from scan order by seq").fetchall()
    house.close()
    return found


@pytest.mark.parametrize("what", NOISE)
def test_noise_is_no_code_and_is_kept_as_it_came(
    bench: Bench, client: Browser, door: dict[str, str], what: str
) -> None:
    answer = post(client, door, code=NOISE[what])

    assert (answer.status_code, answer.json["verdict"], answer.json["attendee"]) == (201, "invalid", None)
    assert not answer.json["may_force"]
    assert kept(bench) == [(NOISE[what][:2000], "invalid", "in")]


def test_ten_kilobytes_again_are_the_same_gesture(client: Browser, door: dict[str, str]) -> None:
    first, again = (post(client, door, code=TEN_KILOBYTES) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == {**first.json, "replayed": True}


def test_an_exit_without_entry_is_kept_and_moves_nobody(bench: Bench, client: Browser, door: dict[str, str]) -> None:
    (awa,) = bench.invite("Awa Ndi")

    answer = post(client, door, code=awa.front_code, direction="out")

    assert (answer.status_code, answer.json["verdict"], answer.json["first"]) == (201, "ok", None)
    assert room_now(bench.kit).inside == 0
    assert kept(bench) == [(awa.front_code, "ok", "out")]


def test_an_undo_of_another_device_of_yesterday_or_of_nothing_changes_nothing(
    bench: Bench, client: Browser, door: dict[str, str]
) -> None:
    (awa,) = bench.invite("Awa Ndi")
    post(client, door, code=awa.front_code)
    _, key = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    other = {"Authorization": f"Bearer {key}"}

    def undo(nonce: str, headers: dict[str, str]) -> tuple[int, object, object]:
        answer = client().post(f"/api/v1/scans/{nonce}/undo", json={"reason": "x"}, headers=headers)
        assert answer.json is not None
        return answer.status_code, answer.json["error"], answer.json.get("why")

    assert undo("nonce-0001", other) == (409, "undo_refused", "another_device")
    assert undo("nonce-9999", door) == (404, "unknown_nonce", None)
    assert room_now(bench.kit).inside == 1
    bench.clock.forward(days=1)
    assert undo("nonce-0001", door) == (409, "undo_refused", "too_late")
    create_event(bench.kit, an_event(bench.clock, "Lendemain"))
    assert undo("nonce-0001", door) == (409, "undo_refused", "another_event")
    assert [each[1] for each in kept(bench)] == ["ok"]


@pytest.mark.parametrize("at", ["2031-05-01T20:00:00Z", "2026-12-04T15:30:00Z", "1970-01-01T00:00:00Z"])
@pytest.mark.parametrize("queued", [True, False])
def test_a_device_in_2031_or_three_hours_off_is_heard_like_any_other(
    bench: Bench, client: Browser, door: dict[str, str], at: str, queued: bool
) -> None:
    (awa,) = bench.invite("Awa Ndi")

    answer = post(client, door, code=awa.front_code, at=at, sent_at=at, queued=queued)

    assert (answer.status_code, answer.json["verdict"]) == (201, "ok")
    assert answer.json["at"] == bench.clock().isoformat()


def test_one_poisoned_item_among_fifty_holds_nobody_up(bench: Bench, client: Browser, door: dict[str, str]) -> None:
    guests = bench.invite(*(f"Guest{number} Ndi" for number in range(50)))
    scans: list[object] = [
        {"nonce": f"nonce-{number:04}", "code": each.front_code, "place": "door"} for number, each in enumerate(guests)
    ]
    scans[25] = [{"nonce": {"of": "course"}}]

    answer = client().post("/api/v1/scans/batch", json={"scans": scans}, headers=door)

    assert (answer.status_code, len(answer.json["results"]) if answer.json else 0) == (200, 50)
    assert answer.json is not None
    assert [each.get("error") for each in answer.json["results"]] == [None] * 25 + ["malformed"] + [None] * 24
    assert room_now(bench.kit).inside == 49
