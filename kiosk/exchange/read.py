"""Guest lists in: from the bytes of a file to guests, refusals and notes, in one pass and without side effects."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.domain.names import like_name
from kiosk.exchange.cell import clean
from kiosk.exchange.columns import columns_of
from kiosk.exchange.decoding import decode
from kiosk.exchange.errors import NoGuestsError
from kiosk.exchange.guest_list import Column, Field, GuestList, GuestRow, Note, RefusedRow, RowProblem
from kiosk.exchange.refusal import refusal, refused
from kiosk.exchange.row import Reading, guest, reading
from kiosk.exchange.table import Table, read_table


def read_guest_list(data: bytes, *, mapping: Mapping[str, str] = {}, name: str = "") -> GuestList:
    """Read a guest list in CSV: any heading and order, comma, semicolon or tab, UTF-8, UTF-16 or Windows-1252.

    Args:
        data: The whole file, at most 5 MB, 5,000 rows and 60 columns.
        mapping: Field by heading, for columns that are not what they seem; "extra" keeps one as it is.
        name: What the file is called, for messages only.

    Raises:
        GuestListError: this file cannot be a guest list at all. A bad row is refused or noted instead.
    """
    text, encoding = decode(data, name)
    table = read_table(text, mapping)
    if not table.below:
        raise NoGuestsError([clean(heading).text for heading in table.headings.cells] if table.headings else [])
    columns = columns_of(table, mapping)
    kept, turned_down = _sorted_out(table, columns)
    guests = [guest(found) for found in kept]
    rows, notes = _unshared(guests, [note for found in kept for note in found.notes], columns)
    return GuestList(
        rows=tuple(rows),
        refused=(*(refused(line, RowProblem.TITLE) for line in table.above), *turned_down),
        columns=columns,
        encoding=encoding,
        separator=table.separator,
        notes=tuple(sorted(notes, key=lambda note: note.row)),
    )


def _sorted_out(table: Table, columns: tuple[Column, ...]) -> tuple[list[Reading], list[RefusedRow]]:
    """The rows below the headings that are guests, and those that are not."""
    headed = len(table.headings.cells) if table.headings else len(columns)
    kept, turned_down = [], []
    for line in table.below:
        found = reading(line, columns, headed)
        if reason := refusal(found, columns, table.headings):
            turned_down.append(refused(line, reason))
        else:
            kept.append(found)
    return kept, turned_down


def _unshared(
    rows: list[GuestRow], notes: list[Note], columns: tuple[Column, ...]
) -> tuple[list[GuestRow], list[Note]]:
    """Take away ids that stand beside unlike names, as the number of an order does that several people came in on."""
    first: dict[str, str] = {}
    shared = {
        row.external_id
        for row in rows
        if row.external_id and not like_name(first.setdefault(row.external_id, row.name), row.name)
    }
    heading = next((column.heading for column in columns if column.field is Field.EXTERNAL_ID), "")
    told = [Note(row.row, RowProblem.SHARED_ID, row.external_id or "") for row in rows if row.external_id in shared]
    without = [
        replace(row, external_id=None, extra={**row.extra, heading: row.external_id or ""})
        if row.external_id in shared
        else row
        for row in rows
    ]
    return without, notes + told
