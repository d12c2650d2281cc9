"""How one guest's name and company may be typed: words, and the places of the name that each of them takes."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from kiosk.domain.names import APOSTROPHES, fold, plain
from kiosk.domain.people import AttendeeId

MOST_WORDS = 10
PHONE_SEAT = 1 << (2 * MOST_WORDS)
SHORTEST_PART = 3
JOINED_EXTRA = 0.5
PART_EXTRA = 0.5
COMPANY_EXTRA = 2.0


class Listed(NamedTuple):
    """What a search looks at of one guest; `phone` as E.164."""

    id: AttendeeId
    name: str
    company: str | None = None
    phone: str | None = None


class Word(NamedTuple):
    """One way to write some places of a name: `seats` has a bit for each, `extra` is what this writing costs."""

    text: str
    seats: int
    extra: float = 0.0
    is_joined: bool = False

    @property
    def of_company(self) -> bool:
        """Whether it stands in the company, not in the name."""
        return self.seats >= 1 << MOST_WORDS


class Spelling(NamedTuple):
    """A guest's name folded, and every word they can be found by."""

    folded: str
    words: tuple[Word, ...]


def words_typed(text: str) -> list[str]:
    """The words of a text as names are compared: « N'Diaye » is one, « Jean-Paul » two."""
    return plain(APOSTROPHES.sub("", text)).split()


def spelling(listed: Listed) -> Spelling:
    """Every word a guest can be found by: those of the name, neighbours joined, what follows an apostrophe, company."""
    names = words_typed(listed.name)[:MOST_WORDS]
    company = words_typed(listed.company or "")[:MOST_WORDS]
    words = (
        *(Word(text, 1 << place) for place, text in enumerate(names)),
        *_joined(names),
        *_parts(listed.name, names),
        *(Word(text, 1 << (MOST_WORDS + place), COMPANY_EXTRA) for place, text in enumerate(company)),
        *(Word(part.text, part.seats << MOST_WORDS, COMPANY_EXTRA) for part in _parts(listed.company or "", company)),
    )
    return Spelling(fold(listed.name), words)


def _joined(names: list[str]) -> Iterator[Word]:
    for place, (first, second) in enumerate(pairwise(names)):
        yield Word(first + second, 0b11 << place, JOINED_EXTRA, is_joined=True)


def _parts(text: str, words: list[str]) -> Iterator[Word]:
    """What stands after an apostrophe, found by itself: « Akwa » in « d'Akwa »."""
    for part in set(plain(text).split()) - set(words):
        places = (place for place, word in enumerate(words) if word.endswith(part))
        if len(part) >= SHORTEST_PART and (place := next(places, None)) is not None:
            yield Word(part, 1 << place, PART_EXTRA)
