"""The event's own choices, each with a default."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from matching.errors import MatchingError
from matching.people import CRITERIA, Person, check_number
from matching.words import fold

FUSIONS = ("geometric", "product", "harmonic", "min")

_SHARES = ("min_fit", "known_factor", "explore", "sector_share", "diversity")
_FLAGS = ("weighted", "same_company", "only_new")
_SEGMENTS = ("segments", "segments_apart")

_CRITERIA = {
    "need_offer": ("They offer what this person looks for.", ("needs", "need_text", "offers", "offer_text"), "2.1"),
    "chain": ("They stand next to each other in a distribution chain.", ("chain",), "2.1"),
    "same_trade": ("They have the same trade, or linked ones.", ("trade",), "2.1"),
    "objectives": ("They came for the same thing; what few came for counts more.", ("objectives",), "2.1"),
    "shared": ("They have a group in common; what few share counts more.", ("groups",), "2.1"),
    "language": ("They have a language to talk in.", ("languages",), "practice"),
    "segment": ("The organiser wants their two segments to meet.", ("segment",), "practice"),
}
_VETOES = {
    "same_company": ("Two people of one company.", ("company",), "2.3"),
    "only_new": (
        "Two people who know each other, for everybody or for those who ask for new people.",
        ("only_new",),
        "2.3",
    ),
    "competitor": ("Somebody whose trade this person avoids.", ("avoid_trades", "trade"), "practice"),
    "segments_apart": ("Two segments that the organiser keeps apart.", ("segment",), "practice"),
    "met": ("Two people who met this evening.", (), "2.3"),
    "private": ("Somebody whom a person refused or blocked, or the organiser did; nobody is told.", (), "2.3"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One criterion or veto as an organiser's page can show it.

    Attributes:
        name: As in `CRITERIA` or `Rules`; never renamed, so that a page can translate by it.
        meaning: What it says of two people, in English.
        weight: Of a criterion: how much it counts at this event, 0 or more; people may say otherwise. None of a veto.
        on: Whether it does anything at this event. A veto that people choose for themselves is always on.
        fields: The fields of `Person` that it reads; empty when it rests on what happened between two people.
        source: Where the method comes from: a section of reference/matching.md, or "practice".
    """

    name: str
    meaning: str
    weight: float | None
    on: bool
    fields: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Rules:
    """What counts at this event, and how much. Formulas: reference/matching.md 2.

    Attributes:
        need_offer: Weight of "they offer what I need".
        chain: Weight of being neighbours in a distribution chain.
        same_trade: Weight of the same or a linked trade.
        objectives: Weight of objectives in common, rare ones more.
        shared: Weight of groups in common, rare ones more.
        weighted: False counts every criterion once and ignores personal weights.
        kappa: Pseudo-evidence that pulls a thin profile to the room's mean; above 0.
        min_fit: Text fits below this count as none, 0 to 1.
        max_terms: How many offers, needs and phrases of each are read per person, against stuffing.
        fusion: How two wishes become one value: one of `FUSIONS`.
        baseline, slope: Log-odds of a good talk at utility 0, and what utility 1 adds.
        feedback_prior: Pseudo-answers that shrink what is learnt from feedback.
        known_factor: What a pair that knows each other keeps of its value, 0 to 1.
        only_new: True never sends people to someone they know.
        same_company: True allows pairs of one company; they are vetoed by default.
        shortfall: Extra share of value for pairs where one had fewer talks than the room's median.
        bridge: Bonus for strangers with common contacts, most at one to three.
        swap_gain: A shown pair gives way at a re-solve only to one better by this share.
        explore: Share of pairs whose value is drawn from what is uncertain instead of its mean, 0 to 1.
        candidates: How many best partners of each person are considered.
        language: Weight of a common language.
        segment: Weight of segments that should meet.
        segments: `(segment, segment, weight)`: which should meet, in either order, and how much beside the others.
            Two segments that are not listed neither gain nor lose. Weight 0 says nothing.
        segments_apart: `(segment, segment)`: which must not meet.
        sector_share: Share of a person's slots, rounded up, that names of one sector should not pass, 0 to 1; at least
            one name. 1 lets a list be of one sector.
        diversity: Share of their worth that the four lists may lose together where two pairs are exchanged for two
            others so that lists hold names of more sectors, and hosts are on more lists, 0 to 1. 0 exchanges none.
    """

    need_offer: float = 3.0
    chain: float = 2.0
    same_trade: float = 1.0
    objectives: float = 1.0
    shared: float = 0.5
    weighted: bool = True
    kappa: float = 1.0
    min_fit: float = 0.3
    max_terms: int = 5
    fusion: str = "geometric"
    baseline: float = -2.0
    slope: float = 4.0
    feedback_prior: float = 4.0
    known_factor: float = 0.25
    only_new: bool = False
    same_company: bool = False
    shortfall: float = 0.5
    bridge: float = 0.05
    swap_gain: float = 0.10
    explore: float = 0.1
    candidates: int = 20
    language: float = 0.5
    segment: float = 1.0
    segments: Sequence[tuple[str, str, float]] = ()
    segments_apart: Sequence[tuple[str, str]] = ()
    sector_share: float = 2 / 3
    diversity: float = 0.05

    def __post_init__(self) -> None:
        if self.fusion not in FUSIONS:
            raise MatchingError(f"fusion {self.fusion!r} is none of {', '.join(FUSIONS)}")
        for rule in fields(self):
            if rule.name not in {"fusion", "baseline", *_FLAGS, *_SEGMENTS}:
                check_number(rule.name, getattr(self, rule.name), 1.0 if rule.name in _SHARES else 1e6)
        check_number("baseline", abs(self.baseline), 1e6)
        for name in ("kappa", "feedback_prior", "candidates"):
            if not getattr(self, name) > 0:
                raise MatchingError(f"{name} {getattr(self, name)!r} is not above 0")
        object.__setattr__(self, "segments", tuple(_wanted(given) for given in _each("segments", self.segments)))
        apart = tuple(_two("segments_apart", given) for given in _each("segments_apart", self.segments_apart))
        object.__setattr__(self, "segments_apart", apart)

    def criteria(self) -> tuple[Listed, ...]:
        """What is weighed at this event, in the order of `CRITERIA`; `segment` is off until segments are named.

        >>> [(entry.name, entry.weight) for entry in Rules(chain=0).criteria()][:2]
        [('need_offer', 3.0), ('chain', 0.0)]
        """
        return tuple(
            Listed(name, meaning, weight := self.weight(name), weight > 0 and self._said(name), fields_read, source)
            for name, (meaning, fields_read, source) in _CRITERIA.items()
        )

    def vetoes(self) -> tuple[Listed, ...]:
        """What keeps two people from being sent to each other, and whether it does at this event.

        >>> [entry.name for entry in Rules(same_company=True).vetoes() if not entry.on]
        ['same_company', 'segments_apart']
        """
        off = {"same_company": self.same_company, "segments_apart": not self.segments_apart}
        return tuple(
            Listed(name, meaning, None, not off.get(name, False), fields_read, source)
            for name, (meaning, fields_read, source) in _VETOES.items()
        )

    def _said(self, criterion: str) -> bool:
        return criterion != "segment" or any(weight > 0 for _, _, weight in self.segments)

    def weight(self, criterion: str) -> float:
        """How much one of `CRITERIA` counts for people who say nothing else."""
        if criterion not in CRITERIA:
            raise MatchingError(f"{criterion!r} is none of {', '.join(CRITERIA)}")
        return float(getattr(self, criterion)) if self.weighted else 1.0

    def weight_for(self, person: Person, criterion: str) -> float:
        """How much one of `CRITERIA` counts for this person: what they chose, else what the event says."""
        own = (person.weights or {}) if self.weighted else {}
        return float(own.get(criterion, self.weight(criterion)))


def _each(name: str, given: object) -> Iterable[object]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise MatchingError(f"{name} {given!r} is not a list")
    return given


def _wanted(given: object) -> tuple[str, str, float]:
    if not isinstance(given, list | tuple) or len(given) != 3:  # noqa: PLR2004 - two segments and a weight
        raise MatchingError(f"segments: {given!r} is not two segments and a weight")
    one, other = _two("segments", given[:2])
    check_number("segments: weight", given[2], 1e6)
    return one, other, float(given[2])


def _two(name: str, given: object) -> tuple[str, str]:
    if not isinstance(given, list | tuple) or len(given) != 2:  # noqa: PLR2004 - two segments
        raise MatchingError(f"{name}: {given!r} is not two segments")
    for segment in given:
        if not isinstance(segment, str) or not fold(segment):
            raise MatchingError(f"{name}: {segment!r} is not a segment")
    return given[0], given[1]


DEFAULT_RULES = Rules()
"""What holds when an event chooses nothing."""
