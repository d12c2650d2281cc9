"""What the organiser asks at the door."""

from dataclasses import dataclass
from enum import StrEnum

MAX_ANSWER = 300
_YES_NO = {"yes": "yes", "oui": "yes", "no": "no", "non": "no"}


class QuestionKind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    YES_NO = "yes_no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Question:
    """One question, in both languages. An optional one is shown once, and may then stay empty."""

    key: str
    fr: str
    en: str
    kind: QuestionKind = QuestionKind.TEXT
    choices: tuple[str, ...] = ()
    required: bool = False

    def read(self, answer: str) -> str | None:
        """The answer as it is kept: "yes" or "no", a choice as the organiser wrote it, a text without its ends.

        None when it cannot be meant and has to be asked again.
        """
        said = answer.strip()
        if not said:
            return None if self.required else ""
        if self.kind is QuestionKind.YES_NO:
            return _YES_NO.get(said.casefold())
        if self.kind is QuestionKind.CHOICE:
            return next((choice for choice in self.choices if choice.casefold() == said.casefold()), None)
        return said if len(said) <= MAX_ANSWER and said.isprintable() else None
