"""The publisher: each page gets its news, whatever happens to another's."""

from collections.abc import Callable
from typing import Any

from kiosk.domain.facts import PeopleChanged, PhoneReleased
from kiosk.domain.language import Language
from kiosk.domain.people import AttendeeId
from kiosk.live.publish import Publisher
from kiosk.views.pictures import Pictures
from tests.bench import Bench


class Wire:
    """A socket service that sends at once and remembers to whom."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def emit(self, event: str, *args: object, **where: object) -> None:  # noqa: ARG002
        self.sent.append(str(where["to"]))

    def close_room(self, room: str, namespace: str | None = None) -> None:
        self.sent.append(f"closed {namespace} {room}")

    def sleep(self, _seconds: float) -> None:
        return

    def start_background_task(self, target: Callable[[], None]) -> None:
        target()


class Broken(Pictures):
    """A page that cannot be made."""

    def person(self, attendee: AttendeeId) -> Callable[[Language], dict[str, Any]] | None:
        if attendee == "a1":
            raise KeyError(attendee)
        return lambda language: {"version": 1, "language": language.value}


def test_a_page_that_cannot_be_made_keeps_no_other_from_its_news(bench: Bench) -> None:
    wire = Wire()
    publisher = Publisher(wire, Broken(bench.kit, "http://192.168.50.1/"), lambda: None)

    publisher.announce(PeopleChanged(frozenset({AttendeeId("a0"), AttendeeId("a1"), AttendeeId("a2")})))

    people = {room.split(":")[1] for room in wire.sent if room.startswith("attendee:")}
    assert people == {"a0", "a2"}
    assert any(room.startswith("screen:") for room in wire.sent)


def test_a_released_phone_hears_nothing_of_its_former_owner(bench: Bench) -> None:
    wire = Wire()

    Publisher(wire, Broken(bench.kit, ""), lambda: None).announce(PhoneReleased(AttendeeId("a2")))

    assert wire.sent[:2] == ["closed /attendee attendee:a2:fr", "closed /attendee attendee:a2:en"]
