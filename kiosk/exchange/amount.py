"""Amounts of FCFA as people write them."""

import re

from kiosk.domain.money import MAX_AMOUNT
from kiosk.domain.names import plain

FREE = frozenset({"gratuit", "gratuite", "gratis", "free", "offert", "offerte", "complimentary", "comp", "exonere"})
CURRENCY = re.compile(
    r"(f\s*\.?\s*cfa|(francs?|frc?s?|fcs?)\s*cfa|cfa|xaf|(francs?|frc?s?|fcs?|f)\b)\.?", re.IGNORECASE
)
PLAIN = re.compile(r"(\d+)(?:[.,]0{1,2})?")
GROUPED = re.compile(r"(\d{1,3}(?:([ .,'’])\d{3})(?:\2\d{3})*)(?:[.,]0{1,2})?")
THOUSANDS = re.compile(r"(\d{1,4})\s*k", re.IGNORECASE)


def read_amount(text: str) -> int | None:
    """Whole FCFA from "10 000 F", "10.000", "10000,00", "10k" or "gratuit"; None for anything one must guess at."""
    if plain(text) in FREE:
        return 0
    bare = CURRENCY.sub("", " ".join(text.split())).strip()
    if found := PLAIN.fullmatch(bare):
        return _bounded(found[1])
    if found := GROUPED.fullmatch(bare):
        return _bounded(re.sub(r"\D", "", found[1]))
    found = THOUSANDS.fullmatch(bare)
    return _bounded(f"{found[1]}000") if found else None


def says_amount(text: str) -> bool:
    """Whether a cell can only be a price: it names the currency, or says that there is none to pay."""
    return read_amount(text) is not None and (plain(text) in FREE or bool(CURRENCY.search(text)))


def _bounded(digits: str) -> int | None:
    amount = int(digits.lstrip("0")[:12] or "0")
    return amount if amount <= MAX_AMOUNT else None
