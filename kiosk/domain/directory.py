"""Everybody on a list, found by what is typed at the door.

Rules of this file: each typed word must be met by a word of its own, in any order; what meeting it costs says how far
it is from what was typed, so the nearest stands first; a short word forgives one slip, a long one two; what is shaky
(a slip in three letters, initials) counts only beside a word that is surely meant.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from kiosk.domain.names import fold, like_name
from kiosk.domain.people import AttendeeId
from kiosk.domain.spelling import MOST_WORDS, PHONE_SEAT, Listed, Spelling, Word, spelling
from kiosk.domain.typed import SHORTEST_ANCHOR, Reading, readings

BEGINS, INITIAL, SLIP, BEGINS_WITH_SLIP, SHAKY_SLIP, BY_INITIAL, PHONE = 1.0, 1.5, 4.0, 5.0, 6.0, 3.0, 1.0
ASIDE_MISSED = 0.5
LEFT_OVER = 0.01
FORGIVES_ONE, BEGINS_FORGIVING, FORGIVES_TWO, COMPANY_FORGIVES = 4, 6, 8, 5
LIKE_ENOUGH = 90.0
WORTH_A_LOOK = 80.0
_NAME_SEATS = (1 << MOST_WORDS) - 1
_ANCHORED, _SHAKY = 1 << 40, 1 << 41


class _Meant(NamedTuple):
    """How a word of the list meets a typed one."""

    cost: float
    slips: int = 0
    flags: int = 0


class _Met(NamedTuple):
    """A typed word met in one guest: the seats it takes there, with what is sure and what is shaky about it."""

    seats: int
    cost: float


_Options = Mapping[int, list[_Met]]


class Directory:
    """A list folded once. `before` is the one it replaces: who has not changed is not folded again."""

    def __init__(self, listed: Sequence[Listed], before: "Directory | None" = None) -> None:
        known: Mapping[Listed, Spelling] = before.spellings if before else {}
        self.listed = listed
        self.spellings: dict[Listed, Spelling] = {each: known.get(each) or spelling(each) for each in listed}
        self._folded = [self.spellings[each].folded for each in listed]
        self._where: dict[str, list[tuple[int, Word]]] = {}
        for number, each in enumerate(listed):
            for word in self.spellings[each].words:
                self._where.setdefault(word.text, []).append((number, word))
        self._words = sorted(self._where)
        self._by_length: dict[int, list[str]] = {}
        self._single = [text for text in self._words if not all(word.is_joined for _, word in self._where[text])]
        for text in self._words:
            self._by_length.setdefault(len(text), []).append(text)

    def find(self, text: str, limit: int, *, by_name_only: bool = False) -> list[AttendeeId]:
        """Who may be meant, the likeliest first, at most so many; nobody before two letters.

        Cost: a few ms for 5,000 guests.
        """
        best: dict[int, float] = {}
        options: dict[str, _Options] = {}
        for reading in readings(text):
            for word in {*reading.needed, *reading.aside} - options.keys():
                options[word] = self._options(word, by_name_only=by_name_only)
            for number, cost in self._met(reading, options):
                best[number] = min(cost, best.get(number, cost))
        nearest = sorted(best, key=lambda number: (best[number], number))[:limit]
        return [self.listed[number].id for number in nearest]

    def namesakes(self, name: str) -> list[AttendeeId]:
        """Who may be of this very name: any order, one slip, further names left out; the likest first."""
        return [self.listed[number].id for number in self._near(name) if like_name(name, self.listed[number].name)]

    def almost(self, name: str) -> list[AttendeeId]:
        """Whose whole name differs in a few letters only: another spelling, or another person."""
        whole = fold(name)
        ratio = fuzz.token_sort_ratio
        return [self.listed[each].id for each in self._near(name) if ratio(whole, self._folded[each]) >= LIKE_ENOUGH]

    def with_phone(self, phone: str) -> list[AttendeeId]:
        """Everybody who gave this number (E.164); a household shares one."""
        return [each.id for each in self.listed if each.phone == phone]

    def _near(self, name: str) -> list[int]:
        near = process.extract(
            fold(name), self._folded, scorer=fuzz.token_set_ratio, score_cutoff=WORTH_A_LOOK, limit=None
        )
        return [number for _, _, number in near]

    def _met(self, reading: Reading, options: Mapping[str, _Options]) -> Iterator[tuple[int, float]]:
        """Everybody in whom all needed words are met, and what it costs."""
        needed = [options[word] for word in reading.needed]
        start = _SHAKY if reading.shaky else 0
        for number in set(needed[0]).intersection(*needed):
            asked = [each[number] for each in needed]
            missable = [[*options[word].get(number, ()), _Met(0, ASIDE_MISSED)] for word in reading.aside]
            cost = _cheapest([*asked, *missable], start, len(self._folded[number].split()))
            if cost is not None:
                yield number, cost + reading.cost

    def _options(self, typed: str, *, by_name_only: bool) -> _Options:
        """In whom a typed word is met, and where."""
        found: dict[int, list[_Met]] = {}
        for text, meant in self._meant(typed).items():
            for number, word in self._where[text]:
                if _may_meet(typed, meant, word) and not (by_name_only and word.of_company):
                    met = _Met(word.seats | meant.flags, meant.cost + word.extra)
                    found.setdefault(number, []).append(met)
        if typed.isdecimal() and not by_name_only:
            for number, each in enumerate(self.listed):
                if each.phone and each.phone.endswith(typed):
                    found.setdefault(number, []).append(_Met(PHONE_SEAT | _ANCHORED, PHONE))
        return found

    def _meant(self, typed: str) -> dict[str, _Meant]:
        """The words of the list that a typed one may mean, the dearest ways first so that cheaper ones replace them."""
        sure = _ANCHORED if len(typed) >= SHORTEST_ANCHOR else 0
        found: dict[str, _Meant] = {}
        if len(typed) >= SHORTEST_ANCHOR and typed[0] in self._where:
            found[typed[0]] = _Meant(BY_INITIAL, flags=_SHAKY)
        found |= self._slips(typed)
        for place in range(bisect_left(self._words, typed), len(self._words)):
            word = self._words[place]
            if not word.startswith(typed):
                break
            begun = INITIAL if len(typed) == 1 else BEGINS
            found[word] = _Meant(0.0 if word == typed else begun, flags=sure)
        return found

    def _slips(self, typed: str) -> dict[str, _Meant]:
        if len(typed) < SHORTEST_ANCHOR or typed.isdecimal():
            return {}
        found: dict[str, _Meant] = {}
        if len(typed) >= BEGINS_FORGIVING:
            begun = {word: word[: len(typed)] for word in self._single if len(word) > len(typed)}
            for _, _, word in process.extract(typed, begun, scorer=OSA.distance, score_cutoff=1, limit=None):
                found[word] = _Meant(BEGINS_WITH_SLIP, slips=2, flags=_ANCHORED)
        most = 2 if len(typed) >= FORGIVES_TWO else 1
        likely = self._of_length(len(typed) - most, len(typed) + most)
        for word, slips, _ in process.extract(typed, likely, scorer=OSA.distance, score_cutoff=most, limit=None):
            if slips <= _forgiven(word, typed):
                shaky = len(typed) < FORGIVES_ONE
                found[word] = _Meant(SHAKY_SLIP if shaky else SLIP * slips, slips, _SHAKY if shaky else _ANCHORED)
        return found

    def _of_length(self, shortest: int, longest: int) -> list[str]:
        return [word for length in range(shortest, longest + 1) for word in self._by_length.get(length, ())]


def _forgiven(word: str, typed: str) -> int:
    return 2 if min(len(word), len(typed)) >= FORGIVES_TWO else 1


def _may_meet(typed: str, meant: _Meant, word: Word) -> bool:
    """Initials and second slips are for names as they stand, not for joined words; companies forgive less."""
    if word.is_joined:
        return meant.slips <= 1 and len(typed) > 1
    if word.of_company:
        return len(typed) > 1 and meant.cost != BY_INITIAL and (not meant.slips or len(typed) >= COMPANY_FORGIVES)
    return True


def _cheapest(words: Sequence[Sequence[_Met]], start: int, length: int) -> float | None:
    """The least that meeting every word in seats of its own costs; None when it cannot be, or rests on nothing sure."""
    reached = {start: 0.0}
    for mets in words:
        further: dict[int, float] = {}
        for taken, so_far in reached.items():
            for met in mets:
                if not taken & met.seats & ~(_ANCHORED | _SHAKY):
                    seats, cost = taken | met.seats, so_far + met.cost
                    further[seats] = min(cost, further.get(seats, cost))
        reached = further
    costs = (
        cost + LEFT_OVER * max(0, length - (seats & _NAME_SEATS).bit_count())
        for seats, cost in reached.items()
        if seats & _ANCHORED or not seats & _SHAKY
    )
    return min(costs, default=None)
