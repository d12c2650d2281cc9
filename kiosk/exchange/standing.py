"""Where an order stands, and whether it is paid, in the words of organisers and of ticket shops."""

import re

from kiosk.domain.names import plain
from kiosk.domain.people import AttendeeState

YES = frozenset({"oui", "o", "yes", "y", "vrai", "true", "1", "x", "ok", "si", "v", "fait", "done"})
NO = frozenset({"non", "n", "no", "faux", "false", "0", "pas encore", "not yet"})
TICKS = {"✓": True, "✔": True, "✅": True, "☑": True, "✗": False, "✘": False, "❌": False, "☐": False, "-": False}
UNPAID = re.compile(
    r"\b(impayee?s?|unpaid|non (payee?s?|reglee?s?|soldee?s?)|(pas|jamais) (encore )?(payee?s?|reglee?s?|soldee?s?)"
    r"|(not|never|\w*n t) (yet )?(been )?(paid|pay)|(to|will|must) (be )?(paid|pay)"
    r"|(a|va|vais|doit|devra) (payer|regler|solder)"
    r"|(paye|paie|regle)r(a|ai|ont)|(part|partly|half) paid|moitie|en partie|partiel|partiellement|partial|partially"
    r"|avance|acompte|deposit|owing|due|\d+ (sur|of) \d+|(reste|doit|owes) \d+|(payee? a) \d\d?(?! ?\d)"
    r"|(pay|paie|paye|payee|payement|paiement|payment|regle|reglement) (\w+ )?"
    r"(sur place|a l entree|a la porte|at (the )?door|on (site|arrival))"
    r"|(en attente|pending|awaiting|attente|aucun|sans|no) (de |du )?(paiement|payement|payment)"
    r"|(payment|payement|paiement) (pending|en attente|due|non|not|pas))\b"
)
PAID = re.compile(
    r"\b(payee?s?|paid|prepaid|reglee?s?|soldee?s?|acquittee?s?|encaissee?s?|settled|gratuite?s?|free(?! lance)"
    r"|offerte?s?|complimentary|(paiement|payement|payment) (recu|effectue|received|done|ok))\b"
)
PART = re.compile(r"(?<![\d.,])\d{1,2}\s?%")
STATES = (
    (AttendeeState.REFUNDED, r"rembours|refund|chargeback"),
    (AttendeeState.CANCELLED, r"annul|cancel|deleted|supprim|void|expir|abandon|failed|echou|desist"),
    (AttendeeState.DECLINED, r"declin|refus|reject|rejet|not (going|attending|approved|coming|registered|available)"
     r"|can t (go|come)|cannot|ne (vien|peu[tx]|pourr|ser)|will not|won t|absent|no show|no (i|sorry)"
     r"|non (inscrit|retenu|valide|approuve|disponible|je)|unable"
     r"|unavailable|unregist|indisponible|excuse|empeche|desinscri|disapprov|desapprouv"),
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
    return PART.search(text) is None if PAID.search(words) else None


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
