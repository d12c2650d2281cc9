"""A scan's answer by who stands at the device."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from kiosk.actions.look import room_now
from kiosk.domain.device import Device, DeviceId, DeviceRole
from kiosk.domain.language import Language
from kiosk.domain.money import Amount
from kiosk.domain.people import AttendeeId
from kiosk.domain.place import DOOR
from kiosk.domain.scan import Direction, First, Guest, Scan
from kiosk.domain.verdict import Verdict
from kiosk.views.scans import event_view, scan_view
from tests.bench import Bench, Clock

NOW = Clock()()
GUEST = Guest(AttendeeId("a_1"), "Marie-Claire Ngo Bassong", "Café d'Akwa", "VIP", Language.FR)
WHOLE = Scan(
    seq=9,
    nonce="n-00000009",
    code="BCDEFGHJKN",
    place=DOOR,
    direction=Direction.IN,
    verdict=Verdict.MUST_PAY,
    at=NOW,
    device="Porte 1",
    guest=GUEST,
    due=Amount(10_000, "XAF"),
    first=First(NOW, "door", "Porte 2"),
    detail="Saluer",
    offers_claim=True,
)
OTHERS = [role for role in DeviceRole if role is not DeviceRole.DOOR]


def seen(scan: Scan, role: DeviceRole) -> dict[str, Any]:
    device = Device(DeviceId("dev_1"), "Tablette", role, NOW)
    return scan_view(scan, device, lambda nonce: f"http://192.168.50.1/c/{nonce}")


def test_a_door_sees_the_whole_answer() -> None:
    answer = seen(WHOLE, DeviceRole.DOOR)

    assert answer["attendee"] == {
        "id": "a_1",
        "name": "Marie-Claire Ngo Bassong",
        "company": "Café d'Akwa",
        "category": "VIP",
        "language": "fr",
    }
    assert answer["due"] == {"amount": 10_000, "currency": "XAF"}
    assert answer["first"] == {"at": NOW.isoformat(), "place": "door", "device": "Porte 2"}
    assert answer["claim_url"] == "http://192.168.50.1/c/n-00000009"


@pytest.mark.parametrize(("role", "verdict"), list(product(OTHERS, Verdict)))
def test_no_other_device_sees_money_claims_or_a_name(role: DeviceRole, verdict: Verdict) -> None:
    answer = seen(replace(WHOLE, verdict=verdict), role)

    assert (answer["due"], answer["claim_url"]) == (None, None)
    assert answer["attendee"]["name"].startswith("M•• ")
    told = str(answer)
    assert [each for each in ("Marie", "Ngo", "Akwa", "VIP", "10 000", "10,000", "Saluer", "/c/") if each in told] == []


@pytest.mark.parametrize(("role", "verdict"), list(product(DeviceRole, Verdict)))
def test_every_verdict_is_told_in_both_languages_to_everybody(role: DeviceRole, verdict: Verdict) -> None:
    scan = replace(WHOLE, verdict=verdict, detail=NOW.isoformat())

    message = seen(scan, role)["message"]

    assert message.keys() == {"fr", "en"}
    assert all(message.values())
    assert message["fr"] != message["en"]


@pytest.mark.parametrize("role", list(DeviceRole))
def test_an_answer_about_nobody_shows_nobody(role: DeviceRole) -> None:
    bare = replace(WHOLE, verdict=Verdict.UNKNOWN, guest=None, due=None, first=None, detail=None, offers_claim=False)

    answer = seen(bare, role)

    assert [answer[each] for each in ("attendee", "due", "first", "claim_url")] == [None] * 4
    assert (answer["seq"], answer["nonce"], answer["verdict"]) == (9, "n-00000009", "unknown")


@pytest.mark.parametrize("role", list(DeviceRole))
def test_a_replay_differs_in_nothing_but_saying_so(role: DeviceRole) -> None:
    assert seen(WHOLE.replay(), role) == {**seen(WHOLE, role), "replayed": True}


@pytest.mark.parametrize("role", list(DeviceRole))
def test_takings_are_for_doors_and_counts_for_all(bench: Bench, role: DeviceRole) -> None:
    room = replace(room_now(bench.kit), takings={"cash": 10_000}, expected=3, seq=4)

    figures = event_view(room, Device(DeviceId("dev_1"), "Tablette", role, NOW))

    assert figures["takings"] == ({"cash": 10_000} if role is DeviceRole.DOOR else {})
    assert (figures["slug"], figures["expected"], figures["seq"]) == ("afterwork", 3, 4)
    assert figures["tables"] == {f"table-{number}": 0 for number in range(1, 7)}
    assert figures.keys() == {
        *("slug", "name", "format", "capacity", "expected", "people_in", "entries", "inside"),
        *("tables", "takings", "seq"),
    }
