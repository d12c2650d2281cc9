"""Ten pairs of the sample guest list, told to both readers in both languages: true, and nothing that is hidden."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

import kiosk.rehearsal
from kiosk.actions.refresh_suggestions import Company
from kiosk.domain.language import Language
from kiosk.domain.people import Attendee, Consent, Profile
from kiosk.domain.suggestion import Reason
from kiosk.exchange.guest_list import GuestRow
from kiosk.exchange.read import read_guest_list
from kiosk.matchmaker.engine import LiveEngine
from kiosk.wording.catalog import Words
from kiosk.wording.reasons import opening, why
from tests.bench import Bench

GUESTS = Path(kiosk.rehearsal.__file__).with_name("guests.csv")
PAIRS = [
    ("Cacao du Moungo", "Emballages Wouri"),
    ("Transit Bonabéri", "Fako Spices"),
    ("Cabinet Livres Clairs", "Buea Code House"),
    ("Bâtir Logpom", "Atelier Latérite"),
    ("Poulets de Bafia", "Provende Ouest"),
    ("Chez Bih", "Lumière Bali"),
    ("Clinique Espérance", "MedSupply Limbe"),
    ("Pagne & Style", "Pagnes Marché Central"),
    ("Poisson de Youpwé", "Froid Service"),
    ("Karité Pur", "Crown Hair"),
]
# What each sentence claims: the fields of the reader (my) and of the other (their) that its quotes must stand in.
CLAIMS = {
    Language.EN: (
        r"You look for “(?P<my_needs>.+)”: (?P<name>.+) offers “(?P<their_offers>.+)”\.",
        r"(?P<name>.+) looks for “(?P<their_needs>.+)”: you offer “(?P<my_offers>.+)”\.",
        r"You are in the same trade: “(?P<their_trade>.+)”\.",
        r"Your trades are linked: “(?P<my_trade>.+)” and “(?P<their_trade>.+)”\.",
        r"(?P<name>.+) speaks (?P<language>French|English) too\.",
        r"You want to meet people tonight, and so does (?P<name>.+)\.",
    ),
    Language.FR: (
        r"Vous cherchez «\xa0(?P<my_needs>.+)\xa0»\xa0: (?P<name>.+) propose «\xa0(?P<their_offers>.+)\xa0»\.",
        r"(?P<name>.+) cherche «\xa0(?P<their_needs>.+)\xa0»\xa0: vous proposez «\xa0(?P<my_offers>.+)\xa0»\.",
        r"Vous exercez le même métier\xa0: «\xa0(?P<their_trade>.+)\xa0»\.",
        r"Vos métiers se touchent\xa0: «\xa0(?P<my_trade>.+)\xa0» et «\xa0(?P<their_trade>.+)\xa0»\.",
        r"(?P<name>.+) parle aussi (?P<language>français|anglais)\.",
        r"Vous souhaitez faire des rencontres ce soir, et (?P<name>.+) aussi\.",
    ),
}
SPOKEN = {"French": Language.FR, "français": Language.FR, "English": Language.EN, "anglais": Language.EN}


@pytest.fixture(scope="module")
def guests() -> dict[str, GuestRow]:
    return {row.company or row.name: row for row in read_guest_list(GUESTS.read_bytes()).rows}


def invited(bench: Bench, row: GuestRow) -> Attendee:
    """The guest of this row, here and willing, with everything that the list says of them."""
    (guest,) = bench.invite(row.name)
    fields = ("given", "family", "phone", "email", "company", "role", "language")
    person = replace(guest.person, **{name: getattr(row, name) for name in fields})
    profile = Profile(needs=row.needs, offers=row.offers, trade=row.trade)
    consent = Consent(matching=True)
    return replace(guest, person=person, profile=profile, consent=consent, claimed_at=bench.clock())


def told(bench: Bench, *rows: GuestRow) -> Iterator[tuple[Attendee, Attendee, tuple[Reason, ...]]]:
    """Both readers, each with the other and the reasons that the engine gives for the two."""
    two = [invited(bench, row) for row in rows]
    nothing = frozenset[frozenset[object]]()
    (proposal,) = LiveEngine(lambda: 0.0)(Company(tuple(two), frozenset(), nothing, nothing, nothing))  # type: ignore[arg-type]
    return ((viewer, other, proposal.reasons) for viewer, other in permutations(two))


def written(attendee: Attendee, field: str) -> tuple[str, ...]:
    said = getattr(attendee.profile, field)
    return said if isinstance(said, tuple) else (said,)


def hidden(attendee: Attendee) -> list[str]:
    person = attendee.person
    digits = [person.phone, (person.phone or "")[-8:]]
    return [text for text in (person.company, person.email, person.family, person.role, *digits) if text]


def check(sentence: str, language: Language, viewer: Attendee, other: Attendee) -> None:
    """The sentence is one that we know, and each thing it claims stands where it says."""
    claims = [found.groupdict() for claim in CLAIMS[language] if (found := re.fullmatch(claim, sentence))]
    assert len(claims) == 1, sentence
    for claim, text in claims[0].items():
        owner, _, field = claim.partition("_")
        if claim == "name":
            assert text == other.first_name
        elif claim == "language":
            assert viewer.person.language is other.person.language is SPOKEN[text]
        else:
            assert text in written(viewer if owner == "my" else other, field), sentence


@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
@pytest.mark.parametrize("language", Language)
def test_each_sentence_is_true_for_its_reader(
    bench: Bench, guests: dict[str, GuestRow], pair: tuple[str, str], language: Language
) -> None:
    for viewer, other, reasons in told(bench, *(guests[name] for name in pair)):
        sentences = why(reasons, viewer, other, Words(language))

        assert 1 <= len(sentences) <= 2
        assert reasons[0].code == "need_offer"
        for sentence in sentences:
            check(sentence, language, viewer, other)


@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
@pytest.mark.parametrize("language", Language)
def test_the_first_question_is_about_what_the_other_wrote_and_neither_reader_is_told_what_is_hidden(
    bench: Bench, guests: dict[str, GuestRow], pair: tuple[str, str], language: Language
) -> None:
    for viewer, other, reasons in told(bench, *(guests[name] for name in pair)):
        question = opening(reasons, viewer, other, Words(language))
        everything = " ".join([*why(reasons, viewer, other, Words(language)), question])

        (about,) = re.findall(r"[“«]\xa0?(.+?)\xa0?[”»]", question)
        assert about in (*other.profile.needs, *other.profile.offers)
        assert other.first_name in question
        assert [text for text in hidden(other) if text in everything] == []


def test_the_same_pair_is_told_to_both_from_their_own_side(bench: Bench, guests: dict[str, GuestRow]) -> None:
    rows = guests["Transit Bonabéri"], guests["Fako Spices"]
    (valere, arsene, reasons), (_, _, again) = told(bench, *rows)
    english, french = Words(Language.EN), Words(Language.FR)

    assert reasons == again
    assert why(reasons, arsene, valere, english)[0] == (
        "You look for “freight forwarder”: Valère offers “dédouanement”."
    )
    assert "Arsène-Narcisse cherche «\xa0freight forwarder\xa0»\xa0: vous proposez «\xa0dédouanement\xa0»." in why(
        reasons, valere, arsene, french
    )
