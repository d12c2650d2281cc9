"""Words without case, accents and endings, as every text here is read."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

_MAX_WORDS = 200
_NOT_A_WORD = re.compile(r"[\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})
_SUFFIXES = (
    *("issements", "issement", "ations", "ation", "ateurs", "ateur", "atrices", "atrice", "ements", "ement", "ments"),
    *("ment", "euses", "euse", "eurs", "eur", "ings", "ing", "ieres", "iere", "iers", "ier", "ers", "er", "ies", "es"),
    *("ed", "s", "x", "e"),
)
_SHORTEST_STEM = 4


def fold(text: str) -> str:
    """Words without case, accents, punctuation or symbols, one space apart.

    >>> fold("  Expert-Comptable, À DOUALA ! ")
    'expert comptable a douala'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", bare).strip()


def stems(text: str) -> list[str]:
    """The words that carry meaning, cut to their stem; all words when none does."""
    words = fold(text).split()[:_MAX_WORDS]
    return [stem(word) for word in ([word for word in words if word not in _stop_words()] or words)]


def stem(word: str) -> str:
    """A folded word without its French or English ending, never shorter than four letters.

    >>> stem("formations"), stem("formateur"), stem("forming")
    ('form', 'form', 'form')
    """
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word[: -len(suffix)]
    return word


@cache
def _stop_words() -> frozenset[str]:
    """Words that say only that something is wanted or offered, and those that say nothing, in both languages."""
    return frozenset(files("matching").joinpath("data/stop_words.txt").read_text("utf-8").split())
