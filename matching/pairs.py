"""What comes out of matching: pairs, the reasons for them, and what changed."""

from dataclasses import dataclass
from typing import Literal

from matching.people import Id

Direction = Literal["a_to_b", "b_to_a", "both", "to_you", "from_you"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a person wrote, and in which field: what a reason discloses when it is told."""

    owner: Id
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two people should meet: a code that a sentence can be made from.

    Attributes:
        code: `need_offer`, `chain`, `same_trade`, `linked_trade`, `shared_objective`, `shared_group`,
            `rare_shared` (a group few in the room share), `common_language`, `segments` (the organiser wants
            theirs to meet) or `open_talk` (nothing is known yet).
        direction: Who gives to whom, `both` for what is shared. A suggestion says `a_to_b` or `b_to_a`;
            an explanation, which has a reader, says `to_you` or `from_you`.
        value: The giver's words, or the shared ones; in an explanation the other person's words. Empty for `open_talk`.
        facts: What it rests on, by owner and field.
        holders: Of a shared objective, group or language: how many in the room hold it, the two included, when the
            room was last counted; 2 is "only you two". 0 of everything else.
    """

    code: str
    direction: Direction
    value: str
    facts: tuple[Fact, ...] = ()
    holders: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who should meet, `a` before `b` by id. It is mutual: each is a suggestion to the other.

    `score` is the weight of the pair, 0 or more: it orders the pairs of one room and means nothing outside it.
    `reasons` come strongest first and are never empty in a suggestion.
    """

    a: Id
    b: Id
    score: float
    reasons: tuple[Reason, ...] = ()

    def other(self, person_id: Id) -> Id:
        """The one of the two who is not `person_id`."""
        return self.b if person_id == self.a else self.a


@dataclass(frozen=True, slots=True)
class Changes:
    """What one event did to the pairs that are shown. No pair is in both."""

    added: tuple[Pair, ...] = ()
    withdrawn: tuple[Pair, ...] = ()
