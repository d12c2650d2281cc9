"""F15: badges are printed, a long list comes in and the whole room is matched anew, while a door goes on scanning."""

import asyncio
import csv
import json
import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from kiosk.actions.claim_phone import claim_phone
from kiosk.actions.create_event import create_event
from kiosk.domain.language import Language
from kiosk.domain.people import Attendee, Consent, Profile
from kiosk.rehearsal.clients import Door
from kiosk.rehearsal.record import Record
from tests.bench import Bench, an_event
from tests.faults.conftest import Server

pytestmark = [pytest.mark.fault, pytest.mark.service]

GUESTS, INSIDE, LISTED = 300, 80, 2_000
SCANS, EVERY = 60, 0.2
TRADES = ("transport", "emballage", "cacao", "comptabilité", "imprimerie")


def test_a_door_is_answered_while_the_house_prints_imports_and_matches(
    bench: Bench, start: Callable[[], Server], tmp_path: Path
) -> None:
    inside, outside = a_full_room(bench)
    work = [
        ("badges", "--out", str(tmp_path / "badges.pdf")),
        ("import", str(a_list(tmp_path / "list.csv"))),
        ("rules", "need_offer=4", "weighted=no"),
        ("import", str(tmp_path / "list.csv")),
        ("rules", "--reset"),
    ]
    server = start()
    record = Record(guests=INSIDE + SCANS // 3)
    record.admitted = {each.front_code for each in inside}

    event, said = asyncio.run(an_evening(server, bench, record, work, [*gestures(inside, outside)]))

    assert record.verdicts.total() == len(record.sequences) == SCANS
    assert record.verdicts == {"ok": SCANS // 3 * 2, "already_in": SCANS // 3}
    assert all(record.invariants(event).values()), record.invariants(event)
    assert said[0]["badges"] == GUESTS
    assert [(said[at]["added"], said[at]["same"]) for at in (1, 3)] == [(LISTED, 0), (0, LISTED)]
    kept = recorded(bench)
    assert [seq for seq in kept if seq in set(record.sequences)] == sorted(record.sequences)
    assert len(kept) == INSIDE + SCANS
    log = (server.home / "serve.log").read_text(encoding="utf-8")
    assert "locked" not in log
    assert "Traceback" not in log


def a_full_room(bench: Bench) -> tuple[list[Attendee], list[Attendee]]:
    """Guests of tonight: some are inside with a phone that is theirs, the others are still to come."""
    bench.clock.moment = datetime.now(UTC)
    bench.event = create_event(bench.kit, an_event(bench.clock, "Tonight"))
    chance = random.Random(15)
    guests = []
    for number in range(GUESTS):
        needs, offers = (tuple(chance.sample(TRADES, 2)) for _ in range(2))
        guests += bench.invite(f"Guest{number} Ndi", profile=Profile(needs=needs, offers=offers))
    claims = bench.claims()
    for guest in guests[:INSIDE]:
        bench.scan(guest.front_code)
        claim_phone(bench.kit, claims[guest.person.name], Consent(matching=True), Language.FR)
    return guests[:INSIDE], guests[INSIDE:]


def a_list(place: Path) -> Path:
    """A long guest list of other people."""
    with place.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(["Nom", "Téléphone", "Catégorie"])
        rows.writerows([f"Invité{number} Eko", f"+2376{number:08}", "Standard"] for number in range(LISTED))
    return place


def gestures(inside: list[Attendee], outside: list[Attendee]) -> list[tuple[str, str]]:
    """Somebody new, somebody who goes, somebody who is in already, again and again."""
    leaving, staying = inside[: SCANS // 3], inside[SCANS // 3 :]
    thirds = zip(islice(outside, SCANS // 3), leaving, staying, strict=False)
    return [
        (guest.front_code, direction)
        for three in thirds
        for guest, direction in zip(three, ("in", "out", "in"), strict=True)
    ]


async def an_evening(
    server: Server, bench: Bench, record: Record, work: list[tuple[str, ...]], scans: list[tuple[str, str]]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The door scans at its pace, the house works beside it; what the evening came to, and what the commands said."""
    door = Door(server.url, bench.key, record, random.Random(15))
    busy = asyncio.create_task(carry_out(bench.path, work))
    try:
        pace = [asyncio.create_task(after(turn * EVERY, door, record, *scan)) for turn, scan in enumerate(scans)]
        await asyncio.gather(*pace)
        return await door.event(), await busy
    finally:
        await door.close()


async def after(seconds: float, door: Door, record: Record, code: str, direction: str) -> None:
    await asyncio.sleep(seconds)
    answer = await door.scan(code, direction)
    if answer["verdict"] == "ok" and direction == "in":
        record.admitted.add(code)
    record.exits += direction == "out"


async def carry_out(home: Path, work: list[tuple[str, ...]]) -> list[dict[str, Any]]:
    """One command after the other, each as a process of its own; none may be refused."""
    said = []
    for words in work:
        command = [sys.executable, "-m", "kiosk", "--home", str(home), *words, "--json"]
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        out, errors = await process.communicate()
        assert (process.returncode, b"locked" in errors) == (0, False), errors.decode()
        said.append(json.loads(out))
    return said


def recorded(bench: Bench) -> list[int]:
    """The numbers of all scans, as the house keeps them."""
    with bench.store.reading() as store:
        return sorted(each.seq for each in store.scans.recent(bench.event.id, 10_000))
