"""A phone becomes somebody's."""

from kiosk.actions.kit import Kit
from kiosk.actions.ports import Transaction
from kiosk.domain.badge import claim_digest
from kiosk.domain.errors import ClaimSpentError, EventOverError, NotAdmittedError, UnknownCodeError
from kiosk.domain.event import Event
from kiosk.domain.facts import PeopleChanged
from kiosk.domain.language import Language
from kiosk.domain.people import Attendee, Consent
from kiosk.domain.session import SESSION_LENGTH, Session, digest, new_secret

CONSENT_WORDING = "2026-11-25"


def look_at_claim(kit: Kit, code: str) -> tuple[Attendee, Event]:
    """Whose claim this is and for which evening, changing nothing.

    Raises:
        UnknownCodeError: never given out. ClaimSpentError: used before. NotAdmittedError: not through the door yet.
        EventOverError: the evening has ended.
    """
    with kit.store.reading() as store:
        return _claimable(kit, store, code)


def claim_phone(kit: Kit, code: str, consent: Consent, language: Language) -> tuple[Attendee, str]:
    """Spend a claim: the session's secret for the phone's cookie, and whose it is; all their claims end with it.

    `language` is that of the page on which they agreed.

    Raises: as `look_at_claim`.
    """
    secret = new_secret()
    with kit.store.writing() as store:
        attendee, _ = _claimable(kit, store, code)
        now = kit.now()
        store.codes.spend_claims(attendee.id, now)
        store.codes.add_session(Session(digest(secret), attendee.id, now + SESSION_LENGTH), now)
        store.attendees.claim(attendee.id, consent, now)
        for purpose, given in (
            ("matching", bool(consent.matching)),
            ("show_company", consent.show_company),
            ("show_on_screen", consent.show_on_screen),
        ):
            store.attendees.note_consent(
                attendee, purpose, given=given, wording=CONSENT_WORDING, language=language, at=now
            )
        store.attendees.touch([attendee.id])
    kit.announce(PeopleChanged(frozenset({attendee.id})))
    return attendee, secret


def _claimable(kit: Kit, store: Transaction, code: str) -> tuple[Attendee, Event]:
    found = store.codes.claim(claim_digest(code))
    if found is None:
        raise UnknownCodeError
    holder, spent_at = found
    if spent_at is not None:
        raise ClaimSpentError(spent_at)
    attendee = store.attendees.by_id(holder)
    event = store.events.by_id(attendee.event) if attendee else None
    if attendee is None or event is None:
        raise UnknownCodeError
    if kit.now() >= event.ends_at:
        raise EventOverError
    if not store.scans.was_admitted(attendee.id):
        raise NotAdmittedError
    return attendee, event


def holder_of_claim(kit: Kit, code: str) -> Attendee | None:
    """Whose claim this is, spent or not; None when it was never given out."""
    with kit.store.reading() as store:
        found = store.codes.claim(claim_digest(code))
        return store.attendees.by_id(found[0]) if found else None
