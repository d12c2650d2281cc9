"""What happened in a rehearsal, and whether what must always hold did hold."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

ENOUGH_PEOPLE = 12
SOON, SOON_SHARE = 60.0, 0.95


@dataclass
class Record:
    """Gathered while the evening is played; everything seen by clients from outside."""

    guests: int
    verdicts: Counter[str] = field(default_factory=Counter)
    admitted: set[str] = field(default_factory=set)
    exits: int = 0
    table_scans: int = 0
    paid: int = 0
    cards: dict[str, set[str]] = field(default_factory=dict)
    yeses: dict[str, set[str]] = field(default_factory=dict)
    mutual: set[str] = field(default_factory=set)
    claimed: dict[str, float] = field(default_factory=dict)
    suggested: dict[str, float] = field(default_factory=dict)
    met: int = 0
    scan_ms: list[float] = field(default_factory=list)
    push_ms: list[float] = field(default_factory=list)
    sequences: list[int] = field(default_factory=list)
    unequal_replays: int = 0
    early_mutuals: int = 0
    disagreements: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def claims(self, who: str) -> None:
        """A phone is somebody's now."""
        self.claimed[who] = time.monotonic()

    def shows(self, who: str, card: dict[str, Any] | None) -> None:
        """What a phone shows from now on."""
        if card is None:
            return
        self.cards.setdefault(card["id"], set()).add(who)
        self.suggested.setdefault(who, time.monotonic())
        if card["state"] == "mutual":
            self.mutual.add(card["id"])
            self.early_mutuals += who not in self.yeses.get(card["id"], set())

    def invariants(self, event: dict[str, Any]) -> dict[str, bool]:
        """What must hold at the end, whatever was played (I2, I3, I4, I5, I7, I8 of the fault model)."""
        return {
            "everybody_admitted_once": len(self.admitted) == self.guests == event["people_in"],
            "inside_is_entries_minus_exits": event["inside"] == event["entries"] - self.exits,
            "a_retry_gets_the_first_answer": self.unequal_replays == 0,
            "sequence_never_repeats": len(self.sequences) == len(set(self.sequences)),
            "takings_match_payments": sum(event["takings"].values()) == self.paid,
            "every_claimed_phone_was_suggested_somebody": self.claimed.keys() <= self.suggested.keys(),
            "most_phones_were_suggested_somebody_within_a_minute": self.soon_suggested() >= SOON_SHARE,
            "a_card_is_shared_by_two_at_most": all(len(people) <= 2 for people in self.cards.values()),  # noqa: PLR2004
            "mutual_only_after_own_yes": self.early_mutuals == 0,
            "phones_show_what_the_server_says": not self.disagreements,
            "people_met": (self.met > 0 and bool(self.mutual)) or len(self.claimed) < 2,  # noqa: PLR2004
        }

    def first_card_s(self) -> list[float]:
        """Seconds from a claim, once the room has enough people, to the first card."""
        enough = sorted(self.claimed.values())[ENOUGH_PEOPLE - 1 : ENOUGH_PEOPLE]
        return [
            max(0.0, self.suggested[who] - max((at, *enough))) if who in self.suggested else float("inf")
            for who, at in self.claimed.items()
        ]

    def soon_suggested(self) -> float:
        """The share of phones that had a card within a minute; 1 when there was no phone (UX-09)."""
        waits = self.first_card_s()
        return sum(wait <= SOON for wait in waits) / len(waits) if waits else 1.0

    def summary(self, event: dict[str, Any]) -> dict[str, Any]:
        """The document of `--json`."""
        return {
            "guests": self.guests,
            "admitted": len(self.admitted),
            "verdicts": dict(sorted(self.verdicts.items())),
            "table_scans": self.table_scans,
            "suggestions": len(self.cards),
            "mutual": len(self.mutual),
            "met": self.met,
            "push_ms": percentiles(self.push_ms),
            "scan_ms": percentiles(self.scan_ms),
            "first_card_s": percentiles([wait for wait in self.first_card_s() if wait < float("inf")]),
            "invariants": self.invariants(event),
            "errors": self.errors,
            "disagreements": self.disagreements,
        }


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """The median, the 95th and the 99th of what was measured; zeros when nothing was."""
    ordered = sorted(values) or [0.0]
    return {f"p{part}": round(ordered[min(len(ordered) - 1, len(ordered) * part // 100)], 1) for part in (50, 95, 99)}
