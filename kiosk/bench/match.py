"""How good and how fast the matching is, from a hundred people to ten thousand, beside exact solvers and greedy."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from kiosk.bench.choosing import chosen
from kiosk.bench.evenings import PEOPLE, WORLDS, shuffled_feedback_auc, talks
from kiosk.bench.live import lived
from kiosk.bench.meter import Meter, Told
from kiosk.bench.rooms import room
from kiosk.bench.taken import at_once

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured.

    Attributes:
        sizes: How many people.
        events: Live events a room.
        evenings: Simulated evenings a world, of `people`.
        networkx_to: Up to how many people networkx chooses too.
        timed_to: Up to how many people an evening by the clock is lived, which solves the room anew ninety times.
        valued_to: Up to how many people a room taken at once is valued, with and without exploration.
        exact_worlds: In which worlds the exact policy plays too.
    """

    sizes: Sequence[int] = (100, 300, 1_000, 10_000)
    events: int = 1_000
    evenings: int = 8
    people: int = PEOPLE
    networkx_to: int = 300
    timed_to: int = 1_000
    valued_to: int = 1_000
    exact_worlds: Sequence[str] = ("usual",)


COMPARED = ("ortools", "scipy", "networkx")
PLANS = {
    "quick": Plan(sizes=(100, 300), events=200, evenings=2, people=100, networkx_to=100),
    "usual": Plan(),
    "long": Plan(timed_to=20_000, valued_to=20_000, exact_worlds=tuple(WORLDS)),
}


def match_figures(plan: Plan, told: Told = lambda _what, _share: None) -> Figures:
    """Measure; `told` hears what is being measured, and the share of all steps that is done.

    Shares are of a bound that HiGHS finds in the same run. Seconds are wall time, one thread. What would need a package
    that is not installed is None or left out, and `missing` names the package.
    """
    timed = sum(size <= plan.timed_to for size in plan.sizes)
    meter = Meter(told, 3 * len(plan.sizes) + timed + len(WORLDS))
    figures: Figures = {"missing": missing(), "assign": {}, "suggest": {}, "events": {}, "evening": {}, "talks": {}}
    for size in plan.sizes:
        people = room(size)
        meter.begin(f"assign {size}")
        figures["assign"][size] = chosen(size, networkx_to=plan.networkx_to)
        meter.begin(f"suggest {size}")
        figures["suggest"][size] = at_once(people, is_valued=size <= plan.valued_to)
        done = meter.begin(f"events {size}", plan.events)
        figures["events"][size] = lived(people, plan.events, is_timed=False, done=done)
        if size <= plan.timed_to:
            done = meter.begin(f"evening {size}", plan.events)
            figures["evening"][size] = lived(people, plan.events, is_timed=True, done=done)
    for world in WORLDS:
        done = meter.begin(f"talks {world}", plan.evenings)
        is_exact = world in plan.exact_worlds
        figures["talks"][world] = talks(world, plan.evenings, plan.people, is_exact=is_exact, done=done)
    figures["shuffled_feedback_auc"] = shuffled_feedback_auc(plan.people)
    return figures


def missing() -> list[str]:
    """Packages that are not installed, so that what they would show is left out."""
    return [package for package in COMPARED if find_spec(package) is None]
