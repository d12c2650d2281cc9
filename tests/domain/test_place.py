"""Places by their names."""

import pytest

from kiosk.domain.place import DOOR, Place, Zone, read_place


@pytest.mark.parametrize("place", [DOOR, Place(1), Place(9), Place(10), Place(200), Place(999)])
def test_a_place_is_read_back_from_its_name(place: Place) -> None:
    assert read_place(place.name) == place


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Door",
        "door ",
        "table",
        "table-",
        "table-0",
        "table-01",
        "table--1",
        "table-1000",
        "table-3\n",
        "table-3a",
        "table-٣",
        "Table-3",
        "bar",
        "desk",
    ],
)
def test_what_is_no_place_is_none(name: str) -> None:
    assert read_place(name) is None


def test_the_door_opens_the_venue_and_a_table_a_seat() -> None:
    assert DOOR.zone is Zone.VENUE
    assert Place(3).zone is Zone.TABLE
