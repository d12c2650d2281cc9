"""Keyboards: what a reader that types for one layout becomes on a machine set to another, undone.

Rules of this file: a layout is the characters of the same keys in the same order, without shift and with it. A reader
may type digits on the number pad, where they are digits on every layout, so each undoing is tried with them kept too.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import permutations

Layout = tuple[str, str]

_LAYOUTS: tuple[Layout, ...] = (
    (  # QWERTY
        "1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./",
        '!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|ZXCVBNM<>?',
    ),
    (  # AZERTY
        "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù*wxcvbn,;:!",
        "1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µWXCVBN?./§",
    ),
    (  # AZERTY of Apple
        "&é\"'(§è!çà)-azertyuiop^$qsdfghjklmù`wxcvbn,;:=",
        "1234567890°_AZERTYUIOP¨*QSDFGHJKLM%£WXCVBN?./+",
    ),
    (  # QWERTZ
        "1234567890ß´qwertzuiopü+asdfghjklöä#yxcvbnm,.-",
        "!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ'YXCVBNM;:_",
    ),
)


def retyped(text: str) -> Iterator[str]:
    """What the reader may have meant: one text for each pair of layouts, with and without caps lock."""
    for meant in _undoings():
        yield text.translate(meant)


@cache
def _undoings() -> tuple[Mapping[int, str], ...]:
    pairs = list(permutations(_LAYOUTS, 2))
    whole = [_undoing(shown, reader) for reader, host in pairs for shown in _with_caps_lock(host)]
    return (*whole, *map(_without_digits, whole))


def _with_caps_lock(host: Layout) -> tuple[Layout, ...]:
    """A host as it is, with letters turned by caps lock, and with every key turned (French Windows does that)."""
    plain, shifted = host
    return host, (_turned(plain), _turned(shifted)), (shifted, plain)


def _turned(row: str) -> str:
    return "".join(turned if len(turned := each.swapcase()) == 1 else each for each in row)


def _undoing(shown: Layout, reader: Layout) -> Mapping[int, str]:
    return dict(zip(map(ord, "".join(shown)), "".join(reader), strict=True))


def _without_digits(undoing: Mapping[int, str]) -> Mapping[int, str]:
    return {seen: meant for seen, meant in undoing.items() if chr(seen) not in "0123456789"}
