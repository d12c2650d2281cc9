"""What one of two people may be told about why they should meet."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace

from matching.errors import MatchingError
from matching.pairs import Direction, Pair, Reason
from matching.people import Id
from matching.reasons import OPEN_TALK

Visible = Callable[[Id, str], bool] | Mapping[tuple[Id, str], bool] | Container[tuple[Id, str]]

_MOST = 2


def explain(pair: Pair, viewer: Id, visible: Visible) -> tuple[Reason, ...]:
    """Choose at most two reasons for one reader, both directions first, from fields the other has agreed to show.

    Args:
        pair: A suggestion.
        viewer: The reader, one of the two.
        visible: Which `(owner id, field)` the reader may see: a function of the two, a mapping, or a set. Fields are
            those of `Person`. The reader's own fields need no permission.

    Returns:
        One or two reasons. `direction` is `to_you`, `from_you` or `both`, and `value` the other person's own words.
        When nothing may be told it is `open_talk`, with nothing disclosed.

    Raises:
        MatchingError: the viewer is not one of the two.

    >>> from matching import Person, suggest
    >>> ada, ben = Person("ada", needs=["comptable"], groups=["Buea"]), Person("ben", offers=["Accounting"])
    >>> told = explain(suggest([ada, ben])[0], "ada", {("ben", "offers")})
    >>> [(reason.code, reason.direction, reason.value) for reason in told]
    [('need_offer', 'to_you', 'Accounting')]
    """
    if viewer not in (pair.a, pair.b):
        raise MatchingError(f"{viewer!r} is not one of {pair.a!r} and {pair.b!r}")
    told = [
        _told(reason, pair, viewer)
        for reason in pair.reasons
        if reason.facts
        and all(fact.owner == viewer or _may_see(visible, fact.owner, fact.field) for fact in reason.facts)
    ]
    return tuple(_both_ways_first(told)) or (OPEN_TALK,)


def _told(reason: Reason, pair: Pair, viewer: Id) -> Reason:
    theirs = next(fact.text for fact in reason.facts if fact.owner != viewer)
    return replace(reason, direction=_direction(reason.direction, viewer == pair.a), value=theirs)


def _direction(direction: Direction, is_a: bool) -> Direction:
    if direction == "both":
        return "both"
    return "from_you" if (direction == "a_to_b") == is_a else "to_you"


def _both_ways_first(told: Iterable[Reason]) -> list[Reason]:
    listed = list(told)
    # Knowing why the other would say yes matters as much as one's own gain (reference/matching.md 4).
    ways = [next((r for r in listed if r.direction == way), None) for way in ("to_you", "from_you")]
    first = [reason for reason in ways if reason is not None]
    return (first + [reason for reason in listed if reason not in first])[:_MOST]


def _may_see(visible: Visible, owner: Id, field: str) -> bool:
    if callable(visible):
        return bool(visible(owner, field))
    if isinstance(visible, Mapping):
        return bool(visible.get((owner, field), False))
    return (owner, field) in visible
