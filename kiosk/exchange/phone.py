"""Phone numbers as lists write them, spreadsheets' floats among them."""

import re

import phonenumbers

REGION = "CM"
FLOAT = re.compile(r"\+?(\d{8,15})[.,]0+")
SCIENTIFIC = re.compile(r"\+?(\d)[.,]?(\d*)E\+?(\d{1,2})", re.IGNORECASE)
SEVERAL = re.compile(r"\s*(?:[/;|,\n]|\bou\b|\bor\b|\bet\b|\band\b)\s*", re.IGNORECASE)
SHAPE = re.compile(r"(?:\D{0,12}[:=])?[\s'=\"]*(?:\+|00)?[\s(]*\d[\d\s().\-]{6,20}\d\W*")
# Operators open new ranges faster than the library learns them, and a house may stay offline for years.
MOBILE = re.compile(r"\+2376\d{8}")
LONGEST = 80


def read_phone(text: str) -> str | None:
    """The first readable number of a cell as E.164, Cameroonian unless it says otherwise; None if there is none."""
    return next(iter(_readable(text)), None)


def count_phones(text: str) -> int:
    """How many different numbers a cell holds."""
    return len(set(_readable(text)))


def looks_like_phone(text: str) -> bool:
    """Whether a cell is a phone number and nothing else."""
    return len(text) <= LONGEST and bool(SHAPE.fullmatch(text.strip())) and read_phone(text) is not None


def _readable(text: str) -> list[str]:
    whole = _as_written(text[:LONGEST].strip())
    parts = [whole] if _number(whole) else SEVERAL.split(whole)
    return [number for part in parts if (number := _number(part))]


def _as_written(text: str) -> str:
    """Undo what a spreadsheet does to a number; digits that it rounded away are not made up."""
    if found := FLOAT.fullmatch(text):
        return found[1]
    found = SCIENTIFIC.fullmatch(text)
    return found[1] + found[2] if found and len(found[2]) == int(found[3]) else text


def _number(text: str) -> str | None:
    if SCIENTIFIC.fullmatch(text):
        return None
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written if phonenumbers.is_valid_number(number) or MOBILE.fullmatch(written) else None
