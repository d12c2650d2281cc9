"""Two gates and one badge; one gesture many times; a power cut among scans."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

import pytest
import requests

from kiosk.actions.create_event import create_event
from kiosk.actions.kit import Kit
from kiosk.actions.look import room_now
from kiosk.actions.record_scan import record_scan
from kiosk.domain.device import Device
from kiosk.domain.place import DOOR
from kiosk.domain.scan import Direction, ScanRequest
from kiosk.domain.verdict import Verdict
from kiosk.storage.store import Store
from tests.bench import HOST, KEY, Bench, Clock, an_event

pytestmark = [pytest.mark.fault, pytest.mark.service]

ROUNDS_IN_THREADS = 800
ROUNDS_IN_PROCESSES = 200


class Server(Protocol):
    url: str

    def kill(self) -> None: ...


def gate(path: Path, device: Device, codes: list[str], seed: int) -> list[str]:
    """One door in its own process: every badge once, each 0 to 50 ms after the other door's."""
    store = Store(path / "kiosk.db")
    kit = Kit(store, KEY, frozenset({HOST}), now=Clock())
    chance = random.Random(seed)
    verdicts = []
    for number, code in enumerate(codes):
        threading.Event().wait(chance.uniform(0, 0.05 if number % 20 == 0 else 0.001))
        scan = record_scan(kit, ScanRequest(f"gate-{seed}-{number:05}", code, DOOR, Direction.IN, device))
        verdicts.append(scan.verdict.value)
    store.close()
    return verdicts


def test_two_gates_and_one_badge_let_exactly_one_in_over_threads(bench: Bench) -> None:
    people = bench.invite(*(f"Guest{number} Ndi" for number in range(ROUNDS_IN_THREADS)))
    both = threading.Barrier(2)

    def door(name: str) -> list[Verdict]:
        found = []
        for number, person in enumerate(people):
            both.wait()
            found.append(bench.scan(person.front_code, nonce=f"{name}-{number:06}").verdict)
        return found

    with ThreadPoolExecutor(2) as pool:
        left, right = pool.map(door, ["left", "right"])

    for pair in zip(left, right, strict=True):
        assert sorted(pair) == [Verdict.ALREADY_IN, Verdict.OK]
    assert room_now(bench.kit).inside == ROUNDS_IN_THREADS


def test_two_gates_and_one_badge_let_exactly_one_in_over_processes(bench: Bench) -> None:
    people = bench.invite(*(f"Guest{number} Ndi" for number in range(ROUNDS_IN_PROCESSES)))
    codes = [person.front_code for person in people]

    with get_context("spawn").Pool(2) as pool:
        left, right = pool.starmap(gate, [(bench.path, bench.door, codes, seed) for seed in (1, 2)])

    for pair in zip(left, right, strict=True):
        assert sorted(pair) == ["already_in", "ok"]
    assert room_now(bench.kit).inside == ROUNDS_IN_PROCESSES


def test_one_gesture_sent_twenty_times_at_once_is_one_row_and_one_announcement(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.told.clear()

    with ThreadPoolExecutor(20) as pool:
        scans = list(pool.map(lambda _: bench.scan(awa.front_code, nonce="storm-0001"), range(20)))

    assert {(scan.seq, scan.verdict, scan.guest) for scan in scans} == {(1, Verdict.OK, scans[0].guest)}
    assert [scan.replayed for scan in scans].count(False) == 1
    assert len(bench.told) == 1
    assert room_now(bench.kit).seq == 1


def test_a_killed_service_keeps_every_scan_it_acknowledged_and_none_twice(
    bench: Bench, start: Callable[[], Server]
) -> None:
    bench.clock.moment = datetime.now(UTC)
    bench.event = create_event(bench.kit, an_event(bench.clock, "Tonight"))
    people = bench.invite(*(f"Guest{number} Ndi" for number in range(500)))
    pending = {f"kill-{number:06}": person.front_code for number, person in enumerate(people)}
    acknowledged: dict[str, int] = {}
    chance = random.Random(7)
    for _ in range(5):
        server = start()
        cut = len(acknowledged) + chance.randint(60, 120)
        send_until(server, bench.key, pending, acknowledged, cut)
    server = start()
    send_until(server, bench.key, pending, acknowledged, 500)

    room = room_now(bench.kit)
    with bench.store.reading() as store:
        kept = {nonce: store.scans.by_nonce(nonce) for nonce in acknowledged}

    assert len(acknowledged) == 500
    assert {nonce: scan.seq for nonce, scan in kept.items() if scan} == acknowledged
    assert (room.entries, room.inside, room.seq) == (500, 500, 500)


def send_until(server: Server, key: str, pending: dict[str, str], acknowledged: dict[str, int], count: int) -> None:
    """Scan from several hands at once until so many were acknowledged, then cut the power."""
    lock = threading.Lock()

    def one(item: tuple[str, str]) -> None:
        nonce, code = item
        body = {"nonce": nonce, "code": code, "place": "door", "direction": "in"}
        headers = {"Authorization": f"Bearer {key}"}
        try:
            answer = requests.post(f"{server.url}/api/v1/scans", json=body, headers=headers, timeout=30)
        except requests.RequestException:
            return
        with lock:
            acknowledged[nonce] = answer.json()["seq"]
            if len(acknowledged) == count and count < 500:
                server.kill()

    left = [item for item in pending.items() if item[0] not in acknowledged]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, left))
