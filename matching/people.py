"""Who can be matched: frozen profiles, their order, and when two companies are one."""

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from matching.errors import MatchingError
from matching.words import fold

Id = Hashable

CRITERIA = ("need_offer", "chain", "same_trade", "objectives", "shared", "language", "segment")
"""What can be weighed, in the order in which arrays hold it."""

_LISTS = ("offers", "needs", "objectives", "groups", "languages", "avoid_trades")
_LANGUAGES = {
    **dict.fromkeys(("fr", "fra", "francais", "francaise", "french"), "fr"),
    **dict.fromkeys(("en", "eng", "anglais", "anglaise", "english"), "en"),
    **dict.fromkeys(("pcm", "wes", "pidgin", "pidgin english", "cameroon pidgin"), "wes"),
    **dict.fromkeys(("es", "spa", "espagnol", "spanish", "espanol"), "es"),
    **dict.fromkeys(("de", "deu", "ger", "allemand", "german", "deutsch"), "de"),
    **dict.fromkeys(("pt", "por", "portugais", "portuguese", "portugues"), "pt"),
    **dict.fromkeys(("ar", "ara", "arabe", "arabic"), "ar"),
    **dict.fromkeys(("zh", "zho", "chinois", "chinese", "mandarin"), "zh"),
    **dict.fromkeys(("ff", "ful", "fulfulde", "peul", "foulfoulde", "fulani"), "ff"),
}
_LEGAL_FORMS = frozenset(
    (
        *(
            "co",
            "company",
            "corp",
            "ets",
            "etablissement",
            "etablissements",
            "gie",
            "groupe",
            "group",
            "inc",
            "limited",
        ),
        *("llc", "ltd", "plc", "sa", "sarl", "sarlu", "sas", "suarl"),
    )
)


@dataclass(frozen=True)
class Person:
    """What one attendee said of themself. Every field but `id` may be missing, and a missing one never punishes.

    Attributes:
        id: Any hashable; equal ids are the same person.
        offers: What they can give, one short text each.
        needs: What they look for, one short text each.
        offer_text: The same in free words, French or English.
        need_text: The same in free words, French or English.
        trade: Their profession or line of business.
        chain: Their place in a distribution chain: a step such as 2, or its name ("wholesaler", "grossiste").
        objectives: What they came for.
        company: Two people of one company are not sent to each other.
        groups: Facts that others may share: a school, an association, a town.
        weights: How much each of `CRITERIA` counts for this person; those left out count as in the rules.
        slots: How many suggestions they may hold at once.
        anchor: A host who draws others: anchors are spread over tables and over people's lists.
        languages: Those they can talk in, by name in French or English or by code.
        segment: The organiser's class of guest, such as "startup"; `Rules.segments` says which should meet.
        avoid_trades: Trades of competitors, whom they are never sent to; nobody else is told.
        only_new: True never sends them to someone they know.

    Raises:
        MatchingError: a field of the wrong kind, negative slots, a weight that is not a finite number >= 0.

    >>> Person("ada", needs=["comptable"]).needs
    ('comptable',)
    """

    id: Id
    offers: Sequence[str] = ()
    needs: Sequence[str] = ()
    offer_text: str = ""
    need_text: str = ""
    trade: str | None = None
    chain: str | int | None = None
    objectives: Sequence[str] = ()
    company: str | None = None
    groups: Sequence[str] = ()
    weights: Mapping[str, float] | None = field(default=None, hash=False)
    slots: int = 3
    anchor: bool = False
    languages: Sequence[str] = ()
    segment: str | None = None
    avoid_trades: Sequence[str] = ()
    only_new: bool = False

    def __post_init__(self) -> None:
        _check_id(self.id)
        for name in _LISTS:
            object.__setattr__(self, name, _texts(name, getattr(self, name)))
        for name in ("offer_text", "need_text"):
            _check_text(name, getattr(self, name))
        for name in ("trade", "company", "segment"):
            _check_text(name, getattr(self, name) or "")
        if not isinstance(self.chain, str | int | None) or isinstance(self.chain, bool):
            raise MatchingError(f"chain {self.chain!r} is neither a step nor its name")
        if not isinstance(self.slots, int) or isinstance(self.slots, bool) or self.slots < 0:
            raise MatchingError(f"slots {self.slots!r} is not a whole number >= 0")
        if not isinstance(self.only_new, bool):
            raise MatchingError(f"only_new {self.only_new!r} is neither True nor False")
        if self.weights is not None:
            object.__setattr__(self, "weights", _checked_weights(self.weights))


def in_order(people: Iterable[Person]) -> list[Person]:
    """People sorted by id, so that no result depends on the order in which they were listed.

    Raises:
        MatchingError: an id comes twice, or something is not a Person.
    """
    listed = list(people)
    seen: set[Id] = set()
    for person in listed:
        if not isinstance(person, Person):
            raise MatchingError(f"{person!r} is not a Person")
        if person.id in seen:
            raise MatchingError(f"id {person.id!r} comes twice")
        seen.add(person.id)
    return sorted(listed, key=lambda person: id_key(person.id))


def id_key(person_id: Id) -> tuple[str, str]:
    """What ids of any kinds are ordered by."""
    return str(person_id), type(person_id).__name__


def company_key(company: str | None) -> str:
    """A company's name without case, accents and legal form; empty when there is none.

    >>> company_key("Ets. Ndolé & Fils SARL") == company_key("ndole fils")
    True
    """
    words = fold(company or "").split()
    return " ".join([word for word in words if word not in _LEGAL_FORMS] or words)


def language_key(language: str) -> str:
    """A language whichever way it is named; one that is not in our short list is its folded name.

    >>> language_key("Français"), language_key("FR"), language_key("Ewondo")
    ('fr', 'fr', 'ewondo')
    """
    name = fold(language)
    return _LANGUAGES.get(name, name)


def _check_id(person_id: Id) -> None:
    try:
        hash(person_id)
    except TypeError:
        raise MatchingError(f"id {person_id!r} is not hashable") from None


def _texts(name: str, value: Sequence[str]) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise MatchingError(f"{name} {value!r} is not a list of texts")
    texts = tuple(value)
    for text in texts:
        _check_text(name, text)
    return texts


def _check_text(name: str, value: str) -> None:
    if not isinstance(value, str):
        raise MatchingError(f"{name} holds {value!r}, which is not a text")


def _checked_weights(weights: Mapping[str, float]) -> Mapping[str, float]:
    for name, weight in weights.items():
        if name not in CRITERIA:
            raise MatchingError(f"weights: {name!r} is none of {', '.join(CRITERIA)}")
        check_number(f"weight of {name}", weight)
    return MappingProxyType(dict(weights))


def check_number(name: str, value: float, at_most: float = math.inf) -> None:
    """Refuse what is not a finite number from 0 to `at_most`."""
    if not isinstance(value, int | float) or not math.isfinite(value) or not 0 <= value <= at_most:
        raise MatchingError(f"{name} {value!r} is not a finite number from 0 to {at_most}")
