"""How much one wants another: from the definition, reference/matching.md 2.1."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import MatchingError, Person, Rules, utility


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_utility_is_a_share_and_nobody_wants_themself(
    data: st.DataObject, rooms: Callable[[int], st.SearchStrategy[list[Person]]]
) -> None:
    people = data.draw(rooms(8))

    found = utility(people)

    assert found.shape == (len(people), len(people))
    assert ((found >= 0) & (found <= 1)).all()
    assert (found.diagonal() == 0).all()


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_utility_follows_people_wherever_they_stand_in_the_list(
    data: st.DataObject, rooms: Callable[[int], st.SearchStrategy[list[Person]]]
) -> None:
    people = data.draw(rooms(8))
    order = data.draw(st.permutations(range(len(people))))

    found = utility([people[at] for at in order])

    assert found == pytest.approx(utility(people)[np.ix_(order, order)].reshape(found.shape), abs=1e-5)


def test_an_empty_profile_is_worth_the_mean_of_the_room(evening: list[Person]) -> None:
    found = utility([*evening, Person("silent")])

    others = found[:-1, :-1][~np.eye(len(evening), dtype=bool)]
    assert np.ptp(found[-1, :-1]) == pytest.approx(0)
    assert found[:-1, -1] == pytest.approx(found[-1, :-1])
    assert found[-1, 0] == pytest.approx(others.mean(), abs=0.005)


def test_with_nothing_known_about_anybody_all_are_worth_the_same() -> None:
    found = utility([Person(1), Person(2), Person(3)])

    assert len(set(found[~np.eye(3, dtype=bool)])) == 1


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ({"needs": ["Comptable"]}, {"offers": ["comptable"]}),
        ({"need_text": "je cherche un avocat"}, {"offer_text": "I am a lawyer"}),
        ({"chain": "producer"}, {"chain": "processor"}),
        ({"trade": "Comptable"}, {"trade": "accountant"}),
        ({"objectives": ["export"]}, {"objectives": ["Export"]}),
        ({"groups": ["Buea"]}, {"groups": ["BUEA"]}),
        ({"languages": ["Français"]}, {"languages": ["french", "en"]}),
    ],
)
def test_each_criterion_lifts_whom_it_speaks_for_above_a_stranger(
    said: dict[str, list[str]], answered: dict[str, list[str]]
) -> None:
    found = utility([Person("me", **said), Person("one", **answered), Person("stranger")])  # type: ignore[arg-type]

    assert found[0, 1] > found[0, 2]


def test_a_need_is_wanted_in_one_direction_only() -> None:
    found = utility(
        [Person("asker", needs=["web"]), Person("giver", offers=["web"], needs=["cocoa"]), Person("x", offers=["farm"])]
    )

    assert found[0, 1] > found[1, 0]


def test_what_few_share_is_worth_more_than_what_many_share() -> None:
    crowd = [Person(number, groups=["Douala"]) for number in range(20)]
    rare = [Person("a", groups=["Kribi", "Douala"]), Person("b", groups=["Kribi"]), Person("c", groups=["Douala"])]

    found = utility([*rare, *crowd])

    assert found[0, 1] > found[0, 2]


def test_a_criterion_that_weighs_nothing_changes_nothing() -> None:
    ada = Person("ada", needs=["web"], trade="tailor", weights={"need_offer": 0, "same_trade": 1})
    web, tailor = Person("web", offers=["web"], trade="farmer"), Person("tailor", offers=["cocoa"], trade="tailor")

    weighed = utility([ada, web, tailor])
    unweighed = utility([ada, web, tailor], Rules(weighted=False))

    assert weighed[0, 1] < weighed[0, 2]
    assert unweighed[0, 1] == pytest.approx(unweighed[0, 2])


def test_forty_needs_earn_no_more_than_the_first_few() -> None:
    stuffed = Person("s", needs=[f"thing{number}" for number in range(40)] + ["web"])
    modest = replace(stuffed, needs=stuffed.needs[:5])

    assert utility([stuffed, Person("w", offers=["web"])]) == pytest.approx(
        utility([modest, Person("w", offers=["web"])])
    )


def test_segments_that_should_meet_lift_a_pair_and_others_cost_nothing() -> None:
    people = [
        Person("s", segment="Startup"),
        Person("i", segment="investor"),
        Person("p", segment="press"),
        Person("x"),
    ]

    found = utility(people, Rules(segments=[("investor", "startup", 2)]))

    assert found[0, 1] == found[1, 0] > found[0, 3]
    assert found[0, 2] == found[0, 3]


def test_a_higher_weight_of_two_segments_counts_more() -> None:
    people = [Person("s", segment="startup"), Person("i", segment="investor"), Person("b", segment="bank")]

    found = utility(people, Rules(segments=[("investor", "startup", 4), ("bank", "startup", 1)]))

    assert found[0, 1] > found[0, 2]


def test_people_without_a_common_language_are_worth_less_than_those_who_said_nothing() -> None:
    found = utility([Person("a", languages=["fr"]), Person("b", languages=["en"]), Person("c")])

    assert found[0, 1] < found[0, 2]


@pytest.mark.parametrize("people", [[Person(1), Person(1)], ["ada"]])
def test_a_double_or_a_stranger_to_the_library_is_refused(people: list[Person]) -> None:
    with pytest.raises(MatchingError):
        utility(people)
