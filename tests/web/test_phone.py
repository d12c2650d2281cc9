"""An attendee's phone, as a program: claim, state, answers, tables, badges."""

from collections.abc import Callable

from flask.testing import FlaskClient

from kiosk.actions.prepare_badges import table_codes
from kiosk.actions.refresh_suggestions import refresh_suggestions
from kiosk.domain.people import Attendee
from kiosk.matchmaker.engine import LiveEngine
from tests.bench import Bench

Browser = Callable[[], FlaskClient]


def claimed(bench: Bench, client: Browser, *names: str) -> tuple[list[Attendee], list[FlaskClient]]:
    people, phones = bench.invite(*names), []
    claims = bench.claims()
    for person in people:
        bench.scan(person.front_code)
        phone = client()
        answer = phone.post(f"/c/{claims[person.person.name]}", data={"matching": "yes"})
        assert (answer.status_code, answer.headers["Location"]) == (303, "/me")
        phones.append(phone)
    return people, phones


def test_a_claim_opens_a_session_that_scripts_cannot_read(bench: Bench, client: Browser) -> None:
    (awa,) = bench.invite("Awa Ndi")
    claim = bench.claims()["Awa Ndi"]
    bench.scan(awa.front_code)

    answer = client().post(f"/C/{claim.lower()}", data={"matching": "no"})

    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert claim not in cookie


def test_a_claim_used_twice_is_409_and_says_when(bench: Bench, client: Browser) -> None:
    (awa,) = bench.invite("Awa Ndi")
    claim = bench.claims()["Awa Ndi"]
    bench.scan(awa.front_code)
    client().post(f"/c/{claim}", json={"matching": "yes"})

    answer = client().post(f"/c/{claim}", json={"matching": "yes"})

    assert answer.status_code == 409
    assert answer.json is not None
    assert "19:30" in answer.json["message"]["en"]


def test_nothing_is_agreed_that_was_not_said(bench: Bench, client: Browser) -> None:
    (awa,) = bench.invite("Awa Ndi")
    claim = bench.claims()["Awa Ndi"]
    bench.scan(awa.front_code)

    state = client().post(f"/c/{claim}", json={}).json

    assert state is not None
    assert state["me"]["matching"] is False


def test_the_state_is_the_contracts(bench: Bench, client: Browser) -> None:
    _, (phone, _) = claimed(bench, client, "Awa Ndi", "Paul Eko")
    refresh_suggestions(bench.kit, LiveEngine(), before_writing=lambda: None)

    state = phone.get("/me/state").json

    assert state is not None
    keys = {"version", "me", "present", "table", "card", "waiting", "contacts", "socket_token"}
    assert keys <= set(state)
    assert {"id", "name", "why", "where", "opening", "expires_at"} <= set(state["card"])
    assert state["card"]["name"] == "Paul"
    assert state["present"] is True


def test_a_stale_answer_gets_409_with_the_state_that_holds(bench: Bench, client: Browser) -> None:
    _, (phone, _) = claimed(bench, client, "Awa Ndi", "Paul Eko")
    refresh_suggestions(bench.kit, LiveEngine(), before_writing=lambda: None)
    state = phone.get("/me/state").json
    assert state is not None

    stale = phone.post(f"/me/suggestions/{state['card']['id']}", json={"answer": "yes", "version": 1})
    fresh = phone.post(f"/me/suggestions/{state['card']['id']}", json={"answer": "yes", "version": state["version"]})

    assert stale.status_code == 409
    assert stale.json is not None
    assert stale.json["card"]["id"] == state["card"]["id"]
    assert fresh.status_code == 200


def test_somebody_elses_card_is_not_mine_to_answer(bench: Bench, client: Browser) -> None:
    _, (phone, _, _) = claimed(bench, client, "Awa Ndi", "Paul Eko", "Bea Fon")
    refresh_suggestions(bench.kit, LiveEngine(), before_writing=lambda: None)

    answer = phone.post("/me/suggestions/s_BBBBBBBBBBBBBBBB", json={"answer": "yes"})

    assert answer.status_code == 404
    assert phone.post("/me/suggestions/s_B", json={"answer": "perhaps"}).status_code == 422


def test_a_table_card_seats_whoever_scans_it(bench: Bench, client: Browser) -> None:
    _, (phone,) = claimed(bench, client, "Awa Ndi")
    code = table_codes(bench.kit)[1][3][1]

    state = phone.post(f"/t/{code.lower()}", json={}).json

    assert state is not None
    assert state["table"] == "table-4"
    assert phone.post("/t/4-BBBBBBBBBBBBBBBBBBBB", json={}).status_code == 404


def test_two_who_say_we_met_are_in_each_others_list(bench: Bench, client: Browser) -> None:
    (awa, paul), (hers, his) = claimed(bench, client, "Awa Ndi", "Paul Eko")

    first = hers.post(f"/b/{paul.front_code}/met", json={}).json
    second = his.post(f"/B/{awa.front_code.lower()}/met", json={}).json

    assert (first, second) == ({"met": False}, {"met": True})
    state = hers.get("/me/state").json
    assert state is not None
    assert [each["name"] for each in state["contacts"]] == ["Paul"]


def test_looking_changes_nothing(bench: Bench, client: Browser) -> None:
    (_, paul), (hers, _) = claimed(bench, client, "Awa Ndi", "Paul Eko")
    before = hers.get("/me/state").json

    for _ in range(2):
        hers.get("/me/state")
        hers.get(f"/b/{paul.front_code}")

    assert hers.get("/me/state").json == before
