"""The network between tablets and the house: a small TCP relay that a test can darken, silence, or cut mid-answer."""

import socket
import threading
from contextlib import suppress
from enum import Enum

CHUNK = 65_536
SCANS = b"POST /api/v1/scans/batch"


class Way(Enum):
    """What happens to a connection."""

    OPEN = "open"
    DARK = "dark"
    SILENT = "silent"


class Wire:
    """Listens on a port of its own for the house on another."""

    def __init__(self, house: int) -> None:
        self.house = house
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._way = Way.OPEN
        self._open: set[socket.socket] = set()
        self._answers_to_cut = 0
        self.answers_cut = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def go(self, way: Way) -> None:
        """From now on; connections that stand are broken off, unless the wire only falls silent."""
        self._way = way
        if way is not Way.SILENT:
            for each in list(self._open):
                _hang_up(each)

    def cut_answers(self, count: int) -> None:
        """Let the next so many scan requests reach the house, but none of its answers come back."""
        self._answers_to_cut = count

    def close(self) -> None:
        """End it."""
        self._listener.close()
        self.go(Way.DARK)

    def _goes(self, way: Way) -> bool:
        return self._way is way

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                tablet, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(tablet,), daemon=True).start()

    def _serve(self, tablet: socket.socket) -> None:
        if self._goes(Way.DARK):
            _hang_up(tablet)
            return
        try:
            house = socket.create_connection(("127.0.0.1", self.house))
        except OSError:
            _hang_up(tablet)
            return
        asked = threading.Event()
        self._open |= {tablet, house}
        if self._goes(Way.DARK):
            _hang_up(tablet)
        back = threading.Thread(target=self._carry_answers, args=(house, tablet, asked), daemon=True)
        back.start()
        self._carry_requests(tablet, house, asked)
        back.join()
        self._open -= {tablet, house}

    def _carry_requests(self, tablet: socket.socket, house: socket.socket, asked: threading.Event) -> None:
        with suppress(OSError):
            while data := tablet.recv(CHUNK):
                if SCANS in data:
                    asked.set()
                if not self._goes(Way.SILENT):
                    house.sendall(data)
        _hang_up(house)

    def _carry_answers(self, house: socket.socket, tablet: socket.socket, asked: threading.Event) -> None:
        with suppress(OSError):
            while data := house.recv(CHUNK):
                if asked.is_set() and self._answers_to_cut:
                    self._answers_to_cut -= 1
                    self.answers_cut += 1
                    break
                if not self._goes(Way.SILENT):
                    tablet.sendall(data)
        _hang_up(tablet)
        _hang_up(house)


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
