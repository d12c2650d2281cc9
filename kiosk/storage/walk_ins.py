"""Walk-ins: what was asked under which nonce."""

from kiosk.storage.database import Run


class WalkIns:
    """One noun of an open transaction."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def add(self, nonce: str, digest: str) -> None:
        """Keep what the walk-in of this scan asked for."""
        self._run.rows(
            "insert into walk_in (nonce, digest) values (:nonce, :digest)", {"nonce": nonce, "digest": digest}
        )

    def digest(self, nonce: str) -> str | None:
        """What the walk-in of this nonce asked for; None when there was none."""
        row = self._run.row("select digest from walk_in where nonce = :nonce", {"nonce": nonce})
        return row["digest"] if row else None
