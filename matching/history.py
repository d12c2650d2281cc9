"""What is already known about pairs of people when matching starts."""

from collections.abc import Iterable
from dataclasses import dataclass

from matching.errors import MatchingError
from matching.people import Id

PairIds = tuple[Id, Id]
Answer = tuple[Id, Id, bool]


@dataclass(frozen=True)
class History:
    """What happened before. Ids may be of people who are not here; only in `feedback` does their order matter.

    Attributes:
        known: Pairs that knew each other before.
        met: Pairs that met at this event.
        vetoed: Pairs that must never be proposed.
        feedback: `(who, about, wanted)`: who answered, about whom, and whether they wanted the meeting.

    Raises:
        MatchingError: something is not a pair, a pair with oneself, or not an answer.
    """

    known: Iterable[PairIds] = ()
    met: Iterable[PairIds] = ()
    vetoed: Iterable[PairIds] = ()
    feedback: Iterable[Answer] = ()

    def __post_init__(self) -> None:
        for name in ("known", "met", "vetoed"):
            object.__setattr__(self, name, tuple(checked_pair(name, given) for given in getattr(self, name)))
        object.__setattr__(self, "feedback", tuple(_answer(given) for given in self.feedback))


def checked_pair(name: str, given: object) -> PairIds:
    """Two different ids, or a `MatchingError` that says which argument `name` held something else."""
    if not isinstance(given, list | tuple) or len(given) != 2:  # noqa: PLR2004 - a pair is two
        raise MatchingError(f"{name}: {given!r} is not a pair of ids")
    a, b = given
    if a == b:
        raise MatchingError(f"{name}: {a!r} is paired with themself")
    return a, b


def _answer(given: object) -> Answer:
    if not isinstance(given, list | tuple) or len(given) != 3 or not isinstance(given[2], bool):  # noqa: PLR2004
        raise MatchingError(f"feedback: {given!r} is not (who, about, wanted)")
    who, about = checked_pair("feedback", given[:2])
    return who, about, given[2]
