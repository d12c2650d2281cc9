"""Which field each column is: as the organiser says, else as its heading says, else as its cells look."""

from collections.abc import Mapping, Sequence
from itertools import chain, count

from kiosk.domain.names import plain
from kiosk.exchange.cell import clean, shortened
from kiosk.exchange.errors import FieldTwiceError, NoNameColumnError, UnknownFieldError, UnknownHeadingError
from kiosk.exchange.guess import Guess
from kiosk.exchange.guest_list import Column, Field
from kiosk.exchange.headings import Certainty
from kiosk.exchange.table import Line, Table

EXTRA = "extra"
SAMPLES = 3
SHOWN = 60
LOOKED_AT = 200


def columns_of(table: Table, mapping: Mapping[str, str]) -> tuple[Column, ...]:
    """Name and explain every column of a table; `mapping` gives fields by heading and wins over any guess.

    Raises:
        UnknownHeadingError, UnknownFieldError, FieldTwiceError: the mapping cannot be meant for this file.
        NoNameColumnError: nothing says where the names are.
    """
    headings = _headings(table)
    cells = [[cell_at(line, place) for line in table.below[:LOOKED_AT]] for place in range(len(headings))]
    guess = Guess(headings, cells, _told(headings, mapping))
    guess.by_heading(Certainty.SURE)
    guess.by_heading(Certainty.LIKELY)
    guess.by_cells()
    guess.settle_names()
    if not guess.has_names():
        raise NoNameColumnError(headings)
    return tuple(
        Column(heading, field, _samples(held))
        for heading, field, held in zip(headings, guess.fields, cells, strict=True)
    )


def cell_at(line: Line, place: int) -> str:
    """The readable text of a cell, blank where the row is too short."""
    return clean(line.cells[place]).text if place < len(line.cells) else ""


def letters(place: int) -> str:
    """What a spreadsheet calls the column at this place, from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    rest, last = divmod(place, 26)
    return (letters(rest - 1) if rest else "") + chr(ord("A") + last)


def _headings(table: Table) -> tuple[str, ...]:
    """One heading for each column, each unlike the others; a column without one is called by its letters."""
    width = max(len(line.cells) for line in (*table.below, *filter(None, [table.headings])))
    named: list[str] = []
    for place in range(width):
        heading = shortened(cell_at(table.headings, place)) if table.headings else ""
        called = heading or letters(place)
        again = (f"{called} ({number})" for number in count(2))
        named.append(next(each for each in chain([called], again) if each not in named))
    return tuple(named)


def _told(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[int, Field | None]:
    told: dict[int, Field | None] = {}
    for heading, wanted in mapping.items():
        field = _field(wanted)
        rivals = [headings[place] for place, taken in told.items() if field and taken is field]
        if rivals:
            raise FieldTwiceError(wanted, [*rivals, heading])
        told[_place(headings, heading)] = field
    return told


def _place(headings: Sequence[str], heading: str) -> int:
    if heading in headings:
        return headings.index(heading)
    folded = [plain(each) for each in headings]
    if not plain(heading) or plain(heading) not in folded:
        raise UnknownHeadingError(heading, headings)
    return folded.index(plain(heading))


def _field(wanted: str) -> Field | None:
    if wanted == EXTRA:
        return None
    try:
        return Field(wanted)
    except ValueError:
        raise UnknownFieldError(wanted, [*Field, EXTRA]) from None


def _samples(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(shortened(cell, SHOWN) for cell in list(dict.fromkeys(filter(None, cells)))[:SAMPLES])
