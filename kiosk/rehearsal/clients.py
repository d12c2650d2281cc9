"""A door and a phone, as programs: HTTP with retries, and one socket for news."""

import asyncio
import random
import secrets
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import aiohttp
import socketio

from kiosk.rehearsal.house import path_of
from kiosk.rehearsal.record import Record

TRIES = 8
RETRIED = 0.1
PATIENCE = 20  # seconds, as long as a browser's client waits
Payload = dict[str, Any]


class Door:
    """A tablet at the entrance: a gesture keeps its nonce until it is answered."""

    def __init__(self, base: str, key: str, record: Record, chance: random.Random) -> None:
        self._base, self._record, self._chance = base, record, chance
        self._http = aiohttp.ClientSession(headers={"Authorization": f"Bearer {key}"})

    async def scan(self, code: str, direction: str = "in", payment: Payload | None = None) -> Payload:
        """Scan a code; the verdict is counted, its time measured. Now and then the answer is asked for again."""
        body: Payload = {"nonce": secrets.token_hex(12), "code": code, "place": "door", "direction": direction}
        if payment:
            body["payment"] = payment
        started = time.perf_counter()
        answer = await self._post(body)
        self._record.scan_ms.append((time.perf_counter() - started) * 1000)
        self._record.verdicts[answer["verdict"]] += 1
        self._record.sequences.append(answer["seq"])
        if self._chance.random() < RETRIED:
            again = await self._post(body)
            self._record.unequal_replays += again != {**answer, "replayed": True}
        return answer

    async def event(self) -> Payload:
        """The evening in figures."""
        async with self._http.get(f"{self._base}/api/v1/event") as answer:
            answer.raise_for_status()
            return dict(await answer.json())

    async def close(self) -> None:
        """Put the tablet away."""
        await self._http.close()

    async def _post(self, body: Payload) -> Payload:
        for turn in range(TRIES):
            try:
                async with self._http.post(f"{self._base}/api/v1/scans", json=body) as answer:
                    answer.raise_for_status()
                    return dict(await answer.json())
            except (aiohttp.ClientConnectionError, TimeoutError):
                await asyncio.sleep(0.1 * 2**turn)
        raise aiohttp.ClientConnectionError("the service does not answer")


class Phone:
    """A guest's phone: its own cookies, its own socket, the newest state it knows."""

    def __init__(self, base: str, name: str, record: Record, on_state: Callable[[], Awaitable[None]]) -> None:
        self.state: Payload = {}
        self.heard = 0
        self._name, self._base, self._record, self._on_state = name, base, record, on_state
        self._http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self._socket = socketio.AsyncClient(reconnection_delay=0.2)
        self._socket.on("state", self._hear, namespace="/attendee")
        self._awaited: tuple[str, float] | None = None

    @property
    def is_listening(self) -> bool:
        """Whether its socket is open."""
        return bool(self._socket.connected)

    async def claim(self, url: str, *, on_screen: bool) -> None:
        """Tap "that's me", then listen."""
        body = {"matching": "yes", "show_company": "yes", "show_on_screen": "yes" if on_screen else ""}
        await self._post(path_of(url), body)
        await self.refresh()
        await self._socket.connect(
            self._base,
            transports=["websocket"],
            namespaces=["/attendee"],
            auth={"token": self.state["socket_token"]},
            wait_timeout=PATIENCE,
        )
        self.heard = max(self.heard, (await self.refresh())["version"])

    async def refresh(self) -> Payload:
        """Ask for the state by HTTP, as a page that wakes does."""
        async with self._http.get(f"{self._base}/me/state") as answer:
            answer.raise_for_status()
            await self._take(await answer.json())
        return self.state

    async def answer(self, card: Payload, said: str) -> None:
        """Say something to a card, as the page does: told that the page was stale, again while the card is the same."""
        if said == "yes":
            self._record.yeses.setdefault(card["id"], set()).add(self._name)
        for _ in range(TRIES):
            said_to = f"/me/suggestions/{card['id']}"
            status = await self._post(said_to, {"answer": said, "version": self.state["version"]})
            if status != HTTPStatus.CONFLICT or not same_card(self.state["card"], card):
                return

    async def sit(self, url: str) -> None:
        """Scan a table's card, and wait for the news of it by socket."""
        self._record.table_scans += 1
        table = "table-" + path_of(url).rsplit("/", 1)[1].partition("-")[0]
        self._awaited = (table, time.perf_counter())
        await self._post(path_of(url), {})

    async def says_met(self, front_url: str) -> None:
        """Scan somebody's badge and tap "We met"."""
        await self._post(f"{path_of(front_url)}/met", {})

    async def close(self) -> None:
        """Switch it off."""
        await self._socket.disconnect()
        await self._http.close()

    async def _post(self, path: str, body: Payload) -> int:
        async with self._http.post(self._base + path, json=body) as answer:
            if answer.status not in {HTTPStatus.OK, HTTPStatus.CONFLICT}:
                self._record.errors.append(f"{answer.status} at /{path.split('/')[1]}")
                return answer.status
            told = await answer.json()
        if "version" in told:
            await self._take(told)
        return answer.status

    async def _hear(self, state: Payload) -> None:
        """News by socket; `heard` is the newest version that came this way."""
        self.heard = max(self.heard, state["version"])
        if self._awaited and state["table"] == self._awaited[0]:
            self._record.push_ms.append((time.perf_counter() - self._awaited[1]) * 1000)
            self._awaited = None
        await self._take(state)

    async def _take(self, state: Payload) -> None:
        if state["version"] < self.state.get("version", 0):
            return
        self.state = {**self.state, **state}
        self._record.shows(self._name, state["card"])
        await self._on_state()


def same_card(one: Payload | None, other: Payload) -> bool:
    """Whether a phone still shows this card in this state."""
    return one is not None and (one["id"], one["state"]) == (other["id"], other["state"])
