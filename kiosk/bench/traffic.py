"""What comes to a door: ten gestures again and again, each an ordinary one of an evening."""

from collections.abc import Generator, Sequence
from itertools import cycle

from kiosk.bench.line import Payload

STRANGER = "BBBBBBBBBB"
ENTRIES = 10  # gestures for each newcomer
Traffic = Generator[Payload, Payload, None]


def traffic(inside: Sequence[str], expected: Sequence[str]) -> Traffic:
    """Gestures without end, each told the answer of the one before; `inside` have paid, of `expected` one in ten comes.

    Somebody new who pays, two who leave and come back, three badges that are in already, one that nobody knows. Needs
    three people inside at least, and a newcomer for every ten gestures.
    """
    here, coming = cycle(inside), iter(expected)
    while True:
        newcomer = next(coming, STRANGER)
        answer = yield entry(newcomer)
        yield entry(newcomer, payment_for(answer))
        for _ in range(2):
            restless = next(here)
            yield {"code": restless, "direction": "out"}
            yield entry(next(here))
            yield entry(restless)
        yield entry(STRANGER)
        yield entry(next(here))


def entry(code: str, payment: Payload | None = None) -> Payload:
    """Somebody comes in, and pays where something is due."""
    return {"code": code, "direction": "in", **({"payment": payment} if payment else {})}


def payment_for(answer: Payload) -> Payload | None:
    """What the door was asked to take, in cash; None where it was not."""
    due = answer.get("due") if answer.get("verdict") == "must_pay" else None
    return {"method": "cash", "amount": due["amount"]} if due else None
