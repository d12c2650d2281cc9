"""Hand out what is printed: everybody's badge, with a fresh claim code for those who have no phone yet."""

from dataclasses import dataclass

from kiosk.actions.kit import Kit
from kiosk.domain.badge import claim_digest, new_claim_code, table_code
from kiosk.domain.event import Event
from kiosk.domain.people import Attendee


@dataclass(frozen=True, slots=True)
class PrintedBadge:
    """One badge to print; `claim_code` is known only now and kept as a digest; None when a phone is theirs already."""

    attendee: Attendee
    claim_code: str | None


def prepare_badges(kit: Kit) -> tuple[Event, list[PrintedBadge]]:
    """Badges of everybody who may enter, by name; claim codes printed before stay good.

    Raises:
        NoEventError: the house has no open event.
    """
    with kit.store.writing() as store:
        event = kit.current_event(store)
        badges = []
        for attendee in store.attendees.of_event(event.id):
            if not attendee.state.may_enter:
                continue
            code = None if attendee.claimed_at else new_claim_code()
            if code is not None:
                store.codes.add_claim(claim_digest(code), attendee.id, kit.now())
            badges.append(PrintedBadge(attendee, code))
    return event, badges


def table_codes(kit: Kit) -> tuple[Event, list[tuple[int, str]]]:
    """The current event's tables and the code on each one's card."""
    with kit.store.reading() as store:
        event = kit.current_event(store)
    return event, [(number, table_code(kit.key, event.id, number)) for number in range(1, event.tables + 1)]
