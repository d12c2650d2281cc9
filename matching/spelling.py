"""Misspelt words: which word of a vocabulary was meant, by its sound or by a slip of the finger."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

_SHORTEST = 5
_TWO_SLIPS_FROM = 10
_CHANGE_FROM = 8
_ONE_SLIP_FROM = 6
_LETTERS_PER_SOUND_SLIP = 2
_ALIKE_FROM = 9
_ALIKE = 0.72
# French and English spellings of one sound, longest first: what is heard alike is written alike.
_SOUNDS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        ("eaux?|aux?$|au", "o"),
        ("ph", "f"),
        ("tion|ssion|cion|sion", "sion"),
        ("qu|ck|q", "k"),
        ("c(?=[eiy])|ss|ç", "s"),
        ("ch|sh|sch", "$"),
        ("c", "k"),
        ("gu(?=[ei])|gh", "g"),
        ("ai|ei|ey|ay|ee|ea|er$|ez$|et$", "e"),
        ("oo|ou", "u"),
        ("[ae][nm](?=[^aeiouy]|$)", "a~"),
        ("[iy][nm](?=[^aeiouy]|$)", "e~"),
        ("h", ""),
        ("y", "i"),
        ("z", "s"),
        ("ks", "x"),
        (r"(.)\1+", r"\1"),
        ("(?<=[^aeiou~])e?s?$|(?<=[^aeiou~])[est]$|es?$", ""),
    )
)


def sound(word: str) -> str:
    """A folded word as it is heard, roughly: spellings of one sound become one, doubled and silent letters go.

    >>> sound("fotografe") == sound("photographe"), sound("elektricien") == sound("electricien")
    (True, True)
    """
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    return word


class Speller:
    """A vocabulary of folded words, ready to say which of them a misspelt word stands for.

    Cost: about 5 µs a word to build; about 30 µs to look a word up.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._by_sound: defaultdict[str, set[str]] = defaultdict(set)
        self._by_start: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(set(vocabulary)):
            if len(word) >= _SHORTEST:
                self._by_sound[sound(word)].add(word)
                self._by_start[word[0]].append(word)

    def meant(self, word: str) -> str | None:
        """The one word that sounds the same, or is written the same but for a slip; None when there is none.

        A slip is a letter missing, added, changed or swapped with its neighbour: one from 6 letters on, but no changed
        letter below 8, and two from 10 on, never the first letter.

        >>> Speller(["comptable", "banque"]).meant("comtpable"), Speller(["banque"]).meant("banane")
        ('comptable', None)
        """
        if len(word) < _SHORTEST:
            return None
        heard = [
            (slips, known)
            for known in self._by_sound.get(sound(word), ())
            if (slips := OSA.distance(word, known)) <= len(word) // _LETTERS_PER_SOUND_SLIP
        ]
        return min(heard)[1] if heard else self._slipped(word)

    def _slipped(self, word: str) -> str | None:
        most = 2 if len(word) >= _TWO_SLIPS_FROM else 1 if len(word) >= _ONE_SLIP_FROM else 0
        near = [
            (slips, known)
            for known in self._by_start.get(word[0], ())
            if abs(len(known) - len(word)) <= most and len(known) >= _ONE_SLIP_FROM
            if (slips := OSA.distance(word, known, score_cutoff=most)) <= most
            if len(word) >= _CHANGE_FROM or len(word) != len(known) or sorted(word) == sorted(known)
        ]
        return min(near)[1] if near else None


class Likeness:
    """A vocabulary of folded words, ready to say which of them a long word that is none of them is built like.

    Likeness is the cosine of the sets of three-letter parts, the ends of a word counting as letters.

    Cost: about 10 µs a word to build; about 30 µs to look a word up.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._words = sorted(word for word in set(vocabulary) if len(word) >= _ALIKE_FROM - 1)
        self._sizes = [len(_grams(word)) for word in self._words]
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            for gram in _grams(word):
                self._holders[gram].append(number)

    def nearest(self, word: str) -> str | None:
        """The word most alike, the first in the alphabet of equals; None when none is alike enough.

        >>> Likeness(["electricite", "banque"]).nearest("photoelectricite")
        'electricite'
        """
        if len(word) < _ALIKE_FROM:
            return None
        grams = _grams(word)
        common = Counter(number for gram in grams for number in self._holders.get(gram, ()))
        near = [(count / (len(grams) * self._sizes[at]) ** 0.5, -at) for at, count in common.items()]
        best = max(near, default=(0.0, 0))
        return self._words[-best[1]] if best[0] >= _ALIKE else None


def _grams(word: str) -> set[str]:
    padded = f"^{word}$"
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
