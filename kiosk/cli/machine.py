"""On what was measured."""

import os
import platform
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from rich.console import Console

LIBRARIES = ("numpy", "ortools", "scipy", "networkx", "flask", "gevent")


def machine() -> dict[str, Any]:
    """System, processor, how busy it was before (processes that wanted to run, over a minute), versions."""
    return {
        "system": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "python": sys.version.split()[0],
        **{name: _version(name) for name in LIBRARIES},
    }


def show(machine: Mapping[str, Any]) -> None:
    """One line above the tables."""
    known = ", ".join(f"{name} {value}" for name, value in machine.items() if value is not None)
    Console(stderr=True).print(known, highlight=False)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
