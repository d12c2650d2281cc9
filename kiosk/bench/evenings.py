"""Simulated evenings by policy, and the sanity check that chance teaches nothing."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import numpy as np

from kiosk.bench.policies import exact, greedy, one_sided, ours, reciprocal
from kiosk.bench.simulator import FloatArray, Played, Policy, World, marked, play, wants, wishes
from matching.reciprocity import Tastes

PEOPLE = 300
ANSWERS, SHUFFLES = 3_000, 20
POLICIES: dict[str, Policy] = {"one_sided": one_sided, "reciprocal": reciprocal, "greedy": greedy, "ours": ours}
WORLDS = {"usual": World(-0.45), "choosy": World(-2.0), "less_wanted": World(-0.45, favour=-0.7)}
Figures = dict[str, Any]
Done = Callable[[int], None]


def _nobody(_: int) -> None:
    """Hears how far it is, and says nothing."""


def talks(world: str, evenings: int, people: int = PEOPLE, *, is_exact: bool = True, done: Done = _nobody) -> Figures:
    """What came of the same evenings by policy; `done` hears how many evenings are over.

    With `is_exact` also by the exact policy, which solves each round with HiGHS over all pairs, with the same values as
    ours: a second a round for 300 people. Left out without scipy.
    """
    policies = POLICIES | ({"exact": exact} if is_exact and find_spec("scipy") else {})
    played: dict[str, list[Played]] = {name: [] for name in policies}
    for seed in range(evenings):
        chances = wishes(people, seed, WORLDS[world])
        for name, policy in policies.items():
            played[name].append(play(chances, policy, seed))
        done(seed + 1)
    good = {name: float(np.mean([each.good_talks for each in runs])) for name, runs in played.items()}
    return {
        "nobody_to_meet": round(_nobody_to_meet(WORLDS[world], evenings, people), 4),
        "policies": {name: _told(runs, good) for name, runs in played.items()},
    }


def _told(runs: list[Played], good: dict[str, float]) -> Figures:
    mean = float(np.mean([each.good_talks for each in runs]))
    return {
        "good_talks": round(mean, 3),
        "times_one_sided": round(mean / good["one_sided"], 2),
        "share_of_exact": round(mean / good["exact"], 4) if "exact" in good else None,
        "meets_nobody": round(float(np.mean([each.meets_nobody for each in runs])), 4),
        "most_lists": max(each.most_lists for each in runs),
        "exposure_ratio": _exposure_ratio(runs),
    }


def _exposure_ratio(runs: list[Played]) -> float:
    """On how many lists the marked people are, over those of the others."""
    groups = [(np.array(each.listed), marked(len(each.listed), seed)) for seed, each in enumerate(runs)]
    mine = np.concatenate([listed[group] for listed, group in groups])
    others = np.concatenate([listed[~group] for listed, group in groups])
    return round(float(mine.mean() / others.mean()), 3)


def _nobody_to_meet(world: World, evenings: int, people: int) -> float:
    """The share of people of whom nobody in the whole room both wants them and is wanted by them."""
    wanted = [wants(wishes(people, seed, world), seed) for seed in range(evenings)]
    return float(np.mean([~(each & each.T).any(axis=1) for each in wanted]))


def shuffled_feedback_auc(people: int = PEOPLE) -> dict[str, float]:
    """How well tastes learnt from the first half of an evening's answers order the second half, 0.5 being chance.

    Beside it the same with answers shuffled, where anything but 0.5 would mean that the measure leaks.
    """
    chance = np.random.default_rng(1)
    wanted = wishes(people, 1, WORLDS["usual"])
    who, about = chance.integers(people, size=ANSWERS), chance.integers(people, size=ANSWERS)
    keep = who != about
    pairs = list(zip(who[keep].tolist(), about[keep].tolist(), strict=True))
    said = chance.random(len(pairs)) < wanted[who[keep], about[keep]]
    shuffled = [_auc(pairs, chance.permutation(said)) for _ in range(SHUFFLES)]
    return {
        "learnt": round(_auc(pairs, said), 3),
        "shuffled": round(float(np.mean(shuffled)), 3),
        "shuffled_sd": round(float(np.std(shuffled)), 3),
    }


def _auc(pairs: list[tuple[int, int]], said: FloatArray) -> float:
    """Learn from the first half of the answers in time, order the second: the chance that a yes stands above a no."""
    half = len(pairs) // 2
    answers = [(one, other, bool(yes)) for (one, other), yes in zip(pairs, said, strict=True)]
    tastes = Tastes(answers[:half], 4.0)
    selective = tastes.selectivity([one for one, _ in pairs[half:]])
    desired = tastes.desirability([other for _, other in pairs[half:]])
    score, yes = selective + desired, np.asarray(said[half:], dtype=bool)
    above = score[yes][:, None] - score[~yes][None, :]
    return float((above > 0).mean() + (above == 0).mean() / 2)
