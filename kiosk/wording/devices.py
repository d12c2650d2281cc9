"""Devices in words: where they stand, when they were last heard of, how wrong their clock is."""

from collections.abc import Mapping
from datetime import timedelta

from kiosk.domain.device import Beat, Device, DeviceRole
from kiosk.wording.catalog import N_, Words
from kiosk.wording.formats import clock

ROLES: Mapping[DeviceRole, str] = {
    DeviceRole.DOOR: N_("door"),
    DeviceRole.SELF_SERVICE: N_("self-service"),
    DeviceRole.SCREEN: N_("projector"),
    DeviceRole.TABLE: N_("table reader"),
}
TOLERATED_GAP = timedelta(minutes=2)


def seen_sentence(device: Device, beat: Beat | None, words: Words) -> str:
    """When it was last heard of, or that it never was, or that it is out of use."""
    if device.revoked_at is not None:
        return words.say("unpaired at %(time)s", {"time": clock(device.revoked_at)})
    if beat is None:
        return words.say("never seen yet")
    return words.say("last seen %(time)s", {"time": clock(beat.at)})


def clock_sentence(gap: timedelta, words: Words) -> str | None:
    """How wrong its clock is; None when it is right enough: times are corrected anyway."""
    if abs(gap) < TOLERATED_GAP:
        return None
    values = {"gap": _length(abs(gap), words)}
    return words.say("clock %(gap)s ahead", values) if gap > timedelta(0) else words.say("clock %(gap)s behind", values)


def _length(gap: timedelta, words: Words) -> str:
    minutes = round(gap.total_seconds() / 60)
    if gap >= timedelta(days=2):
        return words.say("%(days)s days", {"days": gap.days})
    if minutes < 60:  # noqa: PLR2004
        return words.say("%(minutes)s min", {"minutes": minutes})
    return words.say("%(hours)s h %(minutes)s min", {"hours": minutes // 60, "minutes": minutes % 60})
