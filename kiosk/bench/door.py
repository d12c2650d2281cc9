"""A door as its page is one: every gesture a batch of its own, with a nonce, one after the other."""

import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from kiosk.bench.line import Line, Payload
from kiosk.bench.traffic import entry, payment_for

ADDRESS = "/api/v1/scans/batch"
MOST = 500


class Door:
    """Sends gestures on one line; `verdicts` counts the answers, `errors` says what was none."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self.verdicts: Counter[str] = Counter()
        self.errors: list[str] = []

    def scan(self, gesture: Payload) -> Payload:
        """One gesture; its answer, empty when there was none."""
        (answer,) = self._send([gesture])
        if "verdict" in answer:
            self.verdicts[answer["verdict"]] += 1
        else:
            self.errors.append(str(answer.get("error", "no answer")))
        return answer

    def let_in(self, codes: Sequence[str]) -> None:
        """Everybody at once, paid in cash where something is due."""
        for start in range(0, len(codes), MOST):
            some = codes[start : start + MOST]
            owing = zip(some, map(payment_for, self._send([entry(code) for code in some])), strict=True)
            self._send([entry(code, payment) for code, payment in owing if payment])

    def _send(self, gestures: Sequence[Payload]) -> list[Payload]:
        now = datetime.now(UTC).isoformat()
        scans = [
            {"nonce": secrets.token_hex(12), "place": "door", "at": now, "sent_at": now, **each} for each in gestures
        ]
        return list(self._line.post({"scans": scans}).get("results", [{}] * len(gestures)))
