"""What a scan cannot be faster than: one durable SQLite transaction, and bare Flask on gevent with one per request."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import IPPROTO_TCP, TCP_NODELAY, create_server

from flask import Flask, request
from gevent.pywsgi import WSGIServer

from kiosk.bench.line import Line
from kiosk.bench.pace import Pace

Done = Callable[[int], None]
BODY = {"nonce": "0123456789abcdef01234567", "code": "BCDEFGHJKN", "place": "door", "direction": "in"}


class Notebook:
    """One table in a file of its own, as durable as the house: WAL, `synchronous=FULL`, one row a transaction."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
        for pragma in ("journal_mode=wal", "synchronous=full"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("create table if not exists note (seq integer primary key, said text not null)")

    def write(self, text: str) -> int:
        """Add one row, on the disk when this returns; its number."""
        self._connection.execute("BEGIN IMMEDIATE")
        number = self._connection.execute("insert into note (said) values (?)", (text,)).lastrowid
        self._connection.execute("COMMIT")
        return int(number or 0)

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()


def bare_sqlite(folder: Path, pace: Pace, done: Done) -> list[float]:
    """Milliseconds of one transaction each."""
    notebook, took, text = Notebook(folder), [], json.dumps(BODY)
    for turn in pace:
        started = time.perf_counter()
        notebook.write(text)
        took.append((time.perf_counter() - started) * 1000)
        done(turn + 1)
    notebook.close()
    return took


def bare_flask(folder: Path, pace: Pace, done: Done) -> list[float]:
    """Milliseconds of one request each, to a service in a process of its own."""
    with _service(folder) as port, Line(port, "/") as line:
        for turn in pace:
            line.post(BODY)
            done(turn + 1)
        return line.ms


@contextmanager
def _service(folder: Path) -> Iterator[int]:
    command = [sys.executable, "-m", __name__, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="ascii") as process:  # noqa: S603 - our own module
        try:
            yield int(process.stdout.readline() if process.stdout else 0)
        finally:
            process.terminate()


def bare_app(notebook: Notebook) -> Flask:
    """One address that reads JSON, writes one row, answers its number."""
    app = Flask(__name__)

    @app.post("/")
    def note() -> dict[str, int]:
        return {"seq": notebook.write(json.dumps(request.get_json()))}

    return app


def _main() -> None:
    listener = create_server(("127.0.0.1", 0))
    # Accepted connections take it over: head and body leave in two writes, and the second must not wait 40 ms.
    listener.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
    listener.setblocking(False)
    server = WSGIServer(listener, bare_app(Notebook(Path(sys.argv[1]))), log=None)
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    _main()
