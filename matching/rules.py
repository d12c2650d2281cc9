"""The event's own choices, each with a default."""

from dataclasses import dataclass, fields

from matching.errors import MatchingError
from matching.people import CRITERIA, Person, check_number

FUSIONS = ("geometric", "product", "harmonic", "min")

_SHARES = ("min_fit", "known_factor", "explore")
_FLAGS = ("weighted", "same_company", "only_new")


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

    def __post_init__(self) -> None:
        if self.fusion not in FUSIONS:
            raise MatchingError(f"fusion {self.fusion!r} is none of {', '.join(FUSIONS)}")
        for rule in fields(self):
            if rule.name not in {"fusion", "baseline", *_FLAGS}:
                check_number(rule.name, getattr(self, rule.name), 1.0 if rule.name in _SHARES else 1e6)
        check_number("baseline", abs(self.baseline), 1e6)
        for name in ("kappa", "feedback_prior", "candidates"):
            if not getattr(self, name) > 0:
                raise MatchingError(f"{name} {getattr(self, name)!r} is not above 0")

    def weight(self, criterion: str) -> float:
        """How much one of `CRITERIA` counts for people who say nothing else."""
        if criterion not in CRITERIA:
            raise MatchingError(f"{criterion!r} is none of {', '.join(CRITERIA)}")
        return float(getattr(self, criterion)) if self.weighted else 1.0

    def weight_for(self, person: Person, criterion: str) -> float:
        """How much one of `CRITERIA` counts for this person: what they chose, else what the event says."""
        own = (person.weights or {}) if self.weighted else {}
        return float(own.get(criterion, self.weight(criterion)))


DEFAULT_RULES = Rules()
"""What holds when an event chooses nothing."""
