"""Take a guest list in; the same list again adds nobody."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kiosk.actions.kit import Kit, new_id
from kiosk.actions.ports import Transaction
from kiosk.domain.badge import new_front_code
from kiosk.domain.event import Event
from kiosk.domain.guest_list import Intake, Invitation
from kiosk.domain.people import Attendee, AttendeeId, Consent, Person, PersonId

SamePerson = Callable[[Person, Person], bool]


def import_guests(
    kit: Kit, invitations: Iterable[Invitation], *, is_same: SamePerson, progress: Callable[[int], None] | None = None
) -> Intake:
    """Put everybody on the list of the current event, all or none; people the house knows are recognised, never merged.

    Args:
        kit: The house.
        invitations: The list, in its order.
        is_same: Whether two people who share an id, a phone or an e-mail are one.
        progress: Told after each guest how many are done.

    Raises:
        NoEventError: the house has no open event.
    """
    intake = Intake()
    taken: set[PersonId] = set()
    with kit.store.writing() as store:
        event = kit.current_event(store)
        for done, invitation in enumerate(invitations, start=1):
            intake = _take_in(kit, store, event, invitation, (is_same, taken), intake)
            if progress:
                progress(done)
    return intake


def _take_in(
    kit: Kit,
    store: Transaction,
    event: Event,
    invitation: Invitation,
    known: tuple[SamePerson, set[PersonId]],
    intake: Intake,
) -> Intake:
    taken = known[1]
    found = _find(store, event, invitation, known)
    person = replace(invitation.person, id=found.id if found else PersonId(new_id("p")))
    taken.add(person.id)
    if found is None:
        store.attendees.add_person(person, kit.now())
    elif found != person:
        store.attendees.change_person(person)
    attendee = store.attendees.of_person(event.id, person)
    if attendee is None:
        _register(kit, store, event, invitation, person)
        return replace(intake, added=intake.added + 1)
    if _amend(store, event, invitation, attendee) or found != person:
        return replace(intake, changed=intake.changed + 1)
    return replace(intake, same=intake.same + 1)


def _find(
    store: Transaction, event: Event, invitation: Invitation, known: tuple[SamePerson, set[PersonId]]
) -> Person | None:
    """Somebody of the house whom this line is about; one line cannot be somebody another line of the list was."""
    is_same, taken = known
    for person in store.attendees.people_like(invitation.person):
        if person.id not in taken and is_same(invitation.person, person):
            return person
    for person in store.attendees.people_named(event.id, invitation.person):
        if person.id not in taken:
            return person
    return None


def _listed(event: Event, invitation: Invitation, attendee: AttendeeId, person: Person) -> Attendee:
    """The attendance the list asks for; `due` is the price."""
    price = event.price_of(invitation.category) if invitation.amount is None else invitation.amount
    return Attendee(
        id=attendee,
        event=event.id,
        person=person,
        category=invitation.category,
        due=price,
        state=invitation.state,
        attention=invitation.attention,
        hidden=invitation.hidden,
        consent=Consent(),
        claimed_at=None,
        version=1,
        front_code="",
        profile=invitation.profile,
    )


def _register(kit: Kit, store: Transaction, event: Event, invitation: Invitation, person: Person) -> None:
    attendee = _listed(event, invitation, AttendeeId(new_id("a")), person)
    store.attendees.register(attendee, paid=invitation.paid, extra=dict(invitation.extra), at=kit.now())
    code = new_front_code()
    while store.codes.badge(code) is not None:
        code = new_front_code()
    store.codes.add_badge(code, attendee.id, event.id, kit.now())


def _amend(store: Transaction, event: Event, invitation: Invitation, before: Attendee) -> bool:
    """Take over what the list says now; False when it says the same."""
    after = _listed(event, invitation, before.id, before.person)
    kept = store.attendees.listing(before.id)
    asked = (after.due, invitation.paid, dict(invitation.extra))
    told = (before.category, before.state, before.attention, before.hidden, before.profile)
    tells = (after.category, after.state, after.attention, after.hidden, after.profile)
    if kept == asked and told == tells:
        return False
    store.attendees.amend(after, paid=invitation.paid, extra=dict(invitation.extra))
    return True
