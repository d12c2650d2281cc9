"""What a text names: phrases before words, words before their stems, and misspellings last."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from matching.spelling import Likeness, Speller
from matching.words import LANGUAGES, PURPOSE_WORDS, asking_words, function_words, ordinary_words, root, singular, words

_MISSPELT_CREDIT = 0.9
_ALIKE_CREDIT = 0.5
_SHORTEST_ROOT = 4
_LONGEST_JOINED = 3
_SHORTEST_JOINED = 7
_MOST_REMEMBERED = 50_000

Concepts = frozenset[int]
_NONE: Concepts = frozenset()


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing named.

    Attributes:
        concepts: What it may stand for, more than one when it is ambiguous.
        credit: How surely, above 0 and at most 1.
        purpose: Whether it comes after "pour" or "for".
    """

    concepts: Concepts
    credit: float
    purpose: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    roots: tuple[str, ...]
    concepts: Concepts


@dataclass(frozen=True, slots=True)
class _Said:
    language: str
    parts: tuple[str, ...]
    number: int


@dataclass(frozen=True)
class Index:
    """Words and phrases of concepts, by number of concept."""

    exact: Mapping[str, Concepts]
    by_root: Mapping[str, Mapping[str, Concepts]]
    phrases: Mapping[str, Mapping[str, Sequence[_Phrase]]]
    abbreviations: Mapping[str, tuple[str, ...]]
    speller: Speller
    likeness: Likeness
    _known: Set[str]
    _read: dict[str, tuple[str, Mention | None]] = field(default_factory=dict)

    @staticmethod
    def of(listed: Sequence[Mapping[str, Iterable[str]]], abbreviations: Mapping[str, tuple[str, ...]]) -> "Index":
        """Index the words of each concept, listed by language; abbreviations stand for the words they are given.

        Cost: about 0.05 ms a word.
        """
        said = [
            _Said(language, tuple(words(text)), number)
            for number, by_language in enumerate(listed)
            for language, texts in by_language.items()
            for text in texts
        ]
        singles = [one for one in said if len(one.parts) == 1]
        phrases = [one for one in said if len(one.parts) > 1]
        exact = _gathered((one.parts[0], one.number) for one in singles)
        joined = _gathered(("".join(one.parts), one.number) for one in phrases if _may_be_joined(one.parts))
        vocabulary = {part for one in said for part in one.parts}
        return Index(
            exact={**joined, **exact},
            by_root={language: _by_root(singles, language) for language in LANGUAGES},
            phrases={language: _by_first(phrases, language) for language in LANGUAGES},
            abbreviations=abbreviations,
            speller=Speller(vocabulary - ordinary_words()),
            likeness=Likeness(exact),
            _known=vocabulary | _roots_of(phrases) | function_words() | asking_words() | ordinary_words(),
        )

    def mentions(self, found: Sequence[str]) -> list[Mention]:
        """Everything named by these folded words in order; a phrase takes its words with it.

        Cost: about 1 µs a word seen before, 0.1 ms a new one.
        """
        full = [part for word in found for part in self._in_full(word)]
        read = [self._reading(word) for word in full]
        meant = [word for word, _ in read]
        named: list[Mention] = []
        at, purpose = 0, False
        while at < len(read):
            phrase = self._phrase_at(meant, at)
            mention = Mention(phrase.concepts, 1.0) if phrase else read[at][1]
            if mention is not None:
                named.append(replace(mention, purpose=purpose))
            purpose = purpose or meant[at] in PURPOSE_WORDS
            at += len(phrase.roots) if phrase else 1
        return named

    def _in_full(self, word: str) -> tuple[str, ...]:
        return (word,) if word in self._known else self.abbreviations.get(word, (word,))

    def _phrase_at(self, meant: Sequence[str], at: int) -> _Phrase | None:
        best: _Phrase | None = None
        for language in LANGUAGES:
            for phrase in self.phrases[language].get(root(meant[at], language), ()):
                long = len(phrase.roots)
                if best is not None and long <= len(best.roots):
                    break
                if tuple(root(word, language) for word in meant[at : at + long]) == phrase.roots:
                    best = phrase
                    break
        return best

    def _reading(self, word: str) -> tuple[str, Mention | None]:
        """The word as it was meant, and what it names by itself; remembered, as rooms repeat their words."""
        if word not in self._read:
            if len(self._read) >= _MOST_REMEMBERED:
                self._read.clear()
            self._read[word] = self._read_afresh(word)
        return self._read[word]

    def _read_afresh(self, word: str) -> tuple[str, Mention | None]:
        concepts = self._named_by(word)
        if concepts:
            return word, Mention(concepts, 1.0)
        if self._is_known(word):
            return word, None
        meant = self.speller.meant(word)
        if meant is not None:
            concepts = self.exact.get(meant, _NONE)
            return meant, Mention(concepts, _MISSPELT_CREDIT) if concepts else None
        alike = self.likeness.nearest(word)
        return word, Mention(self.exact[alike], _ALIKE_CREDIT) if alike else None

    def _named_by(self, word: str) -> Concepts:
        if word in self.exact:
            return self.exact[word]
        if word in asking_words() or word in ordinary_words():
            return _NONE
        one = singular(word)
        if one in self.exact:
            return self.exact[one]
        return _NONE.union(*(self.by_root[language].get(root(word, language), _NONE) for language in LANGUAGES))

    def _is_known(self, word: str) -> bool:
        return word in self._known or any(root(word, language) in self._known for language in LANGUAGES)


def _gathered(pairs: Iterable[tuple[str, int]]) -> dict[str, Concepts]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for word, number in pairs:
        found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _by_root(singles: Iterable[_Said], language: str) -> dict[str, Concepts]:
    stems = ((root(one.parts[0], language), one.number) for one in singles if one.language == language)
    return _gathered((stem, number) for stem, number in stems if len(stem) >= _SHORTEST_ROOT)


def _by_first(phrases: Iterable[_Said], language: str) -> dict[str, list[_Phrase]]:
    """Phrases of one language by the root of their first word, the longest first."""
    found: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    for one in phrases:
        if one.language == language:
            found[tuple(root(part, language) for part in one.parts)].add(one.number)
    by_first: defaultdict[str, list[_Phrase]] = defaultdict(list)
    for roots in sorted(found, key=lambda roots: (-len(roots), roots)):
        by_first[roots[0]].append(_Phrase(roots, frozenset(found[roots])))
    return by_first


def _roots_of(phrases: Iterable[_Said]) -> set[str]:
    return {root(part, one.language) for one in phrases for part in one.parts}


def _may_be_joined(parts: Sequence[str]) -> bool:
    """Whether people may well write it in one word, as in "mobilemoney"."""
    return len(parts) <= _LONGEST_JOINED and len("".join(parts)) >= _SHORTEST_JOINED
