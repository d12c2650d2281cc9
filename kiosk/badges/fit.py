"""Fit a name into its room on a badge: smaller, then two lines, then initials of middle names; never a cut surname.

Pure: widths come from the `measure` that is passed in. All lengths are points.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product

Measure = Callable[[str, float], float]

LEADING = 1.16
_STEPS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
_SHRINK = 0.95
_INVISIBLE = 0.1
_FAMILY_SIZE = 0.5
_FAMILY_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Room:
    """A box for one text: its width and height, and the size the text would like to have."""

    width: float
    height: float
    size: float


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size, from the top."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """What the lines take, with the space between them."""
        return len(self.lines) * self.size * LEADING


def fit_name(given: str, family: str, room: Room, measure: Measure) -> tuple[Block, Block]:
    """Set a given name large and the surname under it, both inside the room; only the given name may be shortened.

    The surname starts at half of the room's size and takes half of its height at most.
    """
    low = Room(room.width, room.height * _FAMILY_SHARE, room.size * _FAMILY_SIZE)
    below = fit_text([family], low, measure)
    above = replace(room, height=room.height - below.height)
    return fit_text(with_initials(given), above, measure), below


def fit_text(wordings: Sequence[str], room: Room, measure: Measure) -> Block:
    """Set the first wording that fits: on one line, down to 70 % of the size, then on two; then the next wording.

    When none fits, the last one is set as small as it must be, on as many lines as that allows. No word is cut.
    """
    words = [wording.split() for wording in wordings]
    for some, lines, step in product(words, (1, 2), _STEPS):
        block = Block(_broken(some, lines, room.size * step, measure), room.size * step)
        if _fits(block, room, measure):
            return block
    return _shrunk(words[-1], room, measure)


def with_initials(given: str) -> list[str]:
    """Give a given name in ever shorter wordings: the last middle name becomes an initial first, the first name never.

    >>> with_initials("Ada Marie-Louise Noor")
    ['Ada Marie-Louise Noor', 'Ada Marie-Louise N.', 'Ada M.-L. N.']
    """
    words = given.split()
    shorter = [
        " ".join(words[:kept] + [initial(word) for word in words[kept:]]) for kept in range(len(words) - 1, 0, -1)
    ]
    return [given, *shorter]


def initial(word: str) -> str:
    """Shorten one name to its initials, hyphens kept, marks kept on their letter.

    >>> initial("Marie-Thérèse")
    'M.-T.'
    """
    return "-".join(f"{_first_letter(part)}." for part in word.split("-") if part) or word


def _first_letter(part: str) -> str:
    marks = 1
    while marks < len(part) and "\u0300" <= part[marks] <= "\u036f":
        marks += 1
    return part[:marks]


def _broken(words: Sequence[str], lines: int, size: float, measure: Measure) -> tuple[str, ...]:
    """Break into that many lines at most, two being as even as the words allow."""
    if lines == 1 or len(words) == 1:
        return (" ".join(words),)
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(breaks, key=lambda pair: max(measure(line, size) for line in pair))


def _fits(block: Block, room: Room, measure: Measure) -> bool:
    return block.height <= room.height and all(measure(line, block.size) <= room.width for line in block.lines)


def _shrunk(words: Sequence[str], room: Room, measure: Measure) -> Block:
    size = room.size * _STEPS[-1]
    while True:
        block = Block(_filled(words, size, room.width, measure), size)
        if size < _INVISIBLE or _fits(block, room, measure):
            return block
        size *= _SHRINK


def _filled(words: Sequence[str], size: float, width: float, measure: Measure) -> tuple[str, ...]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if measure(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
