"""Every colour pair that text stands in, computed from the style sheets' own tokens (WCAG 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).parent.parent / "kiosk" / "web" / "assets"
TEXT, PROJECTOR = 4.5, 7.0

PAIRS = [
    ("#fff", "--leaf", TEXT),
    ("#1a1300", "--amber", TEXT),
    ("#fff", "--red", TEXT),
    ("#fff", "--blue", TEXT),
    ("#fff", "#4a5158", TEXT),
    ("--light", "--night", PROJECTOR),
    ("--light", "#182028", TEXT),
    ("--light", "#5c3d00", TEXT),
    ("--light", "#2a323b", TEXT),
    ("--light", "#1a2129", TEXT),
    ("--ink", "--paper", TEXT),
    ("--ink", "#e4f2e9", TEXT),
    ("--leaf", "#fff", TEXT),
    ("--blue", "#fff", TEXT),
    ("#b9d8ff", "--night", TEXT),
    ("#8fe0b4", "#1a2129", TEXT),
    ("#ffd27a", "--night", PROJECTOR),
    ("#aab6c2", "#19212a", TEXT),
]


def sheets() -> str:
    return "".join(each.read_text(encoding="utf-8") for each in ASSETS.glob("*.css"))


def colour(name: str) -> str:
    if not name.startswith("--"):
        return name
    found = re.search(rf"{name}: (#[0-9a-f]+)", sheets())
    assert found, name
    return found[1]


def luminance(hexadecimal: str) -> float:
    digits = hexadecimal.removeprefix("#")
    whole = digits if len(digits) == 6 else "".join(each * 2 for each in digits)
    shares = [int(whole[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_text_stands_out_from_its_ground(text: str, ground: str, least: float) -> None:
    assert contrast(colour(text), colour(ground)) >= least


def test_the_measure_is_the_standards_own() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


def test_every_colour_of_the_table_is_one_the_sheets_use() -> None:
    used = {each.lower() for each in re.findall(r"#[0-9a-fA-F]{3,6}\b", sheets())}

    assert {colour(name) for pair in PAIRS for name in pair[:2]} <= used
