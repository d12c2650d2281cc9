"""The projector: counts, and who agreed to be shown."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.actions.look import room_now
from kiosk.domain.language import Language
from kiosk.domain.room import Meeting, Room
from kiosk.views.room import SHOWN_MEETINGS, room_view
from tests.bench import Bench

URL = "http://192.168.50.1/"


@pytest.fixture
def room(bench: Bench) -> Room:
    at = bench.clock()
    meetings = tuple(
        Meeting((f"Awa{number}", "Paul"), f"table-{number}" if number else None, at - timedelta(minutes=number))
        for number in range(SHOWN_MEETINGS + 2)
    )
    counted = room_now(bench.kit)
    return replace(
        counted, expected=40, people_in=12, entries=15, inside=10, takings={"cash": 12_345}, meetings=meetings, seq=33
    )


@pytest.mark.parametrize("language", list(Language))
def test_the_projector_counts_people_and_never_money(room: Room, language: Language) -> None:
    shown = room_view(room, language, URL)

    assert (shown["arrivals"], shown["inside"], shown["seq"]) == (12, 10, 33)
    assert (shown["event_name"], shown["join_url"]) == ("AfterWork", URL)
    assert "12345" not in str(shown)
    assert "cash" not in str(shown)


@pytest.mark.parametrize("language", list(Language))
def test_only_the_latest_meetings_are_shown(room: Room, language: Language) -> None:
    shown = room_view(room, language, URL)["meetings"]

    assert [each["names"][0] for each in shown] == [f"Awa{number}" for number in range(SHOWN_MEETINGS)]
    assert shown[0] == {"names": ["Awa0", "Paul"], "where": None, "at": "19:30"}
    assert (shown[3]["where"], shown[3]["at"]) == ("Table 3", "19:27")


def test_every_table_is_there_in_its_order_with_its_people(room: Room) -> None:
    tables = room_view(replace(room, tables={1: 0, 2: 5, 10: 1}), Language.EN, URL)["tables"]

    assert [(each["name"], each["label"], each["people"]) for each in tables] == [
        ("table-1", "Table 1", 0),
        ("table-2", "Table 2", 5),
        ("table-10", "Table 10", 1),
    ]


def test_the_projector_speaks_the_asked_language(room: Room) -> None:
    french, english = (room_view(room, language, URL)["join_words"] for language in (Language.FR, Language.EN))

    assert french != english
    assert english == "1. On this Wi-Fi, scan this. 2. Then the private code on the back of your badge."


def test_an_empty_room_is_shown_as_one(bench: Bench) -> None:
    shown = room_view(room_now(bench.kit), Language.FR, URL)

    assert (shown["arrivals"], shown["inside"], shown["meetings"]) == (0, 0, [])
