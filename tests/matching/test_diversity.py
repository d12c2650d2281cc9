"""Different names on a list: not all of one sector, and hosts for as many guests as possible."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations, permutations, product
from math import ceil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import History, LiveMatcher, MatchingError, Pair, Person, Rules, quality, suggest
from matching.board import Board
from matching.diversity import spread
from matching.edges import Edges
from matching.kinds import beyond, sector
from matching.shown import Place, place_of
from matching.suggestions import best_places

TRADES = ("comptable", "banque", "tailor", "farmer", "web developer", None)
PLAIN = Rules(explore=0.0)
Lists = Mapping[int, set[int]]


@st.composite
def rooms_of_trades(draw: st.DrawFn) -> list[Person]:
    """Rooms of few sectors, some hosts, some who say nothing."""
    person = st.builds(
        Person,
        id=st.just(0),
        trade=st.sampled_from(TRADES),
        needs=st.lists(st.sampled_from(("comptable", "tailor")), max_size=1),
        slots=st.integers(1, 3),
        anchor=st.sampled_from((True, False, False, False)),
    )
    people = draw(st.lists(person, min_size=8, max_size=12))
    return [replace(each, id=number) for number, each in enumerate(people)]


def lists_of(places: Iterable[Place]) -> Lists:
    lists: dict[int, set[int]] = defaultdict(set)
    for one, other in places:
        lists[one].add(other)
        lists[other].add(one)
    return lists


def excess(people: list[Person], one: int, names: Iterable[int], share: float = 2 / 3) -> int:
    """By the definition: names of one sector beyond that share of slots, hosts beyond one, for a host beyond none."""
    sectors = [sector(people[name]) for name in names]
    most = max(1, ceil(share * people[one].slots - 1e-9))
    hosts = sum(people[name].anchor for name in names) - (0 if people[one].anchor else 1)
    return max(0, hosts) + sum(max(0, sectors.count(each) - most) for each in set(sectors) if each)


def total(people: list[Person], places: Iterable[Place], share: float = 2 / 3) -> int:
    return sum(excess(people, one, names, share) for one, names in lists_of(places).items())


def exchanges(places: Iterable[Place]) -> Iterator[tuple[Place, Place, Place, Place]]:
    """Every way to exchange two pairs for two others between the same four people."""
    pairs = set(places)
    for (one, name), (first, second) in product([way for pair in pairs for way in permutations(pair)], repeat=2):
        new = place_of(one, first), place_of(name, second)
        if len({one, name, first, second}) == len("four") and not pairs & {*new}:
            yield place_of(one, name), place_of(first, second), *new


def is_eased(people: list[Person], places: set[Place], swapped: set[Place], one: int) -> bool:
    """Whether this list loses one of too many for a name of which it may still hold one more."""
    before, after = lists_of(places)[one], lists_of(swapped)[one]
    return (
        excess(people, one, after, 0.3) < excess(people, one, before, 0.3) == excess(people, one, before | after, 0.3)
    )


def spread_out(
    board: Board, chosen: Iterable[Place], worth: Mapping[Place, float], fixed: Iterable[Place]
) -> set[Place]:
    """The lists after the step, by pairs instead of arrays."""
    places = np.array(sorted(worth), dtype=np.int64)
    edges = Edges(len(board.ids), places[:, 0], places[:, 1], np.array([worth[place] for place in sorted(worth)]))
    taken = np.isin(np.arange(len(places)), edges.find(*np.array(sorted(chosen)).T))
    return {place_of(*pair) for pair in places[spread(board, edges, taken, {*fixed})].tolist()}


def ids(pairs: Iterable[Pair]) -> set[frozenset[object]]:
    return {frozenset((pair.a, pair.b)) for pair in pairs}


@settings(max_examples=40, deadline=None)
@given(people=rooms_of_trades(), share=st.floats(0, 1), cost=st.floats(0.01, 1))
def test_everybody_holds_as_many_names_as_without_and_lists_are_no_more_one_sided(
    people: list[Person], share: float, cost: float
) -> None:
    rules = Rules(explore=0.0, sector_share=share, diversity=cost)
    board = Board(people, rules, History(), 0)
    before = best_places(Board(people, replace(rules, diversity=0.0), History(), 0), board.slots.tolist())

    after = best_places(board, board.slots.tolist())

    assert {one: len(names) for one, names in lists_of(after).items()} == {
        one: len(names) for one, names in lists_of(before).items()
    }
    assert total(people, after, share) <= total(people, before, share)
    assert all(board.weight(*place) > 0 for place in after)


@settings(max_examples=40, deadline=None)
@given(people=rooms_of_trades())
def test_no_exchange_is_left_that_costs_little_and_makes_lists_less_one_sided(people: list[Person]) -> None:
    rules = Rules(explore=0.0, sector_share=0.3, diversity=0.2)
    board = Board(people, rules, History(), 0)
    places = set(best_places(board, board.slots.tolist()))
    worth = {place: board.weight(*place) for place in combinations(range(len(people)), 2)}
    value = {one: sum(worth[place_of(one, name)] for name in names) for one, names in lists_of(places).items()}

    for old, old_too, new, new_too in exchanges(places):
        cost = worth[old] + worth[old_too] - worth[new] - worth[new_too]
        # Each pair stands on two of the four lists.
        is_cheap = 2 * cost < rules.diversity * sum(value[one] for one in (*old, *old_too)) - 1e-9
        swapped = (places | {new, new_too}) - {old, old_too}
        helps = total(people, swapped, 0.3) < total(people, places, 0.3)
        assert not (is_cheap and helps and any(is_eased(people, places, swapped, one) for one in (*old, *old_too)))


@settings(max_examples=40, deadline=None)
@given(people=rooms_of_trades(), share=st.floats(0, 1))
def test_how_one_sided_a_list_is_follows_from_its_definition(people: list[Person], share: float) -> None:
    one, *others = people

    found = beyond(one, others, Rules(sector_share=share))

    assert found == excess(people, 0, range(1, len(people)), share)


def test_a_list_of_one_sector_gives_a_name_for_another_where_that_costs_nothing() -> None:
    trades = ["tailor", "comptable", "comptable", "banque", "farmer", "web developer", "imprimeur", "avocat"]
    board = Board([Person(at, trade=trade) for at, trade in enumerate(trades)], PLAIN, History(), 0)
    even = dict.fromkeys(combinations(range(8), 2), 0.5)
    one_sided = {(0, 1), (0, 2), (0, 3)}

    lists = spread_out(board, [*one_sided, (4, 5), (4, 6), (4, 7)], even, ())

    assert len(lists & one_sided) == 2
    assert sorted(len(names) for names in lists_of(lists).values()) == [1, 1, 1, 1, 1, 1, 3, 3]


def test_a_list_of_one_sector_stays_where_another_would_cost_too_much() -> None:
    trades = ["tailor", "comptable", "comptable", "banque", "farmer", "web developer", "imprimeur", "avocat"]
    board = Board([Person(at, trade=trade) for at, trade in enumerate(trades)], PLAIN, History(), 0)
    chosen = {(0, 1), (0, 2), (0, 3), (4, 5), (4, 6), (4, 7)}
    worth = {place: 0.5 if place in chosen else 0.3 for place in combinations(range(8), 2)}

    assert spread_out(board, chosen, worth, ()) == chosen


def test_a_host_takes_no_other_host_to_have_names_of_more_sectors() -> None:
    trades = ["tailor", "comptable", "comptable", "banque", "farmer", "web developer", "imprimeur", "mason"]
    people = [Person(at, trade=trade, anchor=trade in {"tailor", "farmer"}) for at, trade in enumerate(trades)]
    chosen = {(0, 1), (0, 2), (0, 3), (4, 5)}
    even = dict.fromkeys([*chosen, *((0, 4), *((name, 5) for name in (1, 2, 3)))], 0.5)

    assert spread_out(Board(people, PLAIN, History(), 0), chosen, even, ()) == chosen
    guests = [replace(person, anchor=False) for person in people]
    assert (0, 4) in spread_out(Board(guests, PLAIN, History(), 0), chosen, even, ())


def test_pairs_that_are_fixed_stay_and_come_back_only_if_they_were_chosen() -> None:
    trades = ["tailor", "comptable", "comptable", "banque", "farmer", "web developer", "imprimeur", "avocat"]
    board = Board([Person(at, trade=trade) for at, trade in enumerate(trades)], PLAIN, History(), 0)
    even = dict.fromkeys(combinations(range(8), 2), 0.5)

    lists = spread_out(board, [(0, 1), (0, 2), (4, 5), (4, 6), (4, 7)], even, [(0, 1), (0, 3)])

    assert (0, 1) in lists
    assert (0, 2) not in lists
    assert (0, 3) not in lists
    assert len(lists) == 5


def test_nobody_meets_one_sector_only_in_a_room_where_everybody_suits_everybody() -> None:
    people = [Person(f"{trade}-{number}", trade=trade) for trade in ("tailor", "farmer") for number in range(6)]
    rules = Rules(explore=0.0, same_trade=0.0)

    assert quality(suggest(people, rules=rules), people, rules=rules).one_sided == 0
    assert quality(suggest(people, rules=replace(rules, diversity=0.0)), people, rules=rules).one_sided > 0


def test_people_whose_sector_nobody_knows_may_fill_a_list() -> None:
    assert beyond(Person("ada"), [Person(number, trade="…") for number in range(6)], Rules()) == 0


def test_hosts_are_on_as_many_lists_as_they_have_names_and_not_on_each_others() -> None:
    hosts = [Person(f"host {number}", anchor=True, slots=6) for number in range(3)]
    people = [*hosts, *(Person(f"guest {number:02}") for number in range(20))]
    names = {host.id for host in hosts}

    on_lists = [pair & names for pair in ids(suggest(people, rules=PLAIN)) if pair & names]
    by_chance = [pair & names for pair in ids(suggest(people, rules=replace(PLAIN, diversity=0.0))) if pair & names]
    guests = {guest for pair in ids(suggest(people, rules=PLAIN)) if pair & names for guest in pair - names}

    assert all(len(hosts_in_it) == 1 for hosts_in_it in on_lists)
    assert len(guests) == len(on_lists) == 18
    assert len(by_chance) < 18 or any(len(hosts_in_it) > 1 for hosts_in_it in by_chance)


def test_an_evening_begins_and_is_solved_anew_with_different_names() -> None:
    people = [Person(f"{trade}-{number}", trade=trade) for trade in ("tailor", "farmer") for number in range(6)]
    rules = Rules(explore=0.0, same_trade=0.0)
    live = LiveMatcher(people, rules)
    pairs = {pair for person in people for pair in live.suggestions(person.id)}

    live.resolve()

    assert ids(pairs) == ids(suggest(people, rules=rules))
    assert quality(pairs, people, rules=rules).one_sided == 0
    assert ids(pair for person in people for pair in live.suggestions(person.id)) == ids(pairs)


def test_somebody_who_comes_is_shown_people_of_more_than_one_sector_where_all_are_worth_the_same() -> None:
    trades = ["tailor"] * 5 + ["farmer"] * 2
    here = [Person(number, trade=trade, slots=9) for number, trade in enumerate(trades)]
    rules = Rules(explore=0.0, same_trade=0.0)
    seen = []
    for seed in range(12):
        live = LiveMatcher(here, rules, rng=seed)
        live.arrive(Person("late", trade="web developer"))
        seen.append({here[int(str(pair.other("late")))].trade for pair in live.suggestions("late")})

    assert seen == [{"tailor", "farmer"}] * 12


@pytest.mark.parametrize(("name", "value"), [("sector_share", 1.5), ("sector_share", -0.1), ("diversity", 2)])
def test_shares_are_from_0_to_1(name: str, value: float) -> None:
    with pytest.raises(MatchingError, match=name):
        Rules(**{name: value})  # type: ignore[arg-type]
