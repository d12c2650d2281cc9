"""Whether what is handed over pays what is due."""

import pytest

from kiosk.domain.money import Method, Payment

PAYING = [method for method in Method if method is not Method.FREE]


@pytest.mark.parametrize("method", PAYING)
def test_exactly_what_is_due_settles_by_any_means(method: Method) -> None:
    assert Payment(method, 10_000).settles(10_000)


@pytest.mark.parametrize("method", PAYING)
@pytest.mark.parametrize("amount", [0, 9_999, 10_001, -10_000])
def test_another_amount_does_not(method: Method, amount: int) -> None:
    assert not Payment(method, amount).settles(10_000)


def test_a_free_entry_settles_whatever_is_due_when_it_says_why() -> None:
    assert Payment(Method.FREE, 0, "orateur").settles(10_000)
    assert Payment(Method.FREE, 0, "orateur").settles(0)


@pytest.mark.parametrize("reference", [None, ""])
def test_a_free_entry_without_a_reason_does_not(reference: str | None) -> None:
    assert not Payment(Method.FREE, 0, reference).settles(10_000)


def test_a_free_entry_takes_no_money() -> None:
    assert not Payment(Method.FREE, 10_000, "orateur").settles(10_000)


@pytest.mark.parametrize("method", [Method.MTN_MOMO, Method.ORANGE_MONEY])
def test_mobile_money_settles_with_or_without_the_operators_reference(method: Method) -> None:
    assert Payment(method, 5_000).settles(5_000)
    assert Payment(method, 5_000, "MP261204.1830.A00001").settles(5_000)
