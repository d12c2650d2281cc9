"""What stands on one badge, and the words printed around it."""

import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from kiosk.badges.errors import NamelessBadgeError

_GROUP = 5


@dataclass(frozen=True, slots=True)
class BadgeFace:
    """Everything printed on one badge, front and back.

    `name` is the name as the person wrote it. With both `given` and `family` the given name is set large and the
    surname under it; else the whole name is. `claim_url` is None for a person whose phone is already linked.

    Raises:
        NamelessBadgeError: nothing printable is left of `name`.
    """

    name: str
    front_url: str
    front_code: str
    event_name: str
    given: str | None = None
    family: str | None = None
    company: str | None = None
    role: str | None = None
    languages: tuple[str, ...] = ()
    claim_url: str | None = None

    def __post_init__(self) -> None:
        if not one_line(self.name):
            raise NamelessBadgeError(self.name)


@dataclass(frozen=True, slots=True)
class BadgeWords:
    """The fixed words of a badge; it is bilingual, so each is a pair, French first."""

    private: tuple[str, str] = ("Privé : pour votre téléphone seulement", "Private: for your phone only")
    belongs_to: tuple[str, str] = ("Ce badge est celui de", "This badge belongs to")
    linked: tuple[str, str] = ("Téléphone déjà relié", "Phone already linked")
    title: str = "Badges"


def one_line(text: str | None) -> str:
    """Give the text composed (NFC), on one line, single-spaced, without control, format or half characters."""
    composed = unicodedata.normalize("NFC", text or "")
    spaced = (" " if ch.isspace() else ch for ch in composed)
    return " ".join("".join(ch for ch in spaced if unicodedata.category(ch) not in {"Cc", "Cf", "Cs"}).split())


def grouped(code: str) -> str:
    """Space a code in groups of five, as people read it aloud.

    >>> grouped("BCDFGHJKNP")
    'BCDFG HJKNP'
    """
    return " ".join(code[i : i + _GROUP] for i in range(0, len(code), _GROUP))


def typed_address(url: str) -> str:
    """Give what a person types to get to a plain address: all of it but `http://`.

    >>> typed_address("http://192.168.50.1/b/BCDFGHJKNP")
    '192.168.50.1/b/BCDFGHJKNP'
    """
    return url.removeprefix("http://")


def host_of(url: str) -> str:
    """Give the host and port of an address, without the path, which may be secret."""
    return urlsplit(url).netloc
