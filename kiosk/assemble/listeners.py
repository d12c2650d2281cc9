"""Which ports a house opens: one for everybody, one with https for its tablets."""

import socket
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kiosk.assemble.certificates import ready_certificates
from kiosk.assemble.house import House
from kiosk.domain.errors import CertificateError, PortError
from kiosk.web.context import Authority
from kiosk.web.serving import open_port

ANOTHER, ANOTHER_SECURE = 8000, 8443


@dataclass(frozen=True, slots=True)
class Ports:
    """Where to listen. `secure` 0 is no https; `insists` means rather not at all than without it."""

    host: str
    plain: int
    secure: int
    insists: bool


@dataclass(frozen=True, slots=True)
class Listening:
    """What was opened; `problem` says why there is no https although it was wanted."""

    plain: socket.socket
    secure: tuple[socket.socket, Path] | None = None
    authority: Authority | None = None
    problem: PortError | CertificateError | None = None


def open_ports(house: House, ports: Ports) -> Listening:
    """Open them; https that cannot be had is a problem to tell, unless it was insisted on.

    Raises:
        PortError: a port cannot be opened. CertificateError: https was insisted on and the house has no certificate.
    """
    plain = open_port(ports.host, ports.plain, f"--port {ANOTHER}")
    if not ports.secure:
        return Listening(plain)
    try:
        settings = replace(house.settings, https_port=ports.secure)
        authority, file = ready_certificates(house.home, settings, datetime.now(UTC))
        secure = open_port(ports.host, ports.secure, f"--https-port {ANOTHER_SECURE}")
    except (PortError, CertificateError) as error:
        if ports.insists:
            raise
        return Listening(plain, problem=error)
    return Listening(plain, (secure, file), authority)
