"""The matchmaker dies, hangs or talks nonsense: the door and the phones go on."""

import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

import psutil
import pytest
import requests

from kiosk.actions.create_event import create_event
from kiosk.domain.people import AttendeeId
from kiosk.matchmaker.keeper import Keeper
from tests.bench import Bench, an_event

pytestmark = [pytest.mark.fault, pytest.mark.service]


class Server(Protocol):
    url: str

    def matchmaker(self) -> psutil.Process | None: ...


Eventually = Callable[[Callable[[], bool]], None]


class Evening:
    """People who enter and claim through the running service."""

    def __init__(self, bench: Bench, server: Server, *names: str) -> None:
        bench.clock.moment = datetime.now(UTC)
        bench.event = create_event(bench.kit, an_event(bench.clock, "Tonight"))
        self.server = server
        self.headers = {"Authorization": f"Bearer {bench.key}"}
        self.people = bench.invite(*names)
        self.claims = bench.claims()
        self.phones: dict[str, requests.Session] = {}

    def enter(self, number: int) -> requests.Response:
        """Let one in and make their phone theirs."""
        person = self.people[number]
        body = {"nonce": f"enter-{number:04}", "code": person.front_code, "place": "door", "direction": "in"}
        answer = requests.post(f"{self.server.url}/api/v1/scans", json=body, headers=self.headers, timeout=30)
        phone = requests.Session()
        claim = self.claims[person.person.name]
        phone.post(f"{self.server.url}/c/{claim}", json={"matching": "yes"}, timeout=30)
        self.phones[person.person.name] = phone
        return answer

    def card(self, name: str) -> object:
        """What this person's phone shows."""
        return self.phones[name].get(f"{self.server.url}/me/state", timeout=30).json()["card"]

    def close(self) -> None:
        """Let the phones go."""
        for phone in self.phones.values():
            phone.close()


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
def test_the_door_goes_on_without_its_matchmaker_and_gets_it_back(
    bench: Bench, start: Callable[[], Server], eventually: Eventually, blow: signal.Signals
) -> None:
    server = start()
    evening = Evening(bench, server, "Awa Ndi", "Paul Eko", "Bea Fon")
    eventually(lambda: server.matchmaker() is not None)
    first = server.matchmaker()
    assert first is not None
    evening.enter(0)

    first.send_signal(blow)
    answer = evening.enter(1)

    assert answer.json()["verdict"] == "ok"
    if blow is signal.SIGSTOP:
        first.kill()
    eventually(lambda: evening.card("Awa Ndi") is not None)
    second = server.matchmaker()
    assert second is not None
    assert second.pid != first.pid
    evening.close()


def test_a_process_that_talks_nonsense_tells_nobody_anything(eventually: Eventually) -> None:
    program = "\n".join(
        [
            "import sys",
            "sys.stdout.buffer.write(b'\\xff\\xfe\\n')",
            "sys.stdout.buffer.flush()",
            "print('[' * 150_000)",
            "print('noise')",
            "print('[1]')",
            "print('{\"done\": 7}')",
            'print(\'{"done": ["a_1", 5]}\', flush=True)',
        ]
    )
    told: list[frozenset[AttendeeId]] = []
    keeper = started([sys.executable, "-c", program + "\nsys.stdin.read()"], told)

    eventually(lambda: bool(told))
    keeper.stop()

    assert set(told) == {frozenset({AttendeeId("a_1")})}


def test_a_process_that_hangs_while_it_writes_is_ended_within_its_limit(
    eventually: Eventually, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.matchmaker.keeper.WRITING_LIMIT", 0.2)
    keeper = started(
        [sys.executable, "-c", "print('{\"writing\": true}', flush=True)\nimport time\ntime.sleep(600)"], []
    )
    eventually(lambda: keeper.pid is not None)
    first = keeper.pid

    eventually(lambda: keeper.pid not in {first, None})
    keeper.stop()

    assert keeper.pid is None


def started(command: list[str], told: list[frozenset[AttendeeId]]) -> Keeper:
    def spawn(work: Callable[[], None]) -> threading.Thread:
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        return thread

    keeper = Keeper(command, tell=told.append, spawn=spawn, sleep=time.sleep)
    keeper.start()
    return keeper
