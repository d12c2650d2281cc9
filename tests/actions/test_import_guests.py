"""A guest list taken in: once, again, and newer."""

from dataclasses import replace

from kiosk.actions.import_guests import import_guests
from kiosk.domain.guest_list import Intake, Invitation
from kiosk.domain.people import Attendee, AttendeeState, Person, PersonId, Profile
from kiosk.exchange.doubles import same_person
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


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(bench: Bench) -> None:
    assert take_in(bench, AWA, dry_run=True) == Intake(added=1)
    assert everybody(bench) == []
