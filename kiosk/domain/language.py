"""The two languages of the house."""

from enum import StrEnum


class Language(StrEnum):
    """French first, as in the room."""

    FR = "fr"
    EN = "en"

    @property
    def other(self) -> "Language":
        """The one offered by the language button."""
        return Language.EN if self is Language.FR else Language.FR


def language_of(text: str | None) -> Language | None:
    """Read "fr", "FR-fr", "Anglais" and the like; None when it says neither."""
    start = (text or "").strip().lower()
    if start.startswith("fr"):
        return Language.FR
    return Language.EN if start.startswith(("en", "an")) else None
