"""One language's words. Sentences stand in the source in English; the French ones in `translations/`."""

from collections.abc import Mapping
from functools import lru_cache
from gettext import NullTranslations, translation
from pathlib import Path

from kiosk.domain.language import Language

TRANSLATIONS = Path(__file__).parent / "translations"


def N_(message: str) -> str:  # noqa: N802
    """Mark a sentence for translation where it stands as data."""
    return message


class Words:
    """Says sentences in one language; values fill `%(name)s` places."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._catalog = _catalog(language)

    def say(self, message: str, values: Mapping[str, object] | None = None) -> str:
        """The sentence in this language; English when nobody has translated it."""
        said = self._catalog.gettext(message) if message else ""
        return said % values if values else said


@lru_cache(maxsize=4)
def _catalog(language: Language) -> NullTranslations:
    if language is Language.EN:
        return NullTranslations()
    return translation("messages", TRANSLATIONS, languages=[language.value], fallback=True)
