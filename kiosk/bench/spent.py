"""What a running process has used so far, as Linux tells it."""

import os
from dataclasses import dataclass
from pathlib import Path

PROCESSES = Path("/proc")


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of processor time, megabytes at the peak."""

    cpu_s: float
    peak_mb: int


def spent(process: int | None) -> Spent | None:
    """What the process of this id has used since it began; None where the system does not tell, or it is gone."""
    try:
        status = (PROCESSES / str(process) / "status").read_text(encoding="utf-8")
        # The name of the program, in brackets, may hold spaces; the fields behind it do not.
        fields = (PROCESSES / str(process) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    ticks = int(fields[11]) + int(fields[12])
    return Spent(ticks / os.sysconf("SC_CLK_TCK"), round(int(peak) / 1024))


def child_of(process: int) -> int | None:
    """The first process that this one started; None when there is none, or the system does not tell."""
    try:
        children = (PROCESSES / str(process) / "task" / str(process) / "children").read_text(encoding="ascii").split()
    except OSError:
        return None
    return int(children[0]) if children else None
