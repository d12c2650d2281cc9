"""What one of two people may be told about why they should meet."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace

from matching.errors import MatchingError
from matching.pairs import Direction, Pair, Reason
from matching.people import Id
from matching.reasons import OPEN_TALK

Visible = Callable[[Id, str], bool] | Mapping[tuple[Id, str], bool] | Container[tuple[Id, str]]

_MOST = 2
_OPENINGS = {
    ("need_offer", "to_you"): "ask_how_they_do_it",
    ("need_offer", "from_you"): "ask_what_would_help",
    ("chain", "to_you"): "ask_what_they_supply",
    ("chain", "from_you"): "ask_what_they_buy",
    ("same_trade", "both"): "ask_what_changes_in_the_trade",
    ("linked_trade", "both"): "ask_where_the_trades_meet",
    ("shared_objective", "both"): "ask_how_far_they_are",
    ("rare_shared", "both"): "ask_how_they_came_to_it",
    ("shared_group", "both"): "ask_how_they_came_to_it",
}
"""What can be asked about a reason, by its code and direction; the others give no question."""

_OPEN_QUESTION = Reason("ask_what_brings_you", "both", "")


def explain(pair: Pair, viewer: Id, visible: Visible) -> tuple[Reason, ...]:
    """Choose at most two reasons for one reader, from fields the other has agreed to show.

    What each brings to the other comes first, then a rare shared fact, then the strongest. Each rests on a term of the
    pair's value that is not zero. `chain` and the two trade codes say which relation it is: supplier (`to_you`), client
    (`from_you`), same or linked trade. Source: reference/matching.md 4.

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


def opening(pair: Pair, viewer: Id, visible: Visible) -> Reason:
    """Choose a first question to ask the other person, about the first told reason that one can be asked about.

    Args:
        pair: A suggestion.
        viewer: The reader, one of the two.
        visible: As in `explain`; nothing is asked about what the reader may not see.

    Returns:
        `code` is `ask_how_they_do_it` or `ask_what_would_help` (a need answered, to the giver or to the asker),
        `ask_what_they_supply`, `ask_what_they_buy`, `ask_what_changes_in_the_trade`, `ask_where_the_trades_meet`,
        `ask_how_far_they_are` (a shared objective), `ask_how_they_came_to_it` (a shared group), or
        `ask_what_brings_you` when there is nothing to ask about. The rest is that of the told reason.

    Raises:
        MatchingError: the viewer is not one of the two.

    >>> from matching import Person, suggest
    >>> ada, ben = Person("ada", needs=["comptable"]), Person("ben", offers=["Accounting"])
    >>> question = opening(suggest([ada, ben])[0], "ada", {("ben", "offers")})
    >>> question.code, question.value
    ('ask_how_they_do_it', 'Accounting')
    """
    for reason in explain(pair, viewer, visible):
        if code := _OPENINGS.get((reason.code, reason.direction)):
            return replace(reason, code=code)
    return _OPEN_QUESTION


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
    # One rare thing in common starts a talk better than a second strong but common one.
    rest = sorted((r for r in listed if r not in first), key=lambda reason: reason.code != "rare_shared")
    chosen = (first + rest)[:_MOST]
    return first[:_MOST] + [reason for reason in listed if reason in chosen and reason not in first]


def _may_see(visible: Visible, owner: Id, field: str) -> bool:
    if callable(visible):
        return bool(visible(owner, field))
    if isinstance(visible, Mapping):
        return bool(visible.get((owner, field), False))
    return (owner, field) in visible
