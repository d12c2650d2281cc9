"""The demonstration evening, as somebody runs it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
import requests

from kiosk.exchange.read import read_guest_list
from kiosk.rehearsal.house import free_port, guest_list
from kiosk.rehearsal.record import Record, percentiles

KIOSK = [sys.executable, "-m", "kiosk"]


def test_the_shipped_list_is_read_whole_whatever_its_length() -> None:
    for guests in (2, 120, 300):
        listed = read_guest_list(guest_list(guests).encode())

        assert (len(listed.rows), listed.refused, listed.notes) == (guests, (), ())
        assert len({row.name for row in listed.rows}) == guests


@pytest.mark.service
def test_an_evening_played_at_once_admits_everybody_and_holds_every_invariant() -> None:
    done = subprocess.run([*KIOSK, "demo", "--once", "--guests", "30", "--json"], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert (told["guests"], told["admitted"], told["errors"]) == (30, 30, [])
    assert all(told["invariants"].values())
    assert told["mutual"] > 0
    assert {"must_pay", "ok", "unknown", "invalid"} <= set(told["verdicts"])


@pytest.mark.service
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_evening_leaves_no_process_and_no_file_behind(tmp_path: Path, ending: signal.Signals) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "KIOSK_LANG": "en"}
    command = [*KIOSK, "demo", "--guests", "4", "--port", str(free_port()), "--speed", "100"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as demo:
        assert demo.stderr is not None
        door = next(line.split()[-1] for line in demo.stderr if line.strip().startswith("Door"))
        assert requests.get(door, timeout=30).ok
        started = psutil.Process(demo.pid).children(recursive=True)
        demo.send_signal(ending)
        demo.communicate(timeout=60)

    assert demo.returncode == 0
    assert started
    assert psutil.wait_procs(started, timeout=30)[1] == []
    assert list(tmp_path.iterdir()) == []


def test_a_guest_left_at_the_door_or_a_card_seen_by_a_third_breaks_an_invariant() -> None:
    record = Record(guests=2)
    record.admitted = {"a"}
    record.shows("a", {"id": "s", "state": "mutual"})
    record.shows("b", {"id": "s", "state": "new"})
    record.shows("c", {"id": "s", "state": "new"})

    broken = record.invariants({"people_in": 1, "inside": 1, "entries": 1, "takings": {}})

    assert not broken["everybody_admitted_once"]
    assert not broken["a_card_is_shared_by_two_at_most"]
    assert not broken["mutual_only_after_own_yes"]


def test_a_phone_that_waited_more_than_a_minute_counts_against_the_promise() -> None:
    record = Record(guests=2)
    record.claimed = {"a": 0.0, "b": 0.0}
    record.suggested = {"a": 59.0, "b": 61.0}

    assert record.soon_suggested() == 0.5
    assert Record(guests=0).soon_suggested() == 1.0


def test_percentiles_of_nothing_are_zero_and_of_one_value_that_value() -> None:
    assert percentiles([]) == {"p50": 0.0, "p95": 0.0, "p99": 0.0}
    assert percentiles([7.04]) == {"p50": 7.0, "p95": 7.0, "p99": 7.0}
