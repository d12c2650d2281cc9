"""What the people of a room wrote, read once so that anybody can be compared with anybody."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from matching.lexicon import chain_step
from matching.pairs import Fact
from matching.people import CRITERIA, Person, company_key, language_key
from matching.rules import Rules
from matching.text import Encoded, Float32Array, encode, rarity
from matching.words import fold

IntArray = npt.NDArray[np.intp]
Number = TypeVar("Number", np.float32, np.intp)

UNKNOWN = -1
_PHRASE_END = re.compile(r"[.;:!?,/\n\r•|]+")
_LONGEST_PHRASE = 300
_FIRST_TERMS = 64


@dataclass(frozen=True)
class Page:
    """One person as the criteria read them. `offers`, `needs`, `trade` and `avoided` are numbers of terms.

    `offered` and `needed` are what they wrote, in their words, in the order of those numbers; `company` is the key of
    theirs, empty for none.
    """

    person: Person
    offered: tuple[Fact, ...]
    needed: tuple[Fact, ...]
    offers: IntArray
    needs: IntArray
    trade: int
    chain: int
    objectives: frozenset[str]
    groups: frozenset[str]
    weights: tuple[float, ...]
    languages: frozenset[str]
    segment: str
    avoided: IntArray
    company: str


class Terms:
    """Every different text of a room, encoded once and numbered in order of appearance."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._encoded = encode([""] * _FIRST_TERMS)

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, texts: Iterable[str]) -> IntArray:
        """The numbers of these texts, new ones encoded; texts without a word have none."""
        folded = [fold(text) for text in texts]
        new = [text for text in dict.fromkeys(folded) if text and text not in self._numbers]
        if new:
            self._append(new)
        return np.array([self._numbers[text] for text in folded if text], dtype=np.intp)

    def since(self, first: int) -> Encoded:
        """Those from this number on."""
        read, some = self._encoded, slice(first, len(self))
        return Encoded(read.lexical[some], read.concepts[some], read.covered[some])

    def _append(self, new: list[str]) -> None:
        first, more = len(self), encode(new)
        self._numbers.update({text: first + at for at, text in enumerate(new)})
        # Doubling keeps an arrival from copying the whole table.
        tables = [with_room(table, len(self)) for table in _tables(self._encoded)]
        for table, rows in zip(tables, _tables(more), strict=True):
            table[first : len(self)] = rows
        self._encoded = Encoded(*tables)


def _tables(read: Encoded) -> tuple[Float32Array, Float32Array, Float32Array]:
    return read.lexical, read.concepts, read.covered


def with_room(table: npt.NDArray[Number], rows: int) -> npt.NDArray[Number]:
    """The same table, with at least so many rows; new ones are 0, and there are spare ones."""
    if rows <= len(table):
        return table
    return np.pad(table, ((0, max(rows, 2 * len(table)) - len(table)), (0, 0)))


class Book:
    """The pages of a room by position. Positions never move; a page can be added or rewritten.

    Cost: about 0.1 ms for each text not seen before.
    """

    def __init__(self, people: Sequence[Person], rules: Rules) -> None:
        self.rules = rules
        self.terms = Terms()
        said = [(person, _said(person, "offers", rules), _said(person, "needs", rules)) for person in people]
        # One call for all texts: adding them one by one would copy the table each time.
        self.terms.numbers(
            text
            for person, offered, needed in said
            for text in (person.trade or "", *person.avoid_trades, *(fact.text for fact in (*needed, *offered)))
        )
        self.pages = [self._page(*each) for each in said]

    def write(self, at: int, person: Person) -> None:
        """Put this person on page `at`, the next free one or one that is there."""
        page = self._page(person, _said(person, "offers", self.rules), _said(person, "needs", self.rules))
        if at == len(self.pages):
            self.pages.append(page)
        else:
            self.pages[at] = page

    def statistics(self, positions: Iterable[int]) -> "Statistics":
        """How rare each thing is among the people at these positions."""
        pages = [self.pages[at] for at in positions]
        return Statistics(
            people=len(pages),
            telling=rarity(self.terms.since(0).lexical),
            objectives=Counter(fact for page in pages for fact in page.objectives),
            groups=Counter(fact for page in pages for fact in page.groups),
            languages=Counter(fact for page in pages for fact in page.languages),
        )

    def _page(self, person: Person, offered: tuple[Fact, ...], needed: tuple[Fact, ...]) -> Page:
        trade = self.terms.numbers([person.trade or ""])
        return Page(
            person,
            offered,
            needed,
            offers=self.terms.numbers(fact.text for fact in offered),
            needs=self.terms.numbers(fact.text for fact in needed),
            trade=int(trade[0]) if len(trade) else UNKNOWN,
            chain=_step(person.chain),
            objectives=_folded(person.objectives),
            groups=_folded(person.groups),
            weights=tuple(self.rules.weight_for(person, criterion) for criterion in CRITERIA),
            languages=frozenset(key for language in person.languages if (key := language_key(language))),
            segment=fold(person.segment or ""),
            avoided=self.terms.numbers(person.avoid_trades),
            company=company_key(person.company),
        )


@dataclass(frozen=True)
class Statistics:
    """How rare things are in a room: what a shared fact is worth there."""

    people: int
    telling: Float32Array
    objectives: Counter[str]
    groups: Counter[str]
    languages: Counter[str]

    def surprise(self, holders: int) -> float:
        """Worth of sharing something that so many hold, 0 to 1: 1 when only two do, next to 0 when everybody does."""
        return min(1.0, float(np.log((self.people + 2) / (max(holders, 2) + 1))) / self._most)

    @cached_property
    def _most(self) -> float:
        return float(np.log((max(self.people, 2) + 2) / 3))


def _said(person: Person, side: str, rules: Rules) -> tuple[Fact, ...]:
    limit = rules.max_terms
    chips, free, field = (
        (person.offers, person.offer_text, "offer_text")
        if side == "offers"
        else (person.needs, person.need_text, "need_text")
    )
    phrases = [phrase.strip()[:_LONGEST_PHRASE] for phrase in _PHRASE_END.split(free)]
    written = [
        *_first([Fact(person.id, side, chip) for chip in chips], limit),
        *_first([Fact(person.id, field, phrase) for phrase in phrases], limit),
    ]
    return tuple(_first(written, 2 * limit))


def _first(facts: Iterable[Fact], limit: int) -> list[Fact]:
    """The first that have a word in them, each thing once."""
    different: dict[str, Fact] = {}
    for fact in facts:
        different.setdefault(fold(fact.text), fact)
    different.pop("", None)
    return list(different.values())[:limit]


def _step(chain: str | int | None) -> int:
    if chain is None:
        return UNKNOWN
    step = chain if isinstance(chain, int) else chain_step(chain)
    return UNKNOWN if step is None or step < 0 else step


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(folded for text in texts if (folded := fold(text)))
