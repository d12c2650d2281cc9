"""What can be wrong with a badge, a QR or this installation."""

from pathlib import Path


class BadgeError(Exception):
    """A badge that cannot be made. The `slug` is stable; the sentence for people is found elsewhere."""

    slug = "badge"


class NamelessBadgeError(BadgeError, ValueError):
    """A name in which nothing printable is left once blanks and control characters are gone."""

    slug = "badge_nameless"

    def __init__(self, name: str) -> None:
        super().__init__(f"nothing printable in the name {name[:40]!r}")


class EmptySheetError(BadgeError, ValueError):
    """A sheet was asked for nobody."""

    slug = "badge_sheet_empty"

    def __init__(self) -> None:
        super().__init__("no badge to put on the sheet")


class QrTextError(BadgeError, ValueError):
    """A text that no QR of level M can hold, or none at all."""

    slug = "qr_text"

    def __init__(self, length: int) -> None:
        super().__init__(f"{length} characters cannot be put into a QR of level M")
        self.length = length


class FontsMissingError(BadgeError):
    """The fonts that the build puts beside the code are not there."""

    slug = "fonts_missing"

    def __init__(self, missing: Path) -> None:
        super().__init__(f"{missing} is missing: install the package again, or build it (make), to get the badge fonts")
        self.missing = missing
