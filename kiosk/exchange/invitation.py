"""From the rows of a guest list to what the house takes in."""

from collections.abc import Iterator

from kiosk.domain.guest_list import Invitation
from kiosk.domain.people import Person, PersonId, Profile
from kiosk.exchange.guest_list import Field, GuestList, GuestRow


def invitations(listed: GuestList) -> Iterator[Invitation]:
    """Everybody of a list, in its order. A list without a column of states or of hiding says nothing about them."""
    fields = {column.field for column in listed.columns}
    says_state = not fields.isdisjoint({Field.STATE, Field.PAID})
    for row in listed.rows:
        yield Invitation(
            person=_person(row),
            category=row.category,
            amount=row.amount_due,
            paid=row.paid,
            state=row.state if says_state else None,
            attention=row.attention,
            hidden=row.hidden if Field.HIDDEN in fields else None,
            profile=_profile(row),
            extra=row.extra,
        )


def _profile(row: GuestRow) -> Profile:
    return Profile(
        needs=row.needs,
        offers=row.offers,
        need_text=row.need_text,
        offer_text=row.offer_text,
        trade=row.trade,
        chain=row.chain,
        objectives=row.objectives,
        segment=row.segment,
        anchor=row.anchor,
    )


def _person(row: GuestRow) -> Person:
    return Person(
        id=PersonId(""),
        name=row.name,
        given=row.given,
        family=row.family,
        phone=row.phone,
        email=row.email,
        company=row.company,
        role=row.role,
        language=row.language,
        external_id=row.external_id,
    )
