"""What a phone shows: of its owner everything, of others what those agreed to."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from kiosk.actions.look import PersonalState
from kiosk.domain.language import Language
from kiosk.domain.people import Attendee, AttendeeId, AttendeeState, Consent, Person, PersonId, Profile
from kiosk.domain.place import Place
from kiosk.domain.suggestion import ASKED_LIFETIME, LIFETIME, MEETING_TIME, Answer, Side, Suggestion, SuggestionId
from kiosk.domain.tie import Tie
from kiosk.views.attendee import card_view, state_view
from tests.bench import Clock, an_event

NOW = Clock()()
EVENT = an_event(Clock(), "Soirée")
CONSENTS = [Consent(*each) for each in product((None, False, True), (False, True), (False, True))]
SECRETS = ("+237677001122", "awa@example.org", "t-17", "Saluer", "Directrice", "VIP", "bois brut", "planches")


def somebody(name: str, **changes: object) -> Attendee:
    person = Person(
        PersonId(f"p_{name}"),
        name,
        phone="+237677001122",
        email="awa@example.org",
        company="Ferme du Noun",
        role="Directrice",
        external_id="t-17",
    )
    attendee = Attendee(
        id=AttendeeId(f"a_{name.split(maxsplit=1)[0]}"),
        event=EVENT.id,
        person=person,
        category="VIP",
        due=12_345,
        state=AttendeeState.REGISTERED,
        attention="Saluer",
        hidden=False,
        consent=Consent(matching=True),
        claimed_at=NOW,
        version=7,
        front_code="BCDEFGHJKN",
        profile=Profile(("transport",), ("bois sec",), "bois brut", "planches", "menuiserie"),
    )
    return replace(attendee, **changes)  # type: ignore[arg-type]


AWA, PAUL = somebody("Awa Ndi", front_code="KNPRSTUVXB"), somebody("Paul Eko")


def a_card(mine: Answer | None = None, theirs: Answer | None = None, *, mutual: bool = False) -> Suggestion:
    sides = (Side(AWA.id, mine, NOW if mine else None), Side(PAUL.id, theirs, NOW if theirs else None))
    made = Suggestion(SuggestionId("s_1"), sides, 0.5, (), "bar", NOW, NOW + LIFETIME)
    return replace(made, mutual_at=NOW) if mutual else made


def a_state(**changes: object) -> PersonalState:
    """Awa is in the room and nothing happens."""
    calm = PersonalState(
        attendee=AWA,
        event=EVENT,
        present=True,
        table=None,
        card=None,
        other=None,
        waiting=False,
        contacts=(),
        people_inside=2,
    )
    return replace(calm, **changes)  # type: ignore[arg-type]


def english(**changes: object) -> dict[str, Any]:
    return state_view(a_state(**changes), Language.EN)


@pytest.mark.parametrize("language", list(Language))
def test_the_page_has_the_contracts_parts_in_any_language(language: Language) -> None:
    page = state_view(a_state(), language)

    assert {"version", "me", "present", "table", "card", "waiting", "contacts"} <= page.keys()
    assert page["version"] == 7
    assert page["me"]["language"] == language.value


def test_one_sees_of_oneself_what_one_may_correct() -> None:
    me = english()["me"]

    assert (me["name"], me["first_name"], me["company"]) == ("Awa Ndi", "Awa", "Ferme du Noun")
    assert (me["front_code"], me["event_name"], me["matching"]) == ("KNPRSTUVXB", "Soirée", True)


@pytest.mark.parametrize("consent", CONSENTS)
def test_agreed_to_be_introduced_is_only_a_yes(consent: Consent) -> None:
    me = english(attendee=replace(AWA, consent=consent))["me"]

    assert me["matching"] is (consent.matching is True)


@pytest.mark.parametrize("consent", CONSENTS)
@pytest.mark.parametrize("mutual", [False, True])
def test_a_card_names_the_other_and_their_company_only_if_they_agreed(consent: Consent, mutual: bool) -> None:
    other = replace(PAUL, consent=consent)

    card = english(card=a_card(mutual=mutual), other=other)["card"]

    assert card["name"] == "Paul"
    assert card["company"] == ("Ferme du Noun" if consent.show_company else None)


@pytest.mark.parametrize("consent", CONSENTS)
def test_a_contact_is_a_first_name_and_a_company_only_if_they_agreed(consent: Consent) -> None:
    other = replace(PAUL, consent=consent)

    (contact,) = english(contacts=((Tie(AWA.id, PAUL.id, NOW, "table-3"), other),))["contacts"]

    assert contact == {
        "id": PAUL.id,
        "name": "Paul",
        "company": "Ferme du Noun" if consent.show_company else None,
        "where": "Table 3",
        "met_at": "19:30",
    }


@pytest.mark.parametrize("consent", CONSENTS)
@pytest.mark.parametrize("mutual", [False, True])
def test_nothing_else_of_the_other_is_anywhere_on_the_page(consent: Consent, mutual: bool) -> None:
    other = replace(PAUL, consent=consent)
    state = a_state(card=a_card(mutual=mutual), other=other, contacts=((Tie(AWA.id, PAUL.id, NOW, None), other),))

    for language in Language:
        page = str(state_view(state, language))

        assert [secret for secret in (*SECRETS, "Eko", PAUL.front_code, "12345") if secret in page] == []


@pytest.mark.parametrize("theirs", [None, *Answer])
def test_a_card_looks_the_same_whatever_the_other_said_to_it(theirs: Answer | None) -> None:
    assert english(card=a_card(theirs=theirs), other=PAUL) == english(card=a_card(), other=PAUL)


def test_a_card_ends_when_it_was_to_end_until_both_said_yes() -> None:
    asked = english(card=a_card(theirs=Answer.YES), other=PAUL)["card"]
    agreed = english(card=a_card(Answer.YES, Answer.YES, mutual=True), other=PAUL)["card"]

    assert ASKED_LIFETIME != LIFETIME
    assert (asked["state"], asked["expires_at"]) == ("new", (NOW + LIFETIME).isoformat(timespec="seconds"))
    assert (agreed["state"], agreed["expires_at"]) == ("mutual", (NOW + MEETING_TIME).isoformat(timespec="seconds"))


def test_a_card_of_somebody_who_was_erased_is_no_card() -> None:
    page = english(card=a_card(), other=None)

    assert page["card"] is None


def test_a_place_is_said_in_the_readers_language() -> None:
    state = a_state(card=a_card(), other=PAUL, table=Place(3))

    french, english_page = (state_view(state, language) for language in (Language.FR, Language.EN))

    assert (french["card"]["where"], english_page["card"]["where"]) == ("le bar", "the bar")
    assert (french["table"], french["table_words"]) == ("table-3", "Vous êtes ici\xa0: Table 3")
    assert english_page["table_words"] == "You are at Table 3"


WAITING: list[tuple[dict[str, object], str]] = [
    ({"present": False}, "You are not in the room now"),
    ({"present": False, "attendee": replace(AWA, consent=Consent())}, "You are not in the room now"),
    ({"attendee": replace(AWA, consent=Consent(matching=False))}, "You asked for no suggestions"),
    ({"waiting": True}, "We are asking discreetly"),
    ({}, "Watching the room"),
]


@pytest.mark.parametrize(("changes", "start"), WAITING)
def test_without_a_card_the_page_says_why(changes: dict[str, object], start: str) -> None:
    assert english(**changes)["waiting"].startswith(start)


def test_with_a_card_nothing_else_is_said() -> None:
    assert english(card=a_card(), other=PAUL, waiting=True)["waiting"] is None


@pytest.mark.parametrize("consent", CONSENTS)
@pytest.mark.parametrize("claimed", [False, True])
@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("to_guest", [False, True])
def test_a_badge_tells_a_guest_about_people_who_agreed_and_strangers_nothing(
    consent: Consent, claimed: bool, hidden: bool, to_guest: bool
) -> None:
    somebody_else = replace(PAUL, consent=consent, claimed_at=NOW if claimed else None, hidden=hidden)

    card = card_view(somebody_else, to_guest=to_guest)

    if to_guest and consent.matching is True and claimed and not hidden:
        company = "Ferme du Noun" if consent.show_company else None
        assert (card["first_name"], card["company"]) == ("Paul", company)
        assert (card["offers"], card["needs"], card["shown"]) == (["bois sec"], ["transport"], True)
    else:
        assert (card["first_name"], card["company"]) == ("", None)
        assert (card["offers"], card["needs"], card["shown"]) == ([], [], False)
    assert [secret for secret in (*SECRETS, "Eko") if secret in str(card)] == []


def test_a_meeting_is_told_in_local_time() -> None:
    late = Tie(AWA.id, PAUL.id, NOW + timedelta(hours=5), None)

    (contact,) = english(contacts=((late, PAUL),))["contacts"]

    assert (contact["met_at"], contact["where"]) == ("00:30", None)
