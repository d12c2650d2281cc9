"""What somebody typed to find a guest, in every way it may be meant."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kiosk.domain.names import MARRIED, TITLES
from kiosk.domain.spelling import words_typed

MIN_LETTERS = 2
MOST_TOKENS = 8
LONGEST_INITIALS = 3
SHORTEST_ANCHOR = 3
JOINED_COST = 0.5
INITIALS_COST = 1.0
_WILD = re.compile(r"[%*?_]")
_BETWEEN_DIGITS = re.compile(r"[\s.+()/-]")
_ASIDE = MARRIED | TITLES


class Reading(NamedTuple):
    """One way to mean what was typed: every needed word must be met, the others may be.

    `shaky` holds only beside a word that is surely meant.
    """

    needed: tuple[str, ...]
    aside: tuple[str, ...] = ()
    cost: float = 0.0
    shaky: bool = False


def readings(text: str) -> list[Reading]:
    """Ways to mean a text, as typed first; none before two letters, and none with a wildcard in it.

    >>> [" ".join(each.needed) for each in readings("Mme JP N'Diaye")]
    ['jp ndiaye', 'jpndiaye', 'j p ndiaye']
    """
    words = _words(text)
    if sum(map(len, words)) < MIN_LETTERS:
        return []
    needed = [word for word in words if word not in _ASIDE] or words
    aside = tuple(word for word in words if word not in needed)
    typed = Reading(tuple(needed), aside)
    return [typed, *_joined(typed), *_initials(typed)]


def _words(text: str) -> list[str]:
    if _WILD.search(text):
        return []
    digits = _BETWEEN_DIGITS.sub("", text)
    if digits.isascii() and digits.isdecimal():
        return [digits.removeprefix("00")]
    return words_typed(text)[:MOST_TOKENS]


def _joined(typed: Reading) -> Iterator[Reading]:
    """Two neighbours as one word: « N Diaye », « Jean Pierre » for somebody listed as Jeanpierre."""
    words = typed.needed
    for place in range(len(words) - 1):
        pair = words[place : place + 2]
        if not any(word.isdecimal() for word in pair):
            yield typed._replace(needed=(*words[:place], "".join(pair), *words[place + 2 :]), cost=JOINED_COST)


def _initials(typed: Reading) -> Iterator[Reading]:
    """Two or three letters as initials, beside a longer word: « JP Mbarga »."""
    words = typed.needed
    for place, word in enumerate(words):
        others = (*words[:place], *words[place + 1 :])
        has_anchor = any(len(other) >= SHORTEST_ANCHOR for other in others)
        if has_anchor and word.isalpha() and MIN_LETTERS <= len(word) <= LONGEST_INITIALS:
            spread = (*words[:place], *word, *words[place + 1 :])
            yield typed._replace(needed=spread, cost=INITIALS_COST, shaky=True)
