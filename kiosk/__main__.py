"""The command: `kiosk …`, or `python -m kiosk …`."""

import sys

_SERVES = frozenset({"serve"})


def main() -> None:
    """Run a command; the service's own process must be made cooperative before anything else is imported."""
    if _SERVES & set(sys.argv[1:]):
        from gevent import monkey

        monkey.patch_all()
    from kiosk.cli import run

    run()


if __name__ == "__main__":
    main()
