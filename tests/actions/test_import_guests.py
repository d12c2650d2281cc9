"""A guest list taken in: once, again, and newer."""

from collections.abc import Callable, Iterator
from contextlib import closing
from copy import copy
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from kiosk.actions.claim_phone import claim_phone
from kiosk.actions.import_guests import import_guests
from kiosk.domain.event import EventId
from kiosk.domain.guest_list import Intake, Invitation
from kiosk.domain.language import Language
from kiosk.domain.people import Attendee, AttendeeState, Consent, Person, PersonId, Profile
from kiosk.exchange.doubles import same_person
from kiosk.storage.store import Store
from tests.bench import Bench, an_event

AWA = Invitation(
    Person(PersonId(""), "Awa Ndi", phone="+237677001122", company="Ferme du Noun"),
    category="Standard",
    paid=True,
    state=AttendeeState.REGISTERED,
    attention="Saluer",
    profile=Profile(needs=("transport",)),
    extra={"Sac": "bleu"},
)


def take_in(bench: Bench, *listed: Invitation, dry_run: bool = False) -> Intake:
    return import_guests(bench.kit, listed, is_same=same_person, dry_run=dry_run)


@pytest.fixture
def neighbour(bench: Bench) -> Iterator[Bench]:
    """The same house, opened by another process."""
    with closing(Store(bench.path / "kiosk.db")) as store:
        yield replace_store(bench, store)


def replace_store(bench: Bench, store: Store) -> Bench:
    other = copy(bench)
    other.store, other.kit = store, replace(bench.kit, store=store)
    return other


def import_while(bench: Bench, *listed: Invitation, happens: Callable[[], object], times: int = 1) -> Intake:
    """Take a list in; something happens the first time, or the first times, its first guest has been looked at."""
    looks = count(1)

    def progress(done: int) -> None:
        if done == 1 and next(looks) <= times:
            happens()

    return import_guests(bench.kit, listed, is_same=same_person, progress=progress)


def everybody(bench: Bench) -> list[Attendee]:
    with bench.store.reading() as store:
        return store.attendees.of_event(bench.event.id)


def test_the_same_list_again_changes_nothing(bench: Bench) -> None:
    first, again = take_in(bench, AWA), take_in(bench, AWA)

    assert (first, again) == (Intake(added=1), Intake(same=1))


def test_a_newer_list_updates_what_it_says_and_keeps_what_it_is_silent_about(bench: Bench) -> None:
    take_in(bench, AWA)
    code = everybody(bench)[0].front_code

    told = take_in(bench, Invitation(replace(AWA.person, company=None, email="awa@example.org"), category="VIP"))

    (awa,) = everybody(bench)
    assert told == Intake(changed=1)
    assert (awa.category, awa.attention, awa.due, awa.front_code) == ("VIP", "Saluer", 0, code)
    assert (awa.person.company, awa.person.email) == ("Ferme du Noun", "awa@example.org")
    assert awa.profile.needs == ("transport",)


def test_a_list_may_cancel_somebody_and_the_next_one_does_not_bring_them_back_unasked(bench: Bench) -> None:
    take_in(bench, AWA)
    take_in(bench, replace(AWA, state=AttendeeState.CANCELLED))
    take_in(bench, replace(AWA, state=None))

    assert everybody(bench)[0].state is AttendeeState.CANCELLED


def test_people_who_share_a_phone_are_two_guests(bench: Bench) -> None:
    take_in(bench, AWA, Invitation(replace(AWA.person, name="Paul Eko")))

    assert [each.person.name for each in everybody(bench)] == ["Awa Ndi", "Paul Eko"]


def test_two_guests_of_one_name_without_contact_stay_two_however_often_the_list_comes(bench: Bench) -> None:
    bare = Invitation(Person(PersonId(""), "Paul Eko"))

    first, again = take_in(bench, bare, bare), take_in(bench, bare, bare)

    assert (first, again) == (Intake(added=2), Intake(same=2))


def test_our_own_id_names_a_guest_whatever_the_list_calls_them(bench: Bench) -> None:
    take_in(bench, AWA)
    (awa,) = everybody(bench)

    take_in(bench, Invitation(Person(PersonId(""), "Awa Ndi épse Mbarga", external_id=awa.id)))

    (married,) = everybody(bench)
    assert (married.id, married.person.name) == (awa.id, "Awa Ndi épse Mbarga")
    assert (married.person.external_id, married.person.phone) == (None, "+237677001122")


def test_somebody_who_came_before_is_the_same_person_at_the_next_event(bench: Bench) -> None:
    take_in(bench, AWA)
    (before,) = everybody(bench)
    bench.clock.forward(hours=1)
    with bench.store.writing() as store:
        store.events.add(an_event(bench.clock, "Next"))

    told = take_in(bench, AWA)

    with bench.store.reading() as store:
        event = store.events.by_slug("next")
        assert event is not None
        (after,) = store.attendees.of_event(event.id)
    assert told == Intake(added=1)
    assert after.person.id == before.person.id
    assert after.front_code != before.front_code


def test_the_number_of_a_ticket_of_an_earlier_event_does_not_turn_one_person_into_another(bench: Bench) -> None:
    take_in(bench, Invitation(Person(PersonId(""), "Awa Ndi", phone="+237677001122", external_id="17")))
    with bench.store.writing() as store:
        store.events.add(an_event(bench.clock, "Next"))

    take_in(bench, Invitation(Person(PersonId(""), "Paul Eko", external_id="17")))

    with bench.store.reading() as store:
        awa, paul = (store.attendees.of_event(EventId(each))[0].person for each in (bench.event.id, "e_Next"))
    assert (awa.name, awa.phone) == ("Awa Ndi", "+237677001122")
    assert (paul.name, paul.phone) == ("Paul Eko", None)


def test_a_ticket_of_this_event_may_change_hands(bench: Bench) -> None:
    take_in(bench, Invitation(Person(PersonId(""), "Awa Ndi", external_id="17")))

    take_in(bench, Invitation(Person(PersonId(""), "Paul Eko", external_id="17")))

    assert [each.person.name for each in everybody(bench)] == ["Paul Eko"]


def test_a_category_without_a_price_owes_the_first_one_and_is_reported(tmp_path: Path) -> None:
    bench = Bench(tmp_path, event_changes={"prices": {"Standard": 10_000, "VIP": 20_000}})

    told = take_in(bench, replace(AWA, category="Standart", paid=False), Invitation(Person(PersonId(""), "Paul Eko")))

    assert told.unpriced == ("Standart",)
    assert [each.due for each in everybody(bench)] == [10_000, 10_000]
    bench.store.close()


JEAN = Invitation(Person(PersonId(""), "Jean Mbarga", phone="+237677000001"), category="VIP")
JEAN_PAUL = Invitation(Person(PersonId(""), "Jean Paul Mbarga", phone="+237677000001"), category="Standard")


def test_two_like_names_on_one_phone_keep_their_badges_in_whatever_order_the_list_comes(bench: Bench) -> None:
    take_in(bench, JEAN, JEAN_PAUL)
    before = {each.person.name: each.front_code for each in everybody(bench)}

    told = take_in(bench, JEAN_PAUL, JEAN)

    assert told == Intake(same=2)
    assert {each.person.name: each.front_code for each in everybody(bench)} == before


def test_a_new_guest_of_a_like_name_does_not_take_over_somebody_who_is_on_the_list_themself(bench: Bench) -> None:
    take_in(bench, JEAN_PAUL)
    (before,) = everybody(bench)

    told = take_in(bench, JEAN, JEAN_PAUL)

    after = {each.person.name: each for each in everybody(bench)}
    assert (told.added, told.same) == (1, 1)
    assert after["Jean Paul Mbarga"].front_code == before.front_code


def test_a_dry_run_and_the_weighing_of_a_list_leave_the_door_its_lock(bench: Bench, neighbour: Bench) -> None:
    (eve,) = bench.invite("Eve Ngo")
    scanned: list[object] = []

    def scan() -> None:
        scanned.append(neighbour.scan(eve.front_code).verdict)

    import_guests(bench.kit, [AWA], is_same=same_person, progress=lambda _done: scan(), dry_run=True)
    told = import_while(bench, AWA, happens=scan)

    assert scanned == ["ok", "already_in"]
    assert told == Intake(added=1)


def test_somebody_whom_another_list_brought_meanwhile_is_recognised(bench: Bench, neighbour: Bench) -> None:
    told = import_while(bench, AWA, happens=lambda: take_in(neighbour, AWA))

    assert told == Intake(same=1)
    assert [each.person.name for each in everybody(bench)] == ["Awa Ndi"]


def test_what_another_list_said_meanwhile_is_not_unsaid(bench: Bench, neighbour: Bench) -> None:
    take_in(bench, AWA)
    newer = replace(AWA, category="VIP", attention=None)

    import_while(bench, newer, happens=lambda: take_in(neighbour, replace(AWA, attention="Badge perdu")))

    (awa,) = everybody(bench)
    assert (awa.category, awa.attention) == ("VIP", "Badge perdu")


def test_a_list_for_an_event_that_gave_way_meanwhile_comes_to_the_new_one(bench: Bench, neighbour: Bench) -> None:
    def begin_the_next() -> None:
        with neighbour.store.writing() as store:
            store.events.add(an_event(bench.clock, "Next"))

    import_while(bench, AWA, happens=begin_the_next)

    with bench.store.reading() as store:
        assert [len(store.attendees.of_event(EventId(each))) for each in (bench.event.id, "e_Next")] == [0, 1]


def test_a_list_comes_in_although_the_house_changes_at_every_look(bench: Bench, neighbour: Bench) -> None:
    names = iter(("Eve Ngo", "Bea Fon", "Paul Eko"))

    told = import_while(bench, AWA, happens=lambda: neighbour.invite(next(names)), times=3)

    assert told == Intake(added=1)
    assert len(everybody(bench)) == 4


def test_a_list_that_cannot_be_written_to_its_end_leaves_nothing(bench: Bench) -> None:
    moments = iter([bench.clock()] * 3)

    with pytest.raises(StopIteration):
        import_guests(
            replace(bench.kit, now=lambda: next(moments)),
            [AWA, Invitation(Person(PersonId(""), "Paul Eko"))],
            is_same=same_person,
        )

    assert everybody(bench) == []
    assert take_in(bench, AWA) == Intake(added=1)


def test_scans_and_claims_do_not_have_a_list_weighed_again(bench: Bench) -> None:
    (awa,) = bench.invite("Awa Ndi")
    code = bench.claims()["Awa Ndi"]
    before = revision(bench)

    bench.scan(awa.front_code)
    claim_phone(bench.kit, code, Consent(matching=True), Language.FR)
    unmoved = revision(bench)
    bench.invite("Paul Eko")

    assert before == unmoved
    assert revision(bench) > unmoved


def revision(bench: Bench) -> int:
    with bench.store.reading() as store:
        return store.attendees.revision()


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(bench: Bench) -> None:
    assert take_in(bench, AWA, dry_run=True) == Intake(added=1)
    assert everybody(bench) == []
