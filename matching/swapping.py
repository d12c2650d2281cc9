"""Two shown pairs that would be clearly better the other way round: a way out where all slots are full."""

from typing import NamedTuple

import numpy as np

from matching.board import Board
from matching.book import IntArray
from matching.criteria import BoolArray
from matching.kinds import beyond
from matching.shown import Shown
from matching.text import FloatArray

_LOOKS = 12
"""So many swaps are held to what they do to lists, those that gain most."""


class Swap(NamedTuple):
    """A person and a name of theirs part, and so do another two; each of the first takes one of the second.

    `worth` is that of person with first, `their_worth` that of name with second.
    """

    person: int
    name: int
    first: int
    second: int
    worth: float
    their_worth: float


def clear_swap(board: Board, shown: Shown, person: int, calm: BoolArray) -> Swap | None:
    """The swap of one of this person's names that gains most; None where none is clearly better.

    Args:
        board: The room.
        shown: Its pairs.
        person: A position; only their `Rules.candidates` best partners are tried.
        calm: Shape (n,). Whose names may change; all four must be among them.

    Returns:
        A swap after which the two pairs are worth `Rules.swap_gain` more than before, and where it makes lists more
        one-sided, `Rules.diversity` of the new pairs beside.

    Cost: what a handful of people are worth to the room, n each.
    """
    names = [name for name in sorted(shown.held[person]) if calm[name]]
    if not calm[person] or not names:
        return None
    mine, *theirs = board.weights([person, *names])
    mine[list(shown.held[person])] = 0.0
    pairs = _pairs(shown, np.argsort(-mine, kind="stable")[: board.rules.candidates], mine, calm)
    their_worth = np.array([_open(shown, name, row)[pairs[:, 1]] for name, row in zip(names, theirs, strict=True)])
    lost = np.add.outer(
        [shown.held[person][name] for name in names], [shown.held[one][other] for one, other in pairs.tolist()]
    )
    gains = np.where(their_worth > 0, mine[pairs[:, 0]] + their_worth - (1 + board.rules.swap_gain) * lost, 0.0)
    paying = np.flatnonzero(gains > 0)
    for at in paying[np.argsort(-gains.ravel()[paying], kind="stable")][:_LOOKS].tolist():
        row, column = divmod(at, len(pairs))
        first, second = pairs[column].tolist()
        swap = Swap(person, names[row], first, second, float(mine[first]), float(their_worth[row, column]))
        if gains[row, column] > _price(board, shown, swap):
            return swap
    return None


def _pairs(shown: Shown, firsts: IntArray, worth: FloatArray, calm: BoolArray) -> IntArray:
    """Those of these people who are worth something and may change, each with every name that may: (pairs, 2)."""
    useful = [first for first in firsts.tolist() if worth[first] > 0 and calm[first]]
    pairs = [(first, second) for first in useful for second in shown.held[first] if calm[second]]
    return np.array(pairs, dtype=np.intp).reshape(-1, 2)


def _open(shown: Shown, name: int, worth: FloatArray) -> FloatArray:
    """What others are worth to this name, 0 for those on their list and themself."""
    worth[[name, *shown.held[name]]] = 0.0
    return worth


def _price(board: Board, shown: Shown, swap: Swap) -> float:
    """What a swap must gain: more than nothing, or where lists get more one-sided, a share of the new pairs."""
    person, name, first, second, *worth = swap
    changes = ((person, name, first), (name, person, second), (first, second, person), (second, first, name))
    more = sum(_change(board, shown, *each) for each in changes)
    return board.rules.diversity * sum(worth) if more > 0 else 0.0


def _change(board: Board, shown: Shown, person: int, lost: int, gained: int) -> int:
    """By how many names a list becomes more one-sided."""
    pages = board.book.pages
    before = set(shown.held[person])
    after = before - {lost} | {gained}
    old, new = (
        beyond(pages[person].person, [pages[name].person for name in names], board.rules) for names in (before, after)
    )
    return new - old
