"""What an attendee's badge says: one place, for the sheets and for the list of codes."""

from kiosk.badges.badge import BadgeFace
from kiosk.domain.event import Event
from kiosk.domain.people import Attendee


def face_of(event: Event, attendee: Attendee, claim_code: str | None, base: str) -> BadgeFace:
    """The face of one badge; `base` is the start of every address in a code, such as "http://192.168.50.1"."""
    person = attendee.person
    return BadgeFace(
        name=person.name,
        front_url=f"{base}/b/{attendee.front_code}",
        front_code=attendee.front_code,
        event_name=event.name,
        given=person.given,
        family=person.family,
        company=person.company,
        role=person.role,
        languages=(person.language.value,) if person.language else (),
        claim_url=f"{base}/c/{claim_code}" if claim_code else None,
    )
