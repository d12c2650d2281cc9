"""The commands, as processes see them."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from tests.bench import KEY, Bench

pytestmark = pytest.mark.service

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def kiosk(bench: Bench) -> Run:
    """Run a command on the bench's house."""
    (bench.path / "secrets").mkdir()
    (bench.path / "secrets" / "house.key").write_bytes(KEY)
    (bench.path / "kiosk.toml").write_text('address = "192.168.50.1"\n', encoding="utf-8")

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "kiosk", "--home", str(bench.path), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return run


def answer(done: "subprocess.CompletedProcess[str]") -> Any:  # noqa: ANN401
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def codes_in(pdf: Path) -> list[str]:
    """Every QR text of a PDF at 150 dpi."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=150 / 72).to_pil().convert("L")
            found += [each.text for each in zxingcpp.read_barcodes(picture)]
    return found


def test_badges_and_their_codes_say_the_same(bench: Bench, kiosk: Run, tmp_path: Path) -> None:
    bench.invite(*(f"Guest{number} Ngo Bassong épse Mbarga" for number in range(12)))
    pdf, table = tmp_path / "badges.pdf", tmp_path / "codes.csv"

    told = answer(kiosk("badges", "--out", str(pdf), "--codes", str(table), "--json"))

    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert told == {"badges": 12, "pages": 4}
    assert sorted(codes_in(pdf)) == sorted(row[name] for row in rows for name in ("front_url", "claim_url"))
    assert table.stat().st_mode & 0o077 == 0


def test_a_second_printing_makes_fresh_claims_and_the_first_stay_good(bench: Bench, kiosk: Run, tmp_path: Path) -> None:
    (awa,) = bench.invite("Awa Ndi")
    table = tmp_path / "codes.csv"
    claims = []
    for _ in range(2):
        answer(kiosk("badges", "--codes", str(table), "--json"))
        claims.append(table.read_text(encoding="utf-8").rsplit("/", 1)[1].strip())
    bench.scan(awa.front_code)

    assert claims[0] != claims[1]
    with bench.store.reading() as store:
        assert store.scans.was_admitted(awa.id)


def test_tables_have_an_address_each(kiosk: Run) -> None:
    tables = answer(kiosk("tables", "--json"))["tables"]

    assert [each["table"] for each in tables] == [f"table-{number}" for number in range(1, 7)]
    assert all(each["url"].startswith("http://192.168.50.1/t/") for each in tables)


def test_a_new_event_has_a_short_name_and_a_second_of_that_name_a_number(kiosk: Run) -> None:
    first = answer(kiosk("new", "Soirée d'été", "--price", "Standard=10 000", "--json"))
    second = answer(kiosk("new", "Soirée d'été", "--json"))

    assert (first["event"], second["event"]) == ("soiree-d-ete", "soiree-d-ete-2")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("new", "X", "--price", "Standard"), 1),
        (("new", "X", "--starts", "tomorrow"), 1),
        (("new", "X", "--starts", "2026-12-04T18:00", "--ends", "2026-12-04T17:00"), 1),
        (("setup", "--address", "kiosk.local"), 1),
        (("--event", "nothing", "tables"), 1),
        (("badges",), 2),
        (("pair", "--role", "king", "--name", "x"), 2),
        (("nonsense",), 2),
    ],
)
def test_a_wrong_call_says_so_and_exits_with_its_status(kiosk: Run, words: tuple[str, ...], status: int) -> None:
    done = kiosk(*words)

    assert done.returncode == status
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_an_unknown_setting_is_refused_with_the_nearest_name(bench: Bench, kiosk: Run) -> None:
    (bench.path / "kiosk.toml").write_text('adress = "192.168.50.1"\n', encoding="utf-8")

    assert "address" in kiosk("tables").stderr.replace("adress", "")


def test_help_speaks_both_languages(kiosk: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    for language in ("fr", "en"):
        monkeypatch.setenv("KIOSK_LANG", language)
        said.append(kiosk("serve", "--help").stdout)

    assert "Faire tourner la soirée" in said[0]
    assert "Run the evening" in said[1]


def test_a_french_windows_list_becomes_badges_and_a_second_import_adds_nobody(
    bench: Bench, kiosk: Run, tmp_path: Path
) -> None:
    guests, pdf, table = tmp_path / "invités.csv", tmp_path / "badges.pdf", tmp_path / "codes.csv"
    lines = ["Prénom;Nom;Téléphone;Entreprise", "Élodie;Nguémo;677001122;Ferme", ";;;", "Paul;Eko;;", "Total;;;"]
    guests.write_bytes("\r\n".join(lines).encode("cp1252"))

    first = answer(kiosk("import", str(guests), "--json"))
    second = answer(kiosk("import", str(guests), "--json"))
    answer(kiosk("badges", "--out", str(pdf), "--codes", str(table), "--json"))

    assert (first["added"], [each["row"] for each in first["refused"]]) == (2, [5])
    assert (second["added"], second["same"]) == (0, 2)
    with table.open(encoding="utf-8", newline="") as file:
        fronts = [row["front_url"] for row in csv.DictReader(file)]
    assert set(fronts) <= set(codes_in(pdf))
    assert {bench.scan(url).verdict.value for url in fronts} == {"ok"}


@pytest.mark.parametrize("data", [b"", b"Nom;Tel\n", b"%PDF-1.7", b"\x00\x00"])
def test_a_file_that_cannot_be_a_list_exits_1_and_takes_nobody_in(kiosk: Run, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(data)

    done = kiosk("import", str(file))

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    assert kiosk("import", str(tmp_path / "missing.csv")).returncode == 1


def test_a_dry_run_takes_nobody_in_and_a_mapping_says_what_a_column_is(kiosk: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Nom;X\nAwa Ndi;Transit\n", encoding="utf-8")

    tried = answer(kiosk("import", str(file), "--map", "X=company", "--dry-run", "--json"))
    taken = answer(kiosk("import", str(file), "--json"))

    assert (tried["added"], tried["columns"]) == (1, {"Nom": "name", "X": "company"})
    assert taken["added"] == 1
    assert kiosk("import", str(file), "--map", "company").returncode == 2
    assert kiosk("import", str(file), "--map", "Y=company").returncode == 1


def test_the_report_of_a_list_names_rows_and_reasons_in_the_readers_language(
    kiosk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Nom;Téléphone\nAwa Ndi;677001122\n;699\nAwa Ndi;677001122\n", encoding="utf-8")
    monkeypatch.setenv("KIOSK_LANG", "fr")

    said = kiosk("import", str(file)).stderr

    assert "ligne 3 : pas de nom" in said
    assert "lignes 2 et 4" in said
    assert "2 nouveaux" in said


def test_a_pin_is_shown_once_and_never_listed(kiosk: Run) -> None:
    made = answer(kiosk("staff", "add", "Awa Ndi", "--role", "cashier", "--json"))
    again = answer(kiosk("staff", "reset", "awa ndi", "--json"))

    listed = kiosk("staff", "--json").stdout + kiosk("staff").stdout

    assert [(each["name"], len(each["pin"])) for each in (made, again)] == [("Awa Ndi", 6)] * 2
    assert "Awa Ndi" in listed
    assert again["pin"] not in listed
    assert kiosk("staff", "add", "Awa Ndi", "--role", "cashier").returncode == 1
    assert kiosk("staff", "reset", "Paul Eko").returncode == 1
    assert answer(kiosk("staff", "remove", "Awa Ndi", "--json")) == {"name": "Awa Ndi"}
    assert answer(kiosk("staff", "--json")) == {"staff": []}


def test_a_refusal_is_one_json_document_too_where_json_was_asked_for(kiosk: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()

    list_refused = kiosk("import", str(empty), "--json")
    event_unknown = kiosk("--event", "nothing", "tables", "--json")

    assert json.loads(list_refused.stdout)["error"] == "empty_file"
    assert json.loads(event_unknown.stdout)["error"] == "no_event"
    assert (list_refused.returncode, event_unknown.returncode) == (1, 1)


def test_a_new_house_is_its_owners_only(tmp_path: Path) -> None:
    home = tmp_path / "house"
    subprocess.run([sys.executable, "-m", "kiosk", "--home", str(home), "new", "AfterWork"], check=True)

    assert [place.stat().st_mode & 0o077 for place in (home, home / "kiosk.db", home / "kiosk.toml")] == [0, 0, 0]


@pytest.mark.parametrize("setting", ["limit_tries = 0", "limit_minutes = 0", "port = 0", "port = 70000"])
def test_a_setting_out_of_its_range_is_refused_by_name(bench: Bench, kiosk: Run, setting: str) -> None:
    (bench.path / "kiosk.toml").write_text(f"{setting}\n", encoding="utf-8")

    assert setting.split(maxsplit=1)[0] in kiosk("tables").stderr


def test_badges_of_an_empty_list_say_what_comes_first(kiosk: Run, tmp_path: Path) -> None:
    done = kiosk("badges", "--out", str(tmp_path / "badges.pdf"), "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["error"] == "nobody_to_print"
    assert "kiosk import" in done.stderr
    assert not (tmp_path / "badges.pdf").exists()


def test_codes_alone_are_not_called_badges_on_no_pages(bench: Bench, kiosk: Run, tmp_path: Path) -> None:
    bench.invite("Awa Ndi")

    said = kiosk("badges", "--codes", str(tmp_path / "codes.csv")).stderr

    assert "codes.csv" in said
    assert "0 pages" not in said


def test_rules_are_shown_chosen_and_reset(kiosk: Run) -> None:
    chosen = answer(kiosk("rules", "need_offer=4", "segments_apart=presse+sponsor", "--json"))
    shown, fresh = kiosk("rules"), answer(kiosk("rules", "--reset", "--json"))

    assert chosen["chosen"] == ["need_offer", "segments_apart"]
    assert next(each for each in chosen["criteria"] if each["name"] == "need_offer")["weight"] == 4
    assert " * need_offer" in shown.stderr
    assert "presse+sponsor" in shown.stderr
    assert fresh["chosen"] == []
    assert kiosk("rules", "need_offre=4").returncode == 1
    assert kiosk("rules", "need_offer").returncode == 2


def test_pairing_shows_six_digits_too_and_a_device_is_taken_out_by_name(kiosk: Run) -> None:
    paired = answer(kiosk("pair", "--role", "table", "--name", "Table 3", "--json"))
    said = kiosk("pair", "--role", "screen", "--name", "Projecteur").stderr

    gone = answer(kiosk("devices", "revoke", "table 3", "--json"))

    assert re.fullmatch(r"[0-9]{6}", paired["code"])
    assert re.search(r"[0-9]{3} [0-9]{3} .*http://192\.168\.50\.1/enrol", said)
    assert gone == {"device_id": paired["device_id"], "name": "Table 3", "revoked": True}
    listed = {each["name"]: each["revoked_at"] for each in answer(kiosk("devices", "--json"))["devices"]}
    assert {name: revoked is None for name, revoked in listed.items()} == {
        "Porte 1": True,
        "Projecteur": True,
        "Table 3": False,
    }
    assert "Table 3" in kiosk("devices").stdout
    assert kiosk("devices", "revoke", "Table 3").returncode == 1
