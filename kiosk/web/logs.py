"""One JSON line per event, in UTC, with ids and never names or codes."""

import json
import logging
import sys
from datetime import UTC, datetime

_FIELDS = ("method", "route", "status", "ms", "request_id")


class JsonLines(logging.Formatter):
    """A record as one JSON line; a newline in a value cannot make a second one."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, who says it, what, and the fields we know."""
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
        }
        said |= {name: value for name in _FIELDS if (value := getattr(record, name, None)) is not None}
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def log_to_stderr(*, verbose: bool) -> None:
    """Send the house's own records to standard error; those of libraries only when they warn."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("kiosk").setLevel(logging.INFO if verbose else logging.WARNING)
