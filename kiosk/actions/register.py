"""Put somebody on the list of an event, with a badge."""

from collections.abc import Mapping

from kiosk.actions.kit import Kit, new_id
from kiosk.actions.ports import Transaction
from kiosk.domain.badge import new_front_code
from kiosk.domain.event import Event
from kiosk.domain.people import Attendee, AttendeeId, AttendeeState, Consent, Person


def newcomer(event: Event, person: Person) -> Attendee:
    """Somebody who is to come to an event, before anything else is known; nothing is kept yet."""
    return Attendee(
        id=AttendeeId(new_id("a")),
        event=event.id,
        person=person,
        category=None,
        due=0,
        state=AttendeeState.REGISTERED,
        attention=None,
        hidden=False,
        consent=Consent(),
        claimed_at=None,
        version=1,
        front_code="",
    )


def register(kit: Kit, store: Transaction, attendee: Attendee, *, paid: bool, extra: Mapping[str, str]) -> str:
    """Keep an attendance, `due` being its price, and give it a badge: the front code comes back."""
    store.attendees.register(attendee, paid=paid, extra=dict(extra), at=kit.now())
    code = new_front_code()
    while store.codes.badge(code) is not None:
        code = new_front_code()
    store.codes.add_badge(code, attendee.id, attendee.event, kit.now())
    return code
