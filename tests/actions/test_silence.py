"""Nobody can tell a decline from a departure: what the other's page shows is compared whole, with its version.

Each ending is played in a copy of one house, so that nothing differs but the ending.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from kiosk.actions.answer_suggestion import answer_suggestion
from kiosk.actions.claim_phone import claim_phone
from kiosk.actions.import_guests import import_guests
from kiosk.actions.kit import Kit
from kiosk.actions.look import personal_state
from kiosk.actions.meet import make_gesture
from kiosk.actions.record_scan import record_scan
from kiosk.actions.refresh_suggestions import refresh_suggestions
from kiosk.domain.device import Device
from kiosk.domain.facts import Fact
from kiosk.domain.guest_list import Invitation
from kiosk.domain.language import Language
from kiosk.domain.people import Attendee, Consent, PersonId
from kiosk.domain.place import DOOR
from kiosk.domain.scan import Direction, ScanRequest
from kiosk.domain.suggestion import Answer, SuggestionId, expiry
from kiosk.domain.tie import Gesture
from kiosk.matchmaker.engine import LiveEngine
from kiosk.storage.store import Store
from kiosk.views.attendee import state_view
from tests.bench import Bench, Clock

PHASES: dict[str, list[tuple[str, Answer]]] = {
    "unanswered": [],
    "asked": [("Paul Eko", Answer.YES)],
    "put off": [("Paul Eko", Answer.LATER)],
    "awaited": [("Awa Ndi", Answer.YES)],
    "mutual": [("Paul Eko", Answer.YES), ("Awa Ndi", Answer.YES)],
    "one says met": [("Paul Eko", Answer.YES), ("Awa Ndi", Answer.YES), ("Paul Eko", Answer.MET)],
}


@dataclass
class Evening:
    """A copy of the house in which Awa and Paul have a card; Paul's page is the one that must not tell."""

    kit: Kit
    clock: Clock
    awa: Attendee
    paul: Attendee
    door: Device
    card: SuggestionId
    told: list[Fact]

    def refresh(self) -> None:
        refresh_suggestions(self.kit, LiveEngine(), before_writing=lambda: None)

    def say(self, person: Attendee, answer: Answer) -> None:
        answer_suggestion(self.kit, person, self.card, answer, version=None)

    def page(self) -> dict[str, Any]:
        state = personal_state(self.kit, self.paul.id)
        assert state is not None
        return {language: state_view(state, language) for language in Language}

    def over(self) -> datetime:
        with self.kit.store.reading() as store:
            card = store.suggestions.by_id(self.card)
        assert card is not None
        return expiry(card)

    def news(self) -> int:
        """How often Paul's page was told of something."""
        return sum(self.paul.id in fact.attendees for fact in self.told)


def leaves(evening: Evening) -> None:
    record_scan(evening.kit, ScanRequest("n-leaves-01", evening.awa.front_code, DOOR, Direction.OUT, evening.door))


def hides(evening: Evening) -> None:
    listed = Invitation(replace(evening.awa.person, id=PersonId("")), hidden=True)
    import_guests(evening.kit, [listed], is_same=lambda a, b: a.name == b.name)


ENDINGS: dict[str, Callable[[Evening], object]] = {
    "declines": lambda evening: evening.say(evening.awa, Answer.NO),
    "knows them": lambda evening: evening.say(evening.awa, Answer.KNOWN),
    "lost them": lambda evening: evening.say(evening.awa, Answer.LOST),
    "leaves": leaves,
    "hides": hides,
    "lets it expire": lambda _: None,
}


@pytest.fixture
def house(bench: Bench) -> Bench:
    """Awa and Paul are in, and have been shown each other."""
    people = bench.invite("Awa Ndi", "Paul Eko")
    claims = bench.claims()
    for person in people:
        bench.scan(person.front_code)
        claim_phone(bench.kit, claims[person.person.name], Consent(matching=True), Language.FR)
    refresh_suggestions(bench.kit, LiveEngine(), before_writing=lambda: None)
    return bench


@contextmanager
def copy_of(house: Bench, name: str, phase: str) -> Iterator[Evening]:
    place = house.path / name.replace(" ", "_")
    place.mkdir()
    for part in house.path.glob("kiosk.db*"):
        shutil.copy(part, place / part.name)
    store, clock, told = Store(place / "kiosk.db"), Clock(house.clock.moment), list[Fact]()
    kit = Kit(store, house.kit.key, house.kit.hosts, now=clock, announce=told.append)
    with store.reading() as look:
        awa, paul = look.attendees.of_event(house.event.id)
        (card,) = look.suggestions.open_of(awa.id)
    evening = Evening(kit, clock, awa, paul, house.door, card.id, told)
    for person, answer in PHASES[phase]:
        clock.forward(seconds=20)
        evening.say(awa if person == awa.person.name else paul, answer)
    told.clear()
    yield evening
    store.close()


def played(house: Bench, name: str, phase: str) -> tuple[dict[str, Any], int]:
    """Paul's page when it would have been over anyway, and how often he was told."""
    with copy_of(house, name, phase) as evening:
        over = evening.over()
        evening.clock.moment = over - timedelta(seconds=1)
        ENDINGS[name](evening)
        evening.refresh()
        evening.clock.moment = over
        evening.refresh()
        return evening.page(), evening.news()


@pytest.mark.parametrize("phase", PHASES)
def test_however_it_ends_the_others_page_is_the_same(house: Bench, phase: str) -> None:
    expired = played(house, "lets it expire", phase)

    for name in ENDINGS.keys() - {"lets it expire"}:
        assert played(house, name, phase) == expired, name


@pytest.mark.parametrize("phase", PHASES)
def test_what_is_over_shows_no_card_and_no_contact(house: Bench, phase: str) -> None:
    for name in ENDINGS:
        page, _ = played(house, name, phase)

        assert [(each["card"], each["contacts"]) for each in page.values()] == [(None, [])] * 2


QUIET: dict[str, Callable[[Evening], object]] = {
    "says yes": lambda evening: evening.say(evening.awa, Answer.YES),
    "says later": lambda evening: evening.say(evening.awa, Answer.LATER),
    "says met": lambda evening: evening.say(evening.awa, Answer.MET),
    "scans the badge": lambda evening: make_gesture(evening.kit, evening.awa, evening.paul, Gesture.SCANNED),
    "says we met": lambda evening: make_gesture(evening.kit, evening.awa, evening.paul, Gesture.MET),
    "leaves for a moment": leaves,
}


@pytest.mark.parametrize("phase", ["unanswered", "put off"])
@pytest.mark.parametrize("act", QUIET)
def test_what_one_does_alone_changes_nothing_on_the_others_page_and_tells_them_nothing(
    house: Bench, act: str, phase: str
) -> None:
    with copy_of(house, act, phase) as evening:
        before = evening.page()

        QUIET[act](evening)

        assert evening.page() == before
        assert evening.news() == 0


@pytest.mark.parametrize("act", ["says later", "says met", "scans the badge", "says we met"])
def test_nor_while_the_other_waits_for_an_answer(house: Bench, act: str) -> None:
    with copy_of(house, act, "asked") as evening:
        before = evening.page()

        QUIET[act](evening)

        assert evening.page() == before
        assert evening.news() == 0


def test_both_may_say_met_from_the_page_they_read_it_on(house: Bench) -> None:
    with copy_of(house, "both met", "mutual") as evening:
        read_at = evening.page()[Language.FR]["version"]
        evening.say(evening.awa, Answer.MET)

        answer_suggestion(evening.kit, evening.paul, evening.card, Answer.MET, version=read_at)

        assert [each["name"] for each in evening.page()[Language.FR]["contacts"]] == ["Awa"]
