"""The few things that are drawn on a badge; whatever paints them needs to know no more. Lengths are points."""

from dataclasses import dataclass

from kiosk.badges.fonts import Weight


@dataclass(frozen=True, slots=True)
class Text:
    """One line, its baseline starting at x, y; `grey` 0 is black and 1 white, `spacing` is added to each letter."""

    x: float
    y: float
    text: str
    size: float
    weight: Weight = Weight.REGULAR
    grey: float = 0.0
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR with its white margin; x, y is the lower left corner."""

    x: float
    y: float
    side: float
    content: str


@dataclass(frozen=True, slots=True)
class Pill:
    """A short word in white on a dark rounded box; x, y is the lower left corner of the box."""

    x: float
    y: float
    width: float
    height: float
    text: str
    size: float


Mark = Text | Symbol | Pill
