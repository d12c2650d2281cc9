"""Front, claim and table codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.badge import (
    ALPHABET,
    derived_claim_code,
    new_claim_code,
    new_front_code,
    read_claim_code,
    read_front_code,
    table_code,
    table_of_code,
)

HOSTS = frozenset({"192.168.50.1"})
CODE = "BCDEFGHJKN"


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        CODE.lower(),
        "BCDEF GHJKN",
        f"http://192.168.50.1/b/{CODE}",
        f"HTTP://192.168.50.1/B/{CODE.lower()}",
        f"http://192.168.50.1:8000/b/{CODE}\r\n",
        f"]Q1http://192.168.50.1/b/{CODE}",
        f"\\000026{CODE}",
    ],
)
def test_a_code_of_ours_is_read_however_the_reader_gives_it(text: str) -> None:
    reading = read_front_code(text, HOSTS)

    assert reading.code == CODE
    assert reading.sure


def test_a_code_after_something_no_layout_explains_is_read_but_not_sure() -> None:
    reading = read_front_code(f"@@7#{CODE}", HOSTS)

    assert reading.code == CODE
    assert not reading.sure


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        CODE[:-1],
        CODE + "B",
        f"http://evil.example/b/{CODE}",
        f"http://192.168.50.1/c/{CODE}",
        f"http://192.168.50.1@evil.example/b/{CODE}",
        "http://[broken/b/" + CODE,
        "WIFI:T:WPA;S:Maison;P:secret;;",
        "B" * 20_000,
        "0123456789",
    ],
)
def test_what_is_not_ours_is_no_code_or_not_sure(text: str) -> None:
    reading = read_front_code(text, HOSTS)

    assert reading.code is None or not reading.sure


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    code = read_front_code(text, HOSTS).code

    assert code is None or (len(code) == 10 and set(code) <= set(ALPHABET))


def test_fresh_codes_are_of_the_alphabet_and_read_back() -> None:
    front, claim = new_front_code(), new_claim_code()

    assert read_front_code(front, HOSTS).code == front
    assert read_claim_code(claim.lower()) == claim
    assert read_claim_code(front) is None


def test_a_derived_claim_is_the_same_again_and_another_for_another_nonce_or_house() -> None:
    first = derived_claim_code(b"a", "n-1")

    assert first == derived_claim_code(b"a", "n-1")
    assert first != derived_claim_code(b"a", "n-2")
    assert first != derived_claim_code(b"b", "n-1")
    assert read_claim_code(first) == first


def test_a_table_code_opens_its_table_of_its_event_only() -> None:
    code = table_code(b"a", "event-1", 4)

    assert table_of_code(b"a", "event-1", code.lower()) == 4
    assert table_of_code(b"a", "event-2", code) is None
    assert table_of_code(b"b", "event-1", code) is None
    assert table_of_code(b"a", "event-1", code.replace("4-", "5-")) is None
    assert table_of_code(b"a", "event-1", "4-") is None
