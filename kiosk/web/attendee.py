"""The attendee's phone: claim, my page, somebody's card, a table."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from flask import Blueprint, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kiosk.actions.answer_suggestion import answer_suggestion
from kiosk.actions.claim_phone import claim_phone, holder_of_claim, look_at_claim
from kiosk.actions.join_table import join_table, table_behind
from kiosk.actions.look import personal_state
from kiosk.actions.meet import make_gesture, person_behind
from kiosk.domain.badge import read_claim_code
from kiosk.domain.errors import NotSignedInError, StaleStateError, UnknownCodeError
from kiosk.domain.people import Attendee
from kiosk.domain.session import SESSION_LENGTH, socket_token
from kiosk.domain.suggestion import SuggestionId
from kiosk.domain.tie import Gesture
from kiosk.views.attendee import View, card_view, state_view
from kiosk.web.access import SESSION_COOKIE, Who, allow, cookie, is_staffed_door
from kiosk.web.context import kit, language, service, viewer
from kiosk.web.plain_door import badge_of_a_guest
from kiosk.web.requests import card_answer, consent, wants_json

attendee = Blueprint("attendee", __name__)

Found = TypeVar("Found")


@attendee.get("/c/<code>")
@attendee.get("/C/<code>")
@allow(Who.ANYONE)
def show_claim(code: str) -> ResponseReturnValue:
    """Whose badge this is, and two buttons whose words are the consent; nothing is spent."""
    claim = _claim_code(code)
    mine = viewer().attendee
    if mine is not None and holder_of_claim(kit(), claim) == mine:
        return redirect("/me", HTTPStatus.SEE_OTHER)
    person, event = look_at_claim(kit(), claim)
    shown = {
        "first_name": person.first_name,
        "name": person.person.name,
        "company": person.person.company,
        "path": f"/c/{claim}",
        "event_name": event.name,
    }
    return render_template("attendee/claim.html", claim=shown)


@attendee.post("/c/<code>")
@attendee.post("/C/<code>")
@allow(Who.ANYONE)
def spend_claim(code: str) -> ResponseReturnValue:
    """This phone is theirs from now on."""
    person, secret = claim_phone(kit(), _claim_code(code), consent(request), language())
    as_json = wants_json(request)
    response = make_response(jsonify(_state(person)) if as_json else redirect("/me", HTTPStatus.SEE_OTHER))
    lasts = int(SESSION_LENGTH.total_seconds())
    response.set_cookie(
        cookie(SESSION_COOKIE), secret, max_age=lasts, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return response


@attendee.get("/me")
@allow(Who.ATTENDEE)
def me() -> ResponseReturnValue:
    """The one page of the evening."""
    return render_template("attendee/me.html", state=_state(viewer().known, with_token=True))


@attendee.get("/me/state")
@allow(Who.ATTENDEE)
def my_state() -> ResponseReturnValue:
    """The same as JSON: what a page asks for when it wakes."""
    return jsonify(_state(viewer().known, with_token=True))


@attendee.post("/me/suggestions/<suggestion>")
@allow(Who.ATTENDEE)
def answer_card(suggestion: str) -> ResponseReturnValue:
    """Yes, later, no, met, known, lost; a stale page gets the state that holds now."""
    answer, version = card_answer(request)
    try:
        answer_suggestion(kit(), viewer().known, SuggestionId(suggestion), answer, version=version)
    except StaleStateError:
        if wants_json(request):
            return jsonify(_state(viewer().known, with_token=True)), HTTPStatus.CONFLICT
    return _after(viewer().known)


@attendee.get("/b/<code>")
@attendee.get("/B/<code>")
@allow(Who.ANYONE)
def show_card(code: str) -> ResponseReturnValue:
    """Somebody's public card; one's own page when it is one's own badge; the check-in on a device of the door."""
    person, mine = _person(code), viewer().attendee
    if is_staffed_door():
        return badge_of_a_guest(person)
    if mine is not None and mine.id == person.id:
        return redirect("/me", HTTPStatus.SEE_OTHER)
    return render_template("attendee/card.html", card=card_view(person, to_guest=True), viewer=_card_viewer(person))


@attendee.post("/b/<code>/met")
@attendee.post("/B/<code>/met")
@allow(Who.ATTENDEE)
def say_met(code: str) -> ResponseReturnValue:
    """I met this person; it counts once both made a gesture."""
    person = _person(code)
    has_met = make_gesture(kit(), viewer().known, person, Gesture.MET)
    return (
        jsonify({"met": has_met}) if wants_json(request) else redirect(f"/b/{person.front_code}", HTTPStatus.SEE_OTHER)
    )


@attendee.post("/b/<code>/seen")
@attendee.post("/B/<code>/seen")
@allow(Who.ATTENDEE)
def say_seen(code: str) -> ResponseReturnValue:
    """The page's own word that this phone opened the card: a scanned badge is a gesture, a visited address is not."""
    person = _person(code)
    return jsonify({"met": make_gesture(kit(), viewer().known, person, Gesture.SCANNED)})


@attendee.get("/t/<code>")
@attendee.get("/T/<code>")
@allow(Who.ANYONE)
def show_table(code: str) -> ResponseReturnValue:
    """Which table this is, and one button: I am here."""
    _, number, people = _counting_guesses(lambda: table_behind(kit(), code))
    mine = viewer().attendee
    state = personal_state(kit(), mine.id) if mine else None
    here = state is not None and state.table is not None and state.table.table == number
    shown = {"number": number, "name": f"table-{number}", "people": people, "path": f"/t/{code.upper()}"}
    return render_template("attendee/table.html", table=shown, here=here, viewer={"signed_in": mine is not None})


@attendee.post("/t/<code>")
@attendee.post("/T/<code>")
@allow(Who.ATTENDEE)
def sit_down(code: str) -> ResponseReturnValue:
    """I am at this table."""
    _counting_guesses(lambda: join_table(kit(), viewer().known, code))
    return _after(viewer().known)


def _after(person: Attendee) -> ResponseReturnValue:
    if wants_json(request):
        return jsonify(_state(person, with_token=True))
    return redirect("/me", HTTPStatus.SEE_OTHER)


def _state(person: Attendee, *, with_token: bool = False) -> View:
    state = personal_state(kit(), person.id)
    session = viewer().session
    if state is None:
        raise NotSignedInError
    shown = state_view(state, language())
    return {**shown, "socket_token": socket_token(kit().key, session.digest)} if with_token and session else shown


def _person(code: str) -> Attendee:
    return _counting_guesses(lambda: person_behind(kit(), code.strip().upper()))


def _card_viewer(person: Attendee) -> View:
    mine = viewer().attendee
    if mine is None:
        return {"signed_in": False, "said_met": False, "met": False}
    with kit().store.reading() as store:
        said = store.attendees.gestures(mine.id, person.id)
        back = store.attendees.gestures(person.id, mine.id)
    return {"signed_in": True, "said_met": Gesture.MET in said, "met": bool(said and back)}


def _claim_code(code: str) -> str:
    claim = read_claim_code(code)
    if claim is None or holder_of_claim(kit(), claim) is None:
        _count_a_guess()
        raise UnknownCodeError
    return claim


def _counting_guesses(look: Callable[[], Found]) -> Found:
    """Look something up by a code; a code that is none of ours counts as a failed try."""
    try:
        return look()
    except UnknownCodeError:
        _count_a_guess()
        raise


def _count_a_guess() -> None:
    service().tries.failed(request.remote_addr or "")
