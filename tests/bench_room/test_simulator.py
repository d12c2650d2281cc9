"""The simulated evenings that policies are compared by."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from kiosk.bench.evenings import WORLDS, talks
from kiosk.bench.policies import SLOTS, exact, greedy, lists_of, one_sided, ours, reciprocal
from kiosk.bench.simulator import BoolArray, FloatArray, Lists, Policy, Standing, marked, play, wants, wishes

POLICIES: list[Policy] = [one_sided, reciprocal, greedy, ours, exact]
CAPPED: list[Policy] = [greedy, ours, exact]
SEEDS = range(4)
PEOPLE = 60
USUAL = WORLDS["usual"]


def nobody_yet(people: int = PEOPLE) -> BoolArray:
    return np.eye(people, dtype=bool)


def some(seed: int) -> FloatArray:
    return wishes(PEOPLE, seed, USUAL)


def listed(policy: Policy, seed: int = 1, over: BoolArray | None = None) -> Lists:
    return policy(Standing(some(seed), nobody_yet() if over is None else over, np.zeros(PEOPLE)))


def on_lists(lists: Lists) -> Counter[int]:
    return Counter(name for names in lists for name in names)


@pytest.mark.parametrize("seed", SEEDS)
def test_wishes_are_chances_and_nobody_wants_themself(seed: int) -> None:
    wanted = some(seed)

    assert wanted.shape == (PEOPLE, PEOPLE)
    assert ((wanted >= 0) & (wanted < 1)).all()
    assert not wanted.diagonal().any()


def test_some_are_wanted_much_more_than_others() -> None:
    popularity = wishes(300, 1, USUAL).mean(axis=0)

    assert np.percentile(popularity, 95) > 1.5 * np.median(popularity)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_seed_is_the_same_evening(policy: Policy, seed: int) -> None:
    one, again = (play(some(seed), policy, seed) for _ in range(2))

    assert one == again


def test_another_seed_is_another_evening() -> None:
    assert len({play(some(seed), ours, seed).good_talks for seed in range(6)}) > 1


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


@pytest.mark.parametrize("policy", CAPPED)
@pytest.mark.parametrize("seed", SEEDS)
def test_mutual_lists_are_pairs_within_everybodys_slots(policy: Policy, seed: int) -> None:
    lists = listed(policy, seed)

    assert max(on_lists(lists).values()) <= SLOTS
    for one, names in enumerate(lists):
        assert all(one in lists[other] for other in names)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_list_of_favourites_starts_with_the_dearest(seed: int) -> None:
    wanted = some(seed)

    for one, names in enumerate(listed(one_sided, seed)):
        assert names[0] == int(wanted[one].argmax())
        assert all(wanted[one, dearer] >= wanted[one, next_one] for dearer, next_one in pairwise(names))


def test_lists_of_pairs_have_both_ends_the_best_first() -> None:
    worth = np.array([[0.0, 0.2, 0.9], [0.2, 0.0, 0.0], [0.9, 0.0, 0.0]])

    assert lists_of(np.array([[0, 1], [0, 2]]), worth) == [[2, 1], [0], [0]]
    assert lists_of(np.zeros((0, 2), dtype=np.int64), worth) == [[], [], []]


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
    played = play(np.zeros((PEOPLE, PEOPLE)), ours, 1)

    assert (played.good_talks, played.meets_nobody, played.most_lists) == (0, 1, 0)


def test_a_wish_on_one_side_only_is_no_talk() -> None:
    admired = np.zeros((PEOPLE, PEOPLE))
    admired[1:, 0] = 1.0

    assert play(admired, one_sided, 1).good_talks == 0


def test_the_more_rounds_the_more_talks() -> None:
    for policy in POLICIES:
        talks = [play(some(1), policy, 1, rounds=rounds).good_talks for rounds in range(5)]

        assert talks == sorted(talks)


def everybody_wants_everybody() -> FloatArray:
    return np.ones((PEOPLE, PEOPLE)) - np.eye(PEOPLE)


def together(lists: Lists, standing: Standing) -> float:
    return sum(float(standing.worth[one, other]) for one, names in enumerate(lists) for other in names) / 2


@pytest.mark.parametrize("seed", SEEDS)
def test_no_capped_lists_are_worth_more_than_the_exact_ones(seed: int) -> None:
    standing = Standing(some(seed), nobody_yet(), np.zeros(PEOPLE))
    best = together(exact(standing), standing)

    assert together(greedy(standing), standing) < best
    assert best * 0.99 < together(ours(standing), standing) <= best * 1.0001


def test_who_had_fewer_talks_than_most_is_worth_more() -> None:
    talks_so_far = np.full(PEOPLE, 2.0)
    talks_so_far[0] = 0.0
    even = Standing(some(1), nobody_yet(), np.full(PEOPLE, 2.0)).worth
    lifted = Standing(some(1), nobody_yet(), talks_so_far).worth

    assert lifted[0, 1:] == pytest.approx(1.5 * even[0, 1:])
    assert lifted[1:, 1:] == pytest.approx(even[1:, 1:])


def test_usual_people_say_yes_as_often_as_published_speed_daters() -> None:
    wanted = [wants(wishes(300, seed, USUAL), seed) for seed in SEEDS]

    assert np.mean([each.mean() for each in wanted]) == pytest.approx(0.42, abs=0.02)
    assert np.mean([(each & each.T).mean() for each in wanted]) == pytest.approx(0.17, abs=0.02)


def test_those_who_are_wanted_less_are_seen_less_on_one_sided_lists_and_as_much_on_capped_ones() -> None:
    told = talks("less_wanted", evenings=2, people=PEOPLE, is_exact=False)["policies"]

    assert told["one_sided"]["exposure_ratio"] < 0.5
    assert 0.8 <= told["ours"]["exposure_ratio"] <= 1.25


def test_the_marked_are_some_and_are_always_the_same() -> None:
    assert (marked(300, 1) == marked(300, 1)).all()
    assert 0.2 < marked(300, 1).mean() < 0.4


def test_evenings_are_told_by_policy_with_the_exact_one_as_the_measure() -> None:
    heard: list[int] = []
    told = talks("usual", evenings=2, people=PEOPLE, done=heard.append)

    assert heard == [1, 2]
    assert told["policies"]["exact"]["share_of_exact"] == 1
    assert told["policies"]["one_sided"]["times_one_sided"] == 1
    assert told["policies"]["ours"]["share_of_exact"] > told["policies"]["one_sided"]["share_of_exact"]
    assert 0 <= told["nobody_to_meet"] <= told["policies"]["exact"]["meets_nobody"]


def test_without_the_exact_policy_there_is_no_share_of_it() -> None:
    told = talks("choosy", evenings=1, people=PEOPLE, is_exact=False)

    assert "exact" not in told["policies"]
    assert told["policies"]["ours"]["share_of_exact"] is None
