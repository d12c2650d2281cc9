"""How a verdict looks: one colour and one symbol for each, and the page of one."""

from collections.abc import Mapping
from typing import Any

from kiosk.domain.language import Language
from kiosk.domain.money import Method
from kiosk.domain.question import Question, QuestionKind
from kiosk.domain.scan import Scan
from kiosk.domain.verdict import Verdict
from kiosk.wording.catalog import N_, Words
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
FORCE_WORDS: Mapping[str, str] = {
    "host": N_("The host vouches"),
    "list": N_("The list is wrong"),
    "paid": N_("Seen paid elsewhere"),
    "other": N_("Another reason"),
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
        "questions": [_asked(each, language) for each in scan.questions],
        "may_force": scan.verdict.may_be_forced,
        "needs_pin": scan.needs_pin,
    }


def _asked(question: Question, language: Language) -> dict[str, Any]:
    """One question in one language; `options` are what is kept and what is read, none for free text."""
    say = Words(language).say
    options = {
        QuestionKind.TEXT: [],
        QuestionKind.YES_NO: [("yes", say("yes")), ("no", say("no"))],
        QuestionKind.CHOICE: [(choice, choice) for choice in question.choices],
    }[question.kind]
    label = question.fr if language is Language.FR else question.en
    return {"key": question.key, "label": label, "options": options, "required": question.required}
