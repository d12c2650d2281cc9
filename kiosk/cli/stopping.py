"""Being told to stop is being stopped by hand: everything that was started is ended, files are cleared away."""

import signal
from typing import NoReturn


def stop_by_hand() -> None:
    """From now on SIGTERM does what Ctrl-C does."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
