"""Simulated evenings by policy, and the sanity check that chance teaches nothing."""

from typing import Any

import numpy as np

from kiosk.bench.simulator import FloatArray, mutual, one_sided, play, reciprocal, wishes
from matching.reciprocity import Tastes

PEOPLE, EVENINGS = 300, 8
ANSWERS, SHUFFLES = 3_000, 20
POLICIES = {"one_sided": one_sided, "reciprocal": reciprocal, "mutual": mutual}


def talks(evenings: int = EVENINGS, people: int = PEOPLE) -> dict[str, Any]:
    """Good talks per person by policy, over the same evenings, and how many times those of one-sided lists they are."""
    played = {
        name: [play(wishes(people, seed), policy, seed) for seed in range(evenings)]
        for name, policy in POLICIES.items()
    }
    good = {name: float(np.mean([each.good_talks for each in runs])) for name, runs in played.items()}
    return {
        name: {
            "good_talks": round(good[name], 3),
            "times_one_sided": round(good[name] / good["one_sided"], 2),
            "left_out": round(float(np.mean([each.left_out for each in runs])), 3),
            "most_lists": max(each.most_lists for each in runs),
        }
        for name, runs in played.items()
    }


def shuffled_feedback_auc(people: int = PEOPLE) -> dict[str, float]:
    """How well tastes learnt from the first half of an evening's answers order the second half, 0.5 being chance.

    Beside it the same with answers shuffled, where anything but 0.5 would mean that the measure leaks.
    """
    chance = np.random.default_rng(1)
    wanted = wishes(people, 1)
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
