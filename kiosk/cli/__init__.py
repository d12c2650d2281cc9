"""The commands, one file each."""

from kiosk.cli.main import run

__all__ = ["run"]
