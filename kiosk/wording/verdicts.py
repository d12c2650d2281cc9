"""What the door says for each verdict; a guest-facing tablet says less."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from kiosk.domain.language import Language
from kiosk.domain.place import Zone
from kiosk.domain.scan import Direction, Scan
from kiosk.domain.verdict import PAID_TWICE, Verdict
from kiosk.wording.catalog import N_, Words
from kiosk.wording.formats import ZONE, clock, day_and_time, masked, money, place_name

_SENTENCES: Mapping[Verdict, str] = {
    Verdict.OK: N_("Welcome, %(name)s!"),
    Verdict.OK_ATTENTION: N_("Welcome, %(name)s — tell %(detail)s"),
    Verdict.ALREADY_IN: N_("Already checked in at %(first_at)s, %(first_where)s"),
    Verdict.MUST_PAY: N_("To pay: %(due)s"),
    Verdict.QUESTIONS: N_("One question first"),
    Verdict.FULL: N_("Room full: %(detail)s"),
    Verdict.NOT_NOW: N_("Not now"),
    Verdict.NOT_ALLOWED_HERE: N_("Reserved area"),
    Verdict.WRONG_EVENT: N_("Badge of another event: %(detail)s"),
    Verdict.REVOKED: N_("Badge replaced at %(at_detail)s — ask for the new one"),
    Verdict.CANCELLED: N_("Registration cancelled — desk"),
    Verdict.UNKNOWN: N_("Unknown badge — search the name"),
    Verdict.INVALID: N_("Not a code of this event"),
    Verdict.ANNULLED: N_("This check-in was undone"),
}
_WITH_DETAIL: Mapping[Verdict, str] = {
    Verdict.INVALID: N_("This is the private code: turn the badge over"),
    Verdict.NOT_NOW: N_("Doors open at %(at_detail)s"),
    Verdict.ALREADY_IN: N_("Came in at %(first_at)s and left: one entry only"),
}
_ALONE: Mapping[Verdict, str] = {
    **_SENTENCES,
    Verdict.OK: N_("Welcome!"),
    Verdict.OK_ATTENTION: N_("Welcome! A guest to be told to the host"),
    Verdict.ALREADY_IN: N_("Already checked in"),
    Verdict.MUST_PAY: N_("To pay"),
    Verdict.FULL: N_("Room full"),
    Verdict.WRONG_EVENT: N_("Badge of another event"),
    Verdict.REVOKED: N_("Badge replaced — ask for the new one"),
}
_KEPT = N_("Kept on this tablet — no guest list here yet")
_DONE_ALONE = N_("Done while offline; the list says: %(other)s")
_PAID_TWICE = N_("Done while offline; paid twice: give the money back")
_SEE_THE_DESK = N_("Please see the desk")
_FOR_GUESTS = frozenset({Verdict.OK, Verdict.OK_ATTENTION, Verdict.INVALID, Verdict.QUESTIONS})
_WITH_MOMENT = frozenset({Verdict.REVOKED, Verdict.NOT_NOW})


def verdict_sentence(scan: Scan, language: Language, *, for_staff: bool = True) -> str:
    """One line for the screen; to a guest every red says no more than where to go."""
    words = Words(language)
    if not for_staff and scan.verdict not in _FOR_GUESTS:
        return words.say(_SEE_THE_DESK)
    if for_staff and scan.conflict:
        return _conflict(scan, words)
    name = _first_name(scan)
    return words.say(_sentence(scan, for_staff=for_staff), _values(scan, words, name if for_staff else masked(name)))


def _conflict(scan: Scan, words: Words) -> str:
    """What a door that was alone did, against what the list says."""
    if scan.conflict == PAID_TWICE or scan.judged is None:
        return words.say(_PAID_TWICE)
    other = replace(scan, verdict=scan.judged, conflict=None)
    return words.say(_DONE_ALONE, {"other": verdict_sentence(other, words.language)})


def _values(scan: Scan, words: Words, name: str) -> dict[str, object]:
    return {
        "name": name,
        "detail": scan.detail or "",
        "at_detail": _moment(scan),
        "due": money(scan.due, words.language) if scan.due else "",
        "first_at": clock(scan.first.at) if scan.first else "",
        "first_where": _where(scan, words),
    }


def _moment(scan: Scan) -> str:
    """The time a detail holds; with its day when that is not the day of the scan."""
    if scan.verdict not in _WITH_MOMENT or not scan.detail:
        return ""
    moment = datetime.fromisoformat(scan.detail)
    is_today = moment.astimezone(ZONE).date() == scan.at.astimezone(ZONE).date()
    return clock(moment) if is_today else day_and_time(moment)


def alone_words(language: Language, *, for_staff: bool) -> dict[str, str]:
    """What a tablet says by itself while the server is away: no names, and `kept` where it has no list at all."""
    words = Words(language)
    shown = {each.value: _ALONE[each] if for_staff or each in _FOR_GUESTS else _SEE_THE_DESK for each in Verdict}
    shown[Verdict.OK_ATTENTION.value] = _ALONE[Verdict.OK_ATTENTION if for_staff else Verdict.OK]
    return {name: words.say(sentence) for name, sentence in (*shown.items(), ("kept", _KEPT))}


def _sentence(scan: Scan, *, for_staff: bool) -> str:
    if scan.verdict.admits and scan.direction is Direction.OUT:
        return N_("Goodbye, %(name)s")
    if scan.verdict.admits and scan.place.zone is Zone.TABLE:
        return N_("%(name)s, you are at %(first_where)s")
    if scan.detail and scan.verdict in _WITH_DETAIL:
        return _WITH_DETAIL[scan.verdict]
    if scan.verdict is Verdict.NOT_NOW and scan.place.zone is Zone.TABLE:
        return N_("Please check in at the door first")
    if scan.verdict is Verdict.OK_ATTENTION and not (for_staff and scan.detail):
        return _SENTENCES[Verdict.OK]
    return _SENTENCES[scan.verdict]


def _where(scan: Scan, words: Words) -> str:
    if scan.verdict is Verdict.ALREADY_IN and scan.first:
        return scan.first.device or place_name(scan.first.place, words)
    return place_name(scan.place.name, words)


def _first_name(scan: Scan) -> str:
    return scan.guest.name.split(maxsplit=1)[0] if scan.guest else ""
