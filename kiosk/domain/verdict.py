"""What the person at the door is told. The values are stored and public, so they are never renamed."""

from enum import StrEnum


class Verdict(StrEnum):
    """What the person at the door is told."""

    OK = "ok"
    OK_ATTENTION = "ok_attention"
    ALREADY_IN = "already_in"
    MUST_PAY = "must_pay"
    QUESTIONS = "questions"
    FULL = "full"
    NOT_NOW = "not_now"
    NOT_ALLOWED_HERE = "not_allowed_here"
    WRONG_EVENT = "wrong_event"
    REVOKED = "revoked"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    INVALID = "invalid"
    ANNULLED = "annulled"

    @property
    def admits(self) -> bool:
        """Whether the guest goes through."""
        return self in {Verdict.OK, Verdict.OK_ATTENTION}

    @property
    def may_be_forced(self) -> bool:
        """Whether staff may let the guest through all the same: never when nobody knows who this is."""
        return not self.admits and self not in _NEVER_FORCED


_NEVER_FORCED = frozenset({Verdict.WRONG_EVENT, Verdict.UNKNOWN, Verdict.INVALID, Verdict.ANNULLED})

PAID_TWICE = "paid_twice"
"""The one conflict that is no verdict: a dark door took money that was not due any more."""


def conflict_between(shown: Verdict, judged: Verdict) -> str | None:
    """What the rules would have said instead of what a door did; None when they agree on who goes through and why."""
    agree = shown is judged or (shown.admits and judged.admits)
    return None if agree else judged.value
