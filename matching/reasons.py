"""Why a pair is proposed: one reason for each term of its value that is not zero."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from matching.book import UNKNOWN, Book, Page, Statistics
from matching.criteria import Comparison
from matching.pairs import Direction, Fact, Reason
from matching.people import CRITERIA, language_key
from matching.words import fold

OPEN_TALK = Reason("open_talk", "both", "")

_RARE_SHARE = 0.05
_CHAIN_STEPS = 2
_CRITERION = {
    "need_offer": "need_offer",
    "chain": "chain",
    "same_trade": "same_trade",
    "linked_trade": "same_trade",
    "shared_objective": "objectives",
    "shared_group": "shared",
    "rare_shared": "shared",
    "common_language": "language",
    "segments": "segment",
}

Found = tuple[float, Reason]


class Reasons:
    """Reasons of any pair of one book, true at the time they are asked for."""

    def __init__(self, book: Book, statistics: Statistics, comparison: Comparison) -> None:
        self._book = book
        self._statistics = statistics
        self._comparison = comparison

    def between(self, a: int, b: int) -> tuple[Reason, ...]:
        """All reasons of the people at two positions, strongest first; `open_talk` alone when there is none."""
        one, other = self._book.pages[a], self._book.pages[b]
        found = [
            *self._need_offer(a, b, "a_to_b"),
            *self._need_offer(b, a, "b_to_a"),
            *_chain(one, other),
            *self._trade(one, other),
            *self._shared(one, other, "objectives"),
            *self._shared(one, other, "groups"),
            *self._language(one, other),
            *self._segments(one, other),
        ]
        weighed = [(strength * _weight(reason, one, other), reason) for strength, reason in found]
        ordered = sorted(weighed, key=lambda entry: (-entry[0], entry[1].code, entry[1].direction))
        return tuple(reason for strength, reason in ordered if strength > 0) or (OPEN_TALK,)

    def _need_offer(self, giver: int, asker: int, direction: Direction) -> list[Found]:
        offers, needs = self._book.pages[giver].offers, self._book.pages[asker].needs
        if not len(offers) or not len(needs):
            return []
        table = self._comparison.fits(needs, offers)
        need, offer = divmod(int(table.argmax()), len(offers))
        given, asked = self._book.pages[giver].offered[offer], self._book.pages[asker].needed[need]
        return [(float(table[need, offer]), Reason("need_offer", direction, given.text, (given, asked)))]

    def _trade(self, one: Page, other: Page) -> list[Found]:
        if UNKNOWN in (one.trade, other.trade):
            return []
        closeness = float(self._comparison.trade_closeness(np.array([one.trade]), np.array([other.trade]))[0, 0])
        code = "same_trade" if closeness == 1 else "linked_trade"
        said = [Fact(page.person.id, "trade", page.person.trade or "") for page in (one, other)]
        return [(closeness, Reason(code, "both", said[0].text, tuple(said)))]

    def _shared(self, one: Page, other: Page, field: str) -> list[Found]:
        holders: Counter[str] = getattr(self._statistics, field)
        common = sorted(getattr(one, field) & getattr(other, field), key=lambda fact: (holders[fact], fact))
        if not common:
            return []
        rarest = common[0]
        said = [Fact(page.person.id, field, _as_written(getattr(page.person, field), rarest)) for page in (one, other)]
        rare = holders[rarest] <= max(2, _RARE_SHARE * self._statistics.people)
        code = "shared_objective" if field == "objectives" else "rare_shared" if rare else "shared_group"
        return [self._held(code, said, holders[rarest])]

    def _language(self, one: Page, other: Page) -> list[Found]:
        holders = self._statistics.languages
        common = sorted(one.languages & other.languages, key=lambda language: (holders[language], language))
        if not common:
            return []
        said = [Fact(page.person.id, "languages", _named(page.person.languages, common[0])) for page in (one, other)]
        return [self._held("common_language", said, holders[common[0]])]

    def _held(self, code: str, said: list[Fact], holders: int) -> Found:
        """What both hold, the stronger the fewer do: a language that everybody speaks is hardly worth a line."""
        # Whoever came since the room was counted is not in the count, but these two hold it.
        reason = Reason(code, "both", said[0].text, tuple(said), max(holders, 2))
        return self._statistics.surprise(holders), reason

    def _segments(self, one: Page, other: Page) -> list[Found]:
        weight = self._comparison.segment_weight(one.segment, other.segment)
        said = [Fact(page.person.id, "segment", page.person.segment or "") for page in (one, other)]
        return [(weight, Reason("segments", "both", said[0].text, tuple(said)))] if weight else []


def _weight(reason: Reason, one: Page, other: Page) -> float:
    """What the term counts for whoever it serves: the asker of a need, else the one it matters more to."""
    served = [one, other]
    if reason.code == "need_offer":
        served = [other if reason.direction == "a_to_b" else one]
    number = CRITERIA.index(_CRITERION[reason.code])
    return max(page.weights[number] for page in served)


def _chain(one: Page, other: Page) -> list[Found]:
    steps = abs(one.chain - other.chain)
    if UNKNOWN in (one.chain, other.chain) or not 1 <= steps <= _CHAIN_STEPS:
        return []
    supplier, buyer = (one, other) if one.chain < other.chain else (other, one)
    said = tuple(Fact(page.person.id, "chain", str(page.person.chain)) for page in (supplier, buyer))
    direction: Direction = "a_to_b" if supplier is one else "b_to_a"
    return [(1.0 / steps, Reason("chain", direction, said[0].text, said))]


def _named(languages: Sequence[str], key: str) -> str:
    return next(language for language in languages if language_key(language) == key)


def _as_written(texts: Sequence[str], folded: str) -> str:
    return next(text for text in texts if fold(text) == folded)
