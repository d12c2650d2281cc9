"""Devices in words: where they stand, when they were last heard of, how wrong their clock is."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kiosk.domain.device import DeviceRole, Standing
from kiosk.wording.catalog import N_, Words
from kiosk.wording.formats import clock

ROLES: Mapping[DeviceRole, str] = {
    DeviceRole.DOOR: N_("door"),
    DeviceRole.SELF_SERVICE: N_("self-service"),
    DeviceRole.SCREEN: N_("projector"),
    DeviceRole.TABLE: N_("table reader"),
}
TOLERATED_GAP = timedelta(minutes=2)


def seen_sentence(standing: Standing, now: datetime, words: Words) -> str:
    """When it was last heard of, or since when not, or that it never was, or that it is out of use."""
    if standing.device.revoked_at is not None:
        return words.say("unpaired at %(time)s", {"time": clock(standing.device.revoked_at)})
    if standing.beat is None:
        return words.say("never seen yet")
    values = {"time": clock(standing.beat.at)}
    is_here = standing.is_here(now)
    return words.say("last seen %(time)s", values) if is_here else words.say("silent since %(time)s", values)


def clock_sentence(gap: timedelta, words: Words) -> str | None:
    """How wrong its clock is; None when it is right enough: times are corrected anyway."""
    if abs(gap) < TOLERATED_GAP:
        return None
    values = {"gap": _length(abs(gap), words)}
    return words.say("clock %(gap)s ahead", values) if gap > timedelta(0) else words.say("clock %(gap)s behind", values)


def _length(gap: timedelta, words: Words) -> str:
    hours, minutes = divmod(round(gap.total_seconds() / 60), 60)
    if gap >= timedelta(days=2):
        return words.say("%(days)s days", {"days": gap.days})
    if not hours:
        return words.say("%(minutes)s min", {"minutes": minutes})
    if not minutes:
        return words.say("%(hours)s h", {"hours": hours})
    return words.say("%(hours)s h %(minutes)s min", {"hours": hours, "minutes": minutes})
