"""Suggestions on disk: the reasons come back as they went in, those of an older house too."""

from datetime import timedelta

from kiosk.domain.suggestion import Reason, Said, Side, Suggestion, SuggestionId
from tests.bench import Bench


def kept(bench: Bench, *reasons: Reason) -> Suggestion:
    """A suggestion between two guests with these reasons, kept."""
    one, other = sorted(bench.invite("Awa Ndi", "Paul Eko"), key=lambda each: each.id)
    now = bench.clock()
    sides = (Side(one.id), Side(other.id))
    suggestion = Suggestion(SuggestionId("s_1"), sides, 0.5, reasons, "bar", now, now + timedelta(minutes=5))
    with bench.store.writing() as store:
        assert store.suggestions.add(suggestion, one.event)
    return suggestion


def test_reasons_come_back_as_they_went_in(bench: Bench) -> None:
    (awa,) = bench.invite("Zoé Bih")
    said = (Said(awa.id, "objectives", "export"),)
    suggestion = kept(bench, Reason("shared_objective", None, said, only_two=True), Reason("chain", awa.id, said))

    with bench.store.reading() as store:
        found = store.suggestions.by_id(suggestion.id)

    assert found == suggestion


def test_reasons_of_an_older_house_are_read_as_told_of_no_two_only(bench: Bench) -> None:
    suggestion = kept(bench, Reason("open_talk"))
    older = '[["rare_shared", null, [["a_1", "groups", "Kribi"]]]]'
    with bench.store.writing() as store:
        store.suggestions._run.rows("update suggestion set reasons = :reasons", {"reasons": older})

    with bench.store.reading() as store:
        found = store.suggestions.by_id(suggestion.id)

    assert found is not None
    assert [(reason.code, reason.giver, reason.only_two) for reason in found.reasons] == [("rare_shared", None, False)]
    assert [(said.owner, said.field, said.text) for said in found.reasons[0].said] == [("a_1", "groups", "Kribi")]
