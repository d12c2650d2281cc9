"""What opens something: badges, claims, phones' sessions; secrets only as digests."""

from datetime import datetime

from kiosk.domain.event import EventId
from kiosk.domain.people import AttendeeId
from kiosk.domain.scan import Badge
from kiosk.domain.session import Session
from kiosk.storage.database import Run
from kiosk.storage.rows import millis, moment, moment_or_none


class Codes:
    """One noun of an open transaction."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def badge(self, code: str) -> Badge | None:
        """The badge of this front code, replaced ones too; None when the house never gave it out."""
        row = self._run.row("select * from badge where code = :code", {"code": code})
        if row is None:
            return None
        return Badge(row["code"], AttendeeId(row["attendee"]), row["event"], moment_or_none(row["replaced_at"]))

    def add_badge(self, code: str, attendee: AttendeeId, event: EventId, at: datetime) -> None:
        """Give a front code out; the one before is replaced from now on."""
        self._run.rows(
            "update badge set replaced_at = :at where attendee = :attendee and replaced_at is null",
            {"attendee": attendee, "at": millis(at)},
        )
        self._run.rows(
            "insert into badge (code, attendee, event, made_at) values (:code, :attendee, :event, :at)",
            {"code": code, "attendee": attendee, "event": event, "at": millis(at)},
        )

    def add_claim(self, digest: str, attendee: AttendeeId, at: datetime) -> None:
        """Keep a claim code's digest; those made before stay good."""
        self._run.rows(
            "insert into claim (digest, attendee, made_at) values (:digest, :attendee, :at)"
            " on conflict (digest) do nothing",
            {"digest": digest, "attendee": attendee, "at": millis(at)},
        )

    def claim(self, digest: str) -> tuple[AttendeeId, datetime | None] | None:
        """Whose claim this is and when it was spent; None for one the house never gave out."""
        row = self._run.row("select attendee, spent_at from claim where digest = :digest", {"digest": digest})
        return (AttendeeId(row["attendee"]), moment_or_none(row["spent_at"])) if row else None

    def spend_claims(self, attendee: AttendeeId, at: datetime) -> None:
        """End all their claims: a phone is theirs now."""
        self._run.rows(
            "update claim set spent_at = :at where attendee = :attendee and spent_at is null",
            {"attendee": attendee, "at": millis(at)},
        )

    def add_session(self, session: Session, at: datetime) -> None:
        """Keep a phone's session."""
        self._run.rows(
            "insert into session (digest, attendee, made_at, expires_at) values (:digest, :attendee, :at, :expires_at)",
            {
                "digest": session.digest,
                "attendee": session.attendee,
                "at": millis(at),
                "expires_at": millis(session.expires_at),
            },
        )

    def session(self, digest: str) -> Session | None:
        """The session of this digest while it has not been ended; None otherwise."""
        row = self._run.row(
            "select digest, attendee, expires_at from session where digest = :digest and ended_at is null",
            {"digest": digest},
        )
        return Session(row["digest"], AttendeeId(row["attendee"]), moment(row["expires_at"])) if row else None
