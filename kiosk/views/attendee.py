"""What an attendee's phone shows: of themself everything, of others what those agreed to."""

from typing import Any

from kiosk.actions.look import PersonalState
from kiosk.domain.language import Language
from kiosk.domain.people import Attendee
from kiosk.domain.suggestion import expiry
from kiosk.wording.catalog import Words
from kiosk.wording.formats import clock, place_name
from kiosk.wording.reasons import opening, why

View = dict[str, Any]


def state_view(state: PersonalState, language: Language) -> View:
    """`GET /me/state`, without the socket token: the same for the page, the socket and a 409."""
    words = Words(language)
    me = state.attendee
    table = state.table.name if state.table else None
    return {
        "version": me.version,
        "me": {
            "id": me.id,
            "name": me.person.name,
            "first_name": me.first_name,
            "company": me.person.company,
            "front_code": me.front_code,
            "language": language.value,
            "matching": me.consent.matching is True,
            "event_name": state.event.name,
        },
        "present": state.present,
        "table": table,
        "table_words": words.say("You are at %(table)s", {"table": place_name(table, words)}) if table else None,
        "card": _card_view(state, words),
        "waiting": None if state.card else _waiting(state, words),
        "contacts": [
            {
                "id": other.id,
                "name": other.first_name,
                "company": _company(other),
                "where": place_name(tie.place, words) if tie.place else None,
                "met_at": clock(tie.at),
            }
            for tie, other in state.contacts
        ],
    }


def card_view(attendee: Attendee, *, to_guest: bool) -> View:
    """What scanning somebody's front code shows: a first name and chips, only of people who agreed to be met."""
    is_shown = to_guest and attendee.may_be_suggested
    return {
        "code": attendee.front_code,
        "first_name": attendee.first_name if is_shown else "",
        "company": _company(attendee) if is_shown else None,
        "offers": list(attendee.profile.offers) if is_shown else [],
        "needs": list(attendee.profile.needs) if is_shown else [],
        "shown": is_shown,
    }


def _card_view(state: PersonalState, words: Words) -> View | None:
    card, other = state.card, state.other
    if card is None or other is None:
        return None
    return {
        "id": card.id,
        "name": other.first_name,
        "company": _company(other),
        "why": why(card.reasons, state.attendee, other, words),
        "where": place_name(card.place, words),
        "opening": opening(card.reasons, state.attendee, other, words),
        # The sooner end of a card the other said yes to would tell that they did.
        "expires_at": (expiry(card) if card.mutual_at else card.expires_at).isoformat(timespec="seconds"),
        "state": "mutual" if card.mutual_at else "new",
    }


def _company(attendee: Attendee) -> str | None:
    return attendee.person.company if attendee.consent.show_company else None


def _waiting(state: PersonalState, words: Words) -> str:
    if not state.present:
        return words.say("You are not in the room now. Check in at the door to be introduced to people.")
    if not state.attendee.may_be_suggested:
        return words.say("You asked for no suggestions. Enjoy the evening.")
    if state.waiting:
        return words.say("We are asking discreetly. Nothing tells them that you are waiting.")
    return words.say("Watching the room… next idea soon.")
