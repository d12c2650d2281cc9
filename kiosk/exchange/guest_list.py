"""A guest list as it was read: guests, rows refused and why, columns and what they were taken for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.language import Language
from kiosk.domain.people import AttendeeState


class Field(StrEnum):
    """What a column can hold. The values are what a mapping says, so they are never renamed."""

    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    PHONE = "phone"
    EMAIL = "email"
    COMPANY = "company"
    ROLE = "role"
    CATEGORY = "category"
    LANGUAGE = "language"
    AMOUNT_DUE = "amount_due"
    PAID = "paid"
    STATE = "state"
    EXTERNAL_ID = "external_id"
    NEEDS = "needs"
    OFFERS = "offers"
    NEED_TEXT = "need_text"
    OFFER_TEXT = "offer_text"
    HIDDEN = "hidden"
    TRADE = "trade"
    CHAIN = "chain"
    OBJECTIVES = "objectives"
    SEGMENT = "segment"
    ANCHOR = "anchor"
    ATTENTION = "attention"


class RowProblem(StrEnum):
    """What is wrong with a row. The values are public, so they are never renamed; the first four refuse the row."""

    TITLE = "title"
    TOTAL = "total"
    REPEATED_HEADINGS = "repeated_headings"
    NAMELESS = "nameless"
    UNREADABLE_PHONE = "unreadable_phone"
    SEVERAL_PHONES = "several_phones"
    UNREADABLE_EMAIL = "unreadable_email"
    UNREADABLE_AMOUNT = "unreadable_amount"
    UNREADABLE_PAID = "unreadable_paid"
    PART_PAID = "part_paid"
    UNKNOWN_STATE = "unknown_state"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNREADABLE_HIDDEN = "unreadable_hidden"
    UNREADABLE_ANCHOR = "unreadable_anchor"
    SHARED_ID = "shared_id"
    LONG_NAME = "long_name"
    LONG_CELL = "long_cell"
    REMOVED_CHARACTERS = "removed_characters"
    CELL_WITHOUT_HEADING = "cell_without_heading"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `heading` is unlike any other of the file; `field` is None where its cells go to `extra`."""

    heading: str
    field: Field | None
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuestRow:
    """One guest. `row` counts as a spreadsheet shows it, from 1; `phone` is E.164, `amount_due` whole FCFA.

    What could not be read is None here and stands in `extra` under its heading, beside the unknown columns.
    """

    row: int
    name: str
    given: str | None = None
    family: str | None = None
    phone: str | None = None
    email: str | None = None
    company: str | None = None
    role: str | None = None
    category: str | None = None
    language: Language | None = None
    amount_due: int | None = None
    paid: bool | None = None
    state: AttendeeState = AttendeeState.REGISTERED
    external_id: str | None = None
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    need_text: str = ""
    offer_text: str = ""
    hidden: bool = False
    trade: str | None = None
    chain: str | None = None
    objectives: tuple[str, ...] = ()
    segment: str | None = None
    anchor: bool | None = None
    attention: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is no guest. `text` is the row as it stands in the file, shortened and safe to show."""

    row: int
    reason: RowProblem
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something in the row of a guest who came in all the same; `value` is the cell it is about, shortened."""

    row: int
    problem: RowProblem
    value: str


@dataclass(frozen=True, slots=True)
class GuestList:
    """Everything that was in the file: each row that is not blank, headings aside, is a guest or refused."""

    rows: tuple[GuestRow, ...]
    refused: tuple[RefusedRow, ...]
    columns: tuple[Column, ...]
    encoding: str
    separator: str
    notes: tuple[Note, ...] = ()
