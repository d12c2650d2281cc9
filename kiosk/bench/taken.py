"""A room taken at once: how long it takes, how fair it is, what it is worth."""

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np

from kiosk.bench.memory import memory
from kiosk.bench.value import Value
from kiosk.bench.watch import watched
from matching import Pair, Person, Rules, suggest
from matching.measures import gini

Figures = dict[str, Any]


def at_once(people: list[Person], *, is_valued: bool) -> Figures:
    """Suggest everybody of one room; with `is_valued` what it is worth, and what exploration costs."""
    with watched() as watch:
        pairs = suggest(people)
    return {
        "pairs": len(pairs),
        "seconds": round(watch.seconds, 3),
        **_fairness(people, pairs),
        "share_of_bound": _share(Value(people, (), Rules()), pairs) if is_valued else None,
        "without_exploration": _plain(people, pairs) if is_valued else None,
        "memory": memory(len(people)),
    }


def _fairness(people: list[Person], pairs: list[Pair]) -> Figures:
    held = Counter(person for pair in pairs for person in (pair.a, pair.b))
    filled = np.array([held[person.id] / person.slots for person in people])
    is_quiet = np.array([not person.offers and not person.needs for person in people])
    return {
        "over_their_slots": sum(held[person.id] > person.slots for person in people),
        "gini_of_filled_slots": round(gini(filled), 4),
        "without_a_list": int((filled == 0).sum()),
        "exposure_ratio_quiet": round(float(filled[is_quiet].mean() / filled[~is_quiet].mean()), 3)
        if is_quiet.any()
        else None,
    }


def _plain(people: list[Person], explored: list[Pair]) -> Figures:
    """The same room without exploration, and what the pairs found with it are worth by the same measure."""
    rules = replace(Rules(), explore=0.0)
    value = Value(people, (), rules)
    plain = suggest(people, rules=rules)
    return {
        "share_of_bound": _share(value, plain),
        "explored_worth": round(value.of(explored) / value.of(plain), 4),
    }


def _share(value: Value, pairs: list[Pair]) -> float | None:
    bound = value.bound()
    return round(value.of(pairs) / bound, 4) if bound else None
