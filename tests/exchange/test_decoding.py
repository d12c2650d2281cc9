"""From bytes to text: the encodings lists come in, and files that are no text at all."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.exchange.decoding import MAX_BYTES, decode
from kiosk.exchange.errors import EmptyFileError, ListTooLargeError, NotATableError
from kiosk.exchange.read import read_guest_list

TEXT = "Nom;Prénom\nNguémo;Élodie\n"
LATIN = st.text(st.sampled_from("abcÉéèêçàùœŒ€’«» ;\n"), min_size=1, max_size=80).filter(str.strip)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (b"Nom\nAwa\n", "utf-8"),
    ],
)
def test_the_encoding_is_found_by_looking(data: bytes, encoding: str) -> None:
    text, found = decode(data)

    assert text in {TEXT, "Nom\nAwa\n"}
    assert found == encoding


def test_a_mark_of_byte_order_is_no_part_of_the_first_heading() -> None:
    (column, *_) = read_guest_list(TEXT.encode("utf-8-sig")).columns

    assert column.heading == "Nom"


def test_two_marks_of_byte_order_are_no_part_of_the_first_heading_either() -> None:
    (column, *_) = read_guest_list(codecs.BOM_UTF8 + TEXT.encode("utf-8-sig")).columns

    assert column.heading == "Nom"


@pytest.mark.parametrize("letter", ["œ", "Œ", "€", "’", "…", "Ÿ", "«"])
def test_letters_that_only_windows_has_are_read(letter: str) -> None:
    text, _ = decode(f"Nom;Note\nAwa;{letter}\n".encode("cp1252"))

    assert text == f"Nom;Note\nAwa;{letter}\n"


def test_a_byte_of_windows_in_a_file_of_utf_8_costs_no_other_letter() -> None:
    text, encoding = decode("Élodie Nguémo Zoé\n".encode() + "José\n".encode("cp1252"))

    assert text == "Élodie Nguémo Zoé\nJosé\n"
    assert encoding == "utf-8"


def test_a_byte_that_means_nothing_costs_no_other_letter() -> None:
    text, _ = decode("Nom\nÉlodie Ngo Bassa\n".encode("cp1252") + b"Awa\x81\n")

    assert text.startswith("Nom\nÉlodie Ngo Bassa\nAwa")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_newline_becomes_a_plain_one(newline: str) -> None:
    assert decode(f"Nom{newline}Awa{newline}".encode())[0] == "Nom\nAwa\n"


@pytest.mark.parametrize("data", [b"", b"\n\r\n", b" \t ", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"\x00\x00\x00"])
def test_a_file_of_blanks_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyFileError):
        decode(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04\x14\x00[Content_Types].xml xl/workbook.xml", "xlsx"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ods"),
        (b"PK\x03\x04Index/Document.iwa", "numbers"),
        (b"PK\x03\x04word/document.xml", "docx"),
        (b"PK\x03\x04photos/awa", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"SQLite format 3\x00", "sqlite"),
    ],
)
def test_a_file_of_another_kind_is_called_by_it(data: bytes, kind: str) -> None:
    with pytest.raises(NotATableError) as refused:
        decode(data, "invites.csv")

    assert (refused.value.kind, refused.value.name) == (kind, "invites.csv")


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><table>",
        b"<html>",
        b'<?xml version="1.0"?>',
        b'[{"nom": "Awa"}]',
        b'{"nom": "Awa"}',
        b"\n <TABLE>",
    ],
)
def test_markup_is_no_table_whatever_its_name(data: bytes) -> None:
    with pytest.raises(NotATableError) as refused:
        decode(data)

    assert refused.value.kind == "markup"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_wide_letters_without_their_mark_are_refused_rather_than_garbled(encoding: str) -> None:
    with pytest.raises(NotATableError):
        decode("Nom;Tel\nAwa Ndi;677001122\n".encode(encoding))


def test_a_guest_may_be_called_like_the_beginning_of_markup() -> None:
    assert decode(b"<3 Awa;677001122\n")[0] == "<3 Awa;677001122\n"


def test_a_few_control_characters_do_not_make_a_list_something_else() -> None:
    assert decode(b"Nom;Tel\nAwa\x00 Ndi;677001122\n\x1a")[1] == "utf-8"


def test_five_megabytes_are_read_and_a_byte_more_is_refused() -> None:
    assert len(decode(b"x" * MAX_BYTES)[0]) == MAX_BYTES

    with pytest.raises(ListTooLargeError) as refused:
        decode(b"x" * (MAX_BYTES + 1))

    assert (refused.value.size, refused.value.limit) == (MAX_BYTES + 1, MAX_BYTES)


@given(LATIN, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_was_written_in_unicode_comes_back(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_text_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except (EmptyFileError, NotATableError):
        return

    assert "\r" not in text
    assert encoding in {"utf-8", "utf-16", "windows-1252"}
