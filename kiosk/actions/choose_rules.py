"""What an organiser chooses of the matching rules, in words a command or a page can carry."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from kiosk.actions.kit import Kit
from kiosk.domain.errors import InvalidFieldsError
from matching import Rules
from matching.errors import MatchingError

_YES, _NO = frozenset({"yes", "oui", "on", "true", "1"}), frozenset({"no", "non", "off", "false", "0"})
_DEFAULTS = {each.name: getattr(Rules(), each.name) for each in fields(Rules)}


@dataclass(frozen=True, slots=True)
class EventRules:
    """The rules of one event, and which of them the organiser chose."""

    event: str
    rules: Rules
    chosen: frozenset[str]


def look_at_rules(kit: Kit) -> EventRules:
    """The rules that hold at the current event.

    Raises:
        NoEventError: the house has no open event.
    """
    with kit.store.reading() as store:
        event = kit.current_event(store)
        chosen = store.events.rules(event.id)
    return EventRules(event.name, chosen_rules(chosen), frozenset(chosen))


def choose_rules(kit: Kit, said: Mapping[str, str], *, afresh: bool = False) -> EventRules:
    """Choose rules of the current event by name; those not named stay, or go back to their defaults with `afresh`.

    Numbers are written as 2.5, switches as yes or no, segments as `startup+investor=2, student+employer=1`,
    segments that are kept apart as `press+sponsor`; an empty text goes back to the default.

    Raises:
        NoEventError: the house has no open event.
        InvalidFieldsError: no rule of that name, or a value it cannot have; nothing was changed.
    """
    with kit.store.writing() as store:
        event = kit.current_event(store)
        before = {} if afresh else store.events.rules(event.id)
        read = {name: _read(name, text) for name, text in said.items()}
        chosen = {name: value for name, value in {**before, **read}.items() if value is not None}
        rules = chosen_rules(chosen)
        store.events.choose_rules(event.id, chosen)
    return EventRules(event.name, rules, frozenset(chosen))


def chosen_rules(chosen: Mapping[str, object]) -> Rules:
    """Defaults with these choices.

    Raises:
        InvalidFieldsError: a value that the rule cannot have.
    """
    try:
        return Rules(**chosen)  # type: ignore[arg-type]
    except MatchingError as error:
        raise InvalidFieldsError({"rules": str(error)}) from None


def _read(name: str, text: str) -> object:
    """A rule's value from its text; None for the default."""
    if name not in _DEFAULTS:
        raise InvalidFieldsError({name: "no_such_rule"})
    default = _DEFAULTS[name]
    if not text.strip():
        return None
    if isinstance(default, bool):
        return _switch(name, text)
    if isinstance(default, tuple):
        return [_segments(name, part) for part in text.split(",") if part.strip()]
    return text.strip() if isinstance(default, str) else _number(name, text, whole=isinstance(default, int))


def _switch(name: str, text: str) -> bool:
    if text.strip().casefold() not in _YES | _NO:
        raise InvalidFieldsError({name: f"{text!r}, not yes or no"})
    return text.strip().casefold() in _YES


def _number(name: str, text: str, *, whole: bool) -> float:
    try:
        return int(text) if whole else float(text.replace(",", "."))
    except ValueError:
        raise InvalidFieldsError({name: f"{text!r}, not a number"}) from None


def _segments(name: str, part: str) -> list[object]:
    """Two segments with a plus between them and, where they should meet, how much after an equals sign."""
    found = re.fullmatch(r"\s*([^+=]+?)\s*\+\s*([^+=]+?)\s*(?:=\s*([0-9.]+)\s*)?", part)
    weighed = name == "segments"
    if found is None or bool(found[3]) > weighed:
        raise InvalidFieldsError({name: f"{part.strip()!r}, not like startup+investor" + ("=2" if weighed else "")})
    return [found[1], found[2], _number(name, found[3] or "1", whole=False)] if weighed else [found[1], found[2]]
