"""How much memory a room needs: the peak of a process that does nothing else."""

import json
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from kiosk.bench.rooms import room
from matching import LiveMatcher

STATUS = Path("/proc/self/status")


def memory(people: int) -> dict[str, int] | None:
    """Megabytes of a fresh process before it has the room, and at its peak; None where the system does not tell."""
    if not STATUS.exists() and find_spec("resource") is None:
        return None
    told = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", __name__, str(people)], check=True, stdout=subprocess.PIPE, encoding="ascii"
    )
    before, peak = json.loads(told.stdout)
    return {"before_mb": before, "peak_mb": peak}


def _peak() -> int:
    """Megabytes of this process at its peak so far.

    From Linux's own account where there is one: what `resource` tells there begins with the peak of the parent.
    """
    if STATUS.exists():
        told = next(line for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return round(int(told.split()[1]) / 1024)
    resource = import_module("resource")
    return round(int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / (1024 * 1024))


def _main() -> None:
    people = room(int(sys.argv[1]))
    LiveMatcher(people[:2])
    before = _peak()
    LiveMatcher(people)
    json.dump([before, _peak()], sys.stdout)


if __name__ == "__main__":
    _main()
