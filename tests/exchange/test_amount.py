"""Amounts of FCFA as people write them; what one must guess at is no amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.money import MAX_AMOUNT
from kiosk.exchange.amount import read_amount, says_amount
from kiosk.exchange.guest_list import RowProblem
from kiosk.exchange.read import read_guest_list

AMOUNTS = st.integers(min_value=0, max_value=MAX_AMOUNT)


@pytest.mark.parametrize(
    "text", ["10000", "10 000", "10\u00a0000", "10\u202f000", "10.000", "10,000", "10'000", "10’000"]
)
def test_thousands_are_set_apart_in_every_usual_way(text: str) -> None:
    assert read_amount(text) == 10_000


@pytest.mark.parametrize("text", ["10000.0", "10000,00", "10.000,00", "10,000.00", "10 000.00"])
def test_a_fraction_of_nothing_is_left_away(text: str) -> None:
    assert read_amount(text) == 10_000


@pytest.mark.parametrize(
    "text", ["10 000 F", "10000F", "10 000 FCFA", "10 000 F CFA", "10 000 f.cfa", "XAF 10,000", "CFA10,000.00"]
)
def test_the_currency_may_stand_on_either_side(text: str) -> None:
    assert read_amount(text) == 10_000


@pytest.mark.parametrize(
    "text", ["10 000 frs", "10 000 Frs CFA", "10 000 francs", "10 000 francs CFA", "10 000 Fr", "10000 frcs", "1 franc"]
)
def test_francs_are_read_however_they_are_shortened(text: str) -> None:
    assert read_amount(text) == (1 if text == "1 franc" else 10_000)


@pytest.mark.parametrize("text", ["10000 FCFA.", "10 000 frs.", "10 000 F."])
def test_a_full_stop_after_the_currency_changes_nothing(text: str) -> None:
    assert read_amount(text) == 10_000


@pytest.mark.parametrize(("text", "amount"), [("5k", 5_000), ("5 K", 5_000), ("5K FCFA", 5_000), ("150k", 150_000)])
def test_k_means_thousands(text: str, amount: int) -> None:
    assert read_amount(text) == amount


@pytest.mark.parametrize("text", ["gratuit", "GRATUITE", "Gratuité", "free", "offert", "exonéré", "comp.", "0", "0 F"])
def test_nothing_to_pay_is_an_amount_of_nothing(text: str) -> None:
    assert read_amount(text) == 0


@pytest.mark.parametrize("text", ["1.000.000", "1,000,000", "1 000 000", "1000000"])
def test_millions_are_read(text: str) -> None:
    assert read_amount(text) == 1_000_000


@pytest.mark.parametrize("text", ["", "VIP", "invité", "cinq mille", "n/a", "-", "F", "FCFA", "?"])
def test_words_are_no_amount(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize("text", ["10 €", "$10.00", "10 EUR"])
def test_another_currency_is_never_taken_for_francs(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize(
    "text", ["10.5", "1,5", "-5000", "(5000)", "5000+5000", "10 000 - 15 000", "1 000,000", "1E+4"]
)
def test_a_figure_with_two_readings_is_no_amount(text: str) -> None:
    assert read_amount(text) is None


def test_the_largest_amount_is_read_and_one_more_is_not() -> None:
    assert read_amount(str(MAX_AMOUNT)) == MAX_AMOUNT
    assert read_amount(str(MAX_AMOUNT + 1)) is None
    assert read_amount("9" * 40) is None


def test_zeros_in_front_never_make_a_price_vanish() -> None:
    assert read_amount("0000000000005000") == 5_000


@pytest.mark.parametrize("text", ["5000 F", "5 000 frs", "gratuit", "XAF 5000"])
def test_a_cell_that_names_the_currency_can_only_be_a_price(text: str) -> None:
    assert says_amount(text)


@pytest.mark.parametrize("text", ["5000", "12", "2026", "F", "chef", "677001122"])
def test_a_bare_figure_may_be_anything(text: str) -> None:
    assert not says_amount(text)


def test_an_amount_that_cannot_be_read_is_kept_as_written_and_noted() -> None:
    listed = read_guest_list(b"Nom;Montant\nAwa Ndi;5000 ou 10000\nPaul Eko;5000\n")

    awa, paul = listed.rows
    assert (awa.amount_due, awa.extra) == (None, {"Montant": "5000 ou 10000"})
    assert paul.amount_due == 5_000
    assert [each.problem for each in listed.notes] == [RowProblem.UNREADABLE_AMOUNT]


@given(
    AMOUNTS, st.sampled_from([" ", ".", ",", "'", "\u00a0", "\u202f"]), st.sampled_from(["", " F", " FCFA", " francs"])
)
def test_every_amount_comes_back_from_how_it_is_written(amount: int, between: str, currency: str) -> None:
    written = f"{amount:,}".replace(",", between) + currency

    assert read_amount(written) == amount


@given(st.text(max_size=60))
def test_an_amount_is_never_below_zero_nor_above_the_largest(text: str) -> None:
    amount = read_amount(text)

    assert amount is None or 0 <= amount <= MAX_AMOUNT
