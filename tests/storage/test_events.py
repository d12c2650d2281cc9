"""Events kept as they were given, and everything counted at one."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.actions.claim_phone import claim_phone
from kiosk.actions.create_event import create_event
from kiosk.actions.look import room_now
from kiosk.actions.meet import make_gesture
from kiosk.actions.record_scan import record_scan
from kiosk.domain.event import Event, EventFormat, EventId
from kiosk.domain.language import Language
from kiosk.domain.money import Method, Payment
from kiosk.domain.people import Attendee, AttendeeState, Consent
from kiosk.domain.place import DOOR, Place
from kiosk.domain.scan import Direction, ScanRequest
from kiosk.domain.tie import Gesture
from kiosk.storage.store import Store
from tests.bench import Bench, an_event


def pay(bench: Bench, person: Attendee, method: Method, amount: int, reference: str | None = None) -> None:
    payment = Payment(method, amount, reference)
    nonce = f"n-pay-{person.first_name}"
    record_scan(bench.kit, ScanRequest(nonce, person.front_code, DOOR, Direction.IN, bench.door, payment=payment))


def on_screen(bench: Bench, *names: str, consent: Consent | None = None) -> list[Attendee]:
    people, claims = bench.invite(*names), bench.claims()
    for person in people:
        bench.scan(person.front_code)
        claim_phone(bench.kit, claims[person.person.name], consent or Consent(show_on_screen=True), Language.FR)
    return people


def meet(bench: Bench, one: Attendee, other: Attendee) -> None:
    make_gesture(bench.kit, one, other, Gesture.MET)
    make_gesture(bench.kit, other, one, Gesture.MET)


@pytest.mark.parametrize("prices", [{}, {"Standard": 0}, {"Zèbre": 3, "Antilope": 2, "Mouton": 1}])
def test_prices_stay_in_their_order_for_the_first_is_the_usual_one(bench: Bench, prices: dict[str, int]) -> None:
    create_event(bench.kit, an_event(bench.clock, "Priced", prices=prices))

    assert list(room_now(bench.kit).event.prices.items()) == list(prices.items())


def test_an_event_is_kept_as_it_was_given(bench: Bench) -> None:
    event = Event(
        EventId("e_x"),
        "soiree-d-ete",
        "Soirée d'été",
        EventFormat.TALK,
        datetime(2026, 12, 5, 17, 0, 0, 250_000, tzinfo=UTC),
        datetime(2026, 12, 6, 1, tzinfo=UTC),
        120,
        "EUR",
        0,
        {"Standard": 10_000},
        ("Sous le manguier", "bar"),
        tables_need_entry=False,
        language=Language.EN,
    )
    with bench.store.writing() as store:
        store.events.add(event)

    with bench.store.reading() as store:
        assert store.events.by_id(event.id) == store.events.by_slug(event.slug) == store.events.current() == event


def test_what_is_not_there_is_none(bench: Bench) -> None:
    with bench.store.reading() as store:
        assert store.events.by_id(EventId("e_none")) is None
        assert store.events.by_slug("none") is None


def test_an_empty_room_counts_nothing_and_names_every_table(bench: Bench) -> None:
    room = room_now(bench.kit)

    assert (room.expected, room.people_in, room.entries, room.inside, room.seq) == (0, 0, 0, 0, 0)
    assert room.tables == dict.fromkeys(range(1, 7), 0)
    assert (room.takings, room.meetings) == ({}, ())


def test_expected_are_those_who_may_come(bench: Bench) -> None:
    for state in AttendeeState:
        bench.invite(f"Guest {state.value}", state=state)

    assert room_now(bench.kit).expected == 2


def test_people_are_counted_once_and_entries_each_time(bench: Bench) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    for direction in (Direction.IN, Direction.OUT, Direction.IN):
        bench.scan(awa.front_code, direction=direction)
    bench.scan(paul.front_code)
    bench.scan(paul.front_code)
    bench.scan(paul.front_code, place=Place(1))
    bench.scan("BBBBBBBBBB")

    room = room_now(bench.kit)

    assert (room.people_in, room.entries, room.inside, room.seq) == (2, 3, 2, 7)


def test_takings_are_by_method_and_free_entries_count_as_nothing(bench: Bench) -> None:
    awa, paul, bea, ada = bench.invite("Awa Ndi", "Paul Eko", "Bea Fon", "Ada Mbarga", amount=5_000)
    pay(bench, awa, Method.CASH, 5_000)
    pay(bench, paul, Method.CASH, 5_000)
    pay(bench, bea, Method.MTN_MOMO, 5_000, "MP261204")
    pay(bench, ada, Method.FREE, 0, "orateur")

    assert room_now(bench.kit).takings == {"cash": 10_000, "mtn_momo": 5_000, "free": 0}


def test_what_was_paid_before_the_evening_is_not_in_the_takings(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi", amount=5_000, paid=True)

    bench.scan(awa.front_code)

    assert room_now(bench.kit).takings == {}


def test_each_evening_counts_its_own(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    create_event(bench.kit, an_event(bench.clock, "Talk", tables=2))

    room = room_now(bench.kit)

    assert (room.expected, room.people_in, room.inside, room.seq) == (0, 0, 0, 0)
    assert room.tables == {1: 0, 2: 0}


def test_a_meeting_is_shown_once_however_it_was_said(bench: Bench) -> None:
    awa, paul = on_screen(bench, "Awa Ndi", "Paul Eko")
    for kind in Gesture:
        make_gesture(bench.kit, awa, paul, kind)
        bench.clock.forward(minutes=1)
        make_gesture(bench.kit, paul, awa, kind)

    (meeting,) = room_now(bench.kit).meetings

    assert set(meeting.names) == {"Awa", "Paul"}


def test_the_latest_meeting_comes_first(bench: Bench) -> None:
    awa, paul, bea = on_screen(bench, "Awa Ndi", "Paul Eko", "Bea Fon")
    for other in (paul, bea):
        bench.clock.forward(minutes=1)
        meet(bench, awa, other)

    meetings = room_now(bench.kit).meetings

    assert [set(each.names) for each in meetings] == [{"Awa", "Bea"}, {"Awa", "Paul"}]
    assert meetings[0].at - meetings[1].at == timedelta(minutes=1)


@pytest.mark.parametrize("consent", [Consent(), Consent(matching=True, show_company=True)])
def test_a_meeting_with_somebody_who_did_not_agree_to_the_screen_is_not_shown(bench: Bench, consent: Consent) -> None:
    (awa,) = on_screen(bench, "Awa Ndi")
    (paul,) = on_screen(bench, "Paul Eko", consent=consent)

    meet(bench, awa, paul)

    assert room_now(bench.kit).meetings == ()


def test_what_one_says_alone_is_no_meeting(bench: Bench) -> None:
    awa, paul = on_screen(bench, "Awa Ndi", "Paul Eko")

    make_gesture(bench.kit, awa, paul, Gesture.MET)
    make_gesture(bench.kit, awa, paul, Gesture.SCANNED)

    assert room_now(bench.kit).meetings == ()


def test_counts_survive_a_restart(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    bench.scan(awa.front_code)
    bench.scan(awa.front_code, place=Place(3))
    before = room_now(bench.kit)

    with closing(Store(bench.path / "kiosk.db")) as reopened:
        assert room_now(replace(bench.kit, store=reopened)) == before
