"""The simulated evenings that policies are compared by, and the baselines beside them."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from kiosk.bench.baselines import candidates, greedy, highs_bound, highs_exact
from kiosk.bench.rooms import room
from kiosk.bench.simulator import (
    SLOTS,
    BoolArray,
    FloatArray,
    Lists,
    Policy,
    lists_of,
    mutual,
    one_sided,
    play,
    reciprocal,
    wishes,
)

POLICIES: list[Policy] = [one_sided, reciprocal, mutual]
SEEDS = range(4)
PEOPLE = 60


def nobody_yet(people: int = PEOPLE) -> BoolArray:
    return np.eye(people, dtype=bool)


def listed(policy: Policy, seed: int = 1, over: BoolArray | None = None) -> Lists:
    wanted = wishes(PEOPLE, seed)
    return policy(wanted, wanted.T, nobody_yet() if over is None else over)


def on_lists(lists: Lists) -> Counter[int]:
    return Counter(name for names in lists for name in names)


@pytest.mark.parametrize("seed", SEEDS)
def test_wishes_are_chances_and_nobody_wants_themself(seed: int) -> None:
    wanted = wishes(PEOPLE, seed)

    assert wanted.shape == (PEOPLE, PEOPLE)
    assert ((wanted >= 0) & (wanted < 1)).all()
    assert not wanted.diagonal().any()


def test_some_are_wanted_much_more_than_others() -> None:
    popularity = wishes(300, 1).mean(axis=0)

    assert np.percentile(popularity, 95) > 2 * np.median(popularity)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_seed_is_the_same_evening(policy: Policy, seed: int) -> None:
    one, again = (play(wishes(PEOPLE, seed), policy, seed) for _ in range(2))

    assert one == again


def test_another_seed_is_another_evening() -> None:
    assert len({play(wishes(PEOPLE, seed), mutual, seed).good_talks for seed in range(6)}) > 1


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_is_on_their_own_list_and_no_list_is_too_long_or_names_one_twice(policy: Policy, seed: int) -> None:
    for one, names in enumerate(listed(policy, seed)):
        assert one not in names
        assert len(names) <= SLOTS
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("policy", POLICIES)
def test_whom_one_talked_to_or_turned_down_is_not_listed_again(policy: Policy) -> None:
    over = nobody_yet()
    before = listed(policy)
    for one, names in enumerate(before):
        for other in names:
            over[one, other] = over[other, one] = True

    after = listed(policy, over=over)

    for one, names in enumerate(after):
        assert set(names).isdisjoint(before[one])


@pytest.mark.parametrize("seed", SEEDS)
def test_one_sided_lists_put_some_people_on_many(seed: int) -> None:
    most = on_lists(listed(one_sided, seed)).most_common(1)[0][1]

    assert most > 3 * SLOTS


@pytest.mark.parametrize("seed", SEEDS)
def test_mutual_lists_are_pairs_within_everybodys_slots(seed: int) -> None:
    lists = listed(mutual, seed)

    assert max(on_lists(lists).values()) <= SLOTS
    for one, names in enumerate(lists):
        assert all(one in lists[other] for other in names)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_list_of_favourites_starts_with_the_dearest(seed: int) -> None:
    wanted = wishes(PEOPLE, seed)

    for one, names in enumerate(listed(one_sided, seed)):
        assert names[0] == int(wanted[one].argmax())
        assert all(wanted[one, dearer] >= wanted[one, next_one] for dearer, next_one in pairwise(names))


def test_lists_of_pairs_have_both_ends_the_best_first() -> None:
    worth = np.array([[0.0, 0.2, 0.9], [0.2, 0.0, 0.0], [0.9, 0.0, 0.0]])

    assert lists_of(3, np.array([[0, 1], [0, 2]]), worth) == [[2, 1], [0], [0]]
    assert lists_of(3, np.zeros((0, 2), dtype=np.int64), worth) == [[], [], []]


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_talks_twice_in_a_round(policy: Policy, seed: int) -> None:
    assert play(everybody_wants_everybody(), policy, seed, rounds=1).good_talks <= 1


@pytest.mark.parametrize("rounds", [0, 1, 2, 5])
def test_nobody_talks_more_often_than_there_are_rounds(rounds: int) -> None:
    for policy in POLICIES:
        assert play(everybody_wants_everybody(), policy, 1, rounds=rounds).good_talks <= rounds


def test_nobody_talks_to_the_same_person_again() -> None:
    two = np.array([[0.0, 1.0], [1.0, 0.0]])

    assert play(two, one_sided, 1, rounds=6).good_talks == 1


def test_where_nobody_wants_anybody_everybody_is_left_out() -> None:
    played = play(np.zeros((PEOPLE, PEOPLE)), mutual, 1)

    assert (played.good_talks, played.left_out, played.most_lists) == (0, 1, 0)


def test_a_wish_on_one_side_only_is_no_talk() -> None:
    admired = np.zeros((PEOPLE, PEOPLE))
    admired[1:, 0] = 1.0

    assert play(admired, one_sided, 1).good_talks == 0


def test_the_more_rounds_the_more_talks() -> None:
    for policy in POLICIES:
        talks = [play(wishes(PEOPLE, 1), policy, 1, rounds=rounds).good_talks for rounds in range(5)]

        assert talks == sorted(talks)


def everybody_wants_everybody() -> FloatArray:
    return np.ones((PEOPLE, PEOPLE)) - np.eye(PEOPLE)


@pytest.mark.parametrize("people", [2, 3, 10, 40])
def test_candidates_are_pairs_each_once_the_lower_number_first(people: int) -> None:
    found = candidates(people, 8, seed=people)

    assert (found.i < found.j).all()
    assert found.j.max() < people
    assert len(set(zip(found.i.tolist(), found.j.tolist(), strict=True))) == len(found.weight)
    assert ((found.weight > 0) & (found.weight <= 1)).all()


@pytest.mark.parametrize("people", [2, 10, 40])
@pytest.mark.parametrize("slots", [1, 2, 3])
def test_greedy_never_beats_the_optimum_nor_that_its_bound_and_is_worth_half_at_least(people: int, slots: int) -> None:
    edges = candidates(people, 8, seed=people)
    exact, bound = highs_exact(edges, slots), highs_bound(edges, slots)
    assert exact is not None
    assert bound is not None

    by_greed = greedy(edges, slots)

    assert by_greed <= exact + 1e-6
    assert exact <= bound + 1e-6
    assert by_greed >= exact / 2 - 1e-6


def test_without_slots_nothing_is_worth_anything() -> None:
    edges = candidates(10, 4, seed=1)

    assert greedy(edges, 0) == 0
    assert highs_bound(edges, 0) == pytest.approx(0)


@pytest.mark.parametrize("people", [0, 1, 50])
def test_a_made_up_room_is_always_the_same_and_has_everybody_once(people: int) -> None:
    one, again = room(people), room(people)

    assert one == again
    assert len({person.id for person in one}) == people


def test_a_made_up_room_has_some_who_say_nearly_nothing() -> None:
    thin = [person for person in room(300) if not person.offers and not person.needs]

    assert 30 < len(thin) < 90
