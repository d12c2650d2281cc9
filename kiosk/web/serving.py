"""The listeners: gevent's own server, told not to hold small answers back; one plain, one for https."""

import errno
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import gevent
from flask import Flask
from gevent import ssl
from gevent.pywsgi import WSGIHandler, WSGIServer

from kiosk.domain.errors import PortError

HANDSHAKE_SECONDS = 10
_WHY = {errno.EACCES: "reserved", errno.EADDRINUSE: "taken"}


class _PromptHandler(WSGIHandler):  # type: ignore[misc]
    """Head and body leave in two writes; without TCP_NODELAY a kept-alive answer waits 40 ms for the second."""

    def __init__(self, connection: socket.socket, *args: object, **kwargs: object) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().__init__(connection, *args, **kwargs)


class _SecureServer(WSGIServer):  # type: ignore[misc]
    """A client that trusts us not, speaks something else or says nothing is put off without a word in the log."""

    def wrap_socket_and_handle(self, client_socket: socket.socket, address: object) -> None:
        """Shake hands within a time, then answer."""
        try:
            with gevent.Timeout(HANDSHAKE_SECONDS):
                secured = self.wrap_socket(client_socket, **self.ssl_args)
        except (OSError, gevent.Timeout):
            client_socket.close()
            return
        try:
            self.handle(secured, address)
        finally:
            secured.close()


def open_port(host: str, port: int, option: str) -> socket.socket:
    """Listen on a port; `option` is what a person writes to choose another.

    Raises:
        PortError: the port is taken, or not ours to open.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=WSGIServer.backlog)
    except OSError as error:
        raise PortError(_WHY.get(error.errno or 0, "closed"), host=host, port=port, option=option) from error
    listener.setblocking(False)
    return listener


def serve(
    app: Flask, plain: socket.socket, secure: tuple[socket.socket, Path] | None, on_ready: Callable[[], None]
) -> None:
    """Answer on open ports until stopped; with `secure` goes the file of key and certificate."""
    servers = [WSGIServer(plain, app, log=None, error_log=None, handler_class=_PromptHandler)]
    if secure:
        context = _tls(secure[1])
        servers.append(
            _SecureServer(secure[0], app, log=None, error_log=None, handler_class=_PromptHandler, ssl_context=context)
        )
    for ending in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(ending, servers[0].stop)
    on_ready()
    try:
        for server in servers[1:]:
            server.start()
        servers[0].serve_forever()
    finally:
        for server in servers:
            server.stop(timeout=2)


def _tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificate)
    return context
