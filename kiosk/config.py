"""Settings: defaults, then `kiosk.toml` of the house, then `KIOSK_…`.

Unknown names are refused with the nearest one.
"""

import difflib
import ipaddress
import os
import re
import secrets
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

import ifaddr
import tomlkit

# Bridges of containers and virtual machines, which no phone can reach.
_VIRTUAL = re.compile(r"docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg|zt|tailscale", re.IGNORECASE)
_OWN_OR_UNNUMBERED = re.compile(r"127\.|169\.254\.")
_RANGES = (("port", 1, 65_535), ("https_port", 0, 65_535), ("limit_tries", 1, 1_000), ("limit_minutes", 1, 1_440))
_NOT_SETTINGS = frozenset({"KIOSK_HOME", "KIOSK_LANG", "KIOSK_WEB_BUILD", "KIOSK_BROWSER", "KIOSK_CHROMIUM"})


class ConfigError(ValueError):
    """A setting that cannot be used; `advice` says which, and what to do."""

    def __init__(self, advice: str) -> None:
        super().__init__(advice)
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Settings:
    """One house's settings. `address` and `port` are what every printed code carries; `https_port` 0 means no https."""

    house: str = "Palabre"
    address: str = ""
    port: int = 80
    https_port: int = 443
    ssid: str = ""
    wifi_password: str = ""
    allow_plain_staff: bool = False
    limit_tries: int = 10
    limit_minutes: int = 10

    @property
    def base_url(self) -> str:
        """The start of every address in a code: fixed, never taken from a request."""
        return f"http://{self.address}" + ("" if self.port == 80 else f":{self.port}")  # noqa: PLR2004

    @property
    def secure_url(self) -> str:
        """The start of the addresses that door tablets use; empty without https."""
        if not self.https_port:
            return ""
        return f"https://{self.address}" + ("" if self.https_port == 443 else f":{self.https_port}")  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Home:
    """The house's directory: one database, one settings file, its secrets."""

    path: Path

    @property
    def database(self) -> Path:
        """All events of the organiser."""
        return self.path / "kiosk.db"

    @property
    def settings_file(self) -> Path:
        """What `kiosk setup` writes."""
        return self.path / "kiosk.toml"

    def key(self) -> bytes:
        """The house's own secret, made on first use and readable by its owner only; kept apart from the database."""
        return self.secret("house.key", lambda: secrets.token_bytes(32))

    def secret(self, name: str, make: Callable[[], bytes]) -> bytes:
        """A secret of the house, made on first use; programs that start at once agree on the first one's.

        Raises:
            OSError: the file cannot be read or made.
        """
        place = self.secret_file(name)
        if not place.exists():
            _keep_first(_beside(place, make()), place)
        if place.stat().st_mode & 0o077:
            place.chmod(0o600)
        return place.read_bytes()

    def replace_secret(self, name: str, data: bytes) -> None:
        """Keep another secret under this name from now on."""
        place = self.secret_file(name)
        _beside(place, data).replace(place)

    def secret_file(self, name: str) -> Path:
        """Where a secret is kept, in a folder that is its owner's only."""
        folder = self.path / "secrets"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder / name


def open_home(path: Path) -> Home:
    """The house at this place, made when it is not there.

    Raises:
        ConfigError: the place cannot be a directory of ours.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    return Home(path.resolve())


def load_settings(home: Home, environment: Mapping[str, str]) -> Settings:
    """Read the settings of a house; an address not chosen yet is found and kept, so that codes never change.

    Raises:
        ConfigError: an unknown name, or a value that cannot be used.
    """
    written = _read_file(home.settings_file)
    settings = _apply(Settings(), written, str(home.settings_file))
    if not settings.address:
        settings = replace(settings, address=_private_address())
        save_settings(home, {"address": settings.address})
    named = {
        name.removeprefix("KIOSK_").lower(): value
        for name, value in environment.items()
        if name.startswith("KIOSK_") and name not in _NOT_SETTINGS and (value or name != "KIOSK_ADDRESS")
    }
    return _apply(settings, named, "environment")


def save_settings(home: Home, values: Mapping[str, object]) -> Settings:
    """Write some settings into the house's file, keeping what else stands there, comments too.

    Raises:
        ConfigError: as `load_settings`; nothing was written.
    """
    _read_file(home.settings_file)
    text = home.settings_file.read_text(encoding="utf-8") if home.settings_file.exists() else ""
    document = tomlkit.parse(text)
    for name, value in values.items():
        document[name] = value
    settings = _apply(Settings(), document.unwrap(), str(home.settings_file))
    _beside(home.settings_file, tomlkit.dumps(document).encode()).replace(home.settings_file)
    return settings


def own_addresses() -> frozenset[str]:
    """The IPv4 addresses of this machine."""
    return frozenset(
        address.ip for adapter in ifaddr.get_adapters() for address in adapter.ips if isinstance(address.ip, str)
    )


def _private_address() -> str:
    """The address phones on the local network reach this machine by; loopback when there is none."""
    found = [
        address.ip
        for adapter in ifaddr.get_adapters()
        if not _VIRTUAL.match(adapter.nice_name)
        for address in adapter.ips
    ]
    usable = [one for one in found if isinstance(one, str) and ipaddress.ip_address(one).is_private]
    on_a_lan = [one for one in usable if not _OWN_OR_UNNUMBERED.match(one)]
    return min(on_a_lan, key=lambda one: (not one.startswith("192.168."), one), default="127.0.0.1")


def _read_file(path: Path) -> Mapping[str, object]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error


def _apply(settings: Settings, values: Mapping[str, object], source: str) -> Settings:
    kinds = {field.name: type(getattr(Settings(), field.name)) for field in fields(Settings)}
    read: dict[str, object] = {}
    for name, value in values.items():
        if name not in kinds:
            near = difflib.get_close_matches(name, kinds, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise ConfigError(f"{source}: unknown setting {name!r}{hint}")
        read[name] = _read_value(name, value, kinds[name], source)
    return _checked(replace(settings, **read), source)  # type: ignore[arg-type]


def _read_value(name: str, value: object, kind: type, source: str) -> object:
    if kind is bool and str(value).lower() in {"true", "1", "yes", "false", "0", "no"}:
        return str(value).lower() in {"true", "1", "yes"}
    if kind is int and str(value).isdecimal():
        return int(str(value))
    if kind is str and isinstance(value, str):
        return value
    raise ConfigError(f"{source}: {name} = {value!r} is not a {kind.__name__}")


def _checked(settings: Settings, source: str) -> Settings:
    for name, least, most in _RANGES:
        if not least <= getattr(settings, name) <= most:
            raise ConfigError(f"{source}: {name} must lie between {least} and {most}")
    if settings.https_port == settings.port:
        raise ConfigError(f"{source}: port and https_port are both {settings.port}; https_port = 0 means no https")
    try:
        if settings.address and not ipaddress.IPv4Address(settings.address).is_private:
            raise ConfigError(f"{source}: {settings.address} is a public address; codes carry one of the local network")
    except ipaddress.AddressValueError as error:
        raise ConfigError(f"{source}: {settings.address!r} is not an IPv4 address like 192.168.50.1") from error
    return settings


def _beside(place: Path, data: bytes) -> Path:
    """A file of its own next to its place, on the disk and its owner's only, to be moved there whole."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)
    return Path(name)


def _keep_first(fresh: Path, place: Path) -> None:
    """Put a new file in its place unless another process was first; never replace a key that may be in use."""
    try:
        place.hardlink_to(fresh)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
