"""From the bytes of a file to its text, or what kind of other file it is."""

import re

from kiosk.exchange.errors import EmptyFileError, ListTooLargeError, NotATableError

MAX_BYTES = 5 * 1024 * 1024
MAX_CONTROL_SHARE = 0.1
BINARY = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\x7fELF", "binary"),
    (b"{\\rtf", "rtf"),
)
IN_ZIP = (
    (b"opendocument.spreadsheet", "ods"),
    (b"Index/Document.iwa", "numbers"),
    (b"xl/", "xlsx"),
    (b"word/", "docx"),
)
MARKUP = re.compile(r"\s*(<!doctype|<html|<\?xml|<table|\[\s*\{|\{\s*\")", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
STRAY = re.compile("[\udc80-\udcff]")


def decode(data: bytes, name: str = "") -> tuple[str, str]:
    """Read bytes as text; gives the text, with plain newlines, and the encoding it was in.

    Raises:
        ListTooLargeError: more than 5 MB.
        NotATableError: a workbook, a picture, a page or other bytes that are no table in text.
        EmptyFileError: nothing but blanks.
    """
    if len(data) > MAX_BYTES:
        raise ListTooLargeError(len(data), MAX_BYTES)
    if kind := _binary_kind(data):
        raise NotATableError(kind, name)
    text, encoding = _text(data)
    if not text.strip("\x00 \t\r\n"):
        raise EmptyFileError
    if len(CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise NotATableError("binary", name)
    if MARKUP.match(text):
        raise NotATableError("markup", name)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _binary_kind(data: bytes) -> str | None:
    kind = next((kind for magic, kind in BINARY if data.startswith(magic)), None)
    if kind == "zip":
        return next((inner for mark, inner in IN_ZIP if mark in data), "zip")
    return kind


def _text(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), "utf-16"
    text = data.decode("utf-8-sig", errors="surrogateescape")
    stray = len(STRAY.findall(text))
    if stray and stray >= sum(not character.isascii() for character in text) - stray:
        return data.decode("windows-1252", errors="replace"), "windows-1252"
    return STRAY.sub(_as_windows, text), "utf-8"


def _as_windows(stray: re.Match[str]) -> str:
    """A byte of Windows in a file of UTF-8: somebody pasted two lists together."""
    return bytes([ord(stray[0]) - 0xDC00]).decode("windows-1252", errors="replace")
