"""Concepts of business life in Cameroon: which of them a text names, and which offer answers which need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
import numpy.typing as npt

from matching.concepts import Concept, read_concepts, read_toml
from matching.errors import MatchingError
from matching.reading import Index, Mention
from matching.words import LANGUAGES, root, singular, words

Float32Array = npt.NDArray[np.float32]

CONCEPT_CREDIT = 0.9
"""What a need answered by concept alone is worth; only the same words are worth 1."""

_ANSWER_CREDIT = 0.8
_ANSWERED_CREDIT = 0.3
_SECTOR_CREDIT = 0.2
_ASIDE_WEIGHT = 0.4
# A person who offers one thing is a little more the one to meet for it than one who offers ten.
_ONE_OF_MANY = 0.85


@dataclass(frozen=True)
class Lexicon:
    """The data files, ready to look words up.

    Attributes:
        names: Names of the concepts; everywhere else a concept is its position here.
        sectors: The sector of each.
        broad: Whether each goes with any trade, shape (concepts,).
        answers: Shape (concepts, concepts), 0 to 1: how well an offer (column) answers a need (row).
        index: Finds what a text names.
    """

    names: tuple[str, ...]
    sectors: tuple[str, ...]
    broad: npt.NDArray[np.bool_]
    answers: Float32Array
    index: Index


def size() -> int:
    """How many concepts there are."""
    return len(lexicon().names)


def concepts_in(found: Sequence[str]) -> dict[int, float]:
    """What a text is about, given its folded words in order, as `matching.words.words` gives them.

    Returns:
        For each concept named its share of the text, above 0 and at most 1, in order of appearance. An ambiguous word
        gives its whole share to each of its meanings, unless the other words tell which is meant.

    Cost: about 0.01 ms for a text of ten words seen before, 0.1 ms more for each new word.

    >>> [lexicon().names[at] for at in concepts_in(["cherche", "comptable"])]
    ['accounting']
    """
    known = lexicon()
    mentions = _settled(known, known.index.mentions(found))
    weights = _weights(known, mentions)
    total = sum(weights.values())
    shares: dict[int, float] = {}
    for mention in mentions:
        for at in sorted(mention.concepts):
            share = weights[mention.concepts] * mention.credit / total
            shares[at] = max(shares.get(at, 0.0), share)
    return shares


def sector_of(text: str) -> str | None:
    """The sector of the strongest concept a text names, the first of equals; None when it names none.

    Sectors are the names of the files in `data/concepts`.

    >>> sector_of("éleveuse de poulets à Bafoussam"), sector_of("…")
    ('agriculture', None)
    """
    shares = concepts_in(words(text))
    return lexicon().sectors[max(shares, key=lambda at: shares[at])] if shares else None


def cover(offers: Float32Array) -> Float32Array:
    """What each offer is worth to a need for each concept.

    Args:
        offers: Shape (offers, concepts), 0 to 1: shares as `concepts_in` gives them.

    Returns:
        The same shape, 0 to 1: 1 for a concept that is the whole offer, at least 0.85 for one of many, 0.8 where
        another one answers it, 0.3 where it answers the other, 0.2 in the same sector.

    Cost: 3 x offers x concepts² multiplications.
    """
    named = (offers > 0).astype(np.float32)
    worth = named * (_ONE_OF_MANY + (1 - _ONE_OF_MANY) * offers)
    for credit in (_ANSWER_CREDIT, _ANSWERED_CREDIT, _SECTOR_CREDIT):
        answering = (lexicon().answers >= np.float32(credit)).astype(np.float32)
        worth = np.maximum(worth, np.float32(credit) * ((named @ answering.T) > 0))
    return np.asarray(worth, dtype=np.float32)


def chain_step(name: str) -> int | None:
    """The step of a named place in the distribution chain, 0 for inputs, or None when the name is not known.

    >>> chain_step("Grossiste"), chain_step("retailer"), chain_step("poet")
    (3, 4, None)
    """
    steps, said = chain(), words(name)
    for first in range(len(said)):
        for last in range(len(said), first, -1):
            step = steps.get(_stemmed(said[first:last]))
            if step is not None:
                return step
    return None


@cache
def lexicon() -> Lexicon:
    """The shipped concepts, read once, in about half a second."""
    return build(read_concepts(_data()))


@cache
def chain() -> dict[str, int]:
    """The step of each word of the shipped distribution chain, by stem.

    Raises:
        MatchingError: a word stands in two steps.
    """
    return read_chain(_data())


def read_chain(folder: Traversable) -> dict[str, int]:
    """Read and check `chain.toml` of a folder; errors as `chain`."""
    found: dict[str, int] = {}
    for number, step in enumerate(read_toml(folder.joinpath("chain.toml"))["step"]):
        for said in step["words"]:
            stemmed = _stemmed(words(said))
            if found.setdefault(stemmed, number) != number:
                raise MatchingError(f"chain.toml: {said!r} stands in two steps, the second is {step['name']}")
    return found


def build(concepts: Sequence[Concept]) -> Lexicon:
    """Make checked concepts ready to be looked up."""
    broad = np.array([concept.broad for concept in concepts], dtype=bool)
    return Lexicon(
        names=tuple(concept.name for concept in concepts),
        sectors=tuple(concept.sector for concept in concepts),
        broad=broad,
        answers=_answers(concepts, broad),
        index=Index.of([concept.words for concept in concepts], _abbreviations(_data())),
    )


def _answers(concepts: Sequence[Concept], broad: npt.NDArray[np.bool_]) -> Float32Array:
    number = {concept.name: at for at, concept in enumerate(concepts)}
    sectors = np.array([concept.sector for concept in concepts])
    found = _SECTOR_CREDIT * ((sectors[:, None] == sectors) & ~broad & ~broad[:, None])
    stated = np.zeros_like(found, dtype=bool)
    for row, concept in enumerate(concepts):
        stated[row, [number[other] for other in concept.answered_by]] = True
    found[stated.T & ~broad & ~broad[:, None]] = _ANSWERED_CREDIT
    found[stated] = _ANSWER_CREDIT
    np.fill_diagonal(found, 1.0)
    return np.asarray(found, dtype=np.float32)


def _settled(known: Lexicon, mentions: Sequence[Mention]) -> list[Mention]:
    """The same, ambiguous ones settled by the concepts or else the sectors of the others, where those tell."""
    named = {at for mention in mentions if len(mention.concepts) == 1 for at in mention.concepts}
    sectors = {known.sectors[at] for at in named}
    settled = []
    for mention in mentions:
        meant = mention.concepts
        if len(meant) > 1:
            meant = meant & named or frozenset(at for at in meant if known.sectors[at] in sectors) or meant
        settled.append(replace(mention, concepts=meant))
    return settled


def _weights(known: Lexicon, mentions: Iterable[Mention]) -> dict[frozenset[int], float]:
    """How much each thing mentioned matters beside the others, the most where it is mentioned twice."""
    weights: dict[frozenset[int], float] = {}
    headed = False
    for mention in mentions:
        broad = all(known.broad[at] for at in mention.concepts)
        # In "money for my farm" it is not the farm that is wanted; in "buyers for my cocoa" the cocoa says it all.
        aside = broad or (mention.purpose and headed)
        headed = headed or not broad
        weights[mention.concepts] = max(weights.get(mention.concepts, 0.0), _ASIDE_WEIGHT if aside else 1.0)
    return weights


def _stemmed(said: Iterable[str]) -> str:
    return " ".join(_chain_root(word) for word in said)


@lru_cache(maxsize=4096)
def _chain_root(word: str) -> str:
    return min((root(singular(word), language) for language in LANGUAGES), key=len)


def _abbreviations(folder: Traversable) -> dict[str, tuple[str, ...]]:
    stated = read_toml(folder.joinpath("abbreviations.toml"))
    return {short: tuple(words(full)) for short, full in stated.items()}


def _data() -> Traversable:
    return files("matching").joinpath("data")
