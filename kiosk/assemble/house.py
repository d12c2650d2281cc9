"""A house opened for one command, or for as long as the service runs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.actions.kit import Kit
from kiosk.config import ConfigError, Home, Settings, load_settings, open_home, own_addresses, save_settings
from kiosk.domain.errors import SettingsError
from kiosk.storage.store import Store

LOOPBACK = frozenset({"localhost", "127.0.0.1"})


@dataclass(frozen=True, slots=True)
class House:
    """An opened house: where it lives, how it is set, and what actions need."""

    home: Home
    settings: Settings
    kit: Kit
    store: Store

    def close(self) -> None:
        """Let the file go."""
        self.store.close()


def open_house(path: Path, environment: Mapping[str, str], event: str | None = None) -> House:
    """Open the house at this place; everything missing is made with defaults.

    Raises:
        SettingsError: a setting cannot be used. OlderProgramError: a newer program was here.
    """
    with _told_as_settings():
        home = open_home(path)
        settings = load_settings(home, environment)
    store = Store(home.database)
    hosts = LOOPBACK | {settings.address}
    return House(home, settings, Kit(store, home.key(), hosts, event=event), store)


def change_settings(path: Path, values: Mapping[str, object]) -> Settings:
    """Write some settings of the house at this place; what else stands in its file stays.

    Raises:
        SettingsError: a value cannot be used; nothing was written.
    """
    with _told_as_settings():
        return save_settings(open_home(path), values)


def address_is_here(settings: Settings) -> bool:
    """Whether this machine has the address that the printed codes carry."""
    return settings.address in own_addresses() | LOOPBACK


@contextmanager
def _told_as_settings() -> Iterator[None]:
    try:
        yield
    except ConfigError as error:
        raise SettingsError(error.advice) from error
