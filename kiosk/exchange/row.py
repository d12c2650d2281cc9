"""One row of a guest list, read field by field; what cannot be read is noted and kept, never guessed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kiosk.domain.language import Language, language_of
from kiosk.domain.people import AttendeeState
from kiosk.exchange.amount import read_amount
from kiosk.exchange.cell import clean, shortened
from kiosk.exchange.guess import EMAIL
from kiosk.exchange.guest_list import Column, Field, GuestRow, Note, RowProblem
from kiosk.exchange.phone import count_phones, read_phone
from kiosk.exchange.standing import read_payment, read_state, read_yes
from kiosk.exchange.table import Line

MAX_NAME = 120
MAX_EMAIL = 254
CHIPS = re.compile(r"\s*[;|,\n•]\s*")
REMARK = re.compile(r"[^\W\d_]{4}")
Value = TypeVar("Value")


@dataclass(slots=True)
class Reading:
    """A row being read: its cells by field, the cells that are kept as they are, and what there is to report."""

    row: int
    texts: dict[Field, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    headings: dict[Field, str] = field(default_factory=dict)

    def text(self, wanted: Field) -> str | None:
        """The cell of a field, None where it is blank."""
        return self.texts.get(wanted)

    def report(self, problem: RowProblem, value: str) -> None:
        """Say that something about this row wants a look."""
        self.notes.append(Note(self.row, problem, shortened(value)))

    def keep(self, wanted: Field) -> None:
        """Keep a cell among the extra ones, as it was written."""
        self.extra[self.headings[wanted]] = self.texts[wanted]

    def read(self, wanted: Field, reader: Callable[[str], Value | None], problem: RowProblem) -> Value | None:
        """What a reader makes of a cell; one it can make nothing of is reported and kept."""
        text = self.text(wanted)
        if text is None:
            return None
        value = reader(text)
        if value is None:
            self.report(problem, text)
            self.keep(wanted)
        return value


def reading(line: Line, columns: Sequence[Column], headed: int) -> Reading:
    """Clean every cell of a row; cells beyond the first `headed` columns stand under no heading and are reported."""
    found = Reading(line.number)
    for place, (column, raw) in enumerate(zip(columns, line.cells, strict=False)):
        cell = clean(raw)
        for problem in cell.problems:
            found.report(problem, cell.text)
        if not cell.text:
            continue
        if place >= headed and column.field is None:
            found.report(RowProblem.CELL_WITHOUT_HEADING, cell.text)
        if column.field is None:
            found.extra[column.heading] = cell.text
        else:
            found.texts[column.field], found.headings[column.field] = cell.text, column.heading
    return found


def whole_name(found: Reading) -> str:
    """The name in one piece, given name first; blank where the row has none."""
    parts = (found.text(Field.GIVEN), found.text(Field.FAMILY))
    return found.text(Field.NAME) or " ".join(filter(None, parts))


def guest(found: Reading) -> GuestRow:
    """The guest of a row that has a name; notes and extra cells are added to the reading on the way."""
    paid, amount = _money(found)
    state, words_paid = _state(found)
    return GuestRow(
        row=found.row,
        name=_bounded_name(found),
        given=found.text(Field.GIVEN),
        family=found.text(Field.FAMILY),
        phone=_phone(found),
        email=found.read(Field.EMAIL, _email, RowProblem.UNREADABLE_EMAIL),
        company=found.text(Field.COMPANY),
        role=found.text(Field.ROLE),
        category=found.text(Field.CATEGORY),
        language=found.read(Field.LANGUAGE, _language, RowProblem.UNKNOWN_LANGUAGE),
        amount_due=amount,
        paid=words_paid if paid is None else paid,
        state=state,
        external_id=found.text(Field.EXTERNAL_ID),
        needs=_chips(found.text(Field.NEEDS)),
        offers=_chips(found.text(Field.OFFERS)),
        need_text=found.text(Field.NEED_TEXT) or "",
        offer_text=found.text(Field.OFFER_TEXT) or "",
        hidden=_hidden(found),
        trade=found.text(Field.TRADE),
        chain=found.text(Field.CHAIN),
        objectives=_chips(found.text(Field.OBJECTIVES)),
        segment=found.text(Field.SEGMENT),
        anchor=found.read(Field.ANCHOR, read_yes, RowProblem.UNREADABLE_ANCHOR),
        attention=found.text(Field.ATTENTION),
        extra=found.extra,
    )


def _bounded_name(found: Reading) -> str:
    name = whole_name(found)
    if len(name) <= MAX_NAME:
        return name
    found.report(RowProblem.LONG_NAME, name)
    found.extra.setdefault(found.headings.get(Field.NAME, Field.NAME), name)
    return shortened(name, MAX_NAME).removesuffix("…")


def _phone(found: Reading) -> str | None:
    phone = found.read(Field.PHONE, read_phone, RowProblem.UNREADABLE_PHONE)
    text = found.text(Field.PHONE)
    if phone and text and count_phones(text) > 1:
        found.report(RowProblem.SEVERAL_PHONES, text)
        found.keep(Field.PHONE)
    elif phone and text and REMARK.search(text):
        found.keep(Field.PHONE)
    return phone


def _email(text: str) -> str | None:
    bare = text.removeprefix("mailto:").strip("<>;, ").lower()
    return bare if len(bare) <= MAX_EMAIL and EMAIL.fullmatch(bare) else None


def _language(text: str) -> Language | None:
    return None if re.search(r"[/&+,]| et | and |biling", text.lower()) else language_of(text)


def _chips(text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, CHIPS.split(text or ""))))


def _hidden(found: Reading) -> bool:
    """Anything but a clear no hides: showing somebody who asked not to be shown cannot be undone."""
    if found.text(Field.HIDDEN) is None:
        return False
    hidden = found.read(Field.HIDDEN, read_yes, RowProblem.UNREADABLE_HIDDEN)
    return hidden is not False


def _money(found: Reading) -> tuple[bool | None, int | None]:
    """Whether it is paid, and the price; a sum handed over pays when it reaches the price."""
    due = found.read(Field.AMOUNT_DUE, read_amount, RowProblem.UNREADABLE_AMOUNT)
    text = found.text(Field.PAID)
    if text is None:
        return None, due
    said = _first(read_yes(text), read_payment(text))
    if said is not None:
        return said, due
    if (sum_paid := read_amount(text)) is not None:
        return _settles(found, sum_paid, due)
    if read_state(text) is None:
        found.read(Field.PAID, read_payment, RowProblem.UNREADABLE_PAID)
    return (False if read_state(text) is AttendeeState.WAITING else None), due


def _settles(found: Reading, sum_paid: int, due: int | None) -> tuple[bool, int | None]:
    found.keep(Field.PAID)
    if 0 < sum_paid < (due or 0):
        found.report(RowProblem.PART_PAID, found.texts[Field.PAID])
        return False, due
    return sum_paid > 0, due


def _state(found: Reading) -> tuple[AttendeeState, bool | None]:
    """Where the order stands, and whether those words also say that it is paid."""
    text = found.text(Field.STATE)
    if text is None:
        paid_words = read_state(found.text(Field.PAID) or "")
        return paid_words if paid_words in GONE else AttendeeState.REGISTERED, None
    state = found.read(Field.STATE, read_state, RowProblem.UNKNOWN_STATE)
    return state or AttendeeState.REGISTERED, read_payment(text)


def _first(*readings: bool | None) -> bool | None:
    return next((each for each in readings if each is not None), None)


GONE = frozenset({AttendeeState.CANCELLED, AttendeeState.REFUNDED})
