"""What the door says: every verdict, both languages, to staff and to guests."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from kiosk.domain.language import Language
from kiosk.domain.money import Amount
from kiosk.domain.people import AttendeeId
from kiosk.domain.place import DOOR, Place
from kiosk.domain.scan import Direction, First, Guest, Scan
from kiosk.domain.verdict import Verdict
from kiosk.wording.verdicts import verdict_sentence
from tests.bench import Clock

NOW = Clock()()
SCAN = Scan(
    seq=1,
    nonce="n-00000001",
    code="BCDEFGHJKN",
    place=DOOR,
    direction=Direction.IN,
    verdict=Verdict.OK,
    at=NOW,
    device="Porte 1",
    guest=Guest(AttendeeId("a_1"), "Awa Ndi", None, None, Language.FR),
)
DETAILS = {
    Verdict.OK_ATTENTION: "Prévenir Bea Fon",
    Verdict.FULL: "120/120",
    Verdict.WRONG_EVENT: "Gala",
    Verdict.REVOKED: NOW.isoformat(),
}
EVERYWHERE = list(product(Verdict, (DOOR, Place(3)), Direction, Language, (True, False)))
WELCOME = {Verdict.OK, Verdict.OK_ATTENTION}
TOLD_TO_GUESTS = {*WELCOME, Verdict.INVALID, Verdict.QUESTIONS}


def scan(verdict: Verdict, **changes: object) -> Scan:
    due = Amount(10_000, "XAF") if verdict is Verdict.MUST_PAY else None
    first = First(NOW, "door", "Porte 2") if verdict is Verdict.ALREADY_IN else None
    told = replace(SCAN, verdict=verdict, detail=DETAILS.get(verdict), due=due, first=first)
    return replace(told, **changes)  # type: ignore[arg-type]


def say(one: Scan, language: Language = Language.EN, *, for_staff: bool = True) -> str:
    return "".join(" " if each.isspace() else each for each in verdict_sentence(one, language, for_staff=for_staff))


@pytest.mark.parametrize(("verdict", "place", "direction", "language", "for_staff"), EVERYWHERE)
def test_there_is_a_whole_sentence_everywhere(
    verdict: Verdict, place: Place, direction: Direction, language: Language, for_staff: bool
) -> None:
    told = say(scan(verdict, place=place, direction=direction), language, for_staff=for_staff)

    assert re.search(r"\w{3}", told)
    assert not re.search(r"%\(|%s|None|\d{4}-\d\d", told)


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("for_staff", [True, False])
def test_every_verdict_is_translated(verdict: Verdict, for_staff: bool) -> None:
    french, english = (say(scan(verdict), language, for_staff=for_staff) for language in Language)

    assert french != english


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        (Verdict.OK, "Welcome, Awa!"),
        (Verdict.OK_ATTENTION, "Welcome, Awa — tell Prévenir Bea Fon"),
        (Verdict.ALREADY_IN, "Already checked in at 19:30, Porte 2"),
        (Verdict.MUST_PAY, "To pay: 10,000 FCFA"),
        (Verdict.FULL, "Room full: 120/120"),
        (Verdict.WRONG_EVENT, "Badge of another event: Gala"),
        (Verdict.REVOKED, "Badge replaced at 19:30 — ask for the new one"),
        (Verdict.UNKNOWN, "Unknown badge — search the name"),
    ],
)
def test_staff_are_told_the_one_fact_they_need(verdict: Verdict, told: str) -> None:
    assert say(scan(verdict)) == told


@pytest.mark.parametrize("verdict", [each for each in Verdict if each not in TOLD_TO_GUESTS])
@pytest.mark.parametrize("language", list(Language))
def test_every_refusal_sends_a_guest_to_the_desk_and_says_no_more(verdict: Verdict, language: Language) -> None:
    refusals = {say(scan(each), language, for_staff=False) for each in (verdict, Verdict.UNKNOWN)}

    assert len(refusals) == 1
    assert not re.search(r"\d", refusals.pop())


def test_a_guest_who_needs_attention_is_greeted_like_any_other() -> None:
    for language in Language:
        greeted = {say(scan(each), language, for_staff=False) for each in WELCOME}

        assert len(greeted) == 1


@pytest.mark.parametrize("for_staff", [True, False])
def test_going_and_sitting_down_have_words_of_their_own(for_staff: bool) -> None:
    gone = scan(Verdict.OK, direction=Direction.OUT)
    seated = scan(Verdict.OK, place=Place(3))

    name = "Awa" if for_staff else "A••"
    assert say(gone, for_staff=for_staff) == f"Goodbye, {name}"
    assert say(seated, for_staff=for_staff) == f"{name}, you are at Table 3"


def test_not_now_says_what_is_missing() -> None:
    assert say(scan(Verdict.NOT_NOW, detail=NOW.isoformat())) == "Doors open at 19:30"
    tomorrow = (NOW + timedelta(days=1)).isoformat()
    assert say(scan(Verdict.NOT_NOW, detail=tomorrow)) == "Doors open at 05/12/2026 19:30"
    assert say(scan(Verdict.NOT_NOW, place=Place(3))) == "Please check in at the door first"
    assert say(scan(Verdict.NOT_NOW)) == "Not now"


def test_somebody_who_left_where_one_entry_is_all_is_told_so() -> None:
    assert say(scan(Verdict.ALREADY_IN, detail="left")) == "Came in at 19:30 and left: one entry only"


def test_what_a_dark_door_did_is_told_beside_what_the_list_says() -> None:
    first = First(NOW, "door", "Porte 2")
    double = scan(Verdict.OK, judged=Verdict.ALREADY_IN, conflict="already_in", first=first)
    paid_twice = scan(Verdict.OK, judged=Verdict.OK, conflict="paid_twice")

    assert say(double) == "Done while offline; the list says: Already checked in at 19:30, Porte 2"
    assert say(paid_twice) == "Done while offline; paid twice: give the money back"
    assert say(double, for_staff=False) == "Welcome, A••!"


def test_an_earlier_scan_without_a_device_is_named_by_its_place() -> None:
    seated = scan(Verdict.ALREADY_IN, place=Place(3), first=First(NOW, "table-3", None))

    assert say(seated) == "Already checked in at 19:30, Table 3"


@pytest.mark.parametrize("name", ["Awa", "Awa Ndi", "Awa  Ngo Bassong épse Mbarga", " Awa Ndi"])
def test_a_guest_is_called_by_the_first_of_their_names(name: str) -> None:
    guest = Guest(AttendeeId("a_1"), name, None, None, Language.FR)

    assert say(scan(Verdict.OK, guest=guest)) == "Welcome, Awa!"


def test_a_per_cent_sign_in_what_people_wrote_is_only_a_sign() -> None:
    guest = Guest(AttendeeId("a_1"), "100%(name)s", None, None, Language.FR)

    assert say(scan(Verdict.OK, guest=guest)) == "Welcome, 100%(name)s!"
    assert say(scan(Verdict.WRONG_EVENT, detail="50 % off")) == "Badge of another event: 50 % off"
