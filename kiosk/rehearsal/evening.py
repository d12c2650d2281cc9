"""The evening: guests arrive, pay, claim, sit down, are introduced, meet, and some leave early."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kiosk.badges.badge import BadgeFace
from kiosk.rehearsal.clients import Door, Phone, same_card
from kiosk.rehearsal.house import Prepared
from kiosk.rehearsal.record import Record

ARRIVALS = 45.0
STAY, THOUGHT, TALK = (10.0, 40.0), (1.0, 4.0), (6.0, 12.0)
LENGTH = 100.0
SETTLE = 60.0
PHONES, ON_SCREEN, TWICE, EARLY, SPONTANEOUS = 0.9, 0.8, 0.05, 0.05, 0.1
METHODS = ("cash", "mtn_momo", "orange_money")
ANSWERS = {"yes": 80, "no": 15, "later": 5}
NOISE = ("BBBBBBBBBB", "torn", "http://elsewhere.example/b/BCDEFGHJKN", "WIFI:T:WPA;S:Maison;;")


@dataclass
class Evening:
    """One evening; its times are minutes, `minute` is how many seconds one takes.

    `left_out` are guests whom somebody else plays: they come in, and their phones stay free to claim.
    """

    prepared: Prepared
    minute: float
    seed: int
    progress: Callable[[Record], None]
    left_out: int = 0
    record: Record = field(init=False)

    def __post_init__(self) -> None:
        self.record = Record(guests=len(self.prepared.badges))
        self.chance = random.Random(self.seed)  # noqa: S311  (play, not secrets)
        self.actors: list[Guest] = []

    async def play(self) -> dict[str, Any]:
        """Play it through; the summary comes back.

        Raises:
            aiohttp.ClientError: the service stopped answering.
        """
        local = self.prepared.local
        doors = [Door(local, key, self.record, self.chance) for key in self.prepared.furnished.doors]
        self.actors = [Guest(self, badge, doors[at % len(doors)]) for at, badge in enumerate(self.prepared.badges)]
        ticker = asyncio.create_task(self._tick())
        try:
            for guest in self.actors[: self.left_out]:
                await guest.enter()
            await asyncio.gather(*(guest.live() for guest in self.actors[self.left_out :]), self._mistakes(doors[0]))
            await self._settle()
            return self.record.summary(await doors[0].event())
        finally:
            ticker.cancel()
            await asyncio.gather(*(guest.close() for guest in self.actors), *(door.close() for door in doors))

    async def wait(self, minutes: float) -> None:
        """Let some of the evening pass."""
        await asyncio.sleep(minutes * self.minute)

    async def _mistakes(self, door: Door) -> None:
        """What doors see all evening: foreign codes, torn ones, a Wi-Fi code."""
        for text in NOISE:
            await self.wait(self.chance.uniform(1, ARRIVALS / len(NOISE)))
            await door.scan(text)

    async def _settle(self) -> None:
        """Wait until everybody was suggested somebody and some have met; then hold phones to the server."""
        end = asyncio.get_running_loop().time() + SETTLE
        while asyncio.get_running_loop().time() < end:
            self._count()
            if self.record.claimed.keys() <= self.record.suggested.keys() and self.record.mutual and self.record.met:
                break
            await asyncio.sleep(0.1)
        for guest in self.actors:
            guest.rest()
        end = asyncio.get_running_loop().time() + SETTLE
        await asyncio.gather(*(guest.compare(end) for guest in self.actors))
        self._count()

    async def _tick(self) -> None:
        while True:
            self._count()
            self.progress(self.record)
            await asyncio.sleep(0.25)

    def _count(self) -> None:
        self.record.met = sum(guest.contacts for guest in self.actors) // 2


class Guest:
    """One guest, from the street to good night."""

    def __init__(self, evening: Evening, badge: BadgeFace, door: Door) -> None:
        self.badge = badge
        self._evening, self._door = evening, door
        self._chance = random.Random(evening.chance.random())  # noqa: S311  (play, not secrets)
        self._phone: Phone | None = None
        self._thinking: set[asyncio.Task[None]] = set()
        self._considered: set[tuple[str, str]] = set()
        self._rests = False

    @property
    def contacts(self) -> int:
        """How many people their phone lists as met."""
        return len(self._phone.state.get("contacts", ())) if self._phone else 0

    async def live(self) -> None:
        """Arrive, enter, claim, sit down, move once, scan a badge perhaps, and perhaps go home early."""
        await self._evening.wait(self._chance.uniform(0, ARRIVALS))
        await self.enter()
        if self._chance.random() < PHONES:
            await self._claim()
        for _ in range(2):
            await self._evening.wait(self._chance.uniform(5, 20))
            if self._phone:
                await self._phone.sit(self._chance.choice(self._evening.prepared.furnished.tables))
        if self._phone and self._chance.random() < SPONTANEOUS:
            await self._meet_somebody()
        await self._evening.wait(self._chance.uniform(*STAY))
        # Whoever was suggested nobody yet stays on: the evening's promise is theirs too.
        if self._chance.random() < EARLY and (self._phone is None or self.name in self._evening.record.suggested):
            await self._door.scan(self.badge.front_url, direction="out")
            self._evening.record.exits += 1

    @property
    def name(self) -> str:
        """What the record calls them."""
        return self.badge.front_code

    async def enter(self) -> None:
        """Show the badge, pay what is due; some badges come before the reader twice."""
        record = self._evening.record
        answer = await self._door.scan(self.badge.front_url)
        if answer["verdict"] == "must_pay":
            amount = answer["due"]["amount"]
            payment = {"method": self._chance.choice(METHODS), "amount": amount}
            answer = await self._door.scan(self.badge.front_url, payment=payment)
            record.paid += amount
        if answer["verdict"] in {"ok", "ok_attention"}:
            record.admitted.add(self.name)
        if self._chance.random() < TWICE:
            await self._door.scan(self.badge.front_url)

    def rest(self) -> None:
        """Answer no more cards: an evening that goes on cannot be compared with anything."""
        self._rests = True
        for task in self._thinking:
            task.cancel()

    async def compare(self, end: float) -> None:
        """Hold what the socket told against what the server says, once both had time to agree."""
        if self._phone is None:
            return
        said = (await self._phone.refresh())["version"]
        while self._phone.heard != said and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.2)
            said = (await self._phone.refresh())["version"]
        if self._phone.heard != said:
            self._evening.record.disagreements.append(f"{self._phone.heard} heard, {said} said")

    async def close(self) -> None:
        """Switch the phone off."""
        for task in self._thinking:
            task.cancel()
        if self._phone:
            await self._phone.close()

    async def _claim(self) -> None:
        self._phone = Phone(self._evening.prepared.local, self.name, self._evening.record, self._consider)
        await self._phone.claim(str(self.badge.claim_url), on_screen=self._chance.random() < ON_SCREEN)
        self._evening.record.claims(self.name)

    async def met(self, front_url: str) -> None:
        """Scan somebody's badge and say so, with a phone that is one's own by now."""
        if self._phone and self.name in self._evening.record.claimed:
            await self._phone.says_met(front_url)

    async def _meet_somebody(self) -> None:
        """Two people scan each other's badges, with no suggestion between them."""
        other = self._chance.choice(self._evening.actors)
        if other is not self:
            await self.met(other.badge.front_url)
            await other.met(self.badge.front_url)

    async def _consider(self) -> None:
        """Think about a card once for each of its states."""
        card = self._phone.state["card"] if self._phone else None
        if card is None or self._rests or (card["id"], card["state"]) in self._considered:
            return
        self._considered.add((card["id"], card["state"]))
        task = asyncio.create_task(self._answer(card))
        self._thinking.add(task)
        task.add_done_callback(self._thinking.discard)

    async def _answer(self, card: dict[str, Any]) -> None:
        await self._evening.wait(self._chance.uniform(*(TALK if card["state"] == "mutual" else THOUGHT)))
        if self._phone is None or not same_card(self._phone.state["card"], card):
            return
        said = "met" if card["state"] == "mutual" else self._chance.choices([*ANSWERS], [*ANSWERS.values()])[0]
        await self._phone.answer(card, said)
