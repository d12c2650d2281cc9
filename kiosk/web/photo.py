"""A photo of a badge becomes the texts of its QR codes; for tablets whose page may not use the camera itself.

Rules of this file: a photo lives in memory while it is read, and nowhere else; reading one takes tens of milliseconds,
so it happens beside the event loop.
"""

from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

import gevent
import zxingcpp
from flask import Request
from gevent import monkey
from PIL import Image
from werkzeug.formparser import FormDataParser

from kiosk.domain.errors import UnreadablePhotoError

MOST_BYTES = 12_000_000
MOST_PIXELS = 8_000_000
"""As decoded: a tablet's own screen has 5.6 million. A JPEG is decoded at a half, a quarter or an eighth to fit."""

_KINDS = ("JPEG", "PNG", "WEBP")
_HEIF = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypheim", b"ftypmif1", b"ftypmsf1", b"ftypavif")
_SHRINKINGS = (1, 2, 4, 8)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)

_Result = TypeVar("_Result")


def photo_of(request: Request) -> bytes:
    """The photo that was posted as the file `photo` of a form; Werkzeug would keep one of this size on the disk.

    Raises:
        UnreadablePhotoError: there is none, or it is empty.
        RequestEntityTooLarge: more than 12 MB.
    """
    request.max_content_length = MOST_BYTES
    parser = FormDataParser(stream_factory=_in_memory, max_form_memory_size=500_000, max_form_parts=10)
    sent = parser.parse(request.stream, request.mimetype, request.content_length, request.mimetype_params)
    photo = sent[2].get("photo")
    if photo is None:
        raise UnreadablePhotoError("missing")
    data = photo.stream.read()
    if not data:
        raise UnreadablePhotoError("empty")
    return bytes(data)


def texts_in(photo: bytes) -> list[str]:
    """The texts of all QR codes in a photo, any way up; none is no error.

    Raises:
        UnreadablePhotoError: no picture we read, a damaged one, or one of too many pixels.
    """
    if photo[4:12] in _HEIF:
        raise UnreadablePhotoError("heic")
    try:
        picture = _grey(photo)
    except _BOMB as error:
        raise UnreadablePhotoError("too_many_pixels") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadablePhotoError("damaged") from error
    found = zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormat.QRCode)  # type: ignore[arg-type]  # one will do
    return list(dict.fromkeys(each.text for each in found))


def beside_the_loop(work: Callable[[bytes], _Result], data: bytes) -> _Result:
    """Do slow work in a thread of its own while others are answered; without an event loop, do it here."""
    if not monkey.is_module_patched("threading"):
        return work(data)
    return gevent.get_hub().threadpool.apply(work, (data,))  # type: ignore[no-any-return]


def _in_memory(*_: object, **__: object) -> BytesIO:
    return BytesIO()


def _grey(photo: bytes) -> Image.Image:
    with Image.open(BytesIO(photo), formats=_KINDS) as picture:
        width, height = picture.size
        shrunk = next((by for by in _SHRINKINGS if width * height <= by * by * MOST_PIXELS), _SHRINKINGS[-1])
        picture.draft("L", (width // shrunk, height // shrunk))
        if picture.width * picture.height > MOST_PIXELS:
            raise UnreadablePhotoError("too_many_pixels")
        return picture.convert("L")
