"""How a verdict looks: one colour and one symbol for each, and the page of one."""

from collections.abc import Mapping
from typing import Any

from kiosk.domain.language import Language
from kiosk.domain.money import Method
from kiosk.domain.scan import Scan
from kiosk.domain.verdict import Verdict
from kiosk.wording.catalog import N_
from kiosk.wording.formats import money
from kiosk.wording.verdicts import verdict_sentence

LOOK: Mapping[Verdict, tuple[str, str]] = {
    Verdict.OK: ("good", "✓"),
    Verdict.OK_ATTENTION: ("good", "✓★"),
    Verdict.ALREADY_IN: ("amber", "↺"),
    Verdict.MUST_PAY: ("amber", "₣"),
    Verdict.QUESTIONS: ("blue", "?"),
    Verdict.FULL: ("amber", "▣"),
    Verdict.NOT_NOW: ("amber", "⏱"),
    Verdict.NOT_ALLOWED_HERE: ("red", "⛔"),
    Verdict.WRONG_EVENT: ("red", "✕"),
    Verdict.REVOKED: ("red", "✕"),
    Verdict.CANCELLED: ("red", "✕"),
    Verdict.UNKNOWN: ("red", "?"),
    Verdict.INVALID: ("grey", "▢"),
    Verdict.ANNULLED: ("grey", "↶"),
}
PAYMENT_WORDS: Mapping[str, str] = {
    Method.CASH.value: N_("Cash"),
    Method.MTN_MOMO.value: "MTN MoMo",
    Method.ORANGE_MONEY.value: "Orange Money",
    Method.CARD.value: N_("Card"),
}


def verdict_page(scan: Scan, language: Language) -> dict[str, Any]:
    """One answer as staff see it on a page of its own."""
    colour, symbol = LOOK[scan.verdict]
    return {
        "colour": colour,
        "symbol": symbol,
        "name": scan.guest.name if scan.guest else "",
        "sentence": verdict_sentence(scan, language),
        "amount": money(scan.due, language) if scan.due else "",
        "due": scan.due.value if scan.due else 0,
    }
