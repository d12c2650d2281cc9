"""The door page where things come at once: a second tap, a second badge, a second question, a refusal in between."""

from typing import TYPE_CHECKING

import pytest

from kiosk.actions.create_event import create_event
from kiosk.actions.look import room_now
from kiosk.actions.manage_staff import add_staff
from kiosk.actions.sign_in import pair_device
from kiosk.domain.device import DeviceRole
from kiosk.domain.door_rules import DoorRules
from kiosk.domain.question import Question
from kiosk.domain.staff import StaffRole
from tests.bench import Bench, an_event
from tests.browser.keyboard import read
from tests.browser.pages import open_door

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.service]

VERDICT = "[data-verdict]:not([hidden])"
STAYS = 1100  # ms: what a person needs to see that it is red; the page takes a little more


@pytest.fixture
def door(bench: Bench, url: str, browser: "Browser") -> "Page":
    return open_door(browser, url, bench.key, "en")


def until(page: "Page", code: str) -> None:
    page.wait_for_selector(f'[data-verdict][data-code="{code}"]:not([hidden])')


def test_two_taps_on_paid_are_one_payment(bench: Bench, door: "Page") -> None:
    (awa,) = bench.invite("Awa Ndi", amount=10_000)
    read(door, awa.front_code)
    until(door, "must_pay")

    door.locator(".paid").evaluate("button => { button.click(); button.click(); }")
    until(door, "ok")
    door.wait_for_function("() => document.querySelectorAll('[data-field=last] li').length === 2")

    assert door.locator("[data-verdict]").get_attribute("data-code") == "ok"
    assert dict(room_now(bench.kit).takings) == {"cash": 10_000}


def test_who_has_paid_and_answers_a_question_has_still_paid(bench: Bench, url: str, browser: "Browser") -> None:
    rules = DoorRules(questions=(Question("meal", "Repas ?", "Meal?", required=True),))
    bench.event = create_event(bench.kit, an_event(bench.clock, "Meals", door=rules))
    (awa,) = bench.invite("Awa Ndi", amount=10_000)
    door = open_door(browser, url, bench.key, "en")
    read(door, awa.front_code)
    until(door, "must_pay")

    door.click(".paid")
    until(door, "questions")
    door.fill("[name=meal]", "fish")
    door.click("[data-questions] button")
    until(door, "ok")

    assert dict(room_now(bench.kit).takings) == {"cash": 10_000}


def test_a_badge_puts_a_question_away_and_its_verdict_is_seen(bench: Bench, door: "Page") -> None:
    awa, zoe = bench.invite("Awa Ndi", "Zoé Bih")
    bench.replace_badge(awa)
    read(door, awa.front_code)
    until(door, "revoked")
    door.click("text=Let in all the same")

    read(door, zoe.front_code)
    until(door, "ok")

    assert door.locator("dialog[open]").count() == 0
    assert door.locator("[data-field=name]").inner_text() == "Zoé Bih"
    assert room_now(bench.kit).inside == 1


def test_two_searches_that_want_a_pin_ask_once(bench: Bench, door: "Page") -> None:
    bench.invite("Awa Ndi")
    _, pin = add_staff(bench.kit, "Mama Ngono", StaffRole.CASHIER)
    door.click("[data-open=search]")

    with door.expect_response("**/attendees?q=awa"):
        # The second goes out while the first is under way.
        door.evaluate("""async () => {
          const input = document.querySelector("#q");
          for (const text of ["aw", "awa"]) {
            input.value = text;
            input.dispatchEvent(new Event("input"));
            await new Promise((done) => setTimeout(done, 125));
          }
        }""")
    door.fill("dialog [name=pin]", pin)
    door.click("dialog button[value=ok]")

    door.wait_for_selector("[data-field=rows] >> text=Awa Ndi")
    assert door.locator("dialog[open]").count() == 0


def test_a_namesake_is_let_in_by_force_where_the_room_is_full(bench: Bench, url: str, browser: "Browser") -> None:
    bench.event = create_event(bench.kit, an_event(bench.clock, "Small", capacity=1))
    (first,) = bench.invite("Rosalie Fotso")
    bench.scan(first.front_code)
    door = open_door(browser, url, bench.key, "en")
    door.click("[data-open=walkin]")
    door.fill("[name=name]", "Rosalie Fotso")
    door.click("[data-register]")
    door.click("text=Somebody else: register")
    until(door, "full")

    door.click("text=Let in all the same")
    door.click("dialog button[value=ok]")
    until(door, "ok")

    assert room_now(bench.kit).inside == 2


def test_it_is_this_person_checks_nobody_out(bench: Bench, door: "Page") -> None:
    (awa,) = bench.invite("Rosalie Fotso")
    bench.scan(awa.front_code)
    door.click("[data-open=walkin]")

    door.fill("[name=name]", "Rosalie Fotso")
    door.click("[data-field=doubles] .pick")
    until(door, "already_in")

    assert room_now(bench.kit).inside == 1


def test_the_button_of_a_name_says_which_way_whatever_the_door_counts(bench: Bench, door: "Page") -> None:
    bench.invite("Awa Ndi")
    door.click("[data-direction]")
    door.click("[data-open=search]")
    door.fill("#q", "awa")

    door.click("[data-field=rows] .pick >> text=Check in")
    until(door, "ok")

    assert room_now(bench.kit).inside == 1


def test_who_leaves_is_not_said_to_have_linked_a_phone(bench: Bench, door: "Page") -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    door.click("[data-direction]")

    read(door, awa.front_code)
    door.wait_for_selector(f"{VERDICT} >> text=Goodbye, Awa")

    assert door.locator("text=Phone already linked").count() == 0


def test_a_self_service_tablet_offers_no_search(bench: Bench, url: str, browser: "Browser") -> None:
    _, key = pair_device(bench.kit, "Borne 1", DeviceRole.SELF_SERVICE)
    kiosk = open_door(browser, url, key, "en")

    read(kiosk, "BBBBBBBBBB")
    until(kiosk, "unknown")

    assert kiosk.locator("[data-field=verdict_acts] button").count() == 0


def test_a_refusal_is_seen_although_the_next_badge_comes_at_once(bench: Bench, door: "Page") -> None:
    (awa,) = bench.invite("Awa Ndi", paid=True)
    door.evaluate(
        """() => {
          window.seen = [];
          const panel = document.querySelector("[data-verdict]");
          const look = () => window.seen.push([panel.dataset.code, performance.now()]);
          new MutationObserver(look).observe(panel, { attributes: true, attributeFilter: ["data-code"] });
        }"""
    )

    read(door, "BBBBBBBBBB")
    read(door, awa.front_code)
    until(door, "ok")

    (first, red), (second, green) = door.evaluate("window.seen")
    assert (first, second) == ("unknown", "ok")
    assert green - red >= STAYS


def test_a_badge_that_is_read_meanwhile_takes_nothing_from_a_walk_in(bench: Bench, door: "Page") -> None:
    (awa,) = bench.invite("Awa Ndi", paid=True)
    door.click("[data-open=walkin]")
    door.fill("[name=name]", "Rosalie Fotso")
    door.fill("[name=company]", "Fotso Bois")

    read(door, awa.front_code)
    until(door, "ok")
    door.keyboard.press("Escape")
    door.click("[data-open=walkin]")
    kept = door.input_value("[name=company]")
    door.click("[data-screen=walkin] [data-close]")
    door.click("[data-open=walkin]")

    assert (kept, door.input_value("[name=company]")) == ("Fotso Bois", "")


def test_a_badge_that_is_read_meanwhile_takes_no_code_from_a_party(bench: Bench, door: "Page") -> None:
    (awa,) = bench.invite("Awa Ndi", paid=True)
    door.click("[data-open=walkin]")
    door.fill("[name=name]", "Rosalie Fotso")
    door.fill("[name=guests]", "1")
    door.click("[data-register]")
    until(door, "ok")

    read(door, awa.front_code)
    door.wait_for_function("() => document.querySelector('[data-field=name]').textContent === 'Awa Ndi'")
    door.click("[data-next]")

    assert "Rosalie Fotso" in door.locator("[data-verdict] [data-field=name]").inner_text()


def test_what_was_still_looked_up_does_not_take_the_question_away(bench: Bench, door: "Page") -> None:
    bench.invite("Rosalie Fotso")
    late: list[Route] = []

    def hold(route: "Route") -> None:
        late.append(route)

    door.route("**/api/v1/attendees/like*", hold)
    door.click("[data-open=walkin]")
    with door.expect_request("**/api/v1/attendees/like*"):
        door.fill("[name=name]", "Rosalie Fotso")

    door.click("[data-register]")
    door.wait_for_selector("text=Somebody else: register")
    with door.expect_response("**/api/v1/attendees/like*"):
        late[0].continue_()
    door.click("text=Somebody else: register")
    until(door, "ok")

    assert room_now(bench.kit).inside == 1
