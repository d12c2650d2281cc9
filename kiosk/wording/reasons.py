"""Why two people should meet, said to one of them: each sentence rests on what the two wrote, in their own words."""

from collections.abc import Iterable, Mapping

from kiosk.domain.people import Attendee
from kiosk.domain.suggestion import Reason
from kiosk.wording.catalog import N_, Words

_GIVES: Mapping[str, str] = {
    "need_offer": N_("You look for “%(mine)s”: %(name)s offers “%(theirs)s”."),
    "chain": N_("%(name)s (%(theirs)s) supplies what your trade (%(mine)s) buys."),
}
_TAKES: Mapping[str, str] = {
    "need_offer": N_("%(name)s looks for “%(theirs)s”: you offer “%(mine)s”."),
    "chain": N_("%(name)s (%(theirs)s) buys what your trade (%(mine)s) supplies."),
}
_SHARED: Mapping[str, str] = {
    "same_trade": N_("You are both in the same trade: %(theirs)s."),
    "linked_trade": N_("Your trades are linked: yours is %(mine)s, theirs %(theirs)s."),
    "shared_objective": N_("You share an aim: %(theirs)s."),
    "shared_group": N_("You have something in common: %(theirs)s."),
    "rare_shared": N_("You have something rare in common: %(theirs)s."),
}
_OPEN = N_("You do not know each other yet, and both of you want to meet people tonight.")
_OPENINGS: Mapping[str, str] = {
    "gives": N_("Ask: “How did you start with %(theirs)s?”"),
    "takes": N_("Ask: “What would help you most with %(theirs)s?”"),
    "open": N_("Ask: “What brings you here tonight?”"),
}
MOST_FACTS = 2


def why(reasons: Iterable[Reason], viewer: Attendee, other: Attendee, words: Words) -> list[str]:
    """At most two sentences, the first about what the viewer gets; never none."""
    ordered = sorted(reasons, key=lambda reason: reason.giver != other.id)
    told = [text for reason in ordered if (text := _told(reason, viewer, other, words))]
    return list(dict.fromkeys(told))[:MOST_FACTS] or [words.say(_OPEN)]


def opening(reasons: Iterable[Reason], viewer: Attendee, other: Attendee, words: Words) -> str:
    """A first question to ask, about what the other wrote."""
    for reason in reasons:
        theirs = reason.words_of(other.id)
        if reason.code == "need_offer" and theirs:
            return words.say(_OPENINGS["takes" if reason.giver == viewer.id else "gives"], {"theirs": theirs})
    return words.say(_OPENINGS["open"])


def _told(reason: Reason, viewer: Attendee, other: Attendee, words: Words) -> str | None:
    sentences = {other.id: _GIVES, viewer.id: _TAKES}.get(reason.giver, _SHARED) if reason.giver else _SHARED
    values = {"name": other.first_name, "mine": reason.words_of(viewer.id), "theirs": reason.words_of(other.id)}
    sentence = sentences.get(reason.code)
    return words.say(sentence, values) if sentence and values["theirs"] else None
