"""Doors that lose the server, and what they bring when they find it again: nothing lost, nothing rewritten."""

import json
import random
import socket
import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import pytest
import requests

from kiosk.actions.create_event import create_event
from kiosk.actions.look import recent_scans, room_now
from kiosk.actions.sign_in import pair_device
from kiosk.assemble.house import House
from kiosk.assemble.service import build_service
from kiosk.config import Home, Settings
from kiosk.domain.device import DeviceRole
from kiosk.domain.people import Attendee
from kiosk.domain.scan import Direction
from tests.bench import HOST, Bench, an_event

pytestmark = pytest.mark.fault

Eventually = Callable[[Callable[[], bool]], None]


class Server(Protocol):
    url: str
    port: int


class Tablet:
    """A door with a clock of its own, alone: it answers from the list it has and keeps what it did."""

    def __init__(self, bench: Bench, name: str, off: timedelta = timedelta(0)) -> None:
        self.bench, self.off = bench, off
        device, self.key = pair_device(bench.kit, name, DeviceRole.DOOR)
        self.name = device.name
        self.seen: set[str] = set()
        self.queue: list[dict[str, Any]] = []

    def clock(self) -> datetime:
        """What its own clock says."""
        return self.bench.clock() + self.off

    def scan(self, code: str, shown: str = "", **more: object) -> None:
        """Answer alone and keep it."""
        verdict = shown or ("already_in" if code in self.seen else "ok")
        self.seen |= {code} if verdict == "ok" else set()
        nonce = f"{self.name.replace(' ', '-')}-{len(self.queue):05}"
        kept = {"nonce": nonce, "code": code, "place": "door", "queued": True, "shown": verdict}
        self.queue.append({**kept, "at": self.clock().isoformat(), **more})

    def send(self) -> list[dict[str, Any]]:
        """Bring it all at once; what became of each."""
        house = House(Home(self.bench.path), Settings(address=HOST), self.bench.kit, self.bench.store)
        service = build_service(house, 80, mode="threading", matchmaker=False)
        scans = [{**each, "sent_at": self.clock().isoformat()} for each in self.queue]
        headers = {"Authorization": f"Bearer {self.key}"}
        answer = service.app.test_client().post("/api/v1/scans/batch", json={"scans": scans}, headers=headers)
        service.publisher.settle()
        assert answer.json is not None
        return list(answer.json["results"])


def test_an_answer_that_got_lost_comes_again_green(
    bench: Bench, start: Callable[[], Server], eventually: Eventually
) -> None:
    """F5: the connection is cut after the commit and before the reply."""
    bench.clock.moment = datetime.now(UTC)
    bench.event = create_event(bench.kit, an_event(bench.clock, "Tonight"))
    (awa,) = bench.invite("Awa Ndi")
    server = start()
    body = {"nonce": "lost-00001", "code": awa.front_code, "place": "door"}
    headers = {"Authorization": f"Bearer {bench.key}"}

    cut_after_sending(server, json.dumps(body), bench.key)
    eventually(lambda: room_now(bench.kit).seq == 1)
    again = requests.post(f"{server.url}/api/v1/scans", json=body, headers=headers, timeout=30)

    assert again.status_code == 200
    assert (again.json()["verdict"], again.json()["replayed"], again.json()["seq"]) == ("ok", True, 1)
    assert room_now(bench.kit).entries == 1


def cut_after_sending(server: Server, body: str, key: str) -> None:
    """Say it and hang up."""
    head = f"POST /api/v1/scans HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {key}\r\n"
    whole = f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
        line.sendall(whole.encode())


def test_a_door_that_was_dark_for_twenty_minutes_is_taken_in_whole(bench: Bench) -> None:
    """F6: 150 scans with 10 repeats, 5 unknown codes and 3 unpaid guests, while the other door goes on."""
    guests = bench.invite(*(f"Guest{number} Ndi" for number in range(180)))
    unpaid = bench.invite("Awa Ngo", "Bea Ngo", "Eve Ngo", amount=5_000)
    dark, chance = Tablet(bench, "Porte 2"), random.Random(6)
    steps: list[tuple[str, str]] = [(each.front_code, "") for each in guests[:132]]
    steps += [(code, "unknown") for code in ("BBBBBBBBBB", "CCCCCCCCCC", "DDDDDDDDDD", "FFFFFFFFFF", "GGGGGGGGGG")]
    steps += [(each.front_code, "must_pay") for each in unpaid]
    chance.shuffle(steps)
    steps += [(each.front_code, "") for each in chance.sample(guests[:132], 10)]
    told = [go_on(bench, dark, step, guests[100:180], number) for number, step in enumerate(steps)]

    results = dark.send()

    assert len(results) == 150
    assert [each["verdict"] for each in results] == told
    assert Counter(each["verdict"] for each in results) == {"ok": 132, "already_in": 10, "unknown": 5, "must_pay": 3}
    assert [each["nonce"] for each in results] == [each["nonce"] for each in dark.queue]
    assert [datetime.fromisoformat(each["at"]) for each in results] == [
        datetime.fromisoformat(each["at"]) for each in dark.queue
    ]
    conflicts = [each for each in results if each["conflict"]]
    assert {each["conflict"] for each in conflicts} == {"already_in"}
    assert len(conflicts) == 32
    room = room_now(bench.kit)
    assert (room.inside, room.people_in, room.entries) == (180, 180, 180)
    assert len(recent_scans(bench.kit, 500, conflicts=True)) == len(conflicts)


def go_on(bench: Bench, dark: Tablet, step: tuple[str, str], others: list[Attendee], number: int) -> str:
    """Eight seconds: one scan at the dark door, and often one at the other."""
    bench.clock.forward(seconds=8)
    dark.scan(*step)
    if number < len(others):
        bench.scan(others[number].front_code)
    return str(dark.queue[-1]["shown"])


def test_a_poisoned_queue_is_emptied_item_by_item(bench: Bench) -> None:
    """F7: among 50 one is malformed, one is of somebody who was deleted, one is refused."""
    guests = bench.invite(*(f"Guest{number} Ndi" for number in range(50)))
    dark = Tablet(bench, "Porte 2")
    for guest in guests:
        dark.scan(guest.front_code)
    bench.scan(guests[0].front_code, nonce="used-before")
    dark.queue[10] = {"nonce": "poison-0010", "code": None}
    dark.queue[20]["code"] = "BBBBBBBBBB"
    dark.queue[30]["nonce"] = "used-before"

    results = dark.send()
    again = dark.send()

    told = {number: each for number, each in enumerate(results) if each.get("error") or each["conflict"]}
    assert told.keys() == {0, 10, 20, 30}
    assert [told[number].get("error") for number in (10, 30)] == ["invalid_fields", "nonce_reused"]
    assert set(told[10]["fields"]) == {"code", "place"}
    assert [told[number]["conflict"] for number in (0, 20)] == ["already_in", "unknown"]
    numbers = [each["seq"] for each in results if "seq" in each]
    assert numbers == sorted(numbers)
    assert [each.get("seq") for each in again] == [each.get("seq") for each in results]
    assert room_now(bench.kit).inside == 47


@pytest.mark.parametrize("off", [timedelta(hours=-3), timedelta(hours=3), timedelta(days=1680)])
def test_a_tablet_with_a_wrong_clock_loses_nothing_and_moves_nobody_wrongly(bench: Bench, off: timedelta) -> None:
    """F8: three hours off either way, or in 2031."""
    stays, leaves = bench.invite("Awa Ndi", "Bea Fon")
    wrong, right = Tablet(bench, "Porte 2", off), Tablet(bench, "Porte 3")
    right.scan(stays.front_code)
    wrong.scan(leaves.front_code)
    bench.clock.forward(minutes=5)
    wrong.scan(stays.front_code, "ok", direction="out")
    bench.clock.forward(minutes=5)
    right.scan(stays.front_code, "ok")
    right.scan(leaves.front_code, "ok", direction="out")
    truth = bench.clock()

    results = [*right.send(), *wrong.send()]

    assert [each["verdict"] for each in results] == ["ok"] * 5
    assert {each["nonce"]: datetime.fromisoformat(each["at"]) for each in results[3:]} == {
        "Porte-2-00000": truth - timedelta(minutes=10),
        "Porte-2-00001": truth - timedelta(minutes=5),
    }
    with bench.store.reading() as store:
        inside = [each.person.name for each in store.attendees.inside(bench.event.id)]
    assert inside == ["Awa Ndi"]
    assert [each["seq"] for each in results] == [1, 2, 3, 4, 5]
    assert gaps(bench) == [0] * 3 + [off.total_seconds() * 1000] * 2


def gaps(bench: Bench) -> list[float]:
    house = sqlite3.connect(bench.path / "kiosk.db")
    found = [row[0] for row in house.execute("select clock_gap from scan order by seq")]
    house.close()
    return found


def test_a_server_that_restarts_in_1970_keeps_the_order_and_every_count(bench: Bench) -> None:
    """F9, as far as scans go: the clock jumps back by decades, and later by two hours ahead."""
    guests = bench.invite(*(f"Guest{number} Ndi" for number in range(6)))
    now = bench.clock()
    seqs = [bench.scan(guests[0].front_code).seq, bench.scan(guests[1].front_code).seq]
    dark = Tablet(bench, "Porte 2")
    dark.scan(guests[2].front_code)

    bench.clock.moment = datetime(1970, 1, 1, tzinfo=UTC)
    dark.off = now - bench.clock()
    results = dark.send()
    seqs += [results[0]["seq"], bench.scan(guests[1].front_code, direction=Direction.OUT).seq]
    bench.clock.moment = now + timedelta(hours=2)
    seqs += [bench.scan(each.front_code).seq for each in guests[3:]]

    assert seqs == sorted(seqs)
    assert (results[0]["verdict"], results[0]["conflict"]) == ("ok", "not_now")
    assert room_now(bench.kit).inside == 5
