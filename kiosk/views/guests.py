"""People of the list, as a door may see them."""

from typing import Any

from kiosk.domain.found import Found

View = dict[str, Any]


def found_view(found: Found) -> View:
    """One line of a door search: enough to tell two people of like names apart."""
    attendee = found.attendee
    return {
        "id": attendee.id,
        "name": attendee.person.name,
        "company": attendee.person.company,
        "category": attendee.category,
        "code": attendee.front_code,
        "state": attendee.state.value,
        "inside": found.inside,
        "paid": attendee.due == 0,
        "due": found.due and {"amount": found.due.value, "currency": found.due.currency},
        "phone_end": (attendee.person.phone or "")[-2:] or None,
    }


def alike_view(found: Found) -> View:
    """The same of somebody who may be the person that is being added, with why."""
    return {**found_view(found), "why": found.why and found.why.value}
