"""Which sockets are whose: what has to be known to close those of a device that was taken out of use."""

from dataclasses import dataclass

from kiosk.domain.device import DeviceId


@dataclass(frozen=True, slots=True)
class Listener:
    """One socket of a device in one namespace."""

    device: DeviceId
    namespace: str
    sid: str


class Listeners:
    """The sockets of devices that are open in this process."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str], Listener] = {}

    def add(self, listener: Listener) -> None:
        """It listens from now on."""
        self._open[listener.namespace, listener.sid] = listener

    def drop(self, namespace: str, sid: str) -> None:
        """It has gone; anybody's socket may, a guest's too."""
        self._open.pop((namespace, sid), None)

    def devices(self) -> frozenset[DeviceId]:
        """Those that listen."""
        return frozenset(each.device for each in self._open.values())

    def of(self, device: DeviceId) -> list[Listener]:
        """The sockets of one device."""
        return [each for each in self._open.values() if each.device == device]
