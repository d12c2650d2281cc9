"""Money, times and places as people write them."""

from datetime import UTC, datetime

import pytest

from kiosk.domain.language import Language
from kiosk.domain.money import Amount
from kiosk.wording.catalog import Words
from kiosk.wording.formats import POINTS, clock, day_and_time, money, place_name

FR, EN = Words(Language.FR), Words(Language.EN)


def plain(text: str) -> str:
    """With ordinary spaces, however narrow or unbreakable they were."""
    return "".join(" " if letter.isspace() else letter for letter in text)


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (0, "0 FCFA", "0 FCFA"),
        (500, "500 FCFA", "500 FCFA"),
        (10_000, "10 000 FCFA", "10,000 FCFA"),
        (1_250_000, "1 250 000 FCFA", "1,250,000 FCFA"),
        (100_000_000, "100 000 000 FCFA", "100,000,000 FCFA"),
    ],
)
def test_money_is_grouped_as_its_reader_groups_it(value: int, french: str, english: str) -> None:
    amount = Amount(value, "XAF")

    assert plain(money(amount, Language.FR)) == french
    assert plain(money(amount, Language.EN)) == english


@pytest.mark.parametrize("currency", ["EUR", "USD", "NGN", "XOF"])
def test_money_of_other_currencies_has_no_decimals_either(currency: str) -> None:
    for language in Language:
        text = plain(money(Amount(1_500, currency), language))

        assert "".join(letter for letter in text if letter.isdecimal()) == "1500"


@pytest.mark.parametrize(
    ("moment", "time", "day"),
    [
        (datetime(2026, 12, 4, 17, 42, tzinfo=UTC), "18:42", "04/12/2026 18:42"),
        (datetime(2026, 12, 4, 22, 59, 59, tzinfo=UTC), "23:59", "04/12/2026 23:59"),
        (datetime(2026, 12, 4, 23, 0, tzinfo=UTC), "00:00", "05/12/2026 00:00"),
        (datetime(2026, 7, 31, 23, 30, tzinfo=UTC), "00:30", "01/08/2026 00:30"),
    ],
)
def test_times_are_those_of_douala_the_whole_year(moment: datetime, time: str, day: str) -> None:
    assert (clock(moment), day_and_time(moment)) == (time, day)


@pytest.mark.parametrize("number", [1, 12, 200])
def test_a_table_is_said_by_its_number(number: int) -> None:
    assert place_name(f"table-{number}", FR) == place_name(f"table-{number}", EN) == f"Table {number}"


@pytest.mark.parametrize("point", POINTS)
def test_a_point_of_the_house_is_said_in_both_languages(point: str) -> None:
    assert place_name(point, EN) == POINTS[point]
    assert place_name(point, FR) not in {POINTS[point], point, ""}


@pytest.mark.parametrize("place", ["Sous le manguier", "100 % coton", "table-0", "Table 3", "%(number)s", ""])
def test_the_organisers_own_words_stay_as_written(place: str) -> None:
    assert place_name(place, FR) == place_name(place, EN) == place
