"""People of the list, as a door sees them."""

from dataclasses import replace

from kiosk.actions.find_attendees import find_attendees
from kiosk.domain.found import Found, Likeness
from kiosk.views.guests import alike_view, found_view
from tests.bench import Bench


def found(bench: Bench, name: str, **listed: object) -> Found:
    bench.invite(name, **listed)
    (one,) = find_attendees(bench.kit, name)
    return one


def test_a_search_tells_people_apart_without_their_numbers(bench: Bench) -> None:
    one = found(bench, "Awa Ndi", category="VIP", amount=5_000, attention="Saluer")
    phone = one.attendee.person.phone
    assert phone is not None

    line = found_view(one)

    assert (line["name"], line["category"], line["inside"], line["paid"]) == ("Awa Ndi", "VIP", False, False)
    assert (line["due"], line["state"]) == ({"amount": 5_000, "currency": "XAF"}, "registered")
    assert line["phone_end"] == phone[-2:]
    assert phone not in str(line)


def test_somebody_without_a_phone_has_no_end_of_it(bench: Bench) -> None:
    one = found(bench, "Awa Ndi")
    bare = replace(one.attendee, person=replace(one.attendee.person, phone=None))

    assert found_view(replace(one, attendee=bare))["phone_end"] is None


def test_one_who_has_paid_owes_nothing(bench: Bench) -> None:
    line = found_view(found(bench, "Awa Ndi", amount=5_000, paid=True))

    assert (line["paid"], line["due"]) == (True, None)


def test_a_possible_double_says_why_it_is_shown(bench: Bench) -> None:
    one = found(bench, "Awa Ndi")

    assert alike_view(replace(one, why=Likeness.PHONE)) == {**found_view(one), "why": "phone"}
