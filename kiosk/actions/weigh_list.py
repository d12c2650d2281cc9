"""What a guest list would change in the house: people recognised, prices found, nothing written.

Rules of this file: a line is never about somebody whom another line of the same list is about, so what one line changes
cannot matter to the next, and a whole list can be weighed against one moment of the house.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

from kiosk.actions.kit import Kit, new_id
from kiosk.actions.ports import Transaction
from kiosk.actions.register import newcomer
from kiosk.domain.event import Event
from kiosk.domain.guest_list import Intake, Invitation
from kiosk.domain.people import Attendee, AttendeeId, Person, PersonId, Profile

Kept = TypeVar("Kept", Person, Profile)
SamePerson = Callable[[Person, Person], bool]


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of one attendance, `price` what the category costs; compared with what it said before."""

    attendee: Attendee
    price: int
    paid: bool
    extra: dict[str, str]

    @property
    def priced(self) -> Attendee:
        """The attendance as the store takes it: `due` is the price."""
        return replace(self.attendee, due=self.price)


@dataclass(slots=True)
class Weighed:
    """What is to be written, as long as the event and the `revision` of the house's lists are still these."""

    event: Event
    revision: int
    intake: Intake = field(default=Intake())
    new_people: list[Person] = field(default_factory=list)
    changed_people: list[Person] = field(default_factory=list)
    registered: list[Listed] = field(default_factory=list)
    amended: list[Listed] = field(default_factory=list)


def weigh_list(
    kit: Kit,
    store: Transaction,
    invitations: Sequence[Invitation],
    *,
    is_same: SamePerson,
    progress: Callable[[int], None] | None = None,
) -> Weighed:
    """Go through a list in its order; `progress` is told after each guest how many are done.

    Cost: five look-ups a guest; 2,000 guests take about a second.

    Raises:
        NoEventError: the house has no open event.
    """
    weighed = Weighed(kit.current_event(store), store.attendees.revision())
    desk, counts = _Desk(store, is_same, weighed), dict.fromkeys(("added", "changed", "same"), 0)
    desk.reserve(invitation.person for invitation in invitations)
    for done, invitation in enumerate(invitations, start=1):
        counts[desk.take_in(invitation)] += 1
        if progress:
            progress(done)
    weighed.intake = Intake(**counts, unpriced=desk.unpriced)
    return weighed


class _Desk:
    """One list being weighed."""

    def __init__(self, store: Transaction, is_same: SamePerson, weighed: Weighed) -> None:
        self._store, self._is_same, self._weighed = store, is_same, weighed
        self._event = weighed.event
        self._taken: set[PersonId] = set()
        self._unpriced: set[str] = set()
        self._named: dict[PersonId, str] = {}

    @property
    def unpriced(self) -> tuple[str, ...]:
        """Categories of this list that the event has no price for."""
        return tuple(sorted(self._unpriced))

    def reserve(self, listed: Iterable[Person]) -> None:
        """Keep people for the lines that write their name as they do, before a line with a like name takes them."""
        for person in listed:
            for known in self._store.attendees.people_like(person):
                if _spelt(known.name) == _spelt(person.name) and self._is_one(person, known):
                    self._named[known.id] = _spelt(person.name)

    def take_in(self, invitation: Invitation) -> str:
        """Put one guest where they belong; says which count of the intake they are."""
        invitation, known = self._recognised(invitation)
        person = self._person(invitation.person, known)
        self._taken.add(person.id)
        if invitation.category and invitation.amount is None and not self._event.knows_category(invitation.category):
            self._unpriced.add(invitation.category)
        attendee = self._store.attendees.of_person(self._event.id, person)
        if attendee is None:
            self._register(invitation, person)
            return "added"
        return "changed" if self._amended(invitation, attendee) or known != person else "same"

    def _recognised(self, invitation: Invitation) -> tuple[Invitation, Person | None]:
        """Somebody of the house whom this line is about: by our own id, by contact and name, by the bare name here."""
        attendees, listed = self._store.attendees, invitation.person
        ours = attendees.by_id(AttendeeId(listed.external_id)) if listed.external_id else None
        if ours is not None and ours.person.id not in self._taken:
            return replace(invitation, person=replace(listed, external_id=ours.person.external_id)), ours.person
        like = [each for each in attendees.people_like(listed) if self._is_one(listed, each)]
        found = (*like, *attendees.people_named(self._event.id, listed))
        mine = [each for each in found if self._named.get(each.id, _spelt(listed.name)) == _spelt(listed.name)]
        exact_first = sorted(mine, key=lambda each: _spelt(each.name) != _spelt(listed.name))
        return invitation, next((each for each in exact_first if each.id not in self._taken), None)

    def _is_one(self, listed: Person, known: Person) -> bool:
        """Whether these are one; the number of a ticket alone says so for this event only, shops count from 1 again."""
        if self._is_same(replace(listed, external_id=None), known):
            return True
        is_listed_here = self._store.attendees.of_person(self._event.id, known) is not None
        return is_listed_here and self._is_same(listed, known)

    def _person(self, listed: Person, known: Person | None) -> Person:
        if known is None:
            person = replace(listed, id=PersonId(new_id("p")))
            self._weighed.new_people.append(person)
            return person
        person = _kept(replace(listed, id=known.id), known)
        if person != known:
            self._weighed.changed_people.append(person)
        return person

    def _register(self, invitation: Invitation, person: Person) -> None:
        price = self._event.price_of(invitation.category)
        blank = Listed(newcomer(self._event, person), price, paid=False, extra={})
        self._weighed.registered.append(self._said(invitation, blank))

    def _amended(self, invitation: Invitation, attendee: Attendee) -> bool:
        """Take over what the list says now; False when it says the same."""
        price, paid, extra = self._store.attendees.listing(attendee.id)
        before = Listed(attendee, price, paid, extra)
        after = self._said(invitation, before)
        if after == before:
            return False
        self._weighed.amended.append(after)
        return True

    def _said(self, invitation: Invitation, before: Listed) -> Listed:
        """What holds once a list has spoken; a new category without an amount costs what the event says."""
        old = before.attendee
        attendee = replace(
            old,
            category=invitation.category or old.category,
            state=old.state if invitation.state is None else invitation.state,
            attention=invitation.attention or old.attention,
            hidden=old.hidden if invitation.hidden is None else invitation.hidden,
            profile=_kept(invitation.profile, old.profile),
        )
        price = before.price if attendee.category == old.category else self._event.price_of(attendee.category)
        return Listed(
            attendee,
            price if invitation.amount is None else invitation.amount,
            before.paid if invitation.paid is None else invitation.paid,
            {**before.extra, **invitation.extra},
        )


_SILENT: tuple[object, ...] = (None, "", ())


def _spelt(name: str) -> str:
    return " ".join(sorted(name.casefold().split()))


def _kept(said: Kept, known: Kept) -> Kept:
    """What is said, and what was known where nothing is said."""
    silent = {each.name: getattr(known, each.name) for each in fields(said) if getattr(said, each.name) in _SILENT}
    return replace(said, **silent)
