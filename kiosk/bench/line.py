"""One kept-alive connection, every call on it timed from sending to the whole answer read."""

import json
import time
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Any, Self

Payload = dict[str, Any]
PATIENCE = 30.0


class Line:
    """Posts JSON to one address of this machine; `ms` are the times, `errors` what went wrong."""

    def __init__(self, port: int, path: str, key: str = "") -> None:
        self._http = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._path = path
        self._headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}"}
        self.ms: list[float] = []
        self.errors: list[str] = []

    def __enter__(self) -> Self:
        """As it is; the connection opens with the first call."""
        return self

    def __exit__(self, *_: object) -> None:
        """Hang up."""
        self._http.close()

    def post(self, body: Payload) -> Payload:
        """Send and read; an empty answer when there was none, or none that can be used."""
        data = json.dumps(body).encode()
        started = time.perf_counter()
        try:
            self._http.request("POST", self._path, data, self._headers)
            with closing(self._http.getresponse()) as answer:
                read = answer.read()
        except (OSError, HTTPException) as error:
            self._http.close()
            self.errors.append(f"{type(error).__name__}: {error}")
            return {}
        self.ms.append((time.perf_counter() - started) * 1000)
        if answer.status != HTTPStatus.OK:
            self.errors.append(f"{answer.status} at {self._path}")
            return {}
        return dict(json.loads(read))
