"""Whom to meet next, and why: mutual, capped, explained suggestions for a room of people."""

from matching import text
from matching.assignment import assign
from matching.dates import Dates, speed_dates
from matching.errors import MatchingError
from matching.explanation import explain, opening
from matching.history import History
from matching.live import LiveMatcher
from matching.measures import Quality, quality
from matching.pairs import Changes, Fact, Pair, Reason
from matching.people import Person
from matching.rules import Listed, Rules
from matching.seating import rounds
from matching.suggestions import suggest
from matching.utilities import utility

__all__ = [
    "Changes",
    "Dates",
    "Fact",
    "History",
    "Listed",
    "LiveMatcher",
    "MatchingError",
    "Pair",
    "Person",
    "Quality",
    "Reason",
    "Rules",
    "assign",
    "explain",
    "opening",
    "quality",
    "rounds",
    "speed_dates",
    "suggest",
    "text",
    "utility",
]
