"""The engine that follows a room: what happened is told once, and a look missed is a look made up for."""

from dataclasses import replace

import pytest

from kiosk.actions.refresh_suggestions import Company, Proposal
from kiosk.domain.language import Language
from kiosk.domain.people import Attendee, AttendeeId, Consent, Profile
from kiosk.matchmaker.engine import RESOLVE_AFTER, LiveEngine
from tests.bench import Bench

Pairs = set[frozenset[AttendeeId]]


class Time:
    """Seconds moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def company(people: list[Attendee], **known: object) -> Company:
    nothing: frozenset[frozenset[AttendeeId]] = frozenset()
    base = Company(tuple(people), frozenset(), nothing, nothing, nothing)
    return replace(base, **known)  # type: ignore[arg-type]


def pairs(proposals: list[Proposal]) -> Pairs:
    return {each.pair for each in proposals}


@pytest.fixture
def people(bench: Bench) -> list[Attendee]:
    names = ("Awa Ndi", "Paul Eko", "Zoé Bih", "Ibrahim Sali", "Manka Che", "Serge Fotso")
    consent = Consent(matching=True)
    return [replace(each, consent=consent, claimed_at=bench.clock()) for each in bench.invite(*names)]


def test_a_room_in_which_nothing_happens_keeps_its_pairs(people: list[Attendee]) -> None:
    engine = LiveEngine(Time())

    first = pairs(list(engine(company(people))))

    assert first
    assert pairs(list(engine(company(people, shown=frozenset(first))))) == first


def test_an_engine_started_again_goes_on_from_what_phones_show(bench: Bench) -> None:
    consent = Consent(matching=True)
    guests = bench.invite(*(f"Guest{number} Ndi" for number in range(12)))
    room = [replace(each, consent=consent, claimed_at=bench.clock()) for each in guests]
    ring = {frozenset({one.id, other.id}) for one, other in zip(room, [*room[1:], room[0]], strict=True)}
    fresh = pairs(list(LiveEngine(Time())(company(room))))

    again = pairs(list(LiveEngine(Time())(company(room, shown=frozenset(ring)))))

    assert not ring <= fresh
    assert ring <= again


def test_whoever_met_refused_or_left_is_not_proposed_again(people: list[Attendee]) -> None:
    engine = LiveEngine(Time())
    awa, paul, zoe = (each.id for each in people[:3])
    list(engine(company(people)))
    met, declined = frozenset({frozenset({awa, paul})}), frozenset({frozenset({awa, zoe})})

    after = pairs(list(engine(company(people, met=met, declined=declined, answers=frozenset({(awa, zoe, False)})))))
    left = pairs(list(engine(company(people[1:], met=met, declined=declined))))

    assert not after & (met | declined)
    assert not any(awa in pair for pair in left)


def test_two_who_talk_are_offered_to_nobody_until_they_are_free(people: list[Attendee]) -> None:
    engine = LiveEngine(Time())
    awa, paul = people[0].id, people[1].id
    list(engine(company(people)))

    talking = pairs(list(engine(company(people, busy=frozenset({awa, paul})))))
    free = pairs(list(engine(company(people))))

    assert not any({awa, paul} & pair for pair in talking)
    assert any(awa in pair for pair in free)
    assert any(paul in pair for pair in free)


def test_what_happened_with_somebody_not_seen_yet_holds_once_they_come(people: list[Attendee]) -> None:
    engine = LiveEngine(Time())
    awa, serge = people[0].id, people[5].id
    met = frozenset({frozenset({awa, serge})})

    list(engine(company(people[:2], met=met)))
    after = pairs(list(engine(company([people[0], people[5]], met=met))))

    assert after == set()


def test_a_new_profile_changes_what_is_said(people: list[Attendee]) -> None:
    engine = LiveEngine(Time())
    list(engine(company(people[:2])))
    needs = replace(people[0], profile=Profile(needs=("transport",)))
    offers = replace(people[1], profile=Profile(offers=("transport",)))

    (proposal,) = engine(company([needs, offers]))

    assert [reason.code for reason in proposal.reasons] == ["need_offer"]


def test_poor_pairs_that_phones_show_give_way_once_the_room_is_solved_anew_and_not_before(bench: Bench) -> None:
    sellers = Profile(offers=("transport",), needs=("cacao",))
    buyers = Profile(offers=("cacao",), needs=("transport",))
    guests = bench.invite(*(f"Guest{number} Ndi" for number in range(10)))
    room = [
        replace(each, consent=Consent(matching=True), claimed_at=bench.clock(), profile=sellers if at % 2 else buyers)
        for at, each in enumerate(guests)
    ]
    poor = {frozenset({room[at].id, room[at + 2].id}) for at in (0, 1, 4, 5)}
    clock = Time()
    engine = LiveEngine(clock)

    early = pairs(list(engine(company(room, shown=frozenset(poor)))))
    clock.now = RESOLVE_AFTER - 1
    still = pairs(list(engine(company(room, shown=frozenset(early)))))
    clock.now = RESOLVE_AFTER
    late = pairs(list(engine(company(room, shown=frozenset(early)))))

    assert poor <= early
    assert still == early
    assert not poor & late


def test_a_language_is_a_reason_only_where_most_of_the_room_do_not_speak_it(bench: Bench) -> None:
    guests = bench.invite(*(f"Guest{number} Ndi" for number in range(10)))
    room = [
        replace(each, person=replace(each.person, language=Language.EN if at < 2 else Language.FR))
        for at, each in enumerate(guests)
    ]
    two = frozenset(each.id for each in room[:2])

    told = {each.pair: each.reasons for each in LiveEngine(Time())(company(room))}

    assert [(reason.code, reason.only_two) for reason in told[two]] == [("common_language", True)]
    assert {reason.code for pair, reasons in told.items() if pair != two for reason in reasons} == {"open_talk"}


def test_only_you_two_is_not_said_in_a_room_of_a_few(people: list[Attendee]) -> None:
    aim = Profile(objectives=("export",))
    two = [replace(each, profile=aim) for each in people[:2]]

    (proposal,) = LiveEngine(Time())(company(two))
    told = list(LiveEngine(Time())(company(two + people[2:])))

    assert [reason.only_two for reason in proposal.reasons] == [False]
    assert not any(reason.only_two for each in told for reason in each.reasons)


def test_an_engine_that_failed_begins_afresh(people: list[Attendee]) -> None:
    engine = LiveEngine(Time())
    list(engine(company(people[:3])))
    twice = company([people[0], people[0]])

    with pytest.raises(AttributeError):
        list(engine(replace(twice, people=(people[0], None))))  # type: ignore[arg-type]

    assert pairs(list(engine(company(people[:2])))) == {frozenset({people[0].id, people[1].id})}


def test_the_organisers_rules_are_followed_from_the_next_look_on(people: list[Attendee]) -> None:
    engine = LiveEngine(Time())
    company_of_two = [
        replace(people[0], profile=Profile(segment="press")),
        replace(people[1], profile=Profile(segment="sponsor")),
    ]
    before = pairs(list(engine(company(company_of_two))))

    after = pairs(list(engine(company(company_of_two, rules={"segments_apart": [["press", "sponsor"]]}))))

    assert before == {frozenset(each.id for each in company_of_two)}
    assert after == set()


def test_an_anchor_may_hold_six_names_and_others_three(people: list[Attendee]) -> None:
    host, *others = [replace(each, profile=Profile(anchor=number == 0)) for number, each in enumerate(people)]

    proposed = pairs(list(LiveEngine(Time())(company([host, *others]))))

    assert sum(host.id in pair for pair in proposed) == len(others)
    assert all(sum(each.id in pair for pair in proposed) <= 3 for each in others)
