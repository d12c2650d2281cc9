"""The door's list as one tablet may hold it: hashed codes, no names, amounts only where staff stand."""

from collections.abc import Iterable

from kiosk.domain.badge import manifest_hash
from kiosk.domain.device import Device
from kiosk.domain.manifest import Manifest, Standing
from kiosk.domain.scan import Verdict
from kiosk.views.scans import View


def manifest_view(manifest: Manifest, device: Device, key: bytes, hosts: Iterable[str]) -> View:
    """The contract's manifest; `key` is this device's own, `hosts` whose addresses on badges are ours."""
    event = manifest.event
    return {
        "event": event.slug,
        "seq": manifest.seq,
        "whole": manifest.is_whole,
        "made_at": manifest.made_at.isoformat(),
        "starts_at": event.starts_at.isoformat(),
        "ends_at": event.ends_at.isoformat(),
        "capacity": event.capacity,
        "people_in": manifest.people_in,
        "inside": manifest.inside,
        "tables_need_entry": event.tables_need_entry,
        "hosts": sorted(hosts),
        "codes": {
            manifest_hash(key, each.code): _entry(each, verdict, sees_money=device.sees_money)
            for each, verdict in manifest.verdicts()
        },
    }


def _entry(standing: Standing, verdict: Verdict, *, sees_money: bool) -> View:
    entry: View = {"v": verdict.value}
    if standing.due and sees_money:
        entry["due"] = standing.due
    if standing.inside_since and verdict is Verdict.ALREADY_IN:
        entry["first"] = standing.inside_since.isoformat()
    if standing.needs_attention:
        entry["a"] = 1
    return entry
