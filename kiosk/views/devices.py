"""Devices and who works at them, as staff may see them."""

from datetime import datetime, timedelta
from typing import Any

from kiosk.domain.device import Beat, Device, DeviceRole, Standing
from kiosk.domain.event import Event
from kiosk.domain.language import Language
from kiosk.domain.staff import Duty
from kiosk.wording.catalog import Words
from kiosk.wording.devices import ROLES, clock_sentence, seen_sentence

View = dict[str, Any]

HOME_OF = {DeviceRole.SCREEN: "/screen", DeviceRole.TABLE: "/"}


def duty_view(duty: Duty) -> View:
    """Who is on duty, and until when if nothing is done."""
    return {"name": duty.staff.name, "until": duty.until.isoformat()}


def home_of(role: DeviceRole) -> str:
    """The page such a device shows."""
    return HOME_OF.get(role, "/door")


def beat_view(device: Device, beat: Beat, event: Event | None, duty: Duty | None) -> View:
    """What a device is told when it speaks up."""
    return {
        "device_id": device.id,
        "name": device.name,
        "role": device.role.value,
        "event": event.slug if event else None,
        "server_time": beat.at.isoformat(),
        "clock_gap_ms": _millis(beat.clock_gap),
        "staff": duty_view(duty) if duty else None,
    }


def standing_view(standing: Standing, now: datetime) -> View:
    """A line of the list of devices, for programs."""
    device, beat = standing.device, standing.beat
    return {
        "device_id": device.id,
        "name": device.name,
        "role": device.role.value,
        "paired_at": device.paired_at.isoformat(),
        "last_seen": beat.at.isoformat() if beat else None,
        "queue": beat.queue if beat else None,
        "clock_gap_ms": _millis(beat.clock_gap) if beat else None,
        "page": beat.page if beat else None,
        "staff": standing.staff(now),
        "revoked_at": device.revoked_at.isoformat() if device.revoked_at else None,
    }


def standing_words(standing: Standing, now: datetime, language: Language) -> View:
    """The same line in words, for people."""
    device, beat, words = standing.device, standing.beat, Words(language)
    reports = beat if standing.is_in_use else None
    return {
        "id": device.id,
        "name": device.name,
        "role": words.say(ROLES[device.role]),
        "seen": seen_sentence(standing, now, words),
        "is_here": standing.is_here(now),
        "is_revoked": not standing.is_in_use,
        "queue": reports.queue if reports else 0,
        "clock": clock_sentence(reports.clock_gap, words) if reports else None,
        "staff": standing.staff(now),
    }


def _millis(gap: timedelta) -> int:
    return round(gap.total_seconds() * 1000)
