"""Amounts in whole units of the event's currency, and how they were paid."""

from dataclasses import dataclass
from enum import StrEnum

MAX_AMOUNT = 100_000_000


class Method(StrEnum):
    """How money changed hands at the door."""

    CASH = "cash"
    MTN_MOMO = "mtn_momo"
    ORANGE_MONEY = "orange_money"
    CARD = "card"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Amount:
    """So many whole units; FCFA has no smaller ones."""

    value: int
    currency: str


@dataclass(frozen=True, slots=True)
class Payment:
    """What a guest hands over with a scan. `reference` is the operator's, for mobile money.

    `currency` is None where the sender takes the event's for granted.
    """

    method: Method
    amount: int
    reference: str | None = None
    currency: str | None = None

    def settles(self, due: int) -> bool:
        """Whether this pays exactly what is due; a free entry needs a reference that says why."""
        if self.method is Method.FREE:
            return self.amount == 0 and bool(self.reference)
        return self.amount == due
