"""Settings of a house: defaults, then its file, then the environment; and its own key."""

import stat
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from kiosk.config import ConfigError, Home, Settings, load_settings, open_home, save_settings

ADDRESS = "192.168.50.1"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A house whose address is chosen."""
    house = open_home(tmp_path / "house")
    written(house, f'address = "{ADDRESS}"\n')
    return house


def written(home: Home, text: str) -> None:
    home.settings_file.write_text(text, encoding="utf-8")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_without_anything_the_defaults_hold_and_an_address_is_found(tmp_path: Path) -> None:
    home = open_home(tmp_path)

    settings = load_settings(home, {})

    assert settings.address.count(".") == 3
    assert settings == Settings(address=settings.address)


def test_an_address_once_found_is_kept_for_it_is_printed(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    first = load_settings(home, {})

    assert first.address in home.settings_file.read_text(encoding="utf-8")
    assert load_settings(home, {}) == first


def test_a_chosen_address_is_not_replaced_by_a_found_one(home: Home) -> None:
    before = home.settings_file.read_bytes()

    assert load_settings(home, {}).address == ADDRESS
    assert home.settings_file.read_bytes() == before


def test_the_file_goes_before_the_defaults_and_the_environment_before_the_file(home: Home) -> None:
    written(home, f'address = "{ADDRESS}"\nport = 8000\nhouse = "Chez Awa"\n')

    settings = load_settings(home, {"KIOSK_PORT": "9000"})

    assert (settings.limit_tries, settings.house, settings.port) == (10, "Chez Awa", 9000)


def test_the_environment_is_never_written_into_the_file(home: Home) -> None:
    load_settings(home, {"KIOSK_HOUSE": "Chez Awa", "KIOSK_ADDRESS": "10.0.0.7"})

    assert load_settings(home, {}) == Settings(address=ADDRESS)


def test_an_empty_address_in_the_environment_is_none_and_the_kept_one_holds(home: Home) -> None:
    assert load_settings(home, {"KIOSK_ADDRESS": ""}).base_url == f"http://{ADDRESS}"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("port", "8000", 8000),
        ("allow_plain_staff", "yes", True),
        ("allow_plain_staff", "TRUE", True),
        ("allow_plain_staff", "1", True),
        ("allow_plain_staff", "no", False),
        ("allow_plain_staff", "0", False),
        ("house", "8000", "8000"),
        ("ssid", "", ""),
        ("wifi_password", "a = b # c", "a = b # c"),
    ],
)
def test_the_environment_is_read_by_the_settings_kind(home: Home, name: str, text: str, value: object) -> None:
    settings = load_settings(home, {f"KIOSK_{name.upper()}": text})

    assert getattr(settings, name) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("port", ""),
        ("port", "http"),
        ("port", "80.5"),
        ("port", "-80"),
        ("port", "0"),
        ("port", "65536"),
        ("limit_tries", "0"),
        ("limit_minutes", "1441"),
        ("allow_plain_staff", "perhaps"),
        ("address", "kiosk.local"),
        ("address", "192.168.50"),
        ("address", "fe80::1"),
        ("address", "192.168.50.1:80"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_by_name(home: Home, name: str, text: str) -> None:
    with pytest.raises(ConfigError) as refused:
        load_settings(home, {f"KIOSK_{name.upper()}": text})

    assert text in refused.value.advice or name in refused.value.advice
    assert refused.value.advice.startswith("environment: ")


@pytest.mark.parametrize("line", ["port = true", 'port = "x"', "house = 5", "ssid = [1]", "allow_plain_staff = 2"])
def test_a_value_of_another_kind_in_the_file_is_refused_with_the_file(home: Home, line: str) -> None:
    written(home, f'address = "{ADDRESS}"\n{line}\n')

    with pytest.raises(ConfigError) as refused:
        load_settings(home, {})

    assert str(home.settings_file) in refused.value.advice
    assert line.split(maxsplit=1)[0] in refused.value.advice


@pytest.mark.parametrize(
    ("wrong", "near"), [("adress", "address"), ("prot", "port"), ("wifi_pasword", "wifi_password"), ("limit_try", "")]
)
def test_an_unknown_name_is_refused_with_the_nearest(home: Home, wrong: str, near: str) -> None:
    with pytest.raises(ConfigError) as in_file:
        save_settings(home, {wrong: "x"})
    with pytest.raises(ConfigError) as in_environment:
        load_settings(home, {f"KIOSK_{wrong.upper()}": "x"})

    for refused in (in_file, in_environment):
        assert repr(wrong) in refused.value.advice
        assert near in refused.value.advice


def test_a_name_like_no_other_gets_no_guess(home: Home) -> None:
    with pytest.raises(ConfigError) as refused:
        load_settings(home, {"KIOSK_ZZZZZZ": "x"})

    assert "did you mean" not in refused.value.advice


def test_what_others_keep_in_the_environment_is_not_ours(home: Home) -> None:
    others = {"HOME": "/", "PORT": "1", "KIOSK_HOME": "/x", "KIOSK_LANG": "en", "KIOSK_CHROMIUM": "x"}

    assert load_settings(home, others) == Settings(address=ADDRESS)


def test_saving_keeps_comments_order_and_what_else_stands_there(home: Home) -> None:
    written(home, f'# La maison\nhouse = "Chez Awa"  # le nom\n\naddress = "{ADDRESS}"\nport = 80\n')

    save_settings(home, {"port": 8000, "ssid": "Palabre"})

    assert home.settings_file.read_text(encoding="utf-8") == (
        f'# La maison\nhouse = "Chez Awa"  # le nom\n\naddress = "{ADDRESS}"\nport = 8000\nssid = "Palabre"\n'
    )


@pytest.mark.parametrize("values", [{"prot": 1}, {"port": 0}, {"address": "nowhere"}, {"port": 8000, "house": 5}])
def test_a_refused_saving_writes_nothing(home: Home, values: dict[str, object]) -> None:
    before = home.settings_file.read_bytes()

    with pytest.raises(ConfigError):
        save_settings(home, values)

    assert home.settings_file.read_bytes() == before
    assert [each.name for each in home.path.iterdir()] == ["kiosk.toml"]


@pytest.mark.parametrize("text", [b"port = ", b"= 5", b"port = 1\nport = 2\n", b'house = "\xff"', b"\x00"])
def test_a_broken_file_is_named_to_whoever_reads_or_saves_and_left_as_it_is(home: Home, text: bytes) -> None:
    home.settings_file.write_bytes(text)

    with pytest.raises(ConfigError) as read:
        load_settings(home, {})
    with pytest.raises(ConfigError) as saved:
        save_settings(home, {"port": 8000})

    assert all(str(home.settings_file) in refused.value.advice for refused in (read, saved))
    assert home.settings_file.read_bytes() == text


def test_a_password_of_the_wifi_is_for_the_owner_to_read(home: Home) -> None:
    save_settings(home, {"wifi_password": "palabre2026"})

    assert mode(home.settings_file) == 0o600


@pytest.mark.parametrize(("port", "start"), [(80, f"http://{ADDRESS}"), (8000, f"http://{ADDRESS}:8000")])
def test_addresses_in_codes_carry_the_port_only_where_it_is_not_the_usual_one(port: int, start: str) -> None:
    assert Settings(address=ADDRESS, port=port).base_url == start


def test_the_houses_key_is_made_once_and_is_its_owners_only(home: Home) -> None:
    key = home.key()

    assert len(key) == 32
    assert home.key() == open_home(home.path).key() == key
    assert mode(home.path / "secrets") == 0o700
    assert mode(home.path / "secrets" / "house.key") == 0o600


def test_two_houses_have_two_keys(tmp_path: Path) -> None:
    assert open_home(tmp_path / "one").key() != open_home(tmp_path / "other").key()


def key_of(path: Path) -> bytes:
    """The key as a program of its own finds it."""
    return open_home(path).key()


@pytest.mark.fault
def test_programs_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with get_context("spawn").Pool(2) as pool:
        keys = pool.map(key_of, [tmp_path / "house"] * 8, chunksize=1)

    assert len(set(keys)) == 1
    assert [each.name for each in (tmp_path / "house" / "secrets").iterdir()] == ["house.key"]


def test_threads_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    for number in range(20):
        with ThreadPoolExecutor(8) as pool:
            keys = list(pool.map(key_of, [tmp_path / f"house-{number}"] * 8))

        assert len(set(keys)) == 1


def test_threads_that_save_at_once_leave_a_whole_file_and_nothing_else(home: Home) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: save_settings(home, {"port": 8000 + number}), range(40)))

    assert 8000 <= load_settings(home, {}).port < 8040
    assert [each.name for each in home.path.iterdir()] == ["kiosk.toml"]


def test_a_house_is_made_where_it_is_not_there(tmp_path: Path) -> None:
    home = open_home(tmp_path / "deep" / "house")

    assert mode(home.path) == 0o700
    assert (home.database.name, home.settings_file.name) == ("kiosk.db", "kiosk.toml")


def test_a_house_that_cannot_be_a_directory_is_refused_by_its_path(tmp_path: Path) -> None:
    place = tmp_path / "house"
    place.touch()

    for path in (place, place / "inside"):
        with pytest.raises(ConfigError) as refused:
            open_home(path)
        assert str(path) in refused.value.advice
