"""How far a measurement is, for whoever waits for it."""

from collections.abc import Callable

Told = Callable[[str, float], None]


class Meter:
    """How far the whole is, in steps of equal length; `told` hears what is measured now, and the share that is done."""

    def __init__(self, told: Told, steps: int) -> None:
        self._told, self._steps, self._begun = told, steps, 0

    def begin(self, what: str, parts: int = 1) -> Callable[[int], None]:
        """The next step; call what comes back with how many of its parts are done."""
        before = self._begun
        self._begun += 1
        self._told(what, before / self._steps)
        return lambda done: self._told(what, (before + done / parts) / self._steps)
