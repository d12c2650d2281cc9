"""What kinds of names a list holds, sectors and hosts, and how many of each before it is one-sided."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import ceil

from matching.lexicon import sector_of
from matching.people import Person
from matching.rules import Rules

HOST = "host"
# What rounding can add to a share of slots that is meant to be a whole number.
_ROUNDING = 1e-9


def sector(person: Person) -> str | None:
    """Their sector, from the first that names one: trade, offers, free words of what they offer; None when none does.

    >>> sector(Person("ada", trade="éleveuse de poulets")), sector(Person("ben", offers=["…"]))
    ('agriculture', None)
    """
    said = (person.trade or "", *person.offers, person.offer_text)
    return next((found for text in said if text and (found := _sector_of(text))), None)


def kinds(person: Person) -> frozenset[str]:
    """What they are on somebody's list: a name of their sector, where it is known, and `HOST` for an anchor.

    >>> sorted(kinds(Person("ada", trade="comptable", anchor=True)))
    ['host', 'sector money']
    """
    named = sector(person)
    return frozenset([HOST] * person.anchor + ([f"sector {named}"] if named else []))


def most(person: Person, kind: str, rules: Rules) -> int:
    """How many names of a kind this person's list may hold before it is one-sided.

    Of one sector `Rules.sector_share` of their slots, rounded up, at least 1. Of hosts one, and none on a host's own
    list: hosts are there for the guests.

    >>> [most(Person("ada", slots=slots), "sector food", Rules()) for slots in (1, 2, 3, 6)]
    [1, 2, 2, 4]
    """
    if kind == HOST:
        return 0 if person.anchor else 1
    return max(1, ceil(rules.sector_share * person.slots - _ROUNDING))


def beyond(person: Person, names: Iterable[Person], rules: Rules) -> int:
    """By how many names this person's list is one-sided; 0 when it is not.

    >>> beyond(Person("ada"), [Person(number, trade="comptable") for number in range(3)], Rules())
    1
    """
    count = Counter(kind for name in names for kind in kinds(name))
    return sum(max(0, held - most(person, kind, rules)) for kind, held in count.items())


def crowds(person: Person, names: Iterable[Person], newcomer: Person, rules: Rules) -> bool:
    """Whether this newcomer beside these names makes the person's list more one-sided."""
    held = Counter(kind for name in names for kind in kinds(name))
    return any(held[kind] >= most(person, kind, rules) for kind in kinds(newcomer))


@lru_cache(maxsize=4096)
def _sector_of(text: str) -> str | None:
    return sector_of(text)
