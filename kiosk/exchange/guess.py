"""Guesses at what columns hold, from their headings first and then from their cells."""

import re
from collections.abc import Callable, Mapping, Sequence

from kiosk.domain.names import plain
from kiosk.exchange.amount import read_amount, says_amount
from kiosk.exchange.guest_list import Field
from kiosk.exchange.headings import (
    Certainty,
    may_be_family,
    may_be_phones,
    may_only_count,
    names_somebody,
    recognise,
    says_nothing,
)
from kiosk.exchange.phone import looks_like_phone
from kiosk.exchange.standing import read_payment, read_yes

MOST = 0.7
LONGEST_WORDS = 60
SHORTEST_PRICE = 3
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
NAME = re.compile(r"[^\W\d_][^\d@/;:!?]{1,59}")
CIVILITY = frozenset({"m", "mr", "mrs", "ms", "miss", "mme", "mlle", "madame", "monsieur", "h", "f"})
Looks = Callable[[str], bool]


class Guess:
    """The fields given out so far. Each is given once: the first column that asks has it, the others are extra."""

    def __init__(
        self, headings: Sequence[str], cells: Sequence[Sequence[str]], told: Mapping[int, Field | None]
    ) -> None:
        self.fields = [told.get(place) for place in range(len(headings))]
        self._headings = headings
        self._cells = cells
        self._told = frozenset(told)
        self._known = set(told)

    def by_heading(self, certainty: Certainty) -> None:
        """Take headings of this certainty at their word, unless the cells say otherwise."""
        for place, heading in enumerate(self._headings):
            said = recognise(heading)
            if place in self._known or said.certainty is not certainty:
                continue
            self._known.add(place)
            self._give(place, _corrected(heading, said.field, self._cells[place]))

    def by_cells(self) -> None:
        """Look into columns whose headings are not known, and for names wherever they may be."""
        for place, heading in enumerate(self._headings):
            if place not in self._known:
                looks = UNHEADED if says_nothing(heading) else CONTENT
                found = (field for field, like in looks.items() if _mostly(like, self._cells[place]))
                self._give(place, next(found, None))
        if not self.has_names():
            names = [place for place, field in enumerate(self.fields) if field is None and self._may_be_names(place)]
            for place in names[:1]:
                self._give(place, Field.NAME)

    def settle_names(self) -> None:
        """Beside a given name, "Nom" is the family name, unless its cells hold the given name too.

        Beside a given and a family name, what is only likely to be a name is somebody else's, or something else's.
        """
        if {Field.NAME, Field.GIVEN, Field.FAMILY} <= set(self.fields):
            place = self.fields.index(Field.NAME)
            if place not in self._told and recognise(self._headings[place]).certainty is not Certainty.SURE:
                self.fields[place] = None
        if Field.GIVEN not in self.fields or Field.NAME not in self.fields or Field.FAMILY in self.fields:
            return
        place, given = self.fields.index(Field.NAME), self.fields.index(Field.GIVEN)
        if place in self._told or not may_be_family(self._headings[place]):
            return
        pairs = [(plain(a), plain(b)) for a, b in zip(self._cells[given], self._cells[place], strict=True) if a and b]
        repeats = sum(f" {first} " in f" {whole} " and first != whole for first, whole in pairs)
        if repeats <= len(pairs) / 2:
            self.fields[place] = Field.FAMILY

    def has_names(self) -> bool:
        """Whether guests can be named."""
        return not {Field.NAME, Field.GIVEN, Field.FAMILY}.isdisjoint(filter(None, self.fields))

    def _give(self, place: int, field: Field | None) -> None:
        if field not in self.fields:
            self.fields[place] = field

    def _may_be_names(self, place: int) -> bool:
        held = list(filter(None, self._cells[place]))
        return place not in self._told and _mostly(_is_name, held) and len(set(held)) >= MOST * len(held)


def _corrected(heading: str, field: Field | None, cells: Sequence[str]) -> Field | None:
    """What a column is when its cells are not what its heading says."""
    if field is None:
        return Field.PHONE if may_be_phones(heading) and _mostly(looks_like_phone, cells) else None
    if field is Field.NAME and not names_somebody(heading) and _mostly(_only_ticks, cells):
        return None
    if field is Field.EXTERNAL_ID and may_only_count(heading) and _only_counts(cells):
        return None
    found = (meant for said, like, meant in CORRECTIONS if said is field and _mostly(like, cells))
    return next(found, field)


def _only_counts(cells: Sequence[str]) -> bool:
    """Whether ids only number the rows; the next list has the same ones for other people."""
    held = list(filter(None, cells))
    return all(cell.isdecimal() and int(cell) <= 2 * len(held) + 10 for cell in held)


def _mostly(like: Looks, cells: Sequence[str]) -> bool:
    held = list(filter(None, cells))
    return bool(held) and sum(map(like, held)) >= MOST * len(held)


def _is_email(text: str) -> bool:
    return bool(EMAIL.fullmatch(text))


def _is_name(text: str) -> bool:
    return bool(NAME.fullmatch(text)) and len(text.split()) > 1


def _is_price(text: str) -> bool:
    return says_amount(text) or (read_amount(text) is not None and sum(map(str.isdigit, text)) >= SHORTEST_PRICE)


def _says_paid(text: str) -> bool:
    return len(text) < LONGEST_WORDS and read_payment(text) is not None


def _is_yes_or_paid(text: str) -> bool:
    return read_yes(text) is not None or _says_paid(text)


def _only_ticks(text: str) -> bool:
    return read_yes(text) is not None or (text.isdecimal() and len(text) < SHORTEST_PRICE)


def _says_yes_or_no(text: str) -> bool:
    return read_yes(text) is not None


def _says_settled(text: str) -> bool:
    return read_amount(text) is None and _is_yes_or_paid(text)


def _is_civility(text: str) -> bool:
    return plain(text) in CIVILITY


CONTENT: Mapping[Field, Looks] = {
    Field.EMAIL: _is_email,
    Field.PHONE: looks_like_phone,
    Field.AMOUNT_DUE: says_amount,
    Field.PAID: _says_paid,
}
# Yes and no under a heading that says something else ("Végétarien") must let nobody in for free.
UNHEADED: Mapping[Field, Looks] = {**CONTENT, Field.PAID: _is_yes_or_paid}
CORRECTIONS: tuple[tuple[Field, Looks, Field | None], ...] = (
    (Field.NAME, _is_email, Field.EMAIL),
    (Field.NAME, looks_like_phone, Field.PHONE),
    (Field.EMAIL, looks_like_phone, Field.PHONE),
    (Field.PHONE, _is_email, Field.EMAIL),
    (Field.NEED_TEXT, _says_yes_or_no, None),
    (Field.OFFER_TEXT, _says_yes_or_no, None),
    (Field.STATE, _is_price, Field.AMOUNT_DUE),
    (Field.AMOUNT_DUE, _says_settled, Field.PAID),
    (Field.CATEGORY, _is_price, Field.AMOUNT_DUE),
    (Field.ROLE, _is_civility, None),
)
