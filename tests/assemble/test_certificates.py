"""The house's certificates: good for local addresses only, kept, renewed, and never replaced unasked."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.assemble.certificates import (
    Signed,
    new_authority,
    new_server,
    ready_certificates,
    server_names,
)
from kiosk.config import Home, Settings, open_home
from kiosk.domain.errors import CertificateError

ADDRESS = "192.168.50.1"
SETTINGS = Settings(address=ADDRESS)
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return open_home(tmp_path / "house")


def server_of(home: Home) -> x509.Certificate:
    return x509.load_pem_x509_certificate(home.secret_file("server.pem").read_bytes())


def trust(authority: bytes) -> ssl.SSLContext:
    """A client that trusts this authority and nobody else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=authority)
    return context


def shake_hands(client_context: ssl.SSLContext, server_file: Path, hostname: str) -> None:
    """A whole TLS handshake in memory, by OpenSSL on both sides."""
    server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_context.load_cert_chain(server_file)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = client_context.wrap_bio(to_client, to_server, server_hostname=hostname)
    server = server_context.wrap_bio(to_server, to_client, server_side=True)
    waiting = [client, server]
    for _ in range(10):
        for side in tuple(waiting):
            try:
                side.do_handshake()
                waiting.remove(side)
            except ssl.SSLWantReadError:
                continue
    assert not waiting


@pytest.mark.parametrize("name", [ADDRESS, "127.0.0.1", "localhost"])
def test_a_client_that_trusts_our_authority_only_accepts_our_names(home: Home, name: str) -> None:
    authority, file = ready_certificates(home, SETTINGS, NOW)

    shake_hands(trust(authority.certificate), file, name)


@pytest.mark.parametrize("name", ["192.168.50.2", "palabre.local", "kiosk.example"])
def test_another_name_is_refused(home: Home, name: str) -> None:
    authority, file = ready_certificates(home, SETTINGS, NOW)

    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        shake_hands(trust(authority.certificate), file, name)


def test_a_client_that_trusts_nobody_refuses(home: Home) -> None:
    _, file = ready_certificates(home, SETTINGS, NOW)

    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(ssl.create_default_context(), file, ADDRESS)


def forged(authority: Signed, place: Path, *names: str) -> Path:
    """What a thief of the authority's key could make."""

    def name_of(text: str) -> x509.GeneralName:
        try:
            return x509.IPAddress(ip_address(text))
        except ValueError:
            return x509.DNSName(text)

    server = new_server(authority, x509.SubjectAlternativeName([name_of(each) for each in names]), NOW)
    file = place / "forged.pem"
    file.write_bytes(server.pem())
    return file


@pytest.mark.parametrize(
    "names",
    [
        ("bank.example",),
        ("www.google.com",),
        ("localhost.example.com",),
        ("8.8.8.8",),
        ("172.32.0.1",),
        ("2001:db8::1",),
        ("localhost", "bank.example"),
        ("192.168.50.1", "8.8.8.8"),
    ],
)
def test_what_our_authority_signs_for_anything_outside_local_networks_is_refused_by_openssl(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    authority = new_authority("Chez Awa", NOW)
    der = authority.certificate.public_bytes(Encoding.DER)

    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        shake_hands(trust(der), forged(authority, tmp_path, *names), names[0])


def test_the_authority_signs_no_other_authority(tmp_path: Path) -> None:
    authority = new_authority("Chez Awa", NOW)
    constraints = authority.certificate.extensions.get_extension_for_class(x509.BasicConstraints)

    assert (constraints.critical, constraints.value.ca, constraints.value.path_length) == (True, True, 0)
    assert authority.certificate.extensions.get_extension_for_class(x509.NameConstraints).critical


def test_browsers_limits_hold_and_the_fingerprint_is_the_one_tablets_show(home: Home) -> None:
    authority, _ = ready_certificates(home, SETTINGS, NOW)
    server, shown = server_of(home), x509.load_der_x509_certificate(authority.certificate)

    assert server.not_valid_after_utc - server.not_valid_before_utc <= timedelta(days=398)
    assert server.not_valid_before_utc <= NOW - timedelta(days=1)
    assert authority.fingerprint.replace(":", "") == shown.fingerprint(hashes.SHA256()).hex().upper()
    assert authority.fingerprint.count(":") == 31


def test_a_second_start_changes_nothing(home: Home) -> None:
    ready_certificates(home, SETTINGS, NOW)
    before = {each.name: each.read_bytes() for each in home.secret_file("x").parent.iterdir()}

    ready_certificates(home, SETTINGS, NOW + timedelta(days=300))

    assert {each.name: each.read_bytes() for each in home.secret_file("x").parent.iterdir()} == before


@pytest.mark.parametrize("days", [368, 397, 500, 3000])
def test_a_certificate_that_ends_soon_or_has_ended_is_renewed_by_the_same_authority(home: Home, days: int) -> None:
    first, _ = ready_certificates(home, SETTINGS, NOW)
    old, later = server_of(home), NOW + timedelta(days=days)

    again, _ = ready_certificates(home, SETTINGS, later)

    new = server_of(home)
    assert again == first
    assert new.serial_number != old.serial_number
    assert new.not_valid_before_utc <= later < new.not_valid_after_utc


def test_a_certificate_of_another_address_is_replaced_and_the_authority_stays(home: Home) -> None:
    first, _ = ready_certificates(home, SETTINGS, NOW)

    again, file = ready_certificates(home, Settings(address="10.0.0.7"), NOW)

    assert again.certificate == first.certificate
    shake_hands(trust(first.certificate), file, "10.0.0.7")


@pytest.mark.parametrize(
    "text", [b"", b"not a certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_damaged_certificate_of_the_server_is_made_anew(home: Home, text: bytes) -> None:
    first, file = ready_certificates(home, SETTINGS, NOW)
    file.write_bytes(text)

    again, _ = ready_certificates(home, SETTINGS, NOW)

    assert again == first
    shake_hands(trust(first.certificate), file, ADDRESS)


def test_a_certificate_of_another_authority_or_of_another_key_is_made_anew(home: Home, tmp_path: Path) -> None:
    authority, file = ready_certificates(home, SETTINGS, NOW)
    stranger = new_authority("Chez Paul", NOW)
    names = server_names(IPv4Address(ADDRESS))
    for wrong in (new_server(stranger, names, NOW), Signed(stranger.key, server_of(home))):
        file.write_bytes(wrong.pem())

        ready_certificates(home, SETTINGS, NOW)

        shake_hands(trust(authority.certificate), file, ADDRESS)


def refused(home: Home, settings: Settings = SETTINGS, now: datetime = NOW) -> CertificateError:
    with pytest.raises(CertificateError) as error:
        ready_certificates(home, settings, now)
    return error.value


@pytest.mark.parametrize("keep", [0, 40, 300, -30])
def test_a_damaged_authority_is_told_with_its_file_and_left_as_it_is(home: Home, keep: int) -> None:
    ready_certificates(home, SETTINGS, NOW)
    file = home.secret_file("authority.pem")
    file.write_bytes(file.read_bytes()[:keep])
    before = file.read_bytes()

    error = refused(home)

    assert (error.why, error.facts["file"]) == ("broken", file)
    assert file.read_bytes() == before


def test_an_authority_with_another_ones_key_is_damaged(home: Home) -> None:
    one, other = new_authority("a", NOW), new_authority("b", NOW)
    home.secret_file("authority.pem").write_bytes(Signed(one.key, other.certificate).pem())

    assert refused(home).why == "broken"


def test_an_authority_that_has_ended_is_told_and_left(home: Home) -> None:
    ready_certificates(home, SETTINGS, NOW)
    before = home.secret_file("authority.pem").read_bytes()

    assert refused(home, now=NOW + timedelta(days=3651)).why == "ended"
    assert home.secret_file("authority.pem").read_bytes() == before


def test_near_the_authoritys_end_the_servers_certificate_ends_with_it_and_is_not_made_at_each_start(home: Home) -> None:
    ready_certificates(home, SETTINGS, NOW)
    late = NOW + timedelta(days=3645)
    ready_certificates(home, SETTINGS, late)
    serial = server_of(home).serial_number

    ready_certificates(home, SETTINGS, late + timedelta(days=1))

    assert server_of(home).serial_number == serial
    assert server_of(home).not_valid_after_utc == NOW + timedelta(days=3650)


def test_a_file_that_cannot_be_read_is_named(home: Home) -> None:
    home.secret_file("authority.pem").mkdir()

    error = refused(home)

    assert error.why == "unreadable"
    assert "authority.pem" in str(error.facts["file"])


def test_a_clock_before_its_time_makes_no_authority_and_renews_nothing(home: Home) -> None:
    born_in_1970 = datetime(1970, 1, 1, 0, 5, tzinfo=UTC)
    assert refused(home, now=born_in_1970).why == "clock"
    first, file = ready_certificates(home, SETTINGS, NOW)
    before = file.read_bytes()

    again, _ = ready_certificates(home, SETTINGS, born_in_1970)

    assert again == first
    assert file.read_bytes() == before


def test_a_certificate_made_while_the_clock_was_ahead_is_made_anew(home: Home) -> None:
    ready_certificates(home, SETTINGS, NOW)
    ready_certificates(home, SETTINGS, NOW + timedelta(days=2000))

    authority, file = ready_certificates(home, SETTINGS, NOW)

    shake_hands(trust(authority.certificate), file, ADDRESS)


@pytest.mark.parametrize("address", ["10.1.2.3", "172.20.0.1", "192.168.0.10", "169.254.3.4", "127.0.0.1", "192.0.2.2"])
def test_every_local_address_has_its_certificate(home: Home, address: str) -> None:
    authority, file = ready_certificates(home, Settings(address=address), NOW)

    shake_hands(trust(authority.certificate), file, address)


def test_an_address_our_authority_cannot_vouch_for_is_told(home: Home) -> None:
    assert refused(home, Settings(address="240.0.0.1")).why == "address"


def test_keys_are_their_owners_only_and_are_made_so_again(home: Home) -> None:
    ready_certificates(home, SETTINGS, NOW)
    files = [home.secret_file(name) for name in ("authority.pem", "server.pem")]
    for file in files:
        file.chmod(0o644)

    ready_certificates(home, SETTINGS, NOW)

    assert [file.stat().st_mode & 0o777 for file in files] == [0o600, 0o600]
    assert files[0].parent.stat().st_mode & 0o777 == 0o700
    assert sorted(each.name for each in files[0].parent.iterdir()) == ["authority.pem", "server.pem"]


@pytest.mark.parametrize("house", ["", "Palabre", "Maison d’été", "x" * 200, "é" * 200, "Chez\nAwa"])
def test_any_name_of_a_house_will_do(home: Home, house: str) -> None:
    authority, file = ready_certificates(home, Settings(address=ADDRESS, house=house), NOW)

    shake_hands(trust(authority.certificate), file, ADDRESS)
