"""`kiosk bench scan`: a door, phones and baselines, each measured for what it says it is."""

import json
import os
import re
import resource
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import CliRunner

from kiosk.bench.bare import Notebook, bare_app, bare_sqlite
from kiosk.bench.line import Line, Payload
from kiosk.bench.pace import Pace, spread
from kiosk.bench.phones import phones
from kiosk.bench.scan import Plan, scan_figures
from kiosk.bench.spent import child_of, spent
from kiosk.bench.traffic import traffic
from kiosk.cli import bench_scan
from kiosk.cli.bench import bench
from kiosk.domain.verdict import Verdict
from kiosk.rehearsal.house import RehearsalError, free_port

SMALL = Plan(phones=4, scans=20, every=0.01)
DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    return scan_figures(SMALL)


def names(figures: object) -> Iterator[str]:
    if isinstance(figures, dict):
        for name, inner in figures.items():
            yield name
            yield from names(inner)


@pytest.mark.service
def test_every_scan_is_answered_and_timed_and_phones_hear_of_those_who_go(figures: dict[str, Any]) -> None:
    assert figures["errors"] == []
    assert figures["verdicts"] == {"already_in": 6, "must_pay": 2, "ok": 10, "unknown": 2}
    for name in ("door_ms", "bare_sqlite_ms", "bare_flask_ms"):
        times = figures[name]
        assert 0 < times["p50"] <= times["p95"] <= times["p99"] <= times["max"]
    assert figures["pushes"] > 0


@pytest.mark.service
def test_every_figure_is_described(figures: dict[str, Any]) -> None:
    described = set(re.findall(r"`(\w+)`", (DOCS / "performance.md").read_text(encoding="utf-8")))

    assert set(names(figures)) - described - set(Verdict) == set()


@pytest.mark.service
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process has used")
def test_the_service_and_its_matchmaker_are_accounted_for(figures: dict[str, Any]) -> None:
    assert figures["service"]["cpu_s"] > 0
    assert figures["service"]["peak_mb"] > 20
    assert figures["matchmaker"]["peak_mb"] > 20


@pytest.mark.service
def test_the_terminal_is_shown_the_door_beside_its_baselines(
    figures: dict[str, Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_LANG", "fr")

    bench_scan.show_scan({**figures, "errors": ["500 at /api/v1/scans/batch"]})

    shown = capsys.readouterr().err
    assert "4 téléphones" in shown
    assert str(figures["door_ms"]["p95"]) in shown
    assert "500 at" in shown


def test_ten_gestures_hold_one_newcomer_who_pays_two_who_go_and_return_and_one_stranger() -> None:
    evening = traffic(["A", "B", "C"], ["N1", "N2"])
    due: Payload = {"verdict": "must_pay", "due": {"amount": 5_000, "currency": "XAF"}}
    gestures = [next(evening), *(evening.send(due) for _ in range(19))]

    for ten in (gestures[:10], gestures[10:]):
        assert [each["code"] for each in ten[:2]] == [ten[0]["code"]] * 2
        assert [each["payment"] for each in ten if "payment" in each] == [{"method": "cash", "amount": 5_000}]
        assert [each["direction"] for each in ten].count("out") == 2
        assert Counter(each["code"] for each in ten)["BBBBBBBBBB"] == 1
    assert (gestures[0]["code"], gestures[10]["code"]) == ("N1", "N2")


def test_nobody_is_scanned_as_in_already_while_they_are_out() -> None:
    evening, out = traffic(["A", "B", "C"], []), set()
    gestures = [next(evening), *(evening.send({}) for _ in range(99))]

    for each in gestures:
        if each["direction"] == "out":
            assert each["code"] not in out
            out.add(each["code"])
        elif each["code"] in out:
            out.remove(each["code"])
        assert len(out) <= 1


def test_a_turn_whose_time_has_passed_is_late_and_the_next_keep_theirs() -> None:
    unhurried, hurried = Pace(3, 0.001), Pace(5, 0.01)
    turns = []
    for turn in hurried:
        turns.append(turn)
        if turn == 1:
            subprocess.run([sys.executable, "-c", ""], check=True)

    assert turns == [0, 1, 2, 3, 4]
    assert hurried.late > 0
    assert list(unhurried) == [0, 1, 2]
    assert list(Pace(3, 0)) == [0, 1, 2]


def test_nothing_is_late_without_a_pace() -> None:
    pace = Pace(3, 0.0)
    list(pace)

    assert pace.late == 0


def test_times_of_nothing_are_zero() -> None:
    assert spread([]) == {"p50": 0.0, "p95": 0.0, "p99": 0.0, "max": 0.0}
    assert spread([1.0, 3.0])["max"] == 3.0


def test_the_bare_transaction_is_as_durable_as_the_house_and_writes_one_row(tmp_path: Path) -> None:
    times = bare_sqlite(tmp_path, Pace(5, 0.0), lambda _done: None)
    notebook = Notebook(tmp_path)

    assert len(times) == 5
    settings = [
        notebook._connection.execute(f"PRAGMA {each}").fetchone()[0] for each in ("journal_mode", "synchronous")
    ]
    assert settings == ["wal", 2]
    assert notebook.write("next") == 6
    notebook.close()


def test_bare_flask_writes_what_it_is_sent(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    client = bare_app(notebook).test_client()

    assert [client.post("/", json={"code": each}).json for each in ("a", "b")] == [{"seq": 1}, {"seq": 2}]
    notebook.close()


def test_a_call_that_nobody_answers_is_an_error_and_no_time() -> None:
    with Line(free_port(), "/") as line:
        answer = line.post({})

    assert answer == {}
    assert line.ms == []
    assert len(line.errors) == 1


@pytest.mark.service
def test_phones_that_cannot_listen_say_so_instead_of_being_waited_for() -> None:
    nobody = f"http://127.0.0.1:{free_port()}"

    with pytest.raises(RehearsalError, match=r"(?i)connect"), phones(nobody, ["/c/B", "/c/C"], lambda _done: None):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process has used")
def test_what_a_process_has_used_is_told_and_a_process_that_is_gone_has_none() -> None:
    now = psutil.Process().memory_info().rss / 2**20
    used = spent(os.getpid())
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert child_of(os.getpid()) in {each.pid for each in psutil.Process().children()}
        child.communicate(b"\n")

    assert used is not None
    assert used.cpu_s > 0
    assert now - 1 <= used.peak_mb <= resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 + 1
    assert spent(child.pid) is None
    assert spent(None) is None


@pytest.mark.service
def test_the_document_has_the_machine_and_the_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    told = CliRunner().invoke(bench, ["scan", "--phones", "0", "--scans", "10", "--every", "0", "--json"])
    document = json.loads(told.stdout)

    assert told.exit_code == 0
    assert set(document) == {"machine", "scan"}
    assert {"load", "flask", "gevent"} <= set(document["machine"])
    assert (document["scan"]["phones"], document["scan"]["scans"], document["scan"]["late"]) == (0, 10, 0)


@pytest.mark.service
def test_a_stopped_measurement_leaves_no_process_and_no_file_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "bench", "scan", "--phones", "3", "--scans", "100000", "--every", "0.01"]
    with subprocess.Popen(command, env={**os.environ, "TMPDIR": str(tmp_path)}, stderr=subprocess.PIPE) as measuring:
        while not any(tmp_path.glob("palabre-*/bare.db")):
            assert measuring.poll() is None
        started = psutil.Process(measuring.pid).children(recursive=True)
        measuring.send_signal(signal.SIGTERM)
        measuring.communicate(timeout=60)

    assert measuring.returncode != 0
    assert psutil.wait_procs(started, timeout=30)[1] == []
    assert list(tmp_path.iterdir()) == []


def test_alone_it_shows_its_help_and_with_json_it_measures_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.cli.bench.measure_scan", lambda length: {"scan": length})
    monkeypatch.setattr("kiosk.cli.bench.measure_match", lambda length: {"match": length})

    shown = CliRunner().invoke(bench, [])
    told = CliRunner().invoke(bench, ["--json"])
    quick = CliRunner().invoke(bench, ["all", "--quick", "--json"])

    assert (shown.exit_code, told.exit_code, quick.exit_code) == (0, 0, 0)
    assert re.search(r"scan .*\n +match .*\n +all ", shown.stdout)
    assert set(json.loads(told.stdout)) == {"machine", "scan", "match"}
    assert json.loads(quick.stdout)["scan"] == {"scan": "quick"}
