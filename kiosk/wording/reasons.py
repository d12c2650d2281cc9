"""Why two people should meet, said to one of them."""

from collections.abc import Iterable, Mapping

from kiosk.domain.people import Attendee
from kiosk.domain.suggestion import Reason
from kiosk.wording.catalog import N_, Words

_GIVES: Mapping[str, str] = {
    "need_offer": N_("You look for %(value)s: %(name)s offers that."),
    "chain": N_("%(name)s supplies what your trade buys."),
}
_TAKES: Mapping[str, str] = {
    "need_offer": N_("%(name)s looks for %(value)s: you offer that."),
    "chain": N_("%(name)s buys what your trade supplies."),
}
_SHARED: Mapping[str, str] = {
    "same_trade": N_("You are both in the same trade: %(value)s."),
    "shared_objective": N_("You share an aim: %(value)s."),
    "rare_shared": N_("You have something rare in common: %(value)s."),
}
_OPEN = N_("You do not know each other yet, and both of you want to meet people tonight.")
_OPENINGS: Mapping[str, str] = {
    "gives": N_("Ask: “How did you start with %(value)s?”"),
    "takes": N_("Ask: “What would help you most with %(value)s?”"),
    "open": N_("Ask: “What brings you here tonight?”"),
}
MOST_FACTS = 2


def why(reasons: Iterable[Reason], viewer: Attendee, other: Attendee, words: Words) -> list[str]:
    """At most two sentences, the first about what the viewer gets; never none."""
    ordered = sorted(reasons, key=lambda reason: reason.giver != other.id)
    told = [text for reason in ordered if (text := _told(reason, viewer, other, words))]
    return list(dict.fromkeys(told))[:MOST_FACTS] or [words.say(_OPEN)]


def opening(reasons: Iterable[Reason], viewer: Attendee, words: Words) -> str:
    """A first question to ask."""
    for reason in reasons:
        if reason.code == "need_offer" and reason.value:
            kind = "takes" if reason.giver == viewer.id else "gives"
            return words.say(_OPENINGS[kind], {"value": reason.value})
    return words.say(_OPENINGS["open"])


def _told(reason: Reason, viewer: Attendee, other: Attendee, words: Words) -> str | None:
    values = {"name": other.first_name, "value": reason.value or ""}
    if reason.giver == other.id:
        sentence = _GIVES.get(reason.code)
    elif reason.giver == viewer.id:
        sentence = _TAKES.get(reason.code)
    else:
        sentence = _SHARED.get(reason.code)
    return words.say(sentence, values) if sentence else None
