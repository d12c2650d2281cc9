"""Why two people should meet, said to one of them: each sentence rests on what the two wrote, in their own words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from kiosk.domain.people import Attendee
from kiosk.domain.suggestion import Reason
from kiosk.wording.catalog import N_, Words
from kiosk.wording.formats import language_name

MOST_FACTS = 2


class Way(Enum):
    """Who gives to whom, as the reader sees it."""

    TO_YOU = "to_you"
    FROM_YOU = "from_you"
    BOTH = "both"


_SENTENCES: Mapping[tuple[str, Way], str] = {
    ("need_offer", Way.TO_YOU): N_("You look for “%(mine)s”: %(name)s offers “%(theirs)s”."),
    ("need_offer", Way.FROM_YOU): N_("%(name)s looks for “%(theirs)s”: you offer “%(mine)s”."),
    ("chain", Way.TO_YOU): N_("%(name)s could supply you: “%(theirs)s” comes before “%(mine)s” in the supply chain."),
    ("chain", Way.FROM_YOU): N_(
        "%(name)s could buy from you: “%(theirs)s” comes after “%(mine)s” in the supply chain."
    ),
    ("same_trade", Way.BOTH): N_("You are in the same trade: “%(theirs)s”."),
    ("linked_trade", Way.BOTH): N_("Your trades are linked: “%(mine)s” and “%(theirs)s”."),
    ("shared_objective", Way.BOTH): N_("You came for the same thing: “%(theirs)s”."),
    ("shared_group", Way.BOTH): N_("You have this in common: “%(theirs)s”."),
    ("rare_shared", Way.BOTH): N_("You have something rare in common: “%(theirs)s”."),
    ("common_language", Way.BOTH): N_("%(name)s speaks %(language)s too."),
    # The organiser's class of guest is nobody's own word, so it is not told.
    ("segments", Way.BOTH): N_("The organiser would like the two of you to meet."),
}
_FREE: Mapping[Way, str] = {
    Way.TO_YOU: N_("You wrote “%(mine)s”. %(name)s, who may have an answer, wrote “%(theirs)s”."),
    Way.FROM_YOU: N_("%(name)s wrote “%(theirs)s”. You, who may have an answer, wrote “%(mine)s”."),
}
_ONLY_TWO: Mapping[str, str] = {
    "shared_objective": N_("Of the people you can meet now, only you two came for this: “%(theirs)s”."),
    "shared_group": N_("Of the people you can meet now, only you two have this in common: “%(theirs)s”."),
    "rare_shared": N_("Of the people you can meet now, only you two have this in common: “%(theirs)s”."),
    "common_language": N_("Of the people you can meet now, only you two speak %(language)s."),
}
_OPEN = N_("You want to meet people tonight, and so does %(name)s.")
_OPENINGS: Mapping[tuple[str, Way], str] = {
    ("need_offer", Way.TO_YOU): N_("Start from “%(theirs)s”: ask how %(name)s works."),
    ("need_offer", Way.FROM_YOU): N_("Start from “%(theirs)s”: ask what would help %(name)s most."),
    ("chain", Way.TO_YOU): N_("Ask: “What do you supply, and to whom?”"),
    ("chain", Way.FROM_YOU): N_("Ask: “What do you buy, and from whom?”"),
    ("same_trade", Way.BOTH): N_("Ask: “What is changing in our trade?”"),
    ("linked_trade", Way.BOTH): N_("Ask: “Where do our trades meet?”"),
    ("shared_objective", Way.BOTH): N_("Start from “%(theirs)s”: ask how far %(name)s has got."),
    ("shared_group", Way.BOTH): N_("Start from “%(theirs)s”: ask how it began for %(name)s."),
    ("rare_shared", Way.BOTH): N_("Start from “%(theirs)s”: ask how it began for %(name)s."),
}
_FREE_OPENINGS: Mapping[Way, str] = {
    Way.TO_YOU: N_("Ask: “How do you go about it?”"),
    Way.FROM_YOU: N_("Ask: “What would help you most?”"),
}
_OPEN_QUESTION = N_("Ask: “What brings you here tonight?”")


@dataclass(frozen=True, slots=True)
class _Told:
    """One reason as the reader hears it; `is_free` when one of the two wrote sentences and not a word or two."""

    code: str
    way: Way
    sentence: str
    values: Mapping[str, str]
    is_free: bool


def why(reasons: Iterable[Reason], viewer: Attendee, other: Attendee, words: Words) -> list[str]:
    """At most two sentences, the first about what the viewer gets, the second about what they give; never none."""
    told = _chosen(reasons, viewer, other, words)
    return [words.say(each.sentence, each.values) for each in told] or [words.say(_OPEN, {"name": other.first_name})]


def opening(reasons: Iterable[Reason], viewer: Attendee, other: Attendee, words: Words) -> str:
    """A first question to ask, about the first thing told that can be asked about."""
    for each in _chosen(reasons, viewer, other, words):
        question = _FREE_OPENINGS[each.way] if each.is_free else _OPENINGS.get((each.code, each.way))
        if question:
            return words.say(question, each.values)
    return words.say(_OPEN_QUESTION)


def _chosen(reasons: Iterable[Reason], viewer: Attendee, other: Attendee, words: Words) -> list[_Told]:
    """What each brings to the other first, then a rare thing in common, then the strongest; a language comes last."""
    told = [each for reason in reasons if (each := _told(reason, viewer, other, words))]
    ways = [next((each for each in told if each.way is way), None) for way in (Way.TO_YOU, Way.FROM_YOU)]
    first = [each for each in ways if each]
    rest = [each for each in told if each not in first]
    rest.sort(key=lambda each: (each.code != "rare_shared", each.code == "common_language"))
    return [*first, *rest][:MOST_FACTS]


def _told(reason: Reason, viewer: Attendee, other: Attendee, words: Words) -> _Told | None:
    """The reason for this reader; None when there is no sentence for it. Two words for a trade are both said."""
    mine, theirs = reason.words_of(viewer.id), reason.words_of(other.id)
    code = "linked_trade" if reason.code == "same_trade" and mine.casefold() != theirs.casefold() else reason.code
    way = {viewer.id: Way.FROM_YOU, other.id: Way.TO_YOU}.get(reason.giver, Way.BOTH) if reason.giver else Way.BOTH
    sentence = _SENTENCES.get((code, way))
    if sentence is None or not theirs:
        return None
    is_free = any(said.field.endswith("_text") for said in reason.said)
    if is_free:
        sentence = _FREE[way]
    elif reason.only_two:
        sentence = _ONLY_TWO.get(code, sentence)
    values = {"name": other.first_name, "mine": mine, "theirs": theirs, "language": language_name(theirs, words)}
    return _Told(code, way, sentence, values, is_free)
