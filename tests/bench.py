"""An evening to test with: a real house in a real file, a clock moved by hand, guests made by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk.actions.create_event import create_event
from kiosk.actions.import_guests import import_guests
from kiosk.actions.kit import Kit
from kiosk.actions.prepare_badges import prepare_badges
from kiosk.actions.record_scan import record_scan
from kiosk.actions.sign_in import pair_device
from kiosk.domain.badge import new_front_code
from kiosk.domain.device import DeviceRole
from kiosk.domain.event import Event, EventFormat, EventId
from kiosk.domain.facts import Fact
from kiosk.domain.guest_list import Invitation
from kiosk.domain.language import Language
from kiosk.domain.people import Attendee, Person, PersonId
from kiosk.domain.place import DOOR
from kiosk.domain.scan import Direction, Scan, ScanRequest
from kiosk.domain.verdict import Verdict
from kiosk.storage.store import Store

HOST = "192.168.50.1"
KEY = b"k" * 32


@dataclass
class Clock:
    """A clock moved by hand."""

    moment: datetime = datetime(2026, 12, 4, 18, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**by)


def an_event(clock: Clock, name: str = "AfterWork", **changes: object) -> Event:
    """An open evening of three hours that began half an hour ago."""
    event = Event(
        id=EventId(f"e_{name}"),
        slug=name.lower(),
        name=name,
        format=EventFormat.AFTERWORK,
        starts_at=clock() - timedelta(minutes=30),
        ends_at=clock() + timedelta(hours=3),
        capacity=None,
        currency="XAF",
        tables=6,
        prices={},
        meeting_points=("bar", "desk"),
        tables_need_entry=True,
        language=Language.FR,
    )
    return replace(event, **changes)  # type: ignore[arg-type]


@dataclass
class Bench:
    """One house with one open event and a door."""

    path: Path
    clock: Clock = field(default_factory=Clock)
    event_changes: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.told: list[Fact] = []
        self.store = Store(self.path / "kiosk.db")
        self.kit = Kit(self.store, KEY, frozenset({HOST, "localhost"}), now=self.clock, announce=self.told.append)
        self.event = create_event(self.kit, an_event(self.clock, **self.event_changes))  # type: ignore[arg-type]
        self.door, self.key = pair_device(self.kit, "Porte 1", DeviceRole.DOOR)
        self._nonces = 0

    def invite(self, *names: str, **listed: object) -> list[Attendee]:
        """Put people on the list; they come back in that order."""
        people = [Invitation(Person(PersonId(""), name, phone=f"+2376{hash(name) % 10**8:08}")) for name in names]
        invitations = [replace(each, **listed) for each in people]  # type: ignore[arg-type]
        import_guests(self.kit, invitations, is_same=lambda a, b: a.name == b.name)
        with self.store.reading() as store:
            by_name = {each.person.name: each for each in store.attendees.of_event(self.event.id)}
        return [by_name[name] for name in names]

    def scan(self, code: str, *, nonce: str | None = None, **asked: Any) -> Scan:  # noqa: ANN401
        """Scan a code at the door, coming in; or elsewhere, going, by force, with an answer, as `asked` says."""
        self._nonces += 1
        whole = {"place": DOOR, "direction": Direction.IN, "device": self.door, **asked}
        return record_scan(self.kit, ScanRequest(nonce or f"n-{self._nonces:08}", code, **whole))

    def dark_scan(self, code: str, *, ago: timedelta, shown: Verdict = Verdict.OK, **asked: Any) -> Scan:  # noqa: ANN401
        """Send what a door did alone some time ago."""
        now = self.clock()
        return self.scan(code, queued=True, at=now - ago, sent_at=now, shown=shown, **asked)

    def replace_badge(self, attendee: Attendee) -> str:
        """Give somebody a new front code."""
        code = new_front_code()
        with self.store.writing() as store:
            store.codes.add_badge(code, attendee.id, attendee.event, self.clock())
        return code

    def claims(self) -> dict[str, str]:
        """A fresh claim code for each name."""
        _, badges = prepare_badges(self.kit)
        return {each.attendee.person.name: each.claim_code for each in badges if each.claim_code}
