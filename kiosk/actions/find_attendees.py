"""Find somebody on the list by a few letters."""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from kiosk.actions.kit import Kit
from kiosk.actions.ports import Transaction
from kiosk.domain.event import Event
from kiosk.domain.people import Attendee
from kiosk.domain.place import Zone

LIMIT = 20
MIN_LETTERS = 2
LIKE_ENOUGH = 84.0
MIN_FORGIVEN = 4


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody on the list, and whether they are in."""

    attendee: Attendee
    inside: bool


def find_attendees(kit: Kit, text: str) -> list[Found]:
    """People of the current event by name, company or last phone digits: 20 at most, nobody before two letters.

    Accents, hyphens and order do not matter; when nobody matches by word, one small typing error per word is forgiven.
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text))
    if sum(map(len, words)) < MIN_LETTERS:
        return []
    with kit.store.reading() as store:
        event = kit.current_event(store)
        found = _by_digits(store, event, text) or store.attendees.search(event.id, words, LIMIT)
        return [
            Found(each, inside=store.scans.presence(each.id, Zone.VENUE) is not None)
            for each in (found or _alike(store, event, words))[:LIMIT]
        ]


def found_attendee(kit: Kit, attendee: Attendee) -> Found:
    """One of them as a search would show them."""
    with kit.store.reading() as store:
        return Found(attendee, inside=store.scans.presence(attendee.id, Zone.VENUE) is not None)


def _by_digits(store: Transaction, event: Event, text: str) -> list[Attendee]:
    digits = re.sub(r"[\s.+-]", "", text)
    if not digits.isdecimal():
        return []
    return [each for each in store.attendees.of_event(event.id) if (each.person.phone or "").endswith(digits)]


def _alike(store: Transaction, event: Event, words: list[str]) -> list[Attendee]:
    wanted = _folded(" ".join(words))
    scored = [(_likeness(wanted, _folded(each.person.name)), each) for each in store.attendees.of_event(event.id)]
    near = [(score, each) for score, each in scored if score >= LIKE_ENOUGH]
    return [each for _, each in sorted(near, key=lambda pair: (-pair[0], pair[1].person.name))]


def _likeness(wanted: str, name: str) -> float:
    """The worst of the asked words against its nearest word of the name, 0 to 100."""
    parts = name.split()
    return min((max((_nearness(word, part) for part in parts), default=0.0) for word in wanted.split()), default=0.0)


def _nearness(word: str, part: str) -> float:
    """How alike two words are, 0 to 100: one wrong, missing, added or swapped letter is enough from four letters on."""
    ratio = fuzz.ratio(word, part)
    is_a_slip = len(word) >= MIN_FORGIVEN and OSA.distance(word, part) <= 1
    return max(ratio, LIKE_ENOUGH) if is_a_slip else ratio


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^\w]+", " ", letters).casefold()
