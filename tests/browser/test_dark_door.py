"""A door without network, in a real Chromium: it answers alone, keeps every gesture, and sends each once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kiosk.actions.create_event import create_event
from kiosk.actions.look import room_now
from kiosk.domain.people import AttendeeState
from tests.bench import Bench, an_event
from tests.browser.pages import enter_door
from tests.browser.tablet import Tablet, open_tablet, sent_in
from tests.browser.wire import Way, Wire

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.service]
Fresh = Callable[[], "BrowserContext"]


def url_of(wire: Wire) -> str:
    return f"http://127.0.0.1:{wire.port}"


def recorded(bench: Bench) -> list[tuple[str, str]]:
    """Codes and verdicts in the order of the sequence."""
    with bench.store.reading() as store:
        rows = store.scans._run.rows("select code, verdict from scan order by seq")
    return [(row["code"], row["verdict"]) for row in rows]


def test_alone_it_answers_as_the_server_would(bench: Bench, wire: Wire, fresh: Fresh) -> None:
    awa, bea = bench.invite("Awa Ndi", "Bea Fon")
    (cyr,) = bench.invite("Cyr Eko", amount=5000)
    (dan,) = bench.invite("Dan Oba", state=AttendeeState.CANCELLED)
    (eve,) = bench.invite("Eve Ano", attention="the mayor")
    bench.replace_badge(bea)
    tablet = open_tablet(fresh(), url_of(wire), bench.key, people=6)
    assert tablet.scan(eve.front_code) == "ok_attention"
    wire.go(Way.DARK)

    shown = {
        text: tablet.scan(text)
        for text in (
            awa.front_code,
            f"http://127.0.0.1/b/{awa.front_code}",
            f"http>&&127.0.0.1&b&{awa.front_code.lower()}",
            f"http://evil.example/b/{awa.front_code}",
            eve.front_code,
            bea.front_code,
            cyr.front_code,
            dan.front_code,
            "BBBBBBBBBB",
            "WIFI:T:WPA;S:Salle;P:secret;;",
        )
    }

    assert list(shown.values()) == [
        "ok",
        "already_in",
        "already_in",
        "invalid",
        "already_in",
        "revoked",
        "must_pay",
        "cancelled",
        "unknown",
        "invalid",
    ]
    assert tablet.strip().endswith(" — 10 check-ins kept on this tablet")
    assert tablet.strip().startswith("Offline since ")


def test_an_answer_lost_after_the_commit_is_green_and_stays_the_first_one(
    bench: Bench, wire: Wire, fresh: Fresh
) -> None:
    (awa,) = bench.invite("Awa Ndi")
    tablet = open_tablet(fresh(), url_of(wire), bench.key, people=1)
    wire.cut_answers(3)

    shown = tablet.scan(awa.front_code)

    assert (shown, tablet.is_green()) == ("ok", True)
    tablet.is_drained()
    assert wire.answers_cut == 3
    assert recorded(bench) == [(awa.front_code, "ok")]
    assert tablet.problems() == []
    assert (room_now(bench.kit).inside, room_now(bench.kit).entries) == (1, 1)


def test_a_server_that_says_nothing_is_answered_for_after_two_seconds(bench: Bench, wire: Wire, fresh: Fresh) -> None:
    awa, bea = bench.invite("Awa Ndi", "Bea Fon")
    tablet = open_tablet(fresh(), url_of(wire), bench.key, people=2)
    given_up: list[str] = []
    tablet.page.on("requestfailed", lambda each: given_up.append(each.url))
    wire.go(Way.SILENT)

    assert tablet.scan(awa.front_code) == "ok"
    assert given_up == []
    assert tablet.scan(bea.front_code) == "ok"
    assert [(item["code"], item["shown"]) for item in tablet.queue()] == [
        (awa.front_code, "ok"),
        (bea.front_code, "ok"),
    ]

    wire.go(Way.OPEN)
    tablet.is_drained()
    assert recorded(bench) == [(awa.front_code, "ok"), (bea.front_code, "ok")]


def test_what_waits_survives_closing_and_reopening_the_page(bench: Bench, wire: Wire, fresh: Fresh) -> None:
    people = bench.invite(*(f"Guest{number} Ndi" for number in range(6)))
    context = fresh()
    tablet = open_tablet(context, url_of(wire), bench.key, people=6)
    wire.go(Way.DARK)
    for guest in people[:5]:
        tablet.scan(guest.front_code)
    tablet.page.close()
    assert recorded(bench) == []

    wire.go(Way.OPEN)
    again = open_tablet(context, url_of(wire), bench.key, people=6)
    again.is_drained()

    assert recorded(bench) == [(guest.front_code, "ok") for guest in people[:5]]


def test_what_was_done_alone_is_known_after_the_page_came_back_before_the_queue_was_sent(
    bench: Bench, wire: Wire, fresh: Fresh
) -> None:
    awa, _ = bench.invite("Awa Ndi", "Bea Fon")
    context = fresh()
    tablet = open_tablet(context, url_of(wire), bench.key, people=2)
    wire.go(Way.DARK)
    tablet.scan(awa.front_code)
    context.route("**/scans/batch", lambda route: route.abort())
    tablet.page.close()
    wire.go(Way.OPEN)

    again = open_tablet(context, url_of(wire), bench.key, people=2)

    assert again.scan(awa.front_code) == "already_in"


def test_two_tabs_of_one_tablet_send_each_gesture_once(bench: Bench, wire: Wire, fresh: Fresh) -> None:
    people = bench.invite(*(f"Guest{number} Ndi" for number in range(20)))
    context = fresh()
    tabs = [open_tablet(context, url_of(wire), bench.key, people=20) for at in range(2)]
    sent: list[str] = []
    wire.go(Way.DARK)
    for at, guest in enumerate(people):
        tabs[at % 2].scan(guest.front_code)
    context.on("request", lambda each: sent.extend(sent_in(each.post_data) if each.url.endswith("/batch") else []))

    wire.go(Way.OPEN)
    for tab in tabs:
        tab.page.evaluate("window.dispatchEvent(new Event('online'))")
    tabs[0].is_drained()

    assert sorted(recorded(bench)) == sorted((guest.front_code, "ok") for guest in people)
    assert len(sent) == len(set(sent)) == 20


def test_without_a_disk_it_warns_and_still_sends(bench: Bench, wire: Wire, fresh: Fresh) -> None:
    awa, bea = bench.invite("Awa Ndi", "Bea Fon")
    context = fresh()
    context.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('refused', 'SecurityError'); };"
    )
    context.clock.install()
    page = context.new_page()
    with page.expect_response("**/api/v1/manifest"):
        enter_door(page, url_of(wire), bench.key)
    tablet = Tablet(page)
    assert tablet.scan(awa.front_code) == "ok"
    wire.go(Way.DARK)
    assert tablet.scan(bea.front_code) == "ok"
    assert "do not close this page" in tablet.strip()

    wire.go(Way.OPEN)
    with page.expect_response("**/scans/batch"):
        tablet.skip(60)
    page.wait_for_function("() => !document.querySelector('[data-field=status]').innerText.includes('Offline')")

    assert recorded(bench) == [(awa.front_code, "ok"), (bea.front_code, "ok")]


def test_a_revoked_tablet_keeps_what_waits_and_stops_asking(bench: Bench, wire: Wire, fresh: Fresh) -> None:
    (awa,) = bench.invite("Awa Ndi")
    tablet = open_tablet(fresh(), url_of(wire), bench.key, people=1)
    with bench.store.writing() as store:
        store.scans._run.rows("update device set revoked_at = 1")
    asked: list[str] = []
    tablet.page.on("request", lambda each: asked.append(each.url) if each.url.endswith("/batch") else None)

    shown = tablet.scan(awa.front_code)
    for _ in range(10):
        tablet.skip(60)

    assert shown == "invalid"
    assert [item["code"] for item in tablet.queue()] == [awa.front_code]
    assert len(asked) == 1
    assert recorded(bench) == []


def test_a_list_of_another_evening_is_replaced_and_never_judged_from(bench: Bench, wire: Wire, fresh: Fresh) -> None:
    (awa,) = bench.invite("Awa Ndi")
    tablet = open_tablet(fresh(), url_of(wire), bench.key, people=1)
    bench.event = create_event(bench.kit, an_event(bench.clock, "Later"))
    bea, _ = bench.invite("Bea Fon", "Cyr Eko")

    tablet.skip(20)
    tablet.has_list(2)
    wire.go(Way.DARK)

    assert [tablet.scan(each.front_code) for each in (awa, bea)] == ["unknown", "ok"]


def test_a_stored_list_of_another_evening_says_nothing(bench: Bench, wire: Wire, fresh: Fresh) -> None:
    (awa,) = bench.invite("Awa Ndi")
    context = fresh()
    tablet = open_tablet(context, url_of(wire), bench.key, people=1)
    tablet.page.close()
    bench.event = create_event(bench.kit, an_event(bench.clock, "Later"))
    context.route("**/api/v1/**", lambda route: route.abort())

    again = open_tablet(context, url_of(wire), bench.key, people=1)
    again.scan(awa.front_code)

    assert again.page.locator("[data-field=sentence]").inner_text().startswith("Kept on this tablet")
    assert [item.get("shown") for item in again.queue()] == [None]
