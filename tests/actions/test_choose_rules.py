"""What an organiser chooses of the matching rules holds at that event, and nonsense changes nothing."""

import pytest

from kiosk.actions.choose_rules import choose_rules, look_at_rules
from kiosk.actions.create_event import create_event
from kiosk.domain.errors import InvalidFieldsError, NoEventError
from tests.bench import Bench, an_event


def test_without_a_choice_the_defaults_hold(bench: Bench) -> None:
    found = look_at_rules(bench.kit)

    assert not found.chosen
    assert found.rules.need_offer == 3.0


def test_choices_are_kept_beside_earlier_ones_and_go_back_one_by_one(bench: Bench) -> None:
    choose_rules(bench.kit, {"need_offer": "4,5", "weighted": "non"})
    choose_rules(bench.kit, {"segments": "Start-up + Investisseur = 2, étudiant+employeur", "weighted": ""})

    found = look_at_rules(bench.kit)

    assert found.chosen == {"need_offer", "segments"}
    assert (found.rules.need_offer, found.rules.weighted) == (4.5, True)
    assert found.rules.segments == (("Start-up", "Investisseur", 2.0), ("étudiant", "employeur", 1.0))


def test_a_fresh_choice_forgets_the_others(bench: Bench) -> None:
    choose_rules(bench.kit, {"need_offer": "4", "segments_apart": "presse+sponsor"})

    found = choose_rules(bench.kit, {"chain": "1"}, afresh=True)

    assert found.chosen == {"chain"}
    assert look_at_rules(bench.kit).rules == found.rules


def test_another_event_has_rules_of_its_own(bench: Bench) -> None:
    choose_rules(bench.kit, {"need_offer": "4"})
    create_event(bench.kit, an_event(bench.clock, "Talk"))

    assert look_at_rules(bench.kit).rules.need_offer == 3.0


@pytest.mark.parametrize(
    "said",
    [
        {"need": "4"},
        {"need_offer": "much"},
        {"need_offer": "-1"},
        {"need_offer": "nan"},
        {"explore": "1.5"},
        {"weighted": "perhaps"},
        {"fusion": "arithmetic"},
        {"candidates": "2.5"},
        {"segments": "startup"},
        {"segments_apart": "press+sponsor=2"},
        {"segments": "startup+investor=2=3"},
    ],
)
def test_a_choice_that_cannot_be_meant_is_refused_and_changes_nothing(bench: Bench, said: dict[str, str]) -> None:
    choose_rules(bench.kit, {"chain": "1"})

    with pytest.raises(InvalidFieldsError):
        choose_rules(bench.kit, {"shared": "2", **said})

    assert look_at_rules(bench.kit).chosen == {"chain"}


def test_without_an_event_there_are_no_rules_to_choose(bench: Bench) -> None:
    with bench.store.writing() as store:
        store.events._run.rows("update event set closed_at = 1")

    with pytest.raises(NoEventError):
        choose_rules(bench.kit, {"chain": "1"})
