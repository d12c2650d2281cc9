"""Phone numbers as lists and spreadsheets write them; digits that were lost are never made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.exchange.guest_list import RowProblem
from kiosk.exchange.phone import count_phones, looks_like_phone, read_phone
from kiosk.exchange.read import read_guest_list

AWA = "+237677001122"
MOBILES = st.from_regex(r"6[5789][0-9]{7}", fullmatch=True)


@pytest.mark.parametrize(
    "text",
    ["677001122", "677 00 11 22", "6 77 00 11 22", "677.00.11.22", "677-00-11-22", "677/00/11/22"],
)
def test_a_number_of_the_country_is_read_however_it_is_spaced(text: str) -> None:
    assert read_phone(text) == AWA


@pytest.mark.parametrize(
    "text",
    ["+237 677 00 11 22", "00237677001122", "237677001122", "(237) 677001122", "(+237)677001122"],
)
def test_the_code_of_the_country_is_read_however_it_is_written(text: str) -> None:
    assert read_phone(text) == AWA


@pytest.mark.parametrize("text", ["677001122.0", "677001122,0", "677001122.00", "237677001122.0", "+237677001122.0"])
def test_a_number_that_a_spreadsheet_made_a_fraction_is_read(text: str) -> None:
    assert read_phone(text) == AWA
    assert count_phones(text) == 1


@pytest.mark.parametrize("text", ["6.77001122E8", "6.77001122E+08", "6,77001122E+08", "2.37677001122E+11"])
def test_scientific_notation_is_read_when_every_digit_is_there(text: str) -> None:
    assert read_phone(text) == AWA
    assert count_phones(text) == 1


@pytest.mark.parametrize("text", ["6,77E+08", "6.77E+08", "2.37677E+11", "2,3768E+11"])
def test_digits_that_a_spreadsheet_rounded_away_are_not_made_up(text: str) -> None:
    assert read_phone(text) is None


@pytest.mark.parametrize("text", ["'677001122", "'+237677001122", '="677001122"', "p:+237677001122"])
def test_what_tools_put_before_a_number_is_left_away(text: str) -> None:
    assert read_phone(text) == AWA


@pytest.mark.parametrize("text", ["677001122 (WhatsApp)", "Tel: 677001122", "WhatsApp 677001122", "(MTN) 677 00 11 22"])
def test_a_word_beside_the_number_does_not_hide_it(text: str) -> None:
    assert read_phone(text) == AWA


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+33 6 12 34 56 78", "+33612345678"),
        ("0033612345678", "+33612345678"),
        ("+1 202 555 0143", "+12025550143"),
        ("+234 803 123 4567", "+2348031234567"),
    ],
)
def test_a_number_from_abroad_keeps_its_country(text: str, number: str) -> None:
    assert read_phone(text) == number


@pytest.mark.parametrize("text", ["222 22 22 22", "233 42 12 34"])
def test_a_landline_is_a_phone_too(text: str) -> None:
    assert read_phone(text) == "+237" + text.replace(" ", "")


@pytest.mark.parametrize("text", ["620001122", "688001122", "640001122"])
def test_a_mobile_of_a_range_opened_lately_is_read(text: str) -> None:
    assert read_phone(text) == "+237" + text


@pytest.mark.parametrize("text", ["", "-", "n/a", "0", "x", "12", "appeler Paul", "6770O1122", "000000000"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_phone(text) is None


@pytest.mark.parametrize("text", ["77001122", "67700112", "6770011223", "06 77 00 11 22"])
def test_a_digit_too_few_or_too_many_is_not_put_right(text: str) -> None:
    assert read_phone(text) is None


@pytest.mark.parametrize("text", ["25/11/2026", "2026-11-25", "2026-11-25 10:00:00", "10 000 F"])
def test_a_date_or_a_price_is_no_number(text: str) -> None:
    assert read_phone(text) is None


@pytest.mark.parametrize("between", ["/", " / ", ";", ", ", " ou ", " et ", " or ", "\n", " ", "-", " - "])
def test_the_first_of_two_numbers_is_read_and_both_are_counted(between: str) -> None:
    text = f"677001122{between}699887766"

    assert read_phone(text) == AWA
    assert count_phones(text) == 2


@pytest.mark.parametrize("text", ["MTN: 677001122 Orange: 699887766", "677 00 11 22 (MTN) / 699 88 77 66 (Orange)"])
def test_two_operators_in_one_cell_are_two_numbers(text: str) -> None:
    assert read_phone(text) == AWA
    assert count_phones(text) == 2


@pytest.mark.parametrize("text", ["677001122 / 33", "677001122/699", "677 00 11 22 ou 33 44"])
def test_a_second_number_written_short_is_counted(text: str) -> None:
    assert read_phone(text) == AWA
    assert count_phones(text) == 2


@pytest.mark.parametrize("text", ["677001122 / 677 00 11 22", "677001122 ou +237677001122"])
def test_one_number_written_twice_counts_once(text: str) -> None:
    assert count_phones(text) == 1


@pytest.mark.parametrize("text", ["677001122", "+237 677 00 11 22", "677001122/699887766", "6.77001122E8"])
def test_a_cell_of_numbers_looks_like_a_phone(text: str) -> None:
    assert looks_like_phone(text)


@pytest.mark.parametrize("text", ["", "Awa Ndi", "appeler Awa au 677001122", "25/11/2026", "12", "677001122 " * 10])
def test_a_cell_of_other_things_does_not_look_like_a_phone(text: str) -> None:
    assert not looks_like_phone(text)


@pytest.mark.parametrize("cell", ["677001122 ou 699887766", "677001122/33", "677001122;699887766"])
def test_a_guest_with_several_numbers_keeps_them_all_beside_the_first(cell: str) -> None:
    listed = read_guest_list(f'Nom,Tel\nAwa Ndi,"{cell}"\n'.encode())

    assert listed.rows[0].phone == AWA
    assert listed.rows[0].extra == {"Tel": cell}
    assert [each.problem for each in listed.notes] == [RowProblem.SEVERAL_PHONES]


def test_a_remark_beside_a_number_is_kept_without_ado() -> None:
    listed = read_guest_list(b"Nom;Tel\nAwa Ndi;677001122 poste 12\n")

    assert listed.rows[0].phone == AWA
    assert listed.rows[0].extra == {"Tel": "677001122 poste 12"}
    assert listed.notes == ()


@given(MOBILES, st.sampled_from(["", " ", ".", "-"]), st.sampled_from(["", "+237", "00237", "237", "+237 "]))
def test_every_mobile_comes_back_from_how_it_is_written(digits: str, between: str, code: str) -> None:
    written = code + between.join([digits[:3], digits[3:5], digits[5:7], digits[7:]])

    assert read_phone(written) == f"+237{digits}"
    assert count_phones(written) == 1


@given(st.text(max_size=120))
def test_what_is_read_is_e164_or_nothing(text: str) -> None:
    number = read_phone(text)

    assert number is None or (number[0] == "+" and number[1:].isascii() and number[1:].isdecimal())
