"""Devices and who works at them, as staff may see them."""

from typing import Any

from kiosk.domain.staff import Duty

View = dict[str, Any]


def duty_view(duty: Duty) -> View:
    """Who is on duty, and until when if nothing is done."""
    return {"name": duty.staff.name, "until": duty.until.isoformat()}
