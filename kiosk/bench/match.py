"""How good and how fast the matching is, from a hundred people to ten thousand, beside an exact solver and greedy."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from kiosk.bench.baselines import Candidates, candidates, greedy, highs_bound, highs_exact
from kiosk.bench.evenings import shuffled_feedback_auc, talks
from kiosk.bench.rooms import room
from matching import History, LiveMatcher, Person, assign, quality, suggest

SIZES = (100, 300, 1_000, 10_000)
SLOTS, CANDIDATES = 3, 40
EXACT_TO, EVENTS = 300, 1_000
Figures = dict[str, Any]
Told = Callable[[str], None]


def match_figures(sizes: Sequence[int] = SIZES, *, events: int = EVENTS, told: Told = lambda _: None) -> Figures:
    """Measure assignment, suggestions, live repair and simulated evenings; `told` hears what is being measured.

    Shares are of the bound that HiGHS finds in the same run, None without scipy. Seconds are wall time, one thread.
    """
    figures: Figures = {"assign": {}, "suggest": {}, "live": {}}
    for size in sizes:
        told(f"assign {size}")
        figures["assign"][size] = _assigned(candidates(size, CANDIDATES, seed=size))
        people = room(size)
        told(f"suggest {size}")
        figures["suggest"][size] = _suggested(people)
        told(f"live {size}")
        figures["live"][size] = _lived(people, events)
    told("talks")
    figures["talks"] = talks()
    figures["shuffled_feedback_auc"] = shuffled_feedback_auc()
    return figures


class _Watch:
    """Seconds of one stretch of work."""

    seconds: float = 0.0


@contextmanager
def _watched() -> Iterator[_Watch]:
    watch, started = _Watch(), time.perf_counter()
    yield watch
    watch.seconds = time.perf_counter() - started


def _assigned(edges: Candidates) -> Figures:
    with _watched() as ours:
        chosen = assign(edges.people, edges.i, edges.j, edges.weight, SLOTS)
    with _watched() as simple:
        by_greed = greedy(edges, SLOTS)
    with _watched() as linear:
        bound = highs_bound(edges, SLOTS)
    found = {
        "pairs": len(chosen),
        "seconds": round(ours.seconds, 4),
        "share_of_bound": _share(_worth(edges, chosen), bound),
        "greedy": {"seconds": round(simple.seconds, 4), "share_of_bound": _share(by_greed, bound)},
        "highs_bound": {"seconds": round(linear.seconds, 4)},
    }
    if edges.people <= EXACT_TO:
        with _watched() as whole:
            exact = highs_exact(edges, SLOTS)
        found["highs_exact"] = {"seconds": round(whole.seconds, 4), "share_of_bound": _share(exact, bound)}
    return found


def _worth(edges: Candidates, chosen: Any) -> float:  # noqa: ANN401
    keys = edges.i * edges.people + edges.j
    wanted = chosen[:, 0] * edges.people + chosen[:, 1]
    return float(edges.weight[np.isin(keys, wanted)].sum())


def _share(worth: float | None, bound: float | None) -> float | None:
    return round(worth / bound, 5) if worth is not None and bound else None


def _suggested(people: list[Person]) -> Figures:
    with _watched() as watch:
        pairs = suggest(people)
    held = Counter(person for pair in pairs for person in (pair.a, pair.b))
    slots = {person.id: person.slots for person in people}
    exposure = np.array(sorted(held[person.id] / person.slots for person in people))
    ranks = np.arange(1, len(people) + 1)
    return {
        "pairs": len(pairs),
        "seconds": round(watch.seconds, 3),
        "over_their_slots": sum(held[person] > count for person, count in slots.items()),
        "gini_of_filled_slots": round(
            float((2 * ranks - len(people) - 1) @ exposure / (len(people) * exposure.sum())), 4
        ),
        "without_a_list": sum(held[person.id] == 0 for person in people),
    }


def _lived(people: list[Person], events: int) -> Figures:
    """So many things happen in a room that is nearly full; then it is held to a fresh solution."""
    chance = np.random.default_rng(len(people))
    absent = people[-max(1, len(people) // 20) :]
    live = LiveMatcher(people[: -len(absent)])
    room_now = _Room(live, people[: -len(absent)], list(absent))
    seconds = [room_now.happen(chance) for _ in range(events)]
    shown = {(pair.a, pair.b): pair for person in room_now.here for pair in live.suggestions(person)}
    with _watched() as watch:
        live.resolve()
    return {
        "events": events,
        "event_ms": {f"p{part}": round(1000 * float(np.percentile(seconds, part)), 2) for part in (50, 99)},
        "share_of_fresh": room_now.share(list(shown)) if len(people) <= SIZES[2] else None,
        "changes_per_event": round(room_now.changes / events, 2),
        "resolve_seconds": round(watch.seconds, 3),
    }


class _Room:
    """Who is where while events happen."""

    def __init__(self, live: LiveMatcher, here: list[Person], away: list[Person]) -> None:
        self._live = live
        self.here = {person.id: person for person in here}
        self._away, self._busy, self._met = away, list[Any](), list[tuple[Any, Any]]()
        self.changes = 0

    def happen(self, chance: np.random.Generator) -> float:
        """One event of a random kind; how many seconds the matcher took."""
        kinds = [self._arrives, self._leaves, self._meets, self._starts_a_talk, self._ends_a_talk]
        act = kinds[int(chance.choice(len(kinds), p=(0.15, 0.1, 0.25, 0.25, 0.25)))](chance)
        started = time.perf_counter()
        done = act()
        seconds = time.perf_counter() - started
        self.changes += len(done.added) + len(done.withdrawn)
        return seconds

    def share(self, shown: list[tuple[Any, Any]]) -> float:
        """What the shown pairs are worth, as a share of a fresh solution for the same people."""
        free = [person for person in self.here.values() if person.id not in self._busy]
        fresh = suggest(free, met=self._met)
        history = History(met=self._met)
        live = quality(shown, free, history=history)
        new = quality([(pair.a, pair.b) for pair in fresh], free, history=history)
        return round(live.share_of_bound / new.share_of_bound, 4)

    def _arrives(self, chance: np.random.Generator) -> Callable[[], Any]:
        if not self._away:
            return self._leaves(chance)
        person = self._away.pop(int(chance.integers(len(self._away))))
        self.here[person.id] = person
        return lambda: self._live.arrive(person)

    def _leaves(self, chance: np.random.Generator) -> Callable[[], Any]:
        person = self.here.pop(self._somebody(chance))
        self._away.append(person)
        self._busy = [each for each in self._busy if each != person.id]
        return lambda: self._live.leave(person.id)

    def _meets(self, chance: np.random.Generator) -> Callable[[], Any]:
        one = self._somebody(chance)
        shown = self._live.suggestions(one)
        other = shown[0].other(one) if shown else next(each for each in self.here if each != one)
        self._met.append((one, other))
        return lambda: self._live.met(one, other)

    def _starts_a_talk(self, chance: np.random.Generator) -> Callable[[], Any]:
        person = self._somebody(chance)
        if person not in self._busy:
            self._busy.append(person)
        return lambda: self._live.busy(person)

    def _ends_a_talk(self, chance: np.random.Generator) -> Callable[[], Any]:
        if not self._busy:
            return self._starts_a_talk(chance)
        person = self._busy.pop(int(chance.integers(len(self._busy))))
        return lambda: self._live.free(person)

    def _somebody(self, chance: np.random.Generator) -> Any:  # noqa: ANN401
        return list(self.here)[int(chance.integers(len(self.here)))]
