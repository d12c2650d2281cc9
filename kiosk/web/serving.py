"""The listener: gevent's own server, told not to hold small answers back."""

import errno
import signal
import socket
from collections.abc import Callable

import gevent
from flask import Flask
from gevent.pywsgi import WSGIHandler, WSGIServer

from kiosk.domain.errors import SettingsError


class _PromptHandler(WSGIHandler):  # type: ignore[misc]
    """Head and body leave in two writes; without TCP_NODELAY a kept-alive answer waits 40 ms for the second."""

    def __init__(self, connection: socket.socket, *args: object, **kwargs: object) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().__init__(connection, *args, **kwargs)


def serve(app: Flask, host: str, port: int, on_ready: Callable[[int], None]) -> None:
    """Answer until stopped; `on_ready` is told the port once the listener is open.

    Raises:
        SettingsError: the port is taken, or not ours to open.
    """
    server = WSGIServer((host, port), app, log=None, error_log=None, handler_class=_PromptHandler)
    try:
        server.init_socket()
    except OSError as error:
        raise SettingsError(_advice(error, host, port)) from error
    for ending in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(ending, server.stop)
    on_ready(server.server_port)
    try:
        server.serve_forever()
    finally:
        server.stop(timeout=2)


def _advice(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EACCES:
        return f"port {port} is reserved for administrators: use --port 8000, or start as root"
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use: another service runs there; end it, or use --port {port + 1}"
    return f"cannot listen on {host}:{port}: {error.strerror}"
