"""The door without scripts, and from a helper's phone: a name is searched, a badge is checked in, by plain forms."""

from dataclasses import replace
from secrets import token_hex

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kiosk.actions.find_attendees import find_attendees, found_attendee
from kiosk.actions.record_scan import record_scan
from kiosk.badges.qr import svg_path
from kiosk.domain.device import DeviceRole
from kiosk.domain.people import Attendee
from kiosk.domain.staff import StaffRole
from kiosk.views.guests import found_view
from kiosk.views.verdicts import FORCE_WORDS, PAYMENT_WORDS, verdict_page
from kiosk.web.access import Staffed, allow, on_duty
from kiosk.web.context import kit, language, service, viewer
from kiosk.web.scan_requests import ANSWER, check_in_form
from kiosk.wording.catalog import Words

plain_door = Blueprint("plain_door", __name__, url_prefix="/door")


@plain_door.get("/people")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def search() -> ResponseReturnValue:
    """People of the list by a few letters, each with a button that checks them in."""
    text = request.args.get("q", "")[:100]
    people = [found_view(each) for each in find_attendees(kit(), text)]
    return render_template("door/people.html", q=text, people=people, nonces=[_nonce() for _ in people])


@plain_door.post("/check-in")
@allow(DeviceRole.DOOR, staffed=Staffed.FOR_MONEY)
def check_in() -> ResponseReturnValue:
    """Record one scan from a form, and show the verdict as a page."""
    asked = check_in_form(request, viewer().staffed)
    staff = on_duty(StaffRole.CASHIER if asked.payment else None)
    scan = record_scan(kit(), replace(asked, staff=staff))
    words, claim = Words(language()), service().claim_url(scan.nonce) if scan.offers_claim else None
    size, path = svg_path(claim) if claim else (0, "")
    say = words.say
    return render_template(
        "door/answer.html",
        answer=verdict_page(scan, language()),
        code=scan.code,
        next_nonce=_nonce(),
        methods=[(method, say(word)) for method, word in PAYMENT_WORDS.items()],
        reasons=[(slug, say(word)) for slug, word in FORCE_WORDS.items()],
        settled=_settled(),
        claim_qr={"size": size, "path": path} if claim else None,
    )


def badge_of_a_guest(attendee: Attendee) -> ResponseReturnValue:
    """What a badge's address shows on a door device: who this is, and the check-in that the page posts by itself."""
    return render_template("door/card.html", person=found_view(found_attendee(kit(), attendee)), nonce=_nonce())


def _settled() -> list[tuple[str, str]]:
    """What this form said already, to go along with the next one: money that was taken, answers, the direction."""
    kept = {"direction", "method", "amount", "reference"}
    return [(name, said) for name, said in request.form.items() if name in kept or name.startswith(ANSWER)]


def _nonce() -> str:
    return token_hex(16)
