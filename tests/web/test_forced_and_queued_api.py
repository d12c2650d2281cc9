"""Force, questions, queues and undo as devices send them."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.actions.create_event import create_event
from kiosk.actions.look import room_now
from kiosk.actions.manage_staff import add_staff
from kiosk.actions.sign_in import pair_device
from kiosk.domain.device import DeviceRole
from kiosk.domain.door_rules import DoorRules
from kiosk.domain.question import Question, QuestionKind
from kiosk.domain.staff import StaffRole
from kiosk.storage.scans import Scans
from tests.bench import Bench, an_event

Browser = Callable[[], FlaskClient]
Post = Callable[..., Any]

MEAL = Question("plat", "Quel plat ?", "Which dish?", QuestionKind.CHOICE, ("poisson", "poulet"), required=True)


@pytest.fixture
def send(client: Browser, door: dict[str, str]) -> Post:
    """Send one scan from the door; the answer's status and body."""

    def post(code: str, nonce: str = "nonce-0001", **changes: object) -> tuple[int, Any]:
        body = {"nonce": nonce, "code": code, "place": "door", **changes}
        answer = client().post("/api/v1/scans", json=body, headers=door)
        return answer.status_code, answer.json

    return post


def test_a_refusal_says_whether_it_may_be_forced_and_force_needs_a_reason(bench: Bench, send: Post) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000)

    _, asked = send(awa.front_code)
    status, wrong = send(awa.front_code, "nonce-0002", force={"reason": "  "})
    _, forced = send(awa.front_code, "nonce-0003", force={"reason": "connue de la maison"})

    assert (asked["verdict"], asked["may_force"], asked["needs_pin"], asked["forced"]) == (
        "must_pay",
        True,
        False,
        False,
    )
    assert (status, list(wrong["fields"])) == (422, ["force.reason"])
    assert (forced["verdict"], forced["forced"], forced["due"]) == ("ok", True, {"amount": 5_000, "currency": "XAF"})


@pytest.mark.parametrize("code", ["BBBBBBBBBB", "torn", ""])
def test_nobody_unknown_may_be_forced(bench: Bench, send: Post, code: str) -> None:
    status, answer = send(code, force={"reason": "connue"})

    assert (status, answer["may_force"], answer["forced"]) == (201, False, False)
    assert answer["verdict"] in {"unknown", "invalid"}


def test_a_wrong_pin_records_nothing_and_leaves_the_nonce_free(bench: Bench, send: Post) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000)
    _, pin = add_staff(bench.kit, "Chef", StaffRole.SUPERVISOR)
    force = {"reason": "connue"}

    answers = [send(awa.front_code, force=force, **typed) for typed in ({}, {"pin": "abc"}, {"pin": pin})]

    assert [(status, body.get("error")) for status, body in answers] == [
        (403, "pin_needed"),
        (403, "pin_wrong"),
        (201, None),
    ]
    assert answers[2][1]["forced"]
    assert room_now(bench.kit).seq == 1


@pytest.mark.parametrize("role", [DeviceRole.SELF_SERVICE, DeviceRole.TABLE])
def test_only_a_door_forces(bench: Bench, client: Browser, role: DeviceRole) -> None:
    _, key = pair_device(bench.kit, "Borne", role)
    place = "table-2" if role is DeviceRole.TABLE else "door"
    body = {"nonce": "nonce-0001", "code": "BBBBBBBBBB", "place": place, "force": {"reason": "x"}}

    answer = client().post("/api/v1/scans", json=body, headers={"Authorization": f"Bearer {key}"})

    assert answer.status_code == 403


def test_questions_are_asked_in_both_languages_and_answered_with_the_next_scan(bench: Bench, send: Post) -> None:
    rules = DoorRules(questions=(MEAL,))
    bench.event = create_event(bench.kit, an_event(bench.clock, "Dinner", door=rules))
    (awa,) = bench.invite("Awa Ndi")

    _, asked = send(awa.front_code)
    _, again = send(awa.front_code)
    _, wrong = send(awa.front_code, "nonce-0002", answers={"plat": "riz"})
    _, let_in = send(awa.front_code, "nonce-0003", answers={"plat": "Poulet"})

    assert (asked["verdict"], asked["questions"]) == (
        "questions",
        [
            {
                "key": "plat",
                "label": {"fr": "Quel plat ?", "en": "Which dish?"},
                "kind": "choice",
                "choices": ["poisson", "poulet"],
                "required": True,
            }
        ],
    )
    assert again == {**asked, "replayed": True}
    assert (wrong["verdict"], wrong["questions"]) == ("questions", asked["questions"])
    assert (let_in["verdict"], let_in["questions"]) == ("ok", [])


def test_a_queue_is_taken_in_with_its_times_and_conflicts(bench: Bench, client: Browser, door: dict[str, str]) -> None:
    awa, bea = bench.invite("Awa Ndi", "Bea Fon")
    bench.scan(awa.front_code)
    sent = bench.clock() - timedelta(hours=3)
    scans = [
        {
            "nonce": f"dark-{number:05}",
            "code": each.front_code,
            "place": "door",
            "queued": True,
            "shown": "ok",
            "at": (sent - timedelta(minutes=20 - number)).isoformat(),
            "sent_at": sent.isoformat(),
        }
        for number, each in enumerate((awa, bea))
    ]

    answer = client().post("/api/v1/scans/batch", json={"scans": scans}, headers=door).json

    assert answer is not None
    first, second = answer["results"]
    assert [(each["verdict"], each["conflict"]) for each in (first, second)] == [("ok", "already_in"), ("ok", None)]
    assert first["at"] == (bench.clock() - timedelta(minutes=20)).isoformat()
    assert first["message"]["en"].startswith("Done while offline; the list says: Already checked in at 19:30")


def test_a_shown_verdict_counts_only_for_a_queued_scan(bench: Bench, send: Post) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000)

    assert send(awa.front_code, shown="ok")[1]["verdict"] == "must_pay"
    assert send(awa.front_code, "nonce-0002", queued=True, shown="annulled")[0] == 422
    assert send(awa.front_code, "nonce-0003", queued=True, shown="hello")[0] == 422


def test_a_nonce_with_any_printable_sign_can_be_undone(
    bench: Bench, client: Browser, door: dict[str, str], send: Post
) -> None:
    (awa,) = bench.invite("Awa Ndi")
    nonce = "a/b+c=?#%d"
    send(awa.front_code, nonce)

    undone = client().post("/api/v1/scans/a%2Fb+c=%3F%23%25d/undo", json={"reason": "x"}, headers=door)

    assert (undone.status_code, undone.json and undone.json["verdict"]) == (200, "annulled")


def test_an_undo_says_why_not(bench: Bench, client: Browser, send: Post) -> None:
    (awa,) = bench.invite("Awa Ndi")
    send(awa.front_code)
    _, key = pair_device(bench.kit, "Porte 2", DeviceRole.DOOR)
    other = {"Authorization": f"Bearer {key}"}

    answer = client().post("/api/v1/scans/nonce-0001/undo", json={"reason": "x"}, headers=other)

    assert (answer.status_code, answer.json and answer.json["why"]) == (409, "another_device")


def test_an_undo_keeps_the_money_when_it_is_told_to(
    bench: Bench, client: Browser, door: dict[str, str], send: Post
) -> None:
    awa, bea = bench.invite("Awa Ndi", "Bea Fon", amount=5_000)
    for number, guest in enumerate((awa, bea)):
        send(guest.front_code, f"nonce-000{number}", payment={"method": "cash", "amount": 5_000})

    undo = "/api/v1/scans/nonce-000{}/undo"
    client().post(undo.format(0), json={"reason": "x", "payment": "keep"}, headers=door)
    client().post(undo.format(1), json={"reason": "x"}, headers=door)
    refused = client().post(undo.format(1), json={"reason": "x", "payment": "burn"}, headers=door)

    assert room_now(bench.kit).takings == {"cash": 5_000}
    assert refused.status_code == 422
    assert send(awa.front_code, "nonce-0003")[1]["verdict"] == "ok"
    assert send(bea.front_code, "nonce-0004")[1]["verdict"] == "must_pay"


def test_the_last_scans_of_all_doors_are_listed_the_newest_first(
    bench: Bench, client: Browser, door: dict[str, str], send: Post
) -> None:
    (awa,) = bench.invite("Awa Ndi")
    send(awa.front_code)
    send("torn", "nonce-0002")
    bench.dark_scan(awa.front_code, ago=timedelta(minutes=5))
    client().post("/api/v1/scans/nonce-0001/undo", json={"reason": "x"}, headers=door)

    def listed(query: str) -> list[tuple[str, str | None, str]]:
        answer = client().get(f"/api/v1/scans{query}", headers=door).json
        assert answer is not None
        return [(each["verdict"], each["conflict"], each["device"]) for each in answer["scans"]]

    assert listed("") == [("ok", "already_in", "Porte 1"), ("invalid", None, "Porte 1"), ("annulled", None, "Porte 1")]
    assert listed("?conflicts=1") == [("ok", "already_in", "Porte 1")]
    assert listed("?last=1") == [("ok", "already_in", "Porte 1")]
    assert len(listed("?last=-3")) == 1
    assert len(listed("?last=many")) == 3


def test_an_item_that_breaks_us_gets_its_error_in_its_place(
    bench: Bench, client: Browser, door: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    people = bench.invite(*(f"Guest{number} Ndi" for number in range(5)))
    add = Scans.add

    def stumble(self: Scans, scan: Any, *rest: Any) -> int:  # noqa: ANN401
        if scan.nonce == "poison-0002":
            raise ZeroDivisionError
        return add(self, scan, *rest)

    monkeypatch.setattr(Scans, "add", stumble)
    scans = [
        {"nonce": f"poison-{number:04}", "code": each.front_code, "place": "door"} for number, each in enumerate(people)
    ]

    answer = client().post("/api/v1/scans/batch", json={"scans": scans}, headers=door)

    assert answer.status_code == 200
    assert answer.json is not None
    told = [each.get("verdict", each.get("error")) for each in answer.json["results"]]
    assert told == ["ok", "ok", "internal", "ok", "ok"]
    assert room_now(bench.kit).inside == 4


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = [
    "nonce",
    "code",
    "place",
    "direction",
    "at",
    "sent_at",
    "queued",
    "shown",
    "payment",
    "force",
    "pin",
    "answers",
]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=4))
def test_no_item_whatever_it_holds_is_our_mistake(
    bench: Bench, client: Browser, door: dict[str, str], changes: dict[str, object]
) -> None:
    scan = {"nonce": "n-anything-1", "code": "torn", "place": "door", **changes}

    answer = client().post("/api/v1/scans/batch", data=json.dumps({"scans": [scan]}), headers=door)

    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["results"][0].get("error") != "internal"


@pytest.mark.parametrize("code", ["\ud800", "\x00", "\u202e", "é" * 20_000, "\U0001f600"])
def test_no_text_of_a_reader_is_our_mistake(client: Browser, door: dict[str, str], code: str) -> None:
    body = json.dumps({"nonce": "nonce-0001", "code": code, "place": "door"})

    answer = client().post("/api/v1/scans", data=body, content_type="application/json", headers=door)

    assert answer.status_code in {201, 422}
