"""The concepts as they are written in the data files, checked: format and advice in docs/lexicon.md."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from matching.errors import MatchingError
from matching.words import LANGUAGES, function_words, words

_KNOWN_KEYS = frozenset((*LANGUAGES, "answered_by", "broad"))


@dataclass(frozen=True)
class Concept:
    """Something people need or offer.

    Attributes:
        name: Unique over all files.
        sector: The field it belongs to: the name of its file.
        words: What people type for it, by language.
        answered_by: Names of the concepts that answer a need for it, besides itself.
        broad: Goes with any trade ("supplier", "partner"), so that it says less than the concept beside it.
    """

    name: str
    sector: str
    words: Mapping[str, tuple[str, ...]]
    answered_by: tuple[str, ...]
    broad: bool


def read_concepts(folder: Traversable) -> tuple[Concept, ...]:
    """Read and check every `concepts/*.toml` of a folder, and the words its `shared.toml` declares as ambiguous.

    Raises:
        MatchingError: naming the file and the concept: a file that is no TOML, an unknown key, an empty list, a word
            of one letter or without any, a concept twice, an unknown `answered_by`, a word in two concepts that
            `shared.toml` does not declare, or one declared there that only one concept has.

    Cost: about 40 ms for 8,000 words.
    """
    found: dict[str, Concept] = {}
    for file in sorted(folder.joinpath("concepts").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".toml"):
            continue
        for name, entry in read_toml(file).items():
            if name in found:
                raise MatchingError(f"{file.name}: {name} is already in {found[name].sector}.toml")
            found[name] = _concept(file.name, name, entry)
    _check_answers(found)
    shared = read_toml(folder.joinpath("shared.toml")).get("words")
    _check_shared(found.values(), _texts("shared.toml", "words", shared))
    return tuple(found.values())


def read_toml(file: Traversable) -> dict[str, Any]:
    """A data file as it is.

    Raises:
        MatchingError: it is missing or not TOML; the message names it.
    """
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise MatchingError(f"{file.name}: {error}") from error


def _concept(file: str, name: str, entry: object) -> Concept:
    where = f"{file}: {name}"
    if not isinstance(entry, dict) or not entry.keys() <= _KNOWN_KEYS:
        raise MatchingError(f"{where} may hold only {', '.join(sorted(_KNOWN_KEYS))}")
    broad = entry.get("broad", False)
    if not isinstance(broad, bool):
        raise MatchingError(f"{where}: broad is true or false")
    return Concept(
        name,
        sector=file.removesuffix(".toml"),
        words={language: _texts(where, language, entry.get(language)) for language in LANGUAGES},
        answered_by=_texts(where, "answered_by", entry["answered_by"]) if "answered_by" in entry else (),
        broad=broad,
    )


def _texts(where: str, key: str, listed: object) -> tuple[str, ...]:
    if not isinstance(listed, list) or not listed:
        raise MatchingError(f"{where}: {key} must be a list with something in it")
    for text in listed:
        if not isinstance(text, str) or not _says_something(text):
            raise MatchingError(f"{where}: {text!r} in {key} has no word of two letters or more that says something")
    return tuple(listed)


def _says_something(text: str) -> bool:
    return any(len(word) > 1 and word not in function_words() for word in words(text))


def _check_answers(concepts: Mapping[str, Concept]) -> None:
    for concept in concepts.values():
        for other in concept.answered_by:
            if other not in concepts or other == concept.name:
                raise MatchingError(f"{concept.sector}.toml: {concept.name} is answered_by {other!r}, which is unknown")


def _check_shared(concepts: Iterable[Concept], declared: Sequence[str]) -> None:
    owners: defaultdict[str, list[Concept]] = defaultdict(list)
    for concept in concepts:
        for said in {" ".join(words(text)) for texts in concept.words.values() for text in texts}:
            owners[said].append(concept)
    shared = {" ".join(words(text)) for text in declared}
    for said, those in owners.items():
        if len(those) > 1 and said not in shared:
            where = " and ".join(f"{concept.sector}.toml: {concept.name}" for concept in those)
            raise MatchingError(f"{said!r} is in {where}; keep it in one, or declare it in shared.toml")
    for said in sorted(shared):
        if len(owners[said]) < 2:  # noqa: PLR2004
            raise MatchingError(f"shared.toml: {said!r} is not in two concepts")
