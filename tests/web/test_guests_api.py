"""Searches, possible doubles and walk-ins, as the contract says them."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from kiosk.actions.create_event import create_event
from kiosk.actions.find_attendees import find_attendees
from kiosk.actions.look import room_now
from kiosk.actions.sign_in import pair_device
from kiosk.domain.device import DeviceRole
from tests.bench import Bench, an_event

Ask = Callable[..., tuple[int, dict[str, Any]]]
PATH = "/api/v1/attendees"


@pytest.fixture
def ask(client: Callable[[], FlaskClient], door: dict[str, str]) -> Ask:
    """Post a walk-in at the door: the status and the answer."""

    def post(**body: object) -> tuple[int, dict[str, Any]]:
        whole = {"nonce": "nonce-0001", "name": "Awa Ndi", **body}
        answer = client().post(PATH, json=whole, headers=door)
        assert answer.json is not None
        return answer.status_code, answer.json

    return post


@pytest.fixture
def priced(bench: Bench) -> Bench:
    """A second evening of the same house, where the door takes money."""
    event = an_event(bench.clock, "Dinner", prices={"Standard": 10_000, "VIP": 20_000})
    create_event(bench.kit, event)
    return bench


def test_a_walk_in_answers_as_a_scan_does_with_the_badge_and_the_claim(bench: Bench, ask: Ask) -> None:
    status, answer = ask(phone="6 77 00 11 22", company="Couture Awa", language="en")

    (found,) = find_attendees(bench.kit, "awa")
    assert status == 201
    assert answer["verdict"] == "ok"
    assert answer["attendee"] == {
        "id": found.attendee.id,
        "name": "Awa Ndi",
        "company": "Couture Awa",
        "category": None,
        "language": "en",
    }
    assert answer["front_url"] == f"http://192.168.50.1/b/{found.attendee.front_code}"
    assert answer["claim_url"].startswith("http://192.168.50.1/c/")
    assert answer["claim_qr"]["size"] > 20
    assert answer["message"] == {"fr": "Bienvenue, Awa\u202f!", "en": "Welcome, Awa!"}
    assert (answer["guests"], answer["reported"]) == ([], {})
    assert found.attendee.person.phone == "+237677001122"


def test_the_claim_of_a_walk_in_opens_their_page(ask: Ask, client: Callable[[], FlaskClient]) -> None:
    _, answer = ask(guests=1)
    friend = answer["guests"][0]

    page = client().get(friend["claim_url"].removeprefix("http://192.168.50.1"))

    assert (page.status_code, "Awa Ndi +1" in page.text) == (200, True)
    assert friend["front_url"] != answer["front_url"]


def test_a_retry_is_200_with_the_same_answer_and_another_person_is_409(ask: Ask) -> None:
    _, first = ask(guests=1)
    status, again = ask(guests=1)
    refused, problem = ask(name="Paul Eko")

    assert status == 200
    assert again["guests"] == [{**each, "replayed": True} for each in first["guests"]]
    assert {**again, "guests": []} == {**first, "replayed": True, "guests": []}
    assert (refused, problem["error"]) == (409, "nonce_reused")


def test_without_the_money_the_price_is_told_and_nobody_is_registered(priced: Bench, ask: Ask) -> None:
    status, answer = ask(category="VIP", guests=1)

    assert (status, answer["verdict"]) == (201, "must_pay")
    assert answer["due"] == {"amount": 40_000, "currency": "XAF"}
    assert [answer[each] for each in ("attendee", "front_url", "claim_url", "guests")] == [None, None, None, []]
    assert find_attendees(priced.kit, "awa") == []


def test_the_money_is_taken_with_the_entry(priced: Bench, ask: Ask) -> None:
    status, answer = ask(payment={"method": "mtn_momo", "amount": 10_000, "reference": "MP1", "currency": "XAF"})

    assert (status, answer["verdict"]) == (201, "ok")
    assert room_now(priced.kit).takings == {"mtn_momo": 10_000}


def test_a_possible_double_is_shown_and_goes_in_when_staff_say_so(bench: Bench, ask: Ask) -> None:
    (awa,) = bench.invite("Awa Ndi", category="VIP")

    status, problem = ask()
    new_status, answer = ask(force_new=True)

    assert (status, problem["error"]) == (409, "possible_double")
    assert set(problem["message"]) == {"fr", "en"}
    assert [(each["id"], each["code"], each["why"]) for each in problem["attendees"]] == [
        (awa.id, awa.front_code, "name")
    ]
    assert (new_status, answer["verdict"]) == (201, "ok")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", None),
        ("name", 7),
        ("name", "Awa " * 100),
        ("name", "\x00\x1b\u202e"),
        ("name", "🎉🎉 🎊"),
        ("name", "677 00 11 22"),
        ("name", "http://192.168.50.1/b/BCDEFGHJKN"),
        ("nonce", "short"),
        ("nonce", "with space"),
        ("phone", "6" * 81),
        ("company", "x" * 201),
        ("category", "Étudiant"),
        ("language", "de"),
        ("guests", -1),
        ("guests", 51),
        ("guests", "2"),
        ("force_new", "yes"),
        ("payment", {"method": "cash", "amount": 9_000}),
        ("payment.amount", {"method": "cash", "amount": -1}),
        ("payment.amount", {"method": "cash", "amount": "10000"}),
        ("payment.method", {"method": "cheque", "amount": 10_000}),
        ("payment.currency", {"method": "cash", "amount": 10_000, "currency": "EUR"}),
        ("payment.reference", {"method": "cash", "amount": 10_000, "reference": "two\nlines"}),
    ],
)
def test_what_cannot_be_meant_is_422_and_named_and_nothing_is_written(
    priced: Bench, ask: Ask, field: str, value: object
) -> None:
    before = room_now(priced.kit)

    status, problem = ask(**{"payment": {"method": "cash", "amount": 10_000}, field.partition(".")[0]: value})

    assert (status, list(problem["fields"])) == (422, [field])
    assert room_now(priced.kit) == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Awa\x00  Ndi\r\n", "Awa Ndi"),
        ("Awa\u202eNdi", "AwaNdi"),
        ("Awa 🎉 Ndi", "Awa 🎉 Ndi"),
        ("E\u0301lodie", "Élodie"),
        ("N", "N"),
        ("李明", "李明"),
    ],
)
def test_a_name_is_kept_as_one_reads_it(ask: Ask, typed: str, kept: str) -> None:
    _, answer = ask(name=typed)

    assert answer["attendee"]["name"] == kept


@pytest.mark.parametrize("phone", ["demain", "12", "+999 000", "677 00 11"])
def test_a_phone_that_is_none_keeps_nobody_out_and_is_kept_as_typed(bench: Bench, ask: Ask, phone: str) -> None:
    status, answer = ask(phone=phone)
    _, again = ask(phone=phone)

    (found,) = find_attendees(bench.kit, "awa")
    assert (status, answer["verdict"], answer["reported"]) == (201, "ok", {"phone": "unreadable_phone"})
    assert again["reported"] == answer["reported"]
    assert found.attendee.person.phone is None
    with bench.store.reading() as store:
        assert store.attendees.listing(found.attendee.id)[2] == {"phone": phone}


def test_after_the_evening_nobody_is_added(bench: Bench, ask: Ask) -> None:
    bench.clock.forward(hours=4)

    status, answer = ask()

    assert (status, answer["verdict"], answer["attendee"]) == (201, "not_now", None)
    assert find_attendees(bench.kit, "awa") == []


@pytest.mark.parametrize("role", [role for role in DeviceRole if role is not DeviceRole.DOOR])
def test_only_a_door_searches_and_adds(bench: Bench, client: Callable[[], FlaskClient], role: DeviceRole) -> None:
    _, key = pair_device(bench.kit, "Autre", role)
    headers = {"Authorization": f"Bearer {key}"}

    answers = [
        client().get(f"{PATH}?q=awa", headers=headers),
        client().get(f"{PATH}/like?name=Awa+Ndi", headers=headers),
        client().post(PATH, json={"nonce": "nonce-0001", "name": "Awa Ndi"}, headers=headers),
    ]

    assert [each.status_code for each in answers] == [403, 403, 403]
    assert find_attendees(bench.kit, "awa") == []


@pytest.mark.parametrize("phone", ["+237 6 77 00 11 22", "677001122", "00237677001122", "6.77.00.11.22"])
def test_a_phone_is_recognised_however_it_is_written(
    ask: Ask, client: Callable[[], FlaskClient], door: dict[str, str], phone: str
) -> None:
    ask(phone="677 001 122")

    answer = client().get(f"{PATH}/like", query_string={"name": "Paul Eko", "phone": phone}, headers=door).json

    assert answer is not None
    assert [(each["name"], each["why"], each["phone_end"]) for each in answer["attendees"]] == [
        ("Awa Ndi", "phone", "22")
    ]


@pytest.mark.parametrize("query", ["", "name=", "name=A", "phone=abc", "name=%00&phone=%00", "name=" + "x" * 3_000])
def test_nothing_typed_yet_is_like_nobody(
    bench: Bench, client: Callable[[], FlaskClient], door: dict[str, str], query: str
) -> None:
    bench.invite("Awa Ndi")

    answer = client().get(f"{PATH}/like?{query}", headers=door)

    assert (answer.status_code, answer.json) == (200, {"attendees": []})


def test_a_search_answers_with_what_the_door_needs_to_go_on(
    bench: Bench, client: Callable[[], FlaskClient], door: dict[str, str]
) -> None:
    (awa,) = bench.invite("Awa Ndi", category="VIP", amount=5_000)

    answer = client().get(PATH, query_string={"q": "ndi aw"}, headers=door).json

    assert answer is not None
    assert awa.person.phone is not None
    assert answer["attendees"] == [
        {
            "id": awa.id,
            "name": "Awa Ndi",
            "company": None,
            "category": "VIP",
            "code": awa.front_code,
            "state": "registered",
            "inside": False,
            "paid": False,
            "due": {"amount": 5_000, "currency": "XAF"},
            "phone_end": awa.person.phone[-2:],
        }
    ]
