"""Readers are keyboards: what they type for a badge, whatever layout they and the machine believe in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.badge import ALPHABET, Reading, read_front_code

HOST = "192.168.50.1"
HOSTS = frozenset({HOST, "localhost"})
DIGITS = "0123456789"
SWAPS_FR, SWAPS_DE = ("awqzAWQZ", "qzawQZAW"), ("yzYZ", "zyZY")

# What appears when a reader set to the first layout types into a machine set to the second: written down key by key.
GARBLED = {
    "qwerty, azerty": str.maketrans(":/.-;=?_mM" + DIGITS + SWAPS_FR[0], "M!:)m=§°,?" + "à&é\"'(-è_ç" + SWAPS_FR[1]),
    "qwerty, azerty of apple": str.maketrans(
        ":/.-;=?_mM" + DIGITS + SWAPS_FR[0], "M=:)m-+°,?" + "à&é\"'(§è!ç" + SWAPS_FR[1]
    ),
    "qwerty, qwertz": str.maketrans(":/.-;=?_" + SWAPS_DE[0], "Ö-.ßö´_?" + SWAPS_DE[1]),
    "azerty, qwerty": str.maketrans(":/.-;=?_mM" + DIGITS + SWAPS_FR[0], ".><6,=M8;:" + ")!@#$%^&*(" + SWAPS_FR[1]),
    "azerty, qwertz": str.maketrans(":/.;=?mM" + DIGITS + "awqzyAWQZY", ".:;,´MöÖ" + '=!"§$%&/()' + "qyawzQYAWZ"),
    "qwertz, qwerty": str.maketrans(":/-;?_" + SWAPS_DE[0], ">&/<_?" + SWAPS_DE[1]),
    "qwertz, azerty": str.maketrans(":/.-;=?_mM" + DIGITS + "aqwyzAQWYZ", "/7:!.à°§,?" + "à&é\"'(-è_ç" + "qazwyQAZWY"),
    "the same": {},
}
# Digits typed on the number pad stay digits; where "/" becomes 7, nobody could tell them apart.
ON_THE_NUMBER_PAD = {
    name: {seen: shown for seen, shown in table.items() if chr(seen) not in DIGITS}
    for name, table in GARBLED.items()
    if name != "qwertz, azerty"
}

layouts = st.sampled_from([*GARBLED.values(), *ON_THE_NUMBER_PAD.values()])
codes = st.text(ALPHABET, min_size=10, max_size=10)
prefixes = st.sampled_from(["", "]Q1", "]Q3", "\x02", "\x1d]Q1", "\\000026", "\ufeff"])
endings = st.sampled_from(["", "\r", "\n", "\r\n", "\t", "\x03", " "])
cases = st.sampled_from([str, str.upper, str.lower])
starts = st.sampled_from([f"http://{HOST}", f"http://{HOST}:8000", f"https://{HOST}", f"https://{HOST}:8443"])


@given(code=codes, layout=layouts, case=cases, start=starts, around=st.tuples(prefixes, endings))
def test_the_address_of_a_badge_is_surely_read_whatever_keyboard_a_reader_types_for(
    code: str, layout: dict[int, str], case: type[str], start: str, around: tuple[str, str]
) -> None:
    typed = case(f"{around[0]}{start}/b/{code}").translate(layout) + around[1]

    assert read_front_code(typed, HOSTS) == Reading(code)


@given(code=codes, layout=layouts, name=st.sampled_from(["localhost", HOST]))
def test_caps_lock_on_the_machine_changes_nothing(code: str, layout: dict[int, str], name: str) -> None:
    typed = f"http://{name}/b/{code}".translate(layout)
    turned = "".join(each.swapcase() if len(each.swapcase()) == 1 else each for each in typed)

    assert read_front_code(turned, HOSTS) == Reading(code)


def test_the_caps_lock_of_a_french_windows_which_turns_digits_and_signs_too_changes_nothing() -> None:
    assert read_front_code("HTTPm§§192/168/50/1§B§bcdefghjkn", HOSTS) == Reading("BCDEFGHJKN")


@given(code=codes, layout=layouts, ending=endings, case=cases)
def test_a_bare_code_is_the_same_letters_on_every_keyboard(
    code: str, layout: dict[int, str], ending: str, case: type[str]
) -> None:
    assert read_front_code(case(code).translate(layout) + ending, HOSTS) == Reading(code)


@given(code=codes, layout=layouts)
def test_a_bare_code_behind_a_garbled_prefix_is_left_to_what_the_house_knows(code: str, layout: dict[int, str]) -> None:
    reading = read_front_code(f"]Q1{code}".translate(layout), HOSTS)

    assert reading.code == code


FOREIGN = (
    "http://evil.example/b/{}",
    "https://tickets.example/order/{}",
    "http://192.168.50.2/b/{}",
    "http://192.168.50.1/c/{}",
    "http://192.168.50.1@evil.example/b/{}",
    "http://evil.example/?back=http://192.168.50.1/b/{}",
    "WIFI:T:WPA;S:Maison;P:{};;",
    "WIFI:S:Maison;T:WPA;P:{}",
    "wifi:S:{}",
    "MECARD:N:{}",
    "mailto:{}",
    "SMSTO:677001122:{}",
)


@given(code=codes, layout=layouts, foreign=st.sampled_from(FOREIGN))
def test_what_another_house_printed_is_no_code_of_ours_whatever_keyboard_types_it(
    code: str, layout: dict[int, str], foreign: str
) -> None:
    assert read_front_code(foreign.format(code).translate(layout), HOSTS) == Reading(None)


@pytest.mark.parametrize("text", ["192.168.50.1/b/{}", "192.168.50.1:8000/b/{}"])
def test_an_address_whose_reader_cuts_the_scheme_off_is_read_by_its_host(text: str) -> None:
    assert read_front_code(text.format("BCDEFGHJKN"), HOSTS) == Reading("BCDEFGHJKN")
    assert read_front_code(text.format("BCDEFGHJKN").replace("192", "193"), HOSTS) == Reading(None)
