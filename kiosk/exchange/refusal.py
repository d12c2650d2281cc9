"""Rows that are no guests: titles, totals, headings again, and rows without a name."""

import re
from collections.abc import Sequence

from kiosk.domain.names import plain
from kiosk.exchange.cell import clean, shortened
from kiosk.exchange.guest_list import Column, Field, RefusedRow, RowProblem
from kiosk.exchange.phone import read_phone
from kiosk.exchange.row import Reading, whole_name
from kiosk.exchange.table import Line

SHOWN = 200
TOTAL = re.compile(
    r"((sous|grand|sub) ?)?tota(l|ux)(( general| generale)?( \d+)?( (de |des |of )?(les )?(invites|participants|guests"
    r"|inscrits|personnes|attendees|places|payes|paid))?)( f ?cfa| xaf)?( \d[\d ]*)?( f ?cfa| xaf| f(rs?|rancs?)?)?"
    r"|(nombre|number) (de |d |of |total ).*|somme( \d[\d ]*)?"
)
TITLE = re.compile(
    r"(listes?|lists?|les invites|invites|guests?|participants?|table|page|groupe|group|section|vip|feuille|sheet"
    r"|exporte|imprime|printed|generated|arrete|nb|n b|date|fait (a|le)|done at|signature"
    r"|(le|la|les) (president|secretaire|tresori|comite|directeur|directrice|organisat|responsable)\w*)\b.*"
)
SPREADSHEET_ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#NOM?", "#VALUE!", "#VALEUR!", "N/A", "(N/A)"})


def refusal(found: Reading, columns: Sequence[Column], headings: Line | None) -> RowProblem | None:
    """Why a row is no guest, or None when it is one."""
    cells = [*found.texts.values(), *found.extra.values()]
    name = whole_name(found)
    if headings is not None and _repeats(found, columns):
        return RowProblem.REPEATED_HEADINGS
    if not _has_contact(found) and _is_total(found, name or _first(cells)):
        return RowProblem.TOTAL
    if len(columns) > 1 and len(cells) == 1 and (TITLE.fullmatch(plain(cells[0])) or cells[0].endswith(":")):
        return RowProblem.TITLE
    return None if _is_name(name) else RowProblem.NAMELESS


def refused(line: Line, reason: RowProblem) -> RefusedRow:
    """The row as it is reported: its cells that hold something, shortened."""
    return RefusedRow(
        line.number, reason, shortened(" | ".join(filter(None, (clean(raw).text for raw in line.cells))), SHOWN)
    )


def _repeats(found: Reading, columns: Sequence[Column]) -> bool:
    """Whether most cells are their own headings, as at the top of each printed page."""
    held = {**found.extra, **{found.headings[field]: text for field, text in found.texts.items()}}
    same = sum(plain(heading) == plain(text) for heading, text in held.items())
    return same > len(held) / 2 and (same > 1 or len(columns) == 1)


def _has_contact(found: Reading) -> bool:
    return bool(read_phone(found.text(Field.PHONE) or "") or found.text(Field.EMAIL))


def _is_total(found: Reading, name: str) -> bool:
    """Whether a row adds up; the sum may stand under any heading, that of given names too."""
    parts = [text for text in (found.text(Field.GIVEN), found.text(Field.FAMILY)) if text]
    words = [text for text in parts if any(map(str.isalpha, text))]
    adds_up = len(words) == 1 and TOTAL.fullmatch(plain(words[0]))
    return bool(TOTAL.fullmatch(plain(name)) or adds_up)


def _is_name(name: str) -> bool:
    return any(map(str.isalpha, name)) and name.upper() not in SPREADSHEET_ERRORS


def _first(cells: Sequence[str]) -> str:
    return cells[0] if cells else ""
