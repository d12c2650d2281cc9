"""The door page in a real Chromium: what staff do with a thumb and a reader, from a badge to an undo."""

from typing import TYPE_CHECKING

import pytest

from kiosk.actions.claim_phone import claim_phone as claim
from kiosk.actions.create_event import create_event
from kiosk.actions.look import room_now
from kiosk.actions.manage_staff import add_staff
from kiosk.actions.sign_in import pair_device
from kiosk.domain.device import DeviceRole
from kiosk.domain.language import Language
from kiosk.domain.people import Consent
from kiosk.domain.staff import StaffRole
from tests.bench import Bench, an_event
from tests.browser.keyboard import read
from tests.browser.pages import claim_phone, open_door

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.service]

VERDICT = "[data-verdict]:not([hidden])"


@pytest.fixture
def door(bench: Bench, url: str, browser: "Browser") -> "Page":
    return open_door(browser, url, bench.key, "en")


def verdict(page: "Page", code: str) -> str:
    read(page, code)
    page.wait_for_selector(VERDICT)
    return str(page.locator("[data-verdict]").get_attribute("data-code"))


def sentence(page: "Page") -> str:
    return page.locator("[data-field=sentence]").inner_text()


def until(page: "Page", code: str) -> None:
    page.wait_for_selector(f'[data-verdict][data-code="{code}"]:not([hidden])')


def test_twenty_good_badges_go_in_one_after_the_other_with_no_touch(bench: Bench, door: "Page") -> None:
    guests = bench.invite(*(f"Guest{number} Ndi" for number in range(20)))

    for number, guest in enumerate(guests):
        read(door, guest.front_code)
        door.wait_for_function(
            "name => document.querySelector('[data-field=name]').textContent === name", arg=guest.person.name
        )
        assert door.locator("[data-verdict]").get_attribute("data-code") == "ok", number

    assert room_now(bench.kit).inside == 20


def test_bad_good_bad_good_are_all_answered(bench: Bench, door: "Page") -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    codes = ("BBBBBBBBBB", awa.front_code, "https://elsewhere.example/b/XXXXXXXXXX", paul.front_code)

    said = []
    for code, answer in zip(codes, ("unknown", "ok", "invalid", "ok"), strict=True):
        read(door, code)
        until(door, answer)
        said.append(door.locator("[data-field=name]").inner_text())

    assert said == ["", "Awa Ndi", "", "Paul Eko"]


def test_the_same_code_again_within_moments_repeats_the_first_answer(bench: Bench, door: "Page") -> None:
    (awa,) = bench.invite("Awa Ndi")

    first, again = verdict(door, awa.front_code), verdict(door, awa.front_code)

    assert (first, again) == ("ok", "ok")
    assert room_now(bench.kit).entries == 1


def test_somebody_without_a_badge_is_found_by_a_misspelt_name_and_let_in(bench: Bench, door: "Page") -> None:
    bench.invite("Awa Ndi épse Mbarga", "Paul Eko")
    door.click("[data-open=search]")

    door.fill("#q", "m")
    assert door.locator("[data-field=rows] li").count() == 0
    door.fill("#q", "mbraga")
    door.click("[data-field=rows] .pick")
    until(door, "ok")

    assert door.locator("[data-field=name]").inner_text() == "Awa Ndi épse Mbarga"
    assert room_now(bench.kit).inside == 1


def test_who_owes_pays_in_two_taps_and_an_undo_gives_it_back(bench: Bench, door: "Page") -> None:
    (awa,) = bench.invite("Awa Ndi", amount=10_000)
    assert verdict(door, awa.front_code) == "must_pay"
    assert door.locator("[data-field=amount]").inner_text() == "10,000\u00a0FCFA"

    door.check("[name=method][value=mtn_momo]")
    door.fill("[name=reference]", "MP241125")
    door.click(".paid")
    until(door, "ok")
    paid = room_now(bench.kit)
    door.click("[data-next]")
    door.click("[data-open=history]")
    door.click("[data-field=history] button")
    door.click("dialog button[value=ok]")
    door.wait_for_selector("dialog[open] >> text=Money given back")
    door.click("dialog button[value=ok]")
    door.wait_for_selector("[data-field=history] >> text=This check-in was undone")

    assert (paid.inside, dict(paid.takings)) == (1, {"mtn_momo": 10_000})
    after = room_now(bench.kit)
    assert (after.inside, dict(after.takings)) == (0, {})


def test_a_walk_in_and_a_friend_are_registered_paid_and_in_and_each_gets_a_code(
    bench: Bench, url: str, browser: "Browser"
) -> None:
    create_event(bench.kit, an_event(bench.clock, "Paid", prices={"Standard": 10_000}))
    door = open_door(browser, url, bench.key, "en")
    door.click("[data-open=walkin]")
    door.fill("[name=name]", "Rosalie Fotso")
    door.fill("[name=guests]", "1")
    assert door.locator("[data-pay=walkin] .total").inner_text() == "To pay: 20,000\u00a0FCFA"

    door.click("[data-register]")
    until(door, "ok")
    names = [door.locator("[data-field=name]").inner_text()]
    assert door.locator("[data-claim] svg").is_visible()
    door.click("[data-next]")
    names.append(door.locator("[data-field=name]").inner_text())

    assert names == ["Rosalie Fotso", "Rosalie Fotso +1"]
    room = room_now(bench.kit)
    assert (room.inside, dict(room.takings)) == (2, {"cash": 20_000})


def test_somebody_already_listed_is_shown_while_one_types(bench: Bench, door: "Page") -> None:
    bench.invite("Rosalie Fotso")
    door.click("[data-open=walkin]")

    door.fill("[name=name]", "Rosaly Fotso")
    door.click("[data-field=doubles] .pick")
    until(door, "ok")

    assert room_now(bench.kit).expected == 1


def test_where_people_have_pins_a_search_asks_for_one_and_goes_on(bench: Bench, door: "Page") -> None:
    bench.invite("Awa Ndi")
    _, pin = add_staff(bench.kit, "Mama Ngono", StaffRole.CASHIER)
    door.click("[data-open=search]")

    door.fill("#q", "awa")
    door.wait_for_selector("dialog[open]")
    door.fill("dialog [name=pin]", "000000" if pin != "000000" else "111111")
    door.click("dialog button[value=ok]")
    door.wait_for_selector("dialog[open] >> text=Not this one")
    door.fill("dialog [name=pin]", pin)
    door.click("dialog button[value=ok]")

    door.wait_for_selector("[data-field=rows] >> text=Awa Ndi")


def test_a_refusal_gives_way_to_a_reason_and_a_supervisors_pin(bench: Bench, door: "Page") -> None:
    (awa,) = bench.invite("Awa Ndi")
    _, pin = add_staff(bench.kit, "Chef Manka", StaffRole.SUPERVISOR)
    bench.replace_badge(awa)
    assert verdict(door, awa.front_code) == "revoked"

    door.click("text=Let in all the same")
    door.fill("dialog [name=pin]", pin)
    door.click("dialog button[value=ok]")
    until(door, "ok")

    assert room_now(bench.kit).inside == 1


def test_a_new_badge_from_the_search_makes_the_old_one_useless(bench: Bench, door: "Page") -> None:
    (awa,) = bench.invite("Awa Ndi")
    door.click("[data-open=search]")
    door.fill("#q", "awa")
    door.click("[data-field=rows] summary")
    door.click("text=New badge")
    until(door, "ok")
    door.click("[data-next]")

    assert verdict(door, awa.front_code) == "revoked"
    assert sentence(door).endswith("ask for the new one")


def test_a_wrong_phone_is_released_and_another_linked_from_the_same_screen(
    bench: Bench, url: str, browser: "Browser", door: "Page"
) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    claim(bench.kit, bench.claims()["Awa Ndi"], Consent(matching=True), Language.FR)
    door.click("[data-open=search]")
    door.fill("#q", "awa")
    door.click("[data-field=rows] summary")
    with door.expect_response("**/release") as told:
        door.click("text=Link another phone")
    door.wait_for_selector("[data-claim]:not([hidden]) svg")

    phone = claim_phone(browser, told.value.json()["claim_url"], "fr")

    assert "/me" in phone.url


def test_exits_are_counted_and_a_door_says_which_way_it_counts(bench: Bench, door: "Page") -> None:
    (awa,) = bench.invite("Awa Ndi")
    verdict(door, awa.front_code)
    door.click("[data-next]")

    door.click("[data-direction]")
    assert door.locator("[data-field=note]").inner_text() == "This door counts people out"
    read(door, awa.front_code)
    door.wait_for_selector(f"{VERDICT} >> text=Goodbye, Awa")

    assert room_now(bench.kit).inside == 0


def test_a_self_service_tablet_names_nobody_and_calls_the_door(
    bench: Bench, url: str, browser: "Browser", door: "Page"
) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=10_000)
    (zoe,) = bench.invite("Zoé Bih")
    _, key = pair_device(bench.kit, "Borne 1", DeviceRole.SELF_SERVICE)
    kiosk = open_door(browser, url, key, "en")

    assert verdict(kiosk, zoe.front_code) == "ok"
    welcome = kiosk.locator("body").inner_text()
    kiosk.click("[data-next]")
    verdict(kiosk, awa.front_code)
    refused = kiosk.locator("body").inner_text()
    kiosk.click("[data-next]")
    kiosk.click("[data-help]")

    assert "Welcome, Z••!" in welcome
    assert "Please see the desk" in refused
    assert [name for name in ("Zoé", "Bih", "Awa", "Ndi", "10,000") if name in welcome + refused] == []
    door.wait_for_selector("text=Borne 1: a guest needs help")


def test_a_helpers_own_camera_opens_a_badge_and_its_page_checks_it_in(bench: Bench, url: str, door: "Page") -> None:
    (awa,) = bench.invite("Awa Ndi")

    door.goto(f"{url}/b/{awa.front_code}")
    door.wait_for_selector("#answer >> text=Welcome, Awa!")

    assert room_now(bench.kit).inside == 1


def test_without_scripts_a_name_is_found_paid_and_in(bench: Bench, url: str, browser: "Browser") -> None:
    bench.invite("Awa Ndi", amount=10_000)
    page = plain(browser, url, bench.key)

    page.goto(f"{url}/door/people")
    page.fill("#q", "awa")
    page.press("#q", "Enter")
    page.click(".pick")
    page.check("[name=method][value=orange_money]")
    page.click("button.paid")

    assert "Welcome, Awa!" in page.locator("#answer").inner_text()
    assert dict(room_now(bench.kit).takings) == {"orange_money": 10_000}


def plain(browser: "Browser", url: str, key: str) -> "Page":
    """A paired browser whose scripts are off."""
    context = browser.new_context(locale="en", java_script_enabled=False)
    context.add_cookies([{"name": "palabre_staff", "value": key, "url": url}])
    return context.new_page()
