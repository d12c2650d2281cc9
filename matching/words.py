"""Words without case, accents and endings, as every text here is read."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from snowballstemmer.english_stemmer import EnglishStemmer  # type: ignore[import-untyped]
from snowballstemmer.french_stemmer import FrenchStemmer  # type: ignore[import-untyped]

_MAX_WORDS = 200
_NOT_A_WORD = re.compile(r"[\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})
_STEMMERS = {"fr": FrenchStemmer, "en": EnglishStemmer}

PURPOSE_WORDS = frozenset(("pour", "pr", "for"))
"""What comes after one of them is what something is wanted for, more than what is wanted."""

LANGUAGES = tuple(_STEMMERS)
"""The languages words are stemmed in, in the order in which `roots` answers."""


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Words without case, accents, punctuation or symbols, one space apart.

    >>> fold("  Expert-Comptable, À DOUALA ! ")
    'expert comptable a douala'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", bare).strip()


def words(text: str) -> list[str]:
    """The first 200 words of a text, folded, without articles, prepositions and the like; all when nothing is left.

    >>> words("Je cherche le financement d'un projet")
    ['cherche', 'financement', 'projet']
    """
    found = fold(text).split()[:_MAX_WORDS]
    return [word for word in found if word not in function_words()] or found


def telling(found: list[str]) -> list[str]:
    """Those that say more than that something is wanted or offered; all when none does.

    >>> telling(["cherche", "financement", "ferme"])
    ['financement', 'ferme']
    """
    return [word for word in found if word not in asking_words()] or found


def roots(word: str) -> tuple[str, str]:
    """A folded word without its ending, by the Snowball rules for French and for English.

    Both are kept, as short texts mix languages and a word alone does not say which it is.

    Cost: about 0.1 ms the first time a word is seen.

    >>> roots("comptables"), roots("trainers")
    (('comptabl', 'comptabl'), ('trainer', 'trainer'))
    """
    return root(word, "fr"), root(word, "en")


@lru_cache(maxsize=16384)
def root(word: str, language: str) -> str:
    """A folded word without its ending in one of `LANGUAGES`."""
    # A stemmer holds the word it works on, so that each call has its own and threads may share this.
    return str(_STEMMERS[language]().stemWord(word))


def singular(word: str) -> str:
    """A folded word without the mark of the plural, as far as both languages agree.

    >>> singular("avocats"), singular("chevaux"), singular("companies"), singular("bus")
    ('avocat', 'cheval', 'company', 'bus')
    """
    for ending, instead, shortest in (
        ("eaux", "eau", 6),
        ("aux", "al", 6),
        ("ies", "y", 6),
        ("s", "", 5),
        ("x", "", 5),
    ):
        if word.endswith(ending) and len(word) >= shortest and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word


@cache
def function_words() -> frozenset[str]:
    """Articles, prepositions, pronouns and the like, in French, English, Pidgin and text-message spelling."""
    return _listed("function_words.txt")


@cache
def asking_words() -> frozenset[str]:
    """Words that say only that something is wanted or offered, or by whom."""
    return _listed("asking_words.txt")


@cache
def ordinary_words() -> frozenset[str]:
    """Correct words of no trade that look like the misspelling of one, and are to be left alone."""
    return _listed("ordinary_words.txt")


def _listed(name: str) -> frozenset[str]:
    return frozenset(files("matching").joinpath("data", name).read_text("utf-8").split())
