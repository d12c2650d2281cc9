"""How long a door waits while a room full of phones listens, beside what disk and framework cost without us."""

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.bench.bare import bare_flask, bare_sqlite
from kiosk.bench.door import ADDRESS, Door
from kiosk.bench.line import Line
from kiosk.bench.meter import Meter, Told
from kiosk.bench.pace import Pace, spread
from kiosk.bench.phones import Heard, Phones, phones
from kiosk.bench.spent import Spent, child_of, spent
from kiosk.bench.traffic import ENTRIES, Traffic, traffic
from kiosk.rehearsal.house import Prepared, await_answer, free_port, prepare, service, throw_away_home

Figures = dict[str, Any]
FEWEST = 20
QUIET, SETTLE = 1.0, 30.0


@dataclass(frozen=True, slots=True)
class Plan:
    """So many phones listen while a door scans so often, one scan `every` so many seconds."""

    phones: int = 300
    scans: int = 300
    every: float = 0.2


PLANS = {"quick": Plan(phones=30, scans=60, every=0.05), "usual": Plan()}


def scan_figures(plan: Plan, told: Told = lambda _what, _share: None) -> Figures:
    """Measure on a throw-away house; `told` hears what is being measured, and the share of all steps that is done.

    Times are milliseconds of wall time. The baselines run first, in the same folder and at the same pace.

    Raises:
        RehearsalError: the service did not start, or a phone could not listen.
    """
    meter = Meter(told, 4)
    with throw_away_home() as home:
        bare = _baselines(home, plan, meter)
        inside = max(plan.phones, FEWEST)
        prepared = prepare(home, inside + plan.scans // ENTRIES + 1, free_port())
        with service(prepared, "127.0.0.1") as process:
            await_answer(process, prepared)
            scanned = _evening(prepared, plan, meter, process.pid)
    ratios = {f"times_{name[:-3]}": _times(scanned["door_ms"], measured) for name, measured in bare.items()}
    asked = {"phones": plan.phones, "scans": plan.scans, "every_s": plan.every, "folder": tempfile.gettempdir()}
    return {**asked, **scanned, **bare, **ratios}


def _baselines(home: Path, plan: Plan, meter: Meter) -> Figures:
    measured = {}
    for name, measure in (("bare_sqlite", bare_sqlite), ("bare_flask", bare_flask)):
        done = meter.begin(name.replace("_", " "), plan.scans)
        measured[f"{name}_ms"] = spread(measure(home, Pace(plan.scans, plan.every), done))
    return measured


def _evening(prepared: Prepared, plan: Plan, meter: Meter, process: int) -> Figures:
    """Guests come in, their phones are claimed and listen, the room grows quiet; then the door scans."""
    codes = [each.front_code for each in prepared.badges]
    inside = codes[: max(plan.phones, FEWEST)]
    claims = [str(each.claim_url) for each in prepared.badges[: plan.phones]]
    with Line(prepared.port, ADDRESS, prepared.furnished.doors[0]) as line:
        Door(line).let_in(inside)
        line.ms.clear()
        with phones(prepared.local, claims, meter.begin("phones", max(len(claims), 1))) as crowd:
            pushed = _quiet(crowd).pushes
            processes = {"service": process, "matchmaker": child_of(process)}
            before = {name: spent(each) for name, each in processes.items()}
            scanned = _scans(Door(line), traffic(inside, codes[len(inside) :]), plan, meter)
            used = {name: _used(before[name], spent(each)) for name, each in processes.items()}
            heard = _quiet(crowd)
    errors = [
        *line.errors,
        *scanned.pop("errors"),
        *heard.errors,
        *["a phone was lost"] * (plan.phones - heard.listening),
    ]
    return {"door_ms": spread(line.ms), **scanned, "pushes": heard.pushes - pushed, **used, "errors": errors}


def _scans(door: Door, gestures: Traffic, plan: Plan, meter: Meter) -> Figures:
    pace, done = Pace(plan.scans, plan.every), meter.begin("scans", plan.scans)
    gesture = next(gestures)
    for turn in pace:
        gesture = gestures.send(door.scan(gesture))
        done(turn + 1)
    return {"verdicts": dict(sorted(door.verdicts.items())), "late": pace.late, "errors": door.errors}


def _quiet(crowd: Phones) -> Heard:
    """Wait until phones hear nothing new for a while, but not for ever; what they had heard by then."""
    end, before = time.monotonic() + SETTLE, crowd.heard()
    while time.monotonic() < end:
        time.sleep(QUIET)
        now = crowd.heard()
        if now.pushes == before.pushes:
            break
        before = now
    return before


def _used(before: Spent | None, after: Spent | None) -> Figures | None:
    """What one process took for the scans, and its peak; None where the system does not tell."""
    if before is None or after is None:
        return None
    return {"cpu_s": round(after.cpu_s - before.cpu_s, 2), "peak_mb": after.peak_mb}


def _times(ours: Mapping[str, float], bare: Mapping[str, float]) -> dict[str, float] | None:
    """How many times as long; None without a measured time to compare with."""
    parts = ("p50", "p95")
    return {each: round(ours[each] / bare[each], 1) for each in parts} if all(bare[each] for each in parts) else None
