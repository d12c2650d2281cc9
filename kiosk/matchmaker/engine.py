"""The room in the words of `matching`, and back."""

from collections.abc import Iterable

from kiosk.actions.refresh_suggestions import SLOTS, Company, Proposal
from kiosk.domain.people import Attendee, AttendeeId
from kiosk.domain.suggestion import Reason, Said
from matching import LiveMatcher, Pair, Person
from matching.history import History


def propose(company: Company) -> Iterable[Proposal]:
    """Every pair that should be on show: those that may stay, and new ones up to each person's slots."""
    matcher = LiveMatcher(
        [_person(each) for each in company.people if each.id not in company.busy],
        history=History(
            met=[_ends(pair) for pair in company.met],
            vetoed=[_ends(pair) for pair in company.declined],
        ),
    )
    here = {each.id for each in company.people} - company.busy
    matcher.restore([_ends(pair) for pair in company.shown if pair <= here])
    seen: set[frozenset[AttendeeId]] = set()
    for person in sorted(here):
        for pair in matcher.suggestions(person):
            people = frozenset({AttendeeId(str(pair.a)), AttendeeId(str(pair.b))})
            if people not in seen:
                seen.add(people)
                yield Proposal(people, float(pair.score), _reasons(pair))


def _ends(pair: frozenset[AttendeeId]) -> tuple[AttendeeId, AttendeeId]:
    a, b = sorted(pair)
    return a, b


def _person(attendee: Attendee) -> Person:
    profile, person = attendee.profile, attendee.person
    return Person(
        id=attendee.id,
        offers=profile.offers,
        needs=profile.needs,
        offer_text=profile.offer_text,
        need_text=profile.need_text,
        trade=profile.trade,
        company=person.company,
        slots=SLOTS,
    )


def _reasons(pair: Pair) -> tuple[Reason, ...]:
    """Direction "a_to_b" says that a gives; a shared fact has no giver."""
    givers = {"a_to_b": AttendeeId(str(pair.a)), "b_to_a": AttendeeId(str(pair.b))}
    return tuple(
        Reason(
            each.code,
            givers.get(each.direction),
            tuple(Said(AttendeeId(str(fact.owner)), fact.field, fact.text) for fact in each.facts),
        )
        for each in pair.reasons
    )
