"""Phone numbers as lists write them, spreadsheets' floats among them."""

import re

import phonenumbers

REGION = "CM"
FLOAT = re.compile(r"\+?(\d{8,15})[.,]0+")
SCIENTIFIC = re.compile(r"\+?(\d)[.,]?(\d*)E\+?(\d{1,2})", re.IGNORECASE)
SEVERAL = re.compile(r"\s*(?:[/;|,\n]|\bou\b|\bor\b|\bet\b|\band\b)\s*", re.IGNORECASE)
ASIDE = re.compile(r"\([^)\d]*\)")
ALONE = re.compile(r"(?<!\d)(?:(?:\+|00)?237[ .]?)?[26](?:[ .]?\d){8}(?!\d)")
NO_DIGIT = re.compile(r"\D")
FRAGMENT = re.compile(r"\d{2}")
SHAPE = re.compile(r"(?:\D{0,12}[:=])?[\s'=\"]*(?:\+|00)?[\s(]*\d[\d\s().\-]{6,20}\d\W*")
# Operators open new ranges faster than the library learns them, and a house may stay offline for years.
MOBILE = re.compile(r"\+2376\d{8}")
LONGEST = 80


def read_phone(text: str) -> str | None:
    """The first readable number of a cell as E.164, Cameroonian unless it says otherwise; None if there is none."""
    return next(iter(_readable(text)), None)


def count_phones(text: str) -> int:
    """How many different numbers a cell holds, those written short among them, as in "677001122/33"."""
    read, whole = _readable(text), _as_written(text[:LONGEST].strip())
    parts = SEVERAL.split(whole) if read and not _is_all(read[0], whole) else []
    return len({*read, *(part for part in parts if FRAGMENT.search(part) and not _readable(part))})


def looks_like_phone(text: str) -> bool:
    """Whether a cell is a phone number, or several, and nothing else."""
    if len(text) > LONGEST or read_phone(text) is None:
        return False
    whole = _as_written(text.strip())
    return all(SHAPE.fullmatch(part) for part in ([whole] if SHAPE.fullmatch(whole) else SEVERAL.split(whole)))


def _readable(text: str) -> list[str]:
    whole = _as_written(ASIDE.sub("", text[:LONGEST]).strip())
    number = _number(whole)
    if number and _is_all(number, whole):
        return [number]
    parts = [found for part in SEVERAL.split(whole) if (found := _number(part))]
    return parts or ([number] if number else _scattered(whole))


def _scattered(text: str) -> list[str]:
    """Numbers among other words, or with nothing but a space or a dash between them."""
    found = (_number(each[0]) for each in ALONE.finditer(text))
    return list(filter(None, found))


def _is_all(number: str, text: str) -> bool:
    """Whether a number accounts for every digit of a text."""
    digits = NO_DIGIT.sub("", text)
    return number[1:].endswith(digits) or digits.endswith(number[1:])


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
