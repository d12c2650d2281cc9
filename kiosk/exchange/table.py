"""From text to rows of cells: which separator it uses, where its headings stand, and no cell lost on the way."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kiosk.domain.names import plain
from kiosk.exchange.errors import EmptyFileError, TooManyColumnsError, TooManyRowsError
from kiosk.exchange.guest_list import Field
from kiosk.exchange.headings import Certainty, names_somebody, recognise
from kiosk.exchange.phone import looks_like_phone

SEPARATORS = (";", ",", "\t")
BLANK = " \n" + "".join(SEPARATORS)
MAX_ROWS = 5_000
MAX_COLUMNS = 60
SEARCHED = 30
MAX_HEADING = 160
NAMES = frozenset({Field.NAME, Field.GIVEN, Field.FAMILY})
TOLD = re.compile(r'"?sep=([;,\t])"?[;,\t]*\n')
DATA = re.compile(r"@\w|https?:|\d{5}")
OWN_NAME = re.compile(r"[^\W\d_]['’\w-]+(?:\s+[^\W\d_]['’\w-]*)+")


@dataclass(frozen=True, slots=True)
class Line:
    """One row as a spreadsheet shows it; `number` counts from 1, blank rows too. No blank cells at its end."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that are not blank. `headings` is None where the first row is a guest already."""

    separator: str
    above: tuple[Line, ...]
    headings: Line | None
    below: tuple[Line, ...]


def read_table(text: str, mapping: Mapping[str, str]) -> Table:
    """Cut text with plain newlines into rows, the headings apart; `mapping` names headings one can count on.

    Raises:
        EmptyFileError: no cell holds anything.
        TooManyRowsError, TooManyColumnsError: over the limits of a guest list.
    """
    if not text.strip(BLANK):
        raise EmptyFileError
    wanted = frozenset(plain(heading) for heading in mapping)
    told = TOLD.match(text)
    separator = told[1] if told else max(SEPARATORS, key=lambda each: _fitness(text, each, wanted))
    lines = _bounded(each for each in _lines(text, separator) if not (told and each.number == 1))
    if not lines:
        raise EmptyFileError
    place = _heading_place(lines, wanted)
    below = lines if place is None else lines[place + 1 :]
    if len(below) > MAX_ROWS:
        raise TooManyRowsError(MAX_ROWS)
    return Table(
        separator=separator,
        above=() if place is None else lines[:place],
        headings=None if place is None else lines[place],
        below=below,
    )


def _lines(text: str, separator: str) -> Iterator[Line]:
    """Every row that is not blank.

    A quoted cell counts as one only when its closing quote ends the cell, so that a stray quote costs no other row.
    """
    cell = re.compile(rf'\ *"((?:[^"]++|"")*+)"\ *(?={separator}|\n|\Z)|([^{separator}\n]*)')
    number, start, cells = 1, 0, list[str]()
    while start <= len(text):
        found = cell.match(text, start)
        if found is None:
            break
        cells.append(found[2] if found[1] is None else found[1].replace('""', '"'))
        start = found.end() + 1
        if text[found.end() : start] != separator:
            if kept := _trimmed(cells):
                yield Line(number, kept)
            number, cells = number + 1, []


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    while cells and not cells[-1].strip():
        cells.pop()
    return tuple(cells)


def _bounded(lines: Iterator[Line]) -> tuple[Line, ...]:
    kept = []
    for line in lines:
        if len(line.cells) > MAX_COLUMNS:
            raise TooManyColumnsError(line.number, len(line.cells), MAX_COLUMNS)
        kept.append(line)
        if len(kept) > MAX_ROWS + SEARCHED:
            raise TooManyRowsError(MAX_ROWS)
    return tuple(kept)


def _fitness(text: str, separator: str, wanted: frozenset[str]) -> tuple[int, int, float, int]:
    """How well the rows come out: headings we know, then rows as wide as the headings, then width."""
    lines = tuple(islice(_lines(text, separator), 2 * SEARCHED))
    place = _heading_place(lines, wanted) or 0
    if not lines:
        return 0, 0, 0.0, 0
    width = len(lines[place].cells)
    below = lines[place + 1 :]
    alike = sum(1 < len(line.cells) <= width for line in below) / max(1, len(below)) if width > 1 else 0.0
    return *_known(lines[place], wanted), alike, width


def _heading_place(lines: Sequence[Line], wanted: frozenset[str]) -> int | None:
    """Where the headings are: the row that has most of those we know, else the first if it can be headings at all."""
    if not lines:
        return None
    known = [_known(line, wanted) for line in lines[:SEARCHED]]
    best = max(known)
    if best > (0, 0):
        place = known.index(best)
        width = len(lines[place].cells)
        return next(
            (each for each in range(place) if _asks_names(lines[each]) and len(lines[each].cells) >= width), place
        )
    return None if _is_data(lines[0]) else 0


def _asks_names(line: Line) -> bool:
    """Whether this can only be the headings, whatever words the guests below them use."""
    said = [recognise(cell) for cell in line.cells if names_somebody(cell)]
    named = any(each.certainty is Certainty.SURE and each.field in NAMES for each in said)
    return named and all(map(str.strip, line.cells))


def _known(line: Line, wanted: frozenset[str]) -> tuple[int, int]:
    """How many headings of this row we know surely, and how many perhaps; guests may well be "membre" or "invité".

    So the same field counts once, however many words of a row mean it.
    """
    if any(DATA.search(cell) or len(cell) > MAX_HEADING or looks_like_phone(cell) for cell in line.cells):
        return 0, 0
    trust: dict[Field | str, Certainty] = {}
    for cell in line.cells:
        said = recognise(cell)
        meant = said.field or plain(cell)
        found = Certainty.SURE if plain(cell) in wanted else said.certainty
        trust[meant] = max(found, trust.get(meant, Certainty.NONE))
    return [*trust.values()].count(Certainty.SURE), [*trust.values()].count(Certainty.LIKELY)


def _is_data(line: Line) -> bool:
    """Whether a row of unknown words is a guest: it holds a contact, or a name as one writes one's own."""
    return any(
        DATA.search(cell)
        or looks_like_phone(cell)
        or (OWN_NAME.fullmatch(cell.strip()) and all(word[0].isupper() for word in cell.split()))
        for cell in line.cells
    )
