"""Concepts of business life in Cameroon: the words people type for them, and which offer answers which need."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from matching.words import stems

Float32Array = npt.NDArray[np.float32]

CONCEPT_CREDIT = 0.9
"""What a need answered by concept alone is worth; only the same words are worth 1."""

_ANSWER_CREDIT = 0.8
_LIKENESS = 87
_FUZZY_FROM = 6


@dataclass(frozen=True)
class Lexicon:
    """The data file, ready to look words up.

    `answers` is (concepts, concepts): 1 where an offer (column) answers a need (row).
    """

    names: tuple[str, ...]
    words: dict[str, frozenset[int]]
    phrases: dict[str, frozenset[int]]
    answers: Float32Array
    chain: dict[str, int]


def size() -> int:
    """How many concepts there are."""
    return len(lexicon().names)


def concepts_in(found_stems: Sequence[str]) -> set[int]:
    """Which concepts a text names, given its stems in order; long words may be a little misspelt.

    >>> [lexicon().names[at] for at in sorted(concepts_in(["comptabl"]))]
    ['accounting']
    """
    found: set[int] = set()
    for stem in found_stems:
        found |= _concepts_of(stem)
    line = f" {' '.join(found_stems)} "
    for phrase, concepts in lexicon().phrases.items():
        if f" {phrase} " in line:
            found |= concepts
    return found


def cover(offers: Float32Array) -> Float32Array:
    """What each offer is worth to a need for each concept: (offers, concepts) of 0 or 1 → the same shape, 0 to 1."""
    answers = lexicon().answers
    answered = (offers @ (answers > 0).T) > 0
    return np.asarray(np.maximum(offers, _ANSWER_CREDIT * answered), dtype=np.float32)


def chain_step(name: str) -> int | None:
    """The step of a named place in the distribution chain, 0 for inputs, or None when the name is not known.

    >>> chain_step("Grossiste"), chain_step("retailer"), chain_step("poet")
    (3, 4, None)
    """
    for stem in stems(name):
        if stem in lexicon().chain:
            return lexicon().chain[stem]
    return None


@cache
def lexicon() -> Lexicon:
    """The shipped concepts, read once."""
    raw = tomllib.loads(files("matching").joinpath("data/concepts.toml").read_text("utf-8"))
    concepts: dict[str, dict[str, list[str]]] = raw["concept"]
    names = tuple(concepts)
    answers = np.zeros((len(names), len(names)), dtype=np.float32)
    found: dict[str, set[int]] = {}
    for row, (name, entry) in enumerate(concepts.items()):
        for other in (name, *entry.get("answered_by", ())):
            answers[row, names.index(other)] = 1
        for word in (*entry["fr"], *entry["en"]):
            found.setdefault(" ".join(stems(word)), set()).add(row)
    frozen = {words: frozenset(rows) for words, rows in found.items()}
    return Lexicon(
        names,
        {words: rows for words, rows in frozen.items() if " " not in words},
        {words: rows for words, rows in frozen.items() if " " in words},
        answers,
        {stems(word)[0]: step for step, words in enumerate(raw["chain"]["steps"]) for word in words},
    )


@lru_cache(maxsize=8192)
def _concepts_of(stem: str) -> frozenset[int]:
    words = lexicon().words
    if stem in words or len(stem) < _FUZZY_FROM:
        return words.get(stem, frozenset())
    near = process.extractOne(stem, words.keys(), scorer=fuzz.ratio, score_cutoff=_LIKENESS)
    return words[near[0]] if near else frozenset()
