"""Why a file cannot be taken as a guest list; one class per reason, facts as attributes."""

from collections.abc import Sequence

from kiosk.domain.errors import KioskError


class GuestListError(KioskError):
    """A file, or what was said about its columns, from which no guest can be read. Rows never raise this."""

    slug = "guest_list"


class EmptyFileError(GuestListError):
    """There is nothing in the file but blanks."""

    slug = "empty_file"

    def __init__(self) -> None:
        super().__init__("the file is empty")


class NotATableError(GuestListError):
    """The file is no text with rows and columns; `kind` says what it looks like, such as `xlsx` or `pdf`."""

    slug = "not_a_table"

    def __init__(self, kind: str, name: str = "") -> None:
        super().__init__(f"{name or 'the file'} looks like {kind}, not a table: save it as CSV")
        self.kind = kind
        self.name = name


class NoGuestsError(GuestListError):
    """The file has headings and not one row below them."""

    slug = "no_guests"

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__(f"only headings, no guest: {', '.join(headings)}")
        self.headings = tuple(headings)


class NoNameColumnError(GuestListError):
    """No column could be taken for the guests' names; a mapping can say which one it is."""

    slug = "no_name_column"

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__(f"no column of names among: {', '.join(headings)}")
        self.headings = tuple(headings)


class ListTooLargeError(GuestListError):
    """More bytes than a guest list may have; both figures are bytes."""

    slug = "list_too_large"

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"the file has {size} bytes, at most {limit} are taken")
        self.size = size
        self.limit = limit


class TooManyRowsError(GuestListError):
    """More rows than a guest list may have, blank ones and headings not counted."""

    slug = "too_many_rows"

    def __init__(self, limit: int) -> None:
        super().__init__(f"the file has more than {limit} rows")
        self.limit = limit


class TooManyColumnsError(GuestListError):
    """More columns than a guest list may have, blank ones at the end not counted; `row` is the one that has them."""

    slug = "too_many_columns"

    def __init__(self, row: int, found: int, limit: int) -> None:
        super().__init__(f"row {row} has {found} columns, at most {limit} are taken")
        self.row = row
        self.found = found
        self.limit = limit


class UnknownHeadingError(GuestListError):
    """A mapping names a heading that the file does not have."""

    slug = "unknown_heading"

    def __init__(self, heading: str, headings: Sequence[str]) -> None:
        super().__init__(f"no column {heading!r}; the file has: {', '.join(headings)}")
        self.heading = heading
        self.headings = tuple(headings)


class UnknownFieldError(GuestListError):
    """A mapping gives a column to a field that guests do not have."""

    slug = "unknown_field"

    def __init__(self, field: str, fields: Sequence[str]) -> None:
        super().__init__(f"no field {field!r}; the fields are: {', '.join(fields)}")
        self.field = field
        self.fields = tuple(fields)


class FieldTwiceError(GuestListError):
    """A mapping gives two columns to one field, so one of them would be lost."""

    slug = "field_twice"

    def __init__(self, field: str, headings: Sequence[str]) -> None:
        super().__init__(f"{' and '.join(headings)} cannot both be {field!r}")
        self.field = field
        self.headings = tuple(headings)
