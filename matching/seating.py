"""Table rounds: who sits where, so that each round brings new and valuable company.

What is wanted, each before all that follow: anchors spread, vetoed pairs apart, nobody twice with the same person,
colleagues apart, valuable company. The first holds always. Nobody meets twice for certain when all are there in every
round, nothing was played before, nobody is vetoed, and no product d x e with 1 <= d < the largest table and
1 <= e < the rounds is a multiple of the number of tables used: so for as many rounds as there are tables when that
number is prime and no table is larger than it. Elsewhere a local search looks for the fewest repeats.

Cost: about n² x exchanges a round, four times that where repeats remain; 0.1 s for 60 people and 4 rounds.

Source: pair swaps as in reference/matching.md 2.5; the certain plan is the classical resolvable net, in which everybody
in seat a moves on by a tables each round.
"""

from collections.abc import Iterable
from itertools import product
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from matching.attendance import (
    PENALTY_REPEAT,
    Attendance,
    Rounds,
    Stays,
    Table,
    attendance,
    check_whole,
)
from matching.book import IntArray
from matching.chance import Rng, seed_of
from matching.criteria import BoolArray
from matching.errors import MatchingError
from matching.history import History, PairIds
from matching.people import Person, in_order
from matching.rules import DEFAULT_RULES, Rules
from matching.text import FloatArray

_ALWAYS: Stays = MappingProxyType({})
_STARTS = 6
_SWEEPS = 4
_SECOND_LOOKS = 3
_ABSENT = -1
_EPSILON = 1e-5


def rounds(  # noqa: PLR0913 - what is known about the rounds comes in by its names
    people: Iterable[Person],
    tables: int,
    seats: int,
    count: int,
    *,
    stays: Stays = _ALWAYS,
    seated: Rounds = (),
    known: Iterable[PairIds] = (),
    vetoed: Iterable[PairIds] = (),
    rules: Rules = DEFAULT_RULES,
    rng: Rng = 0,
) -> list[list[Table]]:
    """Seat everybody at every round, meeting again only where it could not be avoided (when: see this module).

    Args:
        people: Who comes at any time; their order does not matter.
        tables: How many there are; nobody sits alone, so fewer are used when people are few.
        seats: Seats at each table.
        count: How many rounds.
        stays: Of those who miss some: the rounds from 0 at which they are there, such as `range(1, count)`.
        seated: Rounds that are over, as lists of tables; ids in them may be of people who are not here.
        known: Pairs worth less, or kept apart like colleagues with `only_new`.
        vetoed: Pairs to keep apart.
        rules: What makes company valuable.
        rng: Seed or generator; the same seed gives the same seating.

    Returns:
        For each round its tables of ids. Their sizes, and numbers of anchors, differ by one at most.

    Raises:
        MatchingError: there are fewer seats than people in a round, a number is not usable, or an id comes twice.

    >>> [sorted(len(table) for table in seating) for seating in rounds([Person(n) for n in range(7)], 3, 3, 2)]
    [[2, 2, 3], [2, 2, 3]]
    """
    listed, seed = in_order(people), seed_of(rng)
    who = attendance(listed, (count, stays, seated), rules=rules, history=History(known, (), vetoed), seed=seed)
    hall = _hall(who, listed, stays, (tables, seats))
    return [_tables(who, seating) for seating in _best_plan(hall, seed)] if listed else []


def _hall(who: Attendance, people: list[Person], stays: Stays, size: tuple[int, int]) -> "_Hall":
    tables, seats = size
    check_whole("tables", tables, 1)
    check_whole("seats", seats, 1)
    # Whoever is there at every round has to find a seat even in a plan of none.
    most = max(sum(person.id not in stays for person in people), int(who.there.sum(axis=1).max(initial=0)))
    if most > tables * seats:
        raise MatchingError(f"{tables} tables of {seats} seats do not hold {most} people")
    anchors = np.array([person.anchor for person in people], dtype=bool)
    return _Hall(who, anchors, [_sizes(int(here.sum()), tables, seats) for here in who.there])


class _Hall(NamedTuple):
    """What does not change while a plan is looked for; `sizes` are those of each round's tables."""

    who: Attendance
    anchors: BoolArray
    sizes: list[list[int]]


def _best_plan(hall: _Hall, seed: int) -> list[IntArray]:
    """For each round the table of each position, `_ABSENT` for who is not there."""
    draw = np.random.default_rng(seed)
    liking = hall.who.liking()
    plans = [_searched(hall, liking, draw)]
    if _repeats(plans[0], hall.who):
        plans += [_searched(hall, liking, draw) for _ in range(_SECOND_LOOKS)]
        if (net := _net(hall)) is not None:
            _sweep(net, hall, liking)
            plans.append(net)
    return max(plans, key=lambda plan: _merit(plan, hall.who, liking))


def _searched(hall: _Hall, liking: FloatArray, draw: np.random.Generator) -> list[IntArray]:
    met, plan = hall.who.met.copy(), []
    for there, sizes in zip(hall.who.there, hall.sizes, strict=True):
        value = liking - PENALTY_REPEAT * met
        starts = [_exchanged(_start(value, there, hall, sizes, draw), value, hall.anchors) for _ in range(_STARTS)]
        best = max(starts, key=lambda seating: round(_worth(seating, value), 6))
        plan.append(best)
        met += _together(best)
    _sweep(plan, hall, liking)
    return plan


def _sweep(plan: list[IntArray], hall: _Hall, liking: FloatArray) -> None:
    """Improve each round, given all others, until none improves; the whole plan never gets worse."""
    met = hall.who.met + sum(_together(seating) for seating in plan)
    for _ in range(_SWEEPS):
        changed = False
        for at, seating in enumerate(plan):
            others = met - _together(seating)
            better = _exchanged(seating.copy(), liking - PENALTY_REPEAT * others, hall.anchors)
            changed |= not np.array_equal(better, seating)
            plan[at], met = better, others + _together(better)
        if not changed:
            return


def _net(hall: _Hall) -> list[IntArray] | None:
    """The plan in which nobody meets twice by its construction, or None where there is none."""
    count, n = hall.who.there.shape
    if count == 0 or hall.who.met.any() or not hall.who.there.all():
        return None
    used, largest = len(hall.sizes[0]), max(hall.sizes[0])
    if any(d * e % used == 0 for d, e in product(range(1, largest), range(1, count))):
        return None
    # A row never meets: anchors fill rows first, and colleagues stand next to each other as far as rows go.
    order = sorted(range(n), key=lambda at: (not hall.anchors[at], _first_colleague(hall.who, at)))
    row, column = np.empty(n, dtype=np.intp), np.empty(n, dtype=np.intp)
    row[order], column[order] = np.divmod(np.arange(n), used)
    return [(column + turn * row) % used for turn in range(count)]


def _first_colleague(who: Attendance, at: int) -> int:
    unwanted = (who.worth[at] <= 0) | who.barred[at]
    return int(unwanted.argmax())


def _start(value: FloatArray, there: BoolArray, hall: _Hall, sizes: list[int], draw: np.random.Generator) -> IntArray:
    """Anchors first, then everybody in a drawn order, each to the table with a seat where they are worth most."""
    seated = np.full(len(value), _ABSENT, dtype=np.intp)
    left, hosts = np.array(sizes), np.zeros(len(sizes), dtype=np.intp)
    order = draw.permutation(np.flatnonzero(there))
    for at in order[np.argsort(~hall.anchors[order], kind="stable")]:
        gain = np.bincount(seated[seated >= 0], value[at, seated >= 0], len(sizes))
        crowded = hosts if hall.anchors[at] else np.zeros_like(hosts)
        # An emptier table first among equals, which is what spreads starters.
        choice = int(np.lexsort((-left, -gain, crowded, left <= 0))[0])
        seated[at] = choice
        left[choice] -= 1
        hosts[choice] += hall.anchors[at]
    return seated


def _exchanged(seated: IntArray, value: FloatArray, anchors: BoolArray) -> IntArray:
    """Swap the two people whose swap helps most, until none helps; as many tables keep as many anchors."""
    here = np.flatnonzero(seated >= 0)
    at_table, inner, host = seated[here], value[np.ix_(here, here)], anchors[here]
    n, used = len(here), int(seated.max(initial=_ABSENT)) + 1
    gain = inner @ (at_table[:, None] == np.arange(used)).astype(float)
    for _ in range(4 * n):
        moved = gain[:, at_table]
        own = moved.diagonal()
        change = moved + moved.T - own[:, None] - own[None, :] - 2 * inner
        change[(at_table[:, None] == at_table[None, :]) | _crowding(at_table, host, used)] = 0.0
        one, other = divmod(int(change.argmax()), n)
        if change[one, other] <= _EPSILON:
            break
        step = inner[:, other] - inner[:, one]
        gain[:, at_table[one]] += step
        gain[:, at_table[other]] -= step
        at_table[[one, other]] = at_table[[other, one]]
    seated[here] = at_table
    return seated


def _crowding(at_table: IntArray, host: BoolArray, used: int) -> BoolArray:
    """Which swaps would bring anchors together: an anchor only goes where one fewer sits, or another leaves."""
    hosts = np.bincount(at_table[host], minlength=used)[at_table]
    leaves = host[:, None] & ~host[None, :] & (hosts[:, None] != hosts[None, :] + 1)
    return np.asarray(leaves | leaves.T)


def _together(seating: IntArray) -> IntArray:
    same: BoolArray = (seating[:, None] == seating[None, :]) & (seating != _ABSENT)[:, None]
    np.fill_diagonal(same, False)
    return np.asarray(same, dtype=np.intp)


def _worth(seating: IntArray, value: FloatArray) -> float:
    return float((value * _together(seating)).sum())


def _repeats(plan: list[IntArray], who: Attendance) -> int:
    """How many meetings are not the first of their pair, twice over."""
    met = who.met + sum(_together(seating) for seating in plan)
    return int((np.maximum(met, 1) - np.maximum(who.met, 1)).sum())


def _merit(plan: list[IntArray], who: Attendance, liking: FloatArray) -> tuple[int, int, float]:
    """What plans are compared by: vetoes kept, then new company, then value."""
    broken = sum(int(who.barred[_together(seating) > 0].sum()) for seating in plan)
    return -broken, -_repeats(plan, who), round(sum(_worth(seating, liking) for seating in plan), 5)


def _tables(who: Attendance, seating: IntArray) -> list[Table]:
    return [tuple(who.ids[at] for at in np.flatnonzero(seating == table)) for table in range(int(seating.max()) + 1)]


def _sizes(n: int, tables: int, seats: int) -> list[int]:
    if n == 0:
        return []
    used = max(ceil(n / seats), min(tables, n // 2), 1)
    return [n // used + (table < n % used) for table in range(used)]
