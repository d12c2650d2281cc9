"""The figures of `kiosk bench match` as tables for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.table import Table

from kiosk.cli.house import words
from kiosk.wording.catalog import N_

Figures = Mapping[str, Any]
Columns = Mapping[str, Sequence[str]]

SOLVERS: Columns = {
    N_("Ours"): ("ours", "share_of_bound"),
    N_("Greedy"): ("greedy", "share_of_bound"),
    "networkx": ("networkx", "share_of_bound"),
    "HiGHS": ("highs", "share_of_bound"),
    N_("Ours, s"): ("ours", "seconds"),
    "networkx, s": ("networkx", "seconds"),
    "HiGHS, s": ("highs", "seconds"),
}
ROOM: Columns = {
    N_("Taken at once, s"): ("seconds",),
    N_("Memory, MB"): ("memory", "peak_mb"),
    N_("Over their slots"): ("over_their_slots",),
    N_("Without a list"): ("without_a_list",),
    N_("Gini of filled slots"): ("gini_of_filled_slots",),
    N_("Exposure of the quiet"): ("exposure_ratio_quiet",),
}
LIVE: Columns = {
    N_("One event, ms p50"): ("event_ms", "p50"),
    N_("p99"): ("event_ms", "p99"),
    N_("Solved anew, ms p50"): ("solved_anew", "ms", "p50"),
    N_("Share of the bound"): ("share_of_bound",),
    N_("Share of a fresh solution"): ("share_of_fresh",),
    N_("With nothing, most at once"): ("with_nothing", "most"),
    N_("Unasked in 5 min, most"): ("unasked", "most_in_five_minutes"),
}
TALKS: Columns = {
    N_("Good talks"): ("good_talks",),
    N_("Times one-sided"): ("times_one_sided",),
    N_("Share of the exact policy"): ("share_of_exact",),
    N_("Meets nobody"): ("meets_nobody",),
    N_("Most lists"): ("most_lists",),
    N_("Exposure ratio"): ("exposure_ratio",),
}
WORLDS = {
    "usual": N_("Simulated evenings"),
    "choosy": N_("Simulated evenings of people who say yes to one in five"),
    "less_wanted": N_("Simulated evenings at which three in ten are wanted less"),
}
MISSING = {
    "ortools": N_("OR-tools is not installed: ours chooses without the exact solver."),
    "scipy": N_("scipy is not installed: no HiGHS, so no bound, no shares of it and no exact choice."),
    "networkx": N_("networkx is not installed: its figures are left out."),
}


def tables(figures: Figures) -> Iterator[Table]:
    """One after the other: choosing pairs, a room, events alone, an evening by the clock, simulated evenings."""
    yield _table(N_("Choosing pairs: share of the bound, seconds"), SOLVERS, figures["assign"])
    yield _table(N_("A room"), ROOM, figures["suggest"])
    yield _table(N_("Events alone"), LIVE, figures["events"])
    yield _table(N_("An evening of three hours by the clock"), LIVE, figures["evening"])
    for world, each in figures["talks"].items():
        yield _table(WORLDS[world], TALKS, each["policies"])


def left_out(figures: Figures) -> Iterator[str]:
    """A sentence for each comparison whose package is not installed."""
    return (MISSING[package] for package in figures["missing"])


def _table(title: str, columns: Columns, rows: Mapping[Any, Figures]) -> Table:
    table = Table(title=words().say(title), title_justify="left")
    table.add_column("")
    for column in columns:
        table.add_column(words().say(column), justify="right")
    for name, figures in rows.items():
        table.add_row(str(name), *(_cell(figures, path) for path in columns.values()))
    return table


def _cell(figures: Any, path: Sequence[str]) -> str:  # noqa: ANN401
    for step in path:
        figures = figures[step] if figures is not None else None
    return "–" if figures is None else str(figures)
