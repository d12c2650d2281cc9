"""Where an order stands, and whether it is paid, in the words of organisers and of ticket shops."""

import re

from kiosk.domain.people import AttendeeState
from kiosk.exchange.names import plain

YES = frozenset({"oui", "o", "yes", "y", "vrai", "true", "1", "x", "ok", "si", "v", "fait", "done"})
NO = frozenset({"non", "n", "no", "faux", "false", "0", "pas encore", "not yet"})
TICKS = {"✓": True, "✔": True, "✅": True, "☑": True, "✗": False, "✘": False, "❌": False, "☐": False, "-": False}
UNPAID = re.compile(
    r"\b(impaye|unpaid|non (paye|regle|solde)|pas (encore )?(paye|regle)|not (yet )?paid|a payer|reste a payer"
    r"|partiel|partial|avance|acompte|deposit|owing|due"
    r"|(en attente|pending|awaiting|attente) (de |du )?(paiement|payment)"
    r"|(payment|paiement) (pending|en attente|due))"
)
PAID = re.compile(r"\b(paye|paid|regle|solde|acquitte|encaisse|settled|gratuit|free|offert|complimentary)")
STATES = (
    (AttendeeState.REFUNDED, r"rembours|refund|chargeback"),
    (AttendeeState.CANCELLED, r"annul|cancel|deleted|supprim|void|expir|abandon|failed|echou|desist"),
    (AttendeeState.DECLINED, r"declin|refus|reject|rejet|not (going|attending|approved|coming)|can t (go|come)"
     r"|cannot|ne vien|absent|no show|non (inscrit|retenu|valide|approuve)|unable"),
    (AttendeeState.WAITING, r"wait|liste d attente|en attente|attente|pending|on hold|a valider|a confirmer"
     r"|non confirm|not confirm|unconfirm|incompl|not complete|en cours|started|processing"),
    (AttendeeState.INVITED, r"invit|no reply|not replied|sans reponse|maybe|peut etre|sent|envoye|tentative"),
    (AttendeeState.REGISTERED, r"complet|confirm|regist|inscri|valid|approv|approuv|accept|going|attend|present"
     r"|checked|termine|actif|active|reserv|particip|vien|issued|emis"),
)  # fmt: skip
GONE = {AttendeeState.REFUNDED, AttendeeState.CANCELLED, AttendeeState.DECLINED}
PATTERNS = tuple((state, re.compile(rf"\b({words})")) for state, words in STATES)


def read_yes(text: str) -> bool | None:
    """Yes or no in either language, or a tick; None for anything else."""
    mark = text.strip().strip("\ufe0f")
    if mark in TICKS:
        return TICKS[mark]
    word = plain(text)
    return True if word in YES else False if word in NO else None


def read_payment(text: str) -> bool | None:
    """Whether words say paid or unpaid, part paid being unpaid; None when they do not speak of money."""
    words = plain(text)
    if UNPAID.search(words):
        return False
    return True if PAID.search(words) else None


def read_state(text: str) -> AttendeeState | None:
    """Where words say that an order stands, the least welcome meaning first; None when they say nothing known."""
    words = plain(text)
    found = next((state for state, pattern in PATTERNS if pattern.search(words)), None)
    if read_payment(text) is not None and found not in GONE:
        return AttendeeState.REGISTERED
    if found:
        return found
    coming = read_yes(text)
    return None if coming is None else AttendeeState.REGISTERED if coming else AttendeeState.DECLINED
