"""The door on paper: its list to print, and its ticks typed in afterwards."""

from datetime import datetime, timedelta
from io import BytesIO

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from kiosk.actions.door_list import Tick, door_list, enter_tick
from kiosk.badges.door_list import write_door_list
from kiosk.domain.device import DeviceRole
from kiosk.domain.errors import InvalidFieldsError
from kiosk.domain.money import Method, Payment
from kiosk.domain.scan import Scan
from kiosk.views.verdicts import PAYMENT_WORDS
from kiosk.web.access import Staffed, allow
from kiosk.web.context import kit, language, viewer
from kiosk.wording.catalog import N_, Words
from kiosk.wording.formats import ZONE, clock

paper_door = Blueprint("paper_door", __name__, url_prefix="/door")

_WRONG = {
    "nobody": N_("Nobody on the list has a code that begins like this."),
    "several": N_("Several people have a code that begins like this: type more letters."),
    "ahead": N_("This time is still to come."),
    "time": N_("Write the time as 18:42."),
    "amount": N_("Write the amount in whole francs."),
}


@paper_door.get("/list")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def show_list() -> ResponseReturnValue:
    """The list as PDF, as it stands now."""
    event, lines = door_list(kit())
    data = BytesIO()
    write_door_list(event, lines, data)
    response = make_response(data.getvalue())
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{event.slug}-door.pdf"'
    return response


@paper_door.get("/ticks")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def show_ticks() -> ResponseReturnValue:
    """A form for one tick after the other."""
    return _page()


@paper_door.post("/ticks")
@allow(DeviceRole.DOOR, staffed=Staffed.ALWAYS)
def add_tick() -> ResponseReturnValue:
    """Record one tick at its written time."""
    try:
        scan = enter_tick(kit(), _tick(), device=viewer().staffed)
    except InvalidFieldsError as error:
        wrong = next(iter(error.fields.values()))
        return _page(note=Words(language()).say(_WRONG.get(wrong, wrong)), wrong=True), 422
    return _page(note=_said(scan))


def _page(note: str = "", *, wrong: bool = False) -> str:
    words = Words(language())
    methods = [(method, words.say(word)) for method, word in PAYMENT_WORDS.items()]
    kept = request.form if wrong else {}
    return render_template("door/ticks.html", note=note, wrong=wrong, methods=methods, kept=kept)


def _said(scan: Scan) -> str:
    words, name = Words(language()), scan.guest.name if scan.guest else scan.code
    if scan.conflict:
        return words.say("%(name)s is in. The server has it otherwise: look at it.", {"name": name})
    return words.say("%(name)s is in since %(time)s.", {"name": name, "time": clock(scan.at)})


def _tick() -> Tick:
    form = request.form
    return Tick(form.get("code", "")[:20], _hour(form.get("time", "")), _payment(form.get("method", "")))


def _hour(text: str) -> datetime:
    """The last moment at which a clock on the wall showed this."""
    now = kit().now().astimezone(ZONE)
    try:
        hour = datetime.strptime(text.strip().replace("h", ":"), "%H:%M")  # noqa: DTZ007 - a wall clock has no zone
    except ValueError:
        raise InvalidFieldsError({"time": "time"}) from None
    at = now.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
    return at if at <= now else at - timedelta(days=1)


def _payment(method: str) -> Payment | None:
    if not method:
        return None
    amount = request.form.get("amount", "").replace(" ", "").replace("\u202f", "")
    if method not in PAYMENT_WORDS or not amount.isdecimal():
        raise InvalidFieldsError({"amount": "amount"})
    return Payment(Method(method), int(amount))
