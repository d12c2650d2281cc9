"""An evening: its prices, its tables, its short name."""

from datetime import UTC, datetime

import pytest

from kiosk.domain.event import slug_of
from tests.bench import Clock, an_event

EVENT = an_event(Clock(), prices={"Standard": 10_000, "VIP": 25_000, "Étudiant": 0}, tables=6)


@pytest.mark.parametrize(
    ("category", "amount"),
    [
        ("Standard", 10_000),
        ("VIP", 25_000),
        ("vip", 25_000),
        ("étudiant", 0),
        ("ÉTUDIANT", 0),
        ("Presse", 10_000),
        ("", 10_000),
        (None, 10_000),
    ],
)
def test_a_category_owes_its_price_and_an_unknown_one_the_first(category: str | None, amount: int) -> None:
    assert EVENT.price_of(category) == amount


@pytest.mark.parametrize("category", [None, "", "VIP"])
def test_an_event_without_prices_is_free_for_everybody(category: str | None) -> None:
    assert an_event(Clock()).price_of(category) == 0


@pytest.mark.parametrize(
    ("category", "is_known"), [("VIP", True), ("vip", True), ("ÉTUDIANT", True), ("Presse", False), ("", False)]
)
def test_a_category_is_known_by_its_name_in_any_case(category: str, is_known: bool) -> None:
    assert EVENT.knows_category(category) is is_known


def test_an_event_without_prices_knows_every_category() -> None:
    assert an_event(Clock()).knows_category("Presse")


@pytest.mark.parametrize(("number", "is_there"), [(0, False), (1, True), (6, True), (7, False), (-1, False)])
def test_tables_count_from_one(number: int, is_there: bool) -> None:
    assert EVENT.has_table(number) is is_there


def test_an_event_without_tables_has_none() -> None:
    assert not an_event(Clock(), tables=0).has_table(1)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("AfterWork de janvier", "afterwork-de-janvier"),
        ("Soirée d'été à Douala", "soiree-d-ete-a-douala"),
        ("  -- Rentrée 2027 ! --  ", "rentree-2027"),
        ("Bonapriso/Akwa\n№ 3", "bonapriso-akwa-no-3"),
        ("早安", "event"),
        ("", "event"),
        ("---", "event"),
    ],
)
def test_a_short_name_is_what_a_folder_may_be_called(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@pytest.mark.parametrize("letters", range(54, 62))
def test_a_short_name_is_short_and_never_ends_in_a_hyphen(letters: int) -> None:
    slug = slug_of("a" * letters + " de Yaoundé")

    assert len(slug) <= 60
    assert slug == slug.strip("-")


def test_a_short_name_of_a_short_name_is_itself() -> None:
    for name in ("Soirée d'été", "a" * 59 + " et plus", "早安"):
        assert slug_of(slug_of(name)) == slug_of(name)


def test_the_benchs_evening_is_open_at_half_past_six() -> None:
    assert EVENT.starts_at <= datetime(2026, 12, 4, 18, 30, tzinfo=UTC) < EVENT.ends_at
