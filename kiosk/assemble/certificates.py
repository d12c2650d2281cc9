"""The house's own certificates: an authority that can vouch for local addresses only, and the server's, renewed by it.

Rules of this file: the authority is made once and stays, because tablets trust it by hand; a damaged one is never
replaced unasked. The server's certificate is made anew whenever it would not do. A clock before the authority's first
day is wrong (a Pi has no battery): it renews nothing, and makes no authority that nobody accepts tomorrow.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk.config import Home, Settings
from kiosk.domain.errors import CertificateError
from kiosk.web.context import Authority

AUTHORITY, SERVER = "authority.pem", "server.pem"
AUTHORITY_LASTS = timedelta(days=3650)
SERVER_LASTS = timedelta(days=397)  # browsers take 398 at most
RENEWED_BEFORE = timedelta(days=30)
_AT_HOME = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8")
_IN_LABORATORIES = ("192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24")
_LOCAL = tuple(map(IPv4Network, _AT_HOME + _IN_LABORATORIES))  # none of these is ever an address of the internet
_LONGEST = 64  # bytes of a name
_NAME = "localhost"
_OF_THE_SERVER = "Palabre server"  # never the authority's own name: OpenSSL would take the two for one
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
_NO_USAGE = {
    "digital_signature": False,
    "content_commitment": False,
    "key_encipherment": False,
    "data_encipherment": False,
    "key_agreement": False,
    "key_cert_sign": False,
    "crl_sign": False,
    "encipher_only": False,
    "decipher_only": False,
}


@dataclass(frozen=True, slots=True)
class Signed:
    """A key and the certificate of it, kept together in one file."""

    key: EllipticCurvePrivateKey
    certificate: x509.Certificate

    def pem(self) -> bytes:
        """Both, for the file; the key first."""
        key = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return key + self.certificate.public_bytes(Encoding.PEM)


def ready_certificates(home: Home, settings: Settings, now: datetime) -> tuple[Authority, Path]:
    """The authority for tablets to trust, and the file of the server's key and certificate, made or renewed if need be.

    Raises:
        CertificateError: a file cannot be read or is damaged, the authority has ended, the clock or address is wrong.
    """
    address = IPv4Address(settings.address)
    if not any(address in network for network in _LOCAL):
        raise CertificateError("address", address=settings.address)
    try:
        authority = _authority(home, settings.house, now)
        _renew_server(home, authority, server_names(address), now)
    except OSError as error:
        raise CertificateError("unreadable", file=error.filename or home.path, reason=error.strerror) from error
    shown = authority.certificate.public_bytes(Encoding.DER)
    fingerprint = authority.certificate.fingerprint(hashes.SHA256()).hex(":").upper()
    return Authority(shown, fingerprint, settings.secure_url), home.secret_file(SERVER)


def new_authority(house: str, now: datetime) -> Signed:
    """An authority whose word is worth nothing outside local networks, even in a thief's hands."""
    key = generate_private_key(SECP256R1())
    permitted = [x509.DNSName(_NAME), *map(x509.IPAddress, _LOCAL)]
    name = "Palabre" if house == "Palabre" else f"Palabre: {house}".encode()[:_LONGEST].decode(errors="ignore")
    builder = (
        _builder(name, key, now, now + AUTHORITY_LASTS)
        .issuer_name(_named(name))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Signed(key, builder.sign(key, hashes.SHA256()))


def new_server(authority: Signed, names: x509.SubjectAlternativeName, now: datetime) -> Signed:
    """A server's certificate for these names; it ends before its authority does."""
    key, issuer = generate_private_key(SECP256R1()), authority.certificate
    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    builder = (
        _builder(_OF_THE_SERVER, key, now, min(now + SERVER_LASTS, issuer.not_valid_after_utc))
        .issuer_name(issuer.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(names, critical=False)
        .add_extension(_usage("digital_signature"), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issuer_key, critical=False)
    )
    return Signed(key, builder.sign(authority.key, hashes.SHA256()))


def server_names(address: IPv4Address) -> x509.SubjectAlternativeName:
    """What the server is called: the address in the codes, and this machine itself."""
    addresses = dict.fromkeys((address, IPv4Address("127.0.0.1")))
    return x509.SubjectAlternativeName([*map(x509.IPAddress, addresses), x509.DNSName(_NAME)])


def _authority(home: Home, house: str, now: datetime) -> Signed:
    file = home.secret_file(AUTHORITY)
    if now < _EARLIEST and not file.exists():
        raise CertificateError("clock", date=now.date())
    authority = _read(home.secret(AUTHORITY, lambda: new_authority(house, now).pem()))
    if authority is None:
        raise CertificateError("broken", file=file)
    if authority.certificate.not_valid_after_utc <= now:
        raise CertificateError("ended", file=file, date=authority.certificate.not_valid_after_utc.date())
    return authority


def _renew_server(home: Home, authority: Signed, names: x509.SubjectAlternativeName, now: datetime) -> None:
    born = authority.certificate.not_valid_before_utc
    make = partial(new_server, authority, names, max(now, born))
    server = _read(home.secret(SERVER, lambda: make().pem()))
    is_right = server is not None and _is_issued(server.certificate, authority.certificate, names)
    if server is None or not is_right or (now >= born and not _will_last(server, authority, now)):
        home.replace_secret(SERVER, make().pem())


def _is_issued(server: x509.Certificate, authority: x509.Certificate, names: x509.SubjectAlternativeName) -> bool:
    try:
        server.verify_directly_issued_by(authority)
        carried = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False
    return carried == names


def _will_last(server: Signed, authority: Signed, now: datetime) -> bool:
    starts, ends = server.certificate.not_valid_before_utc, server.certificate.not_valid_after_utc
    return starts <= now and ends >= min(now + RENEWED_BEFORE, authority.certificate.not_valid_after_utc)


def _read(pem: bytes) -> Signed | None:
    """Key and certificate of a file; None when it holds no such pair."""
    try:
        key, certificate = load_pem_private_key(pem, None), x509.load_pem_x509_certificate(pem)
        is_pair = key.public_key() == certificate.public_key()
    except (ValueError, TypeError):
        return None
    return Signed(key, certificate) if isinstance(key, EllipticCurvePrivateKey) and is_pair else None


def _builder(name: str, key: EllipticCurvePrivateKey, now: datetime, ends: datetime) -> x509.CertificateBuilder:
    """The common part; a tablet whose clock is a day behind accepts it."""
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(ends)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _usage(*usages: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{**_NO_USAGE, **dict.fromkeys(usages, True)})
