"""The room in the words of `matching`, followed from one look to the next."""

import time
from collections.abc import Callable, Iterable, Iterator

from kiosk.actions.choose_rules import chosen_rules
from kiosk.actions.refresh_suggestions import Company, Proposal
from kiosk.domain.people import Attendee, AttendeeId
from kiosk.domain.suggestion import Reason, Said
from matching import LiveMatcher, Pair, Person
from matching.history import History

Ends = frozenset[AttendeeId]
RESOLVE_AFTER = 120.0
SOME = 8
"""In a room of so many people, "only you two" says something."""


class LiveEngine:
    """Proposes every pair that should be on show: those that may stay, and new ones up to each person's slots.

    It is told the whole company each time and finds out by itself what happened since, so nothing is lost when a look
    is missed. What it remembers is only for speed and for stability: a new one goes on from what phones show.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._room: _Room | None = None

    def __call__(self, company: Company) -> Iterator[Proposal]:
        """The pairs for this company; an engine that failed begins afresh the next time."""
        room, self._room = self._room, None
        if room is None or room.rules != company.rules:
            room = _Room(company, self._now())
        room.follow(company, self._now())
        proposals = list(room.proposals())
        self._room = room
        yield from proposals


class _Room:
    """What the matcher has been told so far."""

    def __init__(self, company: Company, at: float) -> None:
        people = [_person(each) for each in company.people if each.id not in company.busy]
        self.rules = dict(company.rules)
        history = History(
            met=[_sorted(pair) for pair in company.met],
            vetoed=[_sorted(pair) for pair in company.declined],
            feedback=company.answers,
        )
        self._live = LiveMatcher(people, chosen_rules(company.rules), history=history)
        self._here = {AttendeeId(str(person.id)): person for person in people}
        self._ever = set(self._here)
        self._busy: set[AttendeeId] = set()
        self._met, self._declined = set(company.met), set(company.declined)
        self._answers = set(company.answers)
        self._solved_at = at
        self._live.restore([_sorted(pair) for pair in company.shown if pair <= self._here.keys()])

    def follow(self, company: Company, at: float) -> None:
        """Tell the matcher what has happened since."""
        people = {each.id: _person(each) for each in company.people}
        for gone in sorted(self._here.keys() - people.keys()):
            self._live.leave(gone, at=at)
            del self._here[gone]
        for attendee in sorted(people.keys() - company.busy):
            if self._here.get(attendee) != people[attendee]:
                self._live.arrive(people[attendee], at=at)
                self._here[attendee] = people[attendee]
        self._ever |= self._here.keys()
        self._follow_talks(company, at)
        self._follow_pairs(company, at)
        if at - self._solved_at >= RESOLVE_AFTER:
            self._live.resolve(at=at)
            self._solved_at = at

    def proposals(self) -> Iterator[Proposal]:
        """Every pair that is held now, once."""
        seen: set[Ends] = set()
        for attendee in sorted(self._here):
            for pair in self._live.suggestions(attendee):
                people = frozenset({AttendeeId(str(pair.a)), AttendeeId(str(pair.b))})
                if people not in seen:
                    seen.add(people)
                    yield Proposal(people, float(pair.score), _reasons(pair, among=len(self._here)))

    def _follow_talks(self, company: Company, at: float) -> None:
        busy = company.busy & self._here.keys()
        for attendee in sorted(busy - self._busy):
            self._live.busy(attendee, at=at)
        for attendee in sorted((self._busy - busy) & self._here.keys()):
            self._live.free(attendee, at=at)
        self._busy = set(busy)

    def _follow_pairs(self, company: Company, at: float) -> None:
        """Meetings, answers and endings, of people the matcher has seen; the others' are told once it has."""
        for pair in self._new(company.met - self._met):
            self._live.met(*pair, at=at)
            self._met.add(frozenset(pair))
        for who, about, wanted in sorted(company.answers - self._answers):
            if {who, about} <= self._ever:
                self._answers.add((who, about, wanted))
                if wanted:
                    self._live.wanted(who, about)
                else:
                    self._live.declined(who, about, at=at)
        for pair in self._new(company.declined - self._declined):
            self._live.veto(*pair, at=at)
            self._declined.add(frozenset(pair))

    def _new(self, pairs: Iterable[Ends]) -> list[tuple[AttendeeId, AttendeeId]]:
        return sorted(_sorted(pair) for pair in pairs if pair <= self._ever)


def _sorted(pair: Ends) -> tuple[AttendeeId, AttendeeId]:
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
        chain=profile.chain,
        objectives=profile.objectives,
        segment=profile.segment,
        anchor=bool(profile.anchor),
        company=person.company,
        slots=attendee.slots,
        languages=(person.language.value,) if person.language else (),
    )


def _reasons(pair: Pair, *, among: int) -> tuple[Reason, ...]:
    """Direction "a_to_b" says that a gives; a shared fact has no giver. What most of a room speaks is no reason."""
    givers = {"a_to_b": AttendeeId(str(pair.a)), "b_to_a": AttendeeId(str(pair.b))}
    told = [each for each in pair.reasons if each.code != "common_language" or 2 * each.holders <= among]
    return tuple(
        Reason(
            each.code,
            givers.get(each.direction),
            tuple(Said(AttendeeId(str(fact.owner)), fact.field, fact.text) for fact in each.facts),
            only_two=each.holders == 2 and among >= SOME,  # noqa: PLR2004 - these two
        )
        for each in told
    ) or (Reason("open_talk"),)
