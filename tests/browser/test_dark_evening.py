"""Twenty minutes without network, an empty battery, and queues with something bad in them, in a real Chromium."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest
import requests

from kiosk.actions.look import room_now
from kiosk.actions.sign_in import pair_device
from kiosk.domain.device import DeviceRole
from tests.bench import Bench
from tests.browser.pages import enter_door
from tests.browser.tablet import Tablet, open_tablet
from tests.browser.wire import Way, Wire
from tests.conftest import flags

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Playwright, Route

pytestmark = [pytest.mark.browser, pytest.mark.service, pytest.mark.fault]
Fresh = Callable[[], "BrowserContext"]


def url_of(wire: Wire) -> str:
    return f"http://127.0.0.1:{wire.port}"


def rows(bench: Bench, device: str | None = None) -> list[dict[str, Any]]:
    """All scans in the order of the sequence, or those of one device."""
    sql = "select s.*, d.name as door from scan s join device d on d.id = s.device order by s.seq"
    with bench.store.reading() as store:
        return [dict(row) for row in store.scans._run.rows(sql) if device in (None, row["door"])]


def third_door(bench: Bench, wire: Wire) -> Callable[[str, str], str]:
    """Another gate, which the house hears all along."""
    _, key = pair_device(bench.kit, "Porte 3", DeviceRole.DOOR)
    made = Counter[str]()

    def scan(code: str, direction: str = "in") -> str:
        made["scan"] += 1
        body = {"nonce": f"third-{made['scan']:04}", "code": code, "place": "door", "direction": direction}
        headers = {"Authorization": f"Bearer {key}"}
        answer = requests.post(f"http://127.0.0.1:{wire.house}/api/v1/scans", json=body, headers=headers, timeout=30)
        return str(answer.json()["verdict"])

    return scan


@dataclass(frozen=True)
class Step:
    """One gesture of the evening: on tablet 0 or 1 with what it must show, or at the third door."""

    code: str
    at: int
    shows: str = "ok"
    direction: str = "in"


THIRD = 2


def twenty_minutes(guests: list[str], others: list[str], unpaid: list[str]) -> Iterator[Step]:
    """132 guests who come once, 10 repeats (5 at the other tablet), 5 unknown badges, 3 unpaid; the third door goes on.

    Four guests of the tablets had come in by the third door, and one leaves by it.
    """
    for number, code in enumerate(guests):
        mine = number % 2
        if number % 16 == 0 and others:
            yield Step(others.pop(), THIRD)
        if number in (100, 105, 110, 115):
            yield Step(code, THIRD)
        yield Step(code, mine)
        if number % 24 == 0 and number < 120:
            yield Step(code, mine, "already_in")
            yield Step(code, 1 - mine)
            yield Step(f"BBBBBBBB{'CDEFG'[number // 24]}B", mine, "unknown")
        if number in (30, 60, 90):
            yield Step(unpaid.pop(), mine, "must_pay")
    yield Step(guests[2], THIRD, direction="out")


def test_twenty_minutes_dark_with_150_scans_on_two_tablets_while_a_third_door_goes_on(
    bench: Bench, wire: Wire, fresh: Fresh
) -> None:
    people = [
        [each.front_code for each in bench.invite(*(f"{name}{number} Ndi" for number in range(count)), amount=amount)]
        for name, count, amount in (("Guest", 132, None), ("Other", 8, None), ("Unpaid", 3, 5000))
    ]
    _, second_key = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    third = third_door(bench, wire)
    tablets = [open_tablet(fresh(), url_of(wire), key, people=143) for key in (bench.key, second_key)]
    steps = list(twenty_minutes(*people))
    done = [[step for step in steps if step.at == at] for at in range(2)]
    wire.go(Way.DARK)

    for step in steps:
        if step.at == THIRD:
            assert third(step.code, step.direction) == "ok"
        else:
            tablets[step.at].skip(18)
            assert tablets[step.at].scan(step.code) == step.shows
    assert sum(map(len, done)) == 150
    waiting = [f"— {len(each)} check-ins kept on this tablet" for each in done]
    assert all(words in tablet.strip() for words, tablet in zip(waiting, tablets, strict=True))
    queues = [tablet.queue() for tablet in tablets]
    assert {row["queued"] for row in rows(bench)} == {0}
    wire.go(Way.OPEN)
    for tablet in tablets:
        tablet.is_drained()

    for name, mine, queue in zip(("Porte 1", "Porte 2"), done, queues, strict=True):
        assert_recorded_as_done(rows(bench, name), mine, [millis_of(tablets[0], item["at"]) for item in queue])
    assert Counter(row["conflict"] for row in rows(bench) if row["queued"]) == {None: 141, "already_in": 9}
    assert [item["why"] for tablet in tablets for item in tablet.problems()] == ["already_in"] * 9
    assert (room_now(bench.kit).people_in, room_now(bench.kit).inside) == (140, 139)


def assert_recorded_as_done(mine: list[dict[str, Any]], done: list[Step], made_at: list[int]) -> None:
    """In the order of the door, with its verdicts and times, the server's time beside them, over twenty minutes."""
    assert [(row["code"], row["verdict"]) for row in mine] == [(step.code, step.shows) for step in done]
    assert [row["device_at"] for row in mine] == made_at
    assert [row["at"] for row in mine] == sorted(row["at"] for row in mine)
    assert all(row["at"] <= row["received_at"] for row in mine)
    assert mine[-1]["at"] - mine[0]["at"] > 20 * 60_000


def millis_of(tablet: Tablet, moment: str) -> int:
    return int(tablet.page.evaluate("moment => Date.parse(moment)", moment))


def kept(number: int, code: str, **changes: object) -> dict[str, Any]:
    """A gesture as the page keeps it."""
    at = {"nonce": f"kept-{number:06}", "code": code, "place": "door", "direction": "in"}
    return {**at, "at": "2026-11-25T20:00:00.000Z", "queued": True, "shown": "ok", **changes}


def test_three_bad_gestures_among_fifty_hold_nobody_up_and_are_shown_to_a_human(
    bench: Bench, wire: Wire, fresh: Fresh
) -> None:
    codes = [each.front_code for each in bench.invite(*(f"Guest{number} Ndi" for number in range(49)))]
    bench.scan(codes[48], nonce="used-before")
    tablet = open_tablet(fresh(), url_of(wire), bench.key, people=49)
    wire.go(Way.DARK)
    tablet.scan(codes[0])
    items = [kept(number, code) for number, code in enumerate(codes[1:48])]
    items.insert(10, kept(900, codes[5], place="kitchen"))
    items.insert(25, kept(901, "BBBBBBBBBB"))
    items[31]["nonce"] = "used-before"
    reused = items[31]["code"]
    tablet.slip_in(*items)
    asked: list[str] = []
    tablet.page.on("request", lambda each: asked.append(each.url) if each.url.endswith("/batch") else None)

    wire.go(Way.OPEN)
    tablet.is_drained()
    for _ in range(10):
        tablet.skip(60)

    good = [codes[0], *(item["code"] for item in items if item["nonce"] not in ("kept-000900", "used-before"))]
    done = [row["code"] for row in rows(bench)][1:]
    assert done == good
    assert len(done) == 48
    problems = sorted((item["why"], item["code"]) for item in tablet.problems())
    assert problems == [("invalid_fields", codes[5]), ("nonce_reused", reused), ("unknown", "BBBBBBBBBB")]
    assert len(asked) <= 3


def test_a_gesture_the_server_stumbles_over_lets_the_others_pass_and_ends_among_the_problems(
    bench: Bench, wire: Wire, fresh: Fresh
) -> None:
    codes = [each.front_code for each in bench.invite(*(f"Guest{number} Ndi" for number in range(12)))]
    context = fresh()
    tablet = open_tablet(context, url_of(wire), bench.key, people=12)

    def stumble(route: "Route") -> None:
        poisoned = "kept-000003" in (route.request.post_data or "")
        route.fulfill(status=500, body="") if poisoned else route.continue_()

    wire.go(Way.DARK)
    tablet.slip_in(*(kept(number, code) for number, code in enumerate(codes[:8])))
    context.route("**/scans/batch", stumble)
    wire.go(Way.OPEN)
    tablet.skip(31)

    assert tablet.comes(lambda: [item["nonce"] for item in tablet.queue()] == ["kept-000003"])
    assert [row["code"] for row in rows(bench)] == [code for code in codes[:8] if code != codes[3]]
    for code in codes[8:]:
        assert tablet.scan(code) == "ok"
        assert tablet.comes(lambda: len(tablet.queue()) <= 1)
    assert tablet.queue() == []
    assert [(item["nonce"], item["why"]) for item in tablet.problems()] == [("kept-000003", "internal")]
    assert [row["code"] for row in rows(bench)][7:] == codes[8:]


def test_a_server_in_trouble_blames_no_gesture(bench: Bench, wire: Wire, fresh: Fresh) -> None:
    codes = [each.front_code for each in bench.invite(*(f"Guest{number} Ndi" for number in range(8)))]
    context = fresh()
    tablet = open_tablet(context, url_of(wire), bench.key, people=8)
    context.route("**/scans/batch", lambda route: route.fulfill(status=500, body=""))

    for code in codes:
        assert tablet.scan(code) == "ok"
    for _ in range(10):
        tablet.skip(60)
        tablet.page.wait_for_timeout(100)

    assert (len(tablet.queue()), tablet.problems()) == (8, [])
    context.unroute("**/scans/batch")
    tablet.is_drained()
    assert sorted(row["code"] for row in rows(bench)) == sorted(codes)
    assert tablet.problems() == []


def test_what_waits_survives_an_empty_battery(
    bench: Bench, wire: Wire, playwright: "Playwright", chromium_path: Path, tmp_path: Path
) -> None:
    codes = [each.front_code for each in bench.invite(*(f"Guest{number} Ndi" for number in range(6)))]
    profile = tmp_path / "profile"

    def switch_on() -> Tablet:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium_path, args=flags(None), locale="en"
        )
        context.clock.install()
        page = context.new_page()
        enter_door(page, url_of(wire), bench.key)
        tablet = Tablet(page)
        tablet.has_list(6)
        return tablet

    tablet = switch_on()
    wire.go(Way.DARK)
    for code in codes[:5]:
        assert tablet.scan(code) == "ok"
    pull_the_plug(profile)
    with suppress(Exception):
        tablet.page.context.close()
    assert rows(bench) == []

    wire.go(Way.OPEN)
    again = switch_on()
    again.is_drained()
    again.page.context.close()

    assert [(row["code"], row["verdict"], row["queued"]) for row in rows(bench)] == [
        (code, "ok", 1) for code in codes[:5]
    ]


def pull_the_plug(profile: Path) -> None:
    """End this one browser at once, with no time to tidy up."""
    ours = [each for each in psutil.process_iter(["cmdline"]) if f"--user-data-dir={profile}" in each.info["cmdline"]]
    (main,) = [each for each in ours if not any(word.startswith("--type=") for word in each.info["cmdline"])]
    os.kill(main.pid, signal.SIGKILL)
