"""Names fit their room whole."""

from hypothesis import given as for_all
from hypothesis import strategies as st

from kiosk.badges.fit import Room, fit_name, fit_text, initial, with_initials

ROOM = Room(width=230, height=50, size=30)
WORDS = st.text(st.characters(categories=("L", "M", "Pd")), min_size=1, max_size=25)
NAMES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
SURNAME = "Ngo Bassong épse Tchoumi Mbarga-Atangana"


def measure(text: str, size: float) -> float:
    return len(text) * size * 0.6


@for_all(NAMES, NAMES)
def test_every_word_of_a_surname_is_there_in_full_and_in_order(given: str, family: str) -> None:
    _, below = fit_name(given, family, ROOM, measure)

    assert " ".join(below.lines).split() == family.split()


@for_all(NAMES, NAMES, st.floats(20, 400), st.floats(10, 200))
def test_no_line_is_wider_and_no_name_higher_than_its_room(
    given: str, family: str, width: float, height: float
) -> None:
    above, below = fit_name(given, family, Room(width, height, 30), measure)

    for block in (above, below):
        assert all(measure(line, block.size) <= width for line in block.lines)
    assert above.height + below.height <= height + 1e-6


@for_all(NAMES)
def test_the_first_given_name_is_never_shortened(given: str) -> None:
    above, _ = fit_name(given, "Ekema", ROOM, measure)

    assert " ".join(above.lines).split()[0] == given.split(maxsplit=1)[0]


@for_all(NAMES)
def test_a_name_that_is_not_told_apart_keeps_every_word(name: str) -> None:
    block = fit_text([name], ROOM, measure)

    assert " ".join(block.lines).split() == name.split()


def test_a_short_name_keeps_its_size() -> None:
    above, below = fit_name("Ada", "Ekema", Room(230, 53, 30), measure)

    assert (above.lines, above.size) == (("Ada",), 30)
    assert (below.lines, below.size) == (("Ekema",), 15)


def test_a_name_shrinks_by_at_most_thirty_per_cent_before_it_takes_two_lines() -> None:
    high = Room(width=230, height=200, size=30)

    one = fit_text(["Christophe-Aimé"], high, measure)
    two = fit_text(["Christophe-Aimé Emmanuel"], high, measure)

    assert len(one.lines) == 1
    assert 21 <= one.size < 30
    assert two.lines == ("Christophe-Aimé", "Emmanuel")
    assert 21 <= two.size < 30


def test_middle_names_become_initials_only_when_two_lines_are_not_enough() -> None:
    given = "Jean-Christophe Emmanuel Aristide"

    roomy, _ = fit_name(given, "Mbarga", Room(300, 120, 30), measure)
    tight, _ = fit_name(given, "Mbarga", Room(280, 50, 30), measure)

    assert " ".join(roomy.lines) == given
    assert " ".join(tight.lines) == "Jean-Christophe E. A."


def test_a_long_married_name_stands_on_two_lines_under_the_given_name() -> None:
    above, below = fit_name("Marie-Thérèse", SURNAME, Room(240, 53, 30), measure)

    assert above.lines == ("Marie-Thérèse",)
    assert len(below.lines) == 2
    assert " ".join(below.lines) == SURNAME


def test_one_overlong_word_is_made_small_and_stays_whole() -> None:
    block = fit_text(["x" * 400], ROOM, measure)

    assert block.lines == ("x" * 400,)
    assert measure(block.lines[0], block.size) <= ROOM.width


def test_initials_keep_hyphens_and_the_mark_on_a_letter() -> None:
    assert initial("Marie-Thérèse") == "M.-T."
    assert initial("Ɔ\u0301bi") == "Ɔ\u0301."
    assert initial("-") == "-"


def test_the_last_middle_name_goes_first() -> None:
    assert with_initials("Ada Noor Lea") == ["Ada Noor Lea", "Ada Noor L.", "Ada N. L."]
    assert with_initials("Ada") == ["Ada"]
