"""The list for a tablet that is alone: what it says, to whom, and that news since a number come to the same list."""

import gzip
import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from kiosk.actions.create_event import create_event
from kiosk.actions.sign_in import pair_device
from kiosk.actions.undo_scan import UndoRequest, undo_scan
from kiosk.actions.weigh_scan import weigh_scan
from kiosk.domain.badge import Reading, manifest_hash, manifest_key
from kiosk.domain.device import DeviceRole
from kiosk.domain.door_rules import DoorRules, Hours, Reentry
from kiosk.domain.money import Method, Payment
from kiosk.domain.people import Attendee, AttendeeState
from kiosk.domain.place import DOOR, Place
from kiosk.domain.question import Question
from kiosk.domain.scan import Direction, ScanRequest
from kiosk.storage.database import Run
from kiosk.storage.store import Transaction
from tests.bench import KEY, Bench, an_event

Browser = Callable[[], FlaskClient]
Manifest = dict[str, Any]


def fetch(client: Browser, key: dict[str, str], **query: object) -> Manifest:
    answer = client().get("/api/v1/manifest", query_string=query, headers=key)
    assert answer.status_code == 200, answer.json
    assert answer.json is not None
    return dict(answer.json)


def entry(bench: Bench, manifest: Manifest, code: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = manifest["codes"].get(manifest_hash(manifest_key(KEY, bench.door.id), code))
    return found


def test_a_door_gets_the_verdict_of_every_badge_and_nobodys_name(
    bench: Bench, client: Browser, door: dict[str, str]
) -> None:
    awa, bea, cyr, dan = (
        *bench.invite("Awa Ndi", "Bea Fon"),
        *bench.invite("Cyr Eko", amount=5000),
        *bench.invite("Dan Oba", state=AttendeeState.CANCELLED, attention="the mayor"),
    )
    bench.scan(awa.front_code)
    new_badge = bench.replace_badge(bea)

    manifest = fetch(client, door)

    assert (manifest["event"], manifest["whole"], manifest["inside"], manifest["people_in"]) == (
        "afterwork",
        True,
        1,
        1,
    )
    assert entry(bench, manifest, awa.front_code) == {"v": "already_in", "first": bench.clock().isoformat()}
    assert entry(bench, manifest, bea.front_code) == {"v": "revoked"}
    assert entry(bench, manifest, new_badge) == {"v": "ok"}
    assert entry(bench, manifest, cyr.front_code) == {"v": "must_pay", "due": 5000}
    assert entry(bench, manifest, dan.front_code) == {"v": "cancelled", "a": 1}
    assert len(manifest["codes"]) == 5
    text = json.dumps(manifest)
    assert [word for word in ("Awa", "Fon", "mayor", awa.front_code, new_badge) if word in text] == []


def test_attention_is_told_of_somebody_inside_too_who_may_leave_and_come_again(
    bench: Bench, client: Browser, door: dict[str, str]
) -> None:
    (awa,) = bench.invite("Awa Ndi", attention="the mayor")
    bench.scan(awa.front_code)

    assert (entry(bench, fetch(client, door), awa.front_code) or {})["a"] == 1


def test_the_hour_and_a_full_house_are_left_to_the_tablet(bench: Bench, client: Browser, door: dict[str, str]) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.clock.forward(hours=9)

    manifest = fetch(client, door)

    assert entry(bench, manifest, awa.front_code) == {"v": "ok"}
    assert manifest["starts_at"] < manifest["ends_at"] < manifest["made_at"]
    assert manifest["capacity"] is None


def test_the_whole_list_travels_compressed_to_those_who_can_read_that(
    bench: Bench, client: Browser, door: dict[str, str]
) -> None:
    bench.invite(*(f"Guest{number} Ndi" for number in range(50)))

    plain = client().get("/api/v1/manifest", headers=door)
    zipped = client().get("/api/v1/manifest", headers={**door, "Accept-Encoding": "gzip, br"})

    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert len(zipped.data) < len(plain.data) / 2
    assert json.loads(gzip.decompress(zipped.data))["codes"] == json.loads(plain.data)["codes"]


def test_each_device_has_a_key_of_its_own_and_those_without_money_see_no_amount(bench: Bench, client: Browser) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5000)
    lists = {}
    for role in (DeviceRole.SELF_SERVICE, DeviceRole.TABLE):
        device, key = pair_device(bench.kit, role.value, role)
        paired = client().post("/enrol", json={"key": key}).json
        assert paired is not None
        assert paired["manifest_key"] == manifest_key(KEY, device.id).hex()
        lists[role] = fetch(client, {"Authorization": f"Bearer {key}"})["codes"]
        assert lists[role] == {manifest_hash(manifest_key(KEY, device.id), awa.front_code): {"v": "must_pay"}}

    assert set(lists[DeviceRole.TABLE]) & set(lists[DeviceRole.SELF_SERVICE]) == set()


def test_a_projector_gets_neither_key_nor_list(bench: Bench, client: Browser) -> None:
    _, key = pair_device(bench.kit, "Screen", DeviceRole.SCREEN)
    paired = client().post("/enrol", json={"key": key}).json

    assert paired is not None
    assert paired["manifest_key"] is None
    assert client().get("/api/v1/manifest", headers={"Authorization": f"Bearer {key}"}).status_code == 403


@pytest.mark.parametrize("since", ["", "-1", "1.5", "x", "9" * 19, "１"])
def test_a_number_that_is_none_is_422(client: Browser, door: dict[str, str], since: str) -> None:
    answer = client().get("/api/v1/manifest", query_string={"since": since}, headers=door)

    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["fields"] == {"since": "not_a_number"}


def test_hours_of_a_category_and_tables_kept_for_others_are_told_badge_by_badge(
    bench: Bench, client: Browser, door: dict[str, str]
) -> None:
    early = bench.clock() - timedelta(hours=1)
    rules = replace(ONCE, hours=(Hours("VIP", early, bench.clock()),), questions=())
    bench.event = create_event(bench.kit, an_event(bench.clock, "Rules", door=rules, prices={"Standard": 0, "VIP": 0}))
    (awa,) = bench.invite("Awa Ndi", category="VIP")
    (bea,) = bench.invite("Bea Fon", category="Standard")
    bench.clock.forward(minutes=-10)
    for direction in (Direction.IN, Direction.OUT):
        bench.scan(bea.front_code, direction=direction)

    manifest = fetch(client, door)

    assert (manifest["opens_at"], manifest["reentry"]) == (early.isoformat(), "once")
    assert entry(bench, manifest, awa.front_code) == {
        "v": "ok",
        "hours": [[early.isoformat(), (early + timedelta(hours=1)).isoformat()]],
    }
    left = {"v": "already_in", "first": bench.clock().isoformat(), "left": 1, "no": ["table-3"]}
    assert entry(bench, manifest, bea.front_code) == left


def test_since_tells_only_what_changed(bench: Bench, client: Browser, door: dict[str, str]) -> None:
    awa, *_ = bench.invite("Awa Ndi", "Bea Fon", "Cyr Eko")
    first = fetch(client, door)
    bench.scan(awa.front_code)

    news = fetch(client, door, since=first["seq"], event="afterwork")

    assert (news["whole"], len(news["codes"]), news["inside"]) == (False, 1, 1)
    assert (entry(bench, news, awa.front_code) or {})["v"] == "already_in"
    assert fetch(client, door, since=news["seq"])["codes"] == {}


def test_a_list_of_another_evening_or_of_a_future_that_was_lost_is_replaced_whole(
    bench: Bench, client: Browser, door: dict[str, str]
) -> None:
    bench.invite("Awa Ndi")
    first = fetch(client, door)
    create_event(bench.kit, an_event(bench.clock, "Another"))

    assert fetch(client, door, since=first["seq"], event=first["event"])["whole"] is True
    assert fetch(client, door, since=first["seq"], event=first["event"])["event"] == "another"
    assert fetch(client, door, since=first["seq"] + 1000)["whole"] is True


def test_when_somebody_is_deleted_the_list_is_whole_again(bench: Bench, client: Browser, door: dict[str, str]) -> None:
    awa, bea = bench.invite("Awa Ndi", "Bea Fon")
    first = fetch(client, door)
    with bench.store.writing() as store:
        raw(store, "delete from badge where attendee = :id", id=awa.id)

    news = fetch(client, door, since=first["seq"])

    assert news["whole"] is True
    assert list(news["codes"]) == [manifest_hash(manifest_key(KEY, bench.door.id), bea.front_code)]


def raw(store: Transaction, sql: str, **params: object) -> None:
    """What an eraser or a repair by hand does."""
    run: Run = store.changes._run
    run.rows(sql, params)


ONCE = DoorRules(
    reentry=Reentry.ONCE,
    reserved={"table-3": ("VIP",)},
    questions=(Question("meal", "Viande ou poisson", "Meat or fish"),),
)
EVENINGS = [
    {},
    {"door": ONCE, "prices": {"Standard": 0, "VIP": 0, "Press": 0}},
]


class Evening:
    """Random changes of every kind the door can see."""

    def __init__(self, bench: Bench, seed: int) -> None:
        self.bench, self.chance, self.number = bench, random.Random(seed), 0
        bench.event = create_event(bench.kit, an_event(bench.clock, "Random", **EVENINGS[seed % 2]))
        self.codes = [each.front_code for each in bench.invite(*(f"Guest{at} Ndi" for at in range(12)))]
        self.nonces: list[str] = []

    def step(self) -> None:
        self.number += 1
        self.bench.clock.forward(seconds=7)
        kinds = [self.scan, self.scan, self.scan, self.leave, self.dark, self.undo]
        self.chance.choice([*kinds, self.invite, self.rebadge, self.pay, self.amend, self.seat])()

    def code(self) -> str:
        return self.chance.choice(self.codes)

    def scan(self) -> None:
        answers = self.chance.choice([{}, {"meal": "poisson"}])
        force = self.chance.choice([None, None, "the host said so"])
        self.nonces.append(self.bench.scan(self.code(), answers=answers, force=force).nonce)

    def leave(self) -> None:
        self.nonces.append(self.bench.scan(self.code(), direction=Direction.OUT).nonce)

    def dark(self) -> None:
        ago = timedelta(seconds=self.chance.randint(0, 90))
        direction = self.chance.choice(list(Direction))
        self.nonces.append(self.bench.dark_scan(self.code(), ago=ago, direction=direction).nonce)

    def seat(self) -> None:
        self.nonces.append(self.bench.scan(self.code(), place=Place(2)).nonce)

    def undo(self) -> None:
        if recent := self.nonces[-6:]:
            undo_scan(self.bench.kit, UndoRequest(self.chance.choice(recent), self.bench.door, "random"))

    def invite(self) -> None:
        listed = {"amount": self.chance.choice([None, 5000]), "category": self.chance.choice([None, "VIP", "Press"])}
        (guest,) = self.bench.invite(f"Late{self.number} Eko", **listed)
        self.codes.append(guest.front_code)

    def rebadge(self) -> None:
        self.codes.append(self.bench.replace_badge(self.someone()))

    def pay(self) -> None:
        """A payment by itself, however it may come to be."""
        guest, known = self.someone(), [each for each in self.nonces if each]
        with self.bench.store.writing() as store:
            scan = store.scans.by_nonce(self.chance.choice(known)) if known else None
            if scan and scan.guest and guest.due:
                paying = replace(scan, guest=replace(scan.guest, id=guest.id))
                store.scans.add_payment(paying, Payment(Method.CASH, guest.due), self.bench.event.id)

    def amend(self) -> None:
        state = self.chance.choice([AttendeeState.REGISTERED, AttendeeState.REGISTERED, AttendeeState.CANCELLED])
        attention = self.chance.choice([None, "the mayor"])
        changed = replace(self.someone(), state=state, attention=attention, due=self.chance.choice([0, 2000]))
        with self.bench.store.writing() as store:
            store.attendees.amend(changed, paid=False, extra={})

    def someone(self) -> Attendee:
        with self.bench.store.reading() as store:
            return self.chance.choice(store.attendees.of_event(self.bench.event.id))

    def judged(self, code: str) -> str:
        """What the server would say to this badge at the door, right now."""
        asked = ScanRequest("n-asked", code, DOOR, Direction.IN, self.bench.door)
        with self.bench.store.reading() as store:
            weighed = weigh_scan(store, self.bench.event, asked, Reading(code), self.bench.clock())
        return weighed.judged.value


@pytest.mark.parametrize("seed", range(8))
def test_after_any_changes_the_news_make_the_old_list_the_new_one_which_says_what_the_server_would(
    bench: Bench, client: Browser, door: dict[str, str], seed: int
) -> None:
    evening = Evening(bench, seed)
    held = fetch(client, door)
    codes, verdicts = held["codes"], set()
    for _ in range(40):
        for _ in range(evening.chance.randint(1, 4)):
            evening.step()
        news = fetch(client, door, since=held["seq"], event=held["event"])
        codes.update(news["codes"])
        held = news
        whole = fetch(client, door)

        assert news["whole"] is False
        assert codes == whole["codes"]
        assert (held["seq"], held["inside"], held["people_in"]) == (whole["seq"], whole["inside"], whole["people_in"])
        for code in evening.codes:
            told = entry(bench, whole, code)
            assert told is not None
            assert told["v"] == evening.judged(code)
            verdicts.add(told["v"])
    assert verdicts >= {"already_in", "revoked", "cancelled", "must_pay", "questions" if seed % 2 else "ok"}
