"""Suggestions that follow an evening: what they are worth after a thousand events, and how calm phones stay."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from kiosk.bench.crowd import QUIET, Crowd
from kiosk.bench.value import Value
from matching import Person, Rules, suggest

EVENING = 10_800.0
RESOLVE_AFTER = 120.0
Figures = dict[str, Any]
Done = Callable[[int], None]


def lived(people: list[Person], events: int, *, is_timed: bool, done: Done = lambda _: None) -> Figures:
    """Let so many things happen in a nearly full room within three hours, then hold it to a fresh solution.

    With `is_timed` the matcher is told the time, so that it leaves names alone for five minutes, and the room is solved
    anew every two minutes, as the matchmaker does. Without, there are events alone. Milliseconds are of one event.
    """
    chance = np.random.default_rng(len(people))
    crowd = Crowd(people, is_timed=is_timed)
    seconds, anew, nothing = [], [], []
    at = solved_at = 0.0
    for number in range(events):
        at += float(chance.exponential(EVENING / events))
        seconds.append(crowd.happen(chance, at))
        if is_timed and at - solved_at >= RESOLVE_AFTER:
            anew.append(crowd.resolve(at))
            solved_at = at
        nothing.append(crowd.with_nothing())
        done(number + 1)
    return {
        "events": events,
        "event_ms": _parts(seconds),
        **_shares(crowd),
        "changes_per_event": round(crowd.changes / events, 2),
        "with_nothing": {"mean": round(float(np.mean(nothing)), 3), "most": max(nothing), "at_the_end": nothing[-1]},
        "unasked": _unasked(crowd, at),
        "exposure_ratio_late": _late(crowd),
        "solved_anew": {"times": len(anew), "ms": _parts(anew)} if is_timed else _once(crowd, at),
    }


def _once(crowd: Crowd, at: float) -> Figures:
    return {"times": 1, "ms": _parts([crowd.resolve(at)])}


def _parts(seconds: Sequence[float]) -> dict[str, float] | None:
    if not seconds:
        return None
    return {f"p{part}": round(1000 * float(np.percentile(seconds, part)), 2) for part in (50, 99)}


def _shares(crowd: Crowd) -> Figures:
    """What is shown, and a fresh solution for the same people, as shares of a bound and of each other."""
    value = Value(crowd.free(), crowd.met, Rules())
    bound, shown = value.bound(), value.of(crowd.pairs())
    fresh = value.of(suggest(crowd.free(), met=crowd.met))
    return {
        "share_of_bound": round(shown / bound, 4) if bound else None,
        "fresh_share_of_bound": round(fresh / bound, 4) if bound else None,
        "share_of_fresh": round(shown / fresh, 4) if fresh else None,
    }


def _unasked(crowd: Crowd, seconds: float) -> Figures:
    times = list(crowd.lost.values())
    return {
        "most_in_five_minutes": max((_most_within(each) for each in times), default=0),
        "per_person_an_hour": round(3600 * sum(map(len, times)) / seconds / len(crowd.here), 3),
        "too_soon": crowd.hasty,
        "too_soon_for_somebody_with_nothing": crowd.spared,
    }


def _most_within(times: Sequence[float]) -> int:
    """The most moments of an ordered list within five minutes."""
    return max(sum(start <= each < start + QUIET for each in times) for start in times)


def _late(crowd: Crowd) -> float | None:
    """How full the slots of those who came late are, over those of the others; None without one of both."""
    free = crowd.free()
    full = {person.id: len(crowd.live.suggestions(person.id)) / max(person.slots, 1) for person in free}
    late = [share for person, share in full.items() if person in crowd.late]
    others = [share for person, share in full.items() if person not in crowd.late]
    return round(float(np.mean(late) / np.mean(others)), 3) if late and any(others) else None
