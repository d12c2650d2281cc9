"""The door's list as one tablet may hold it: hashed codes, no names, amounts only where staff stand."""

from collections.abc import Iterable

from kiosk.domain.badge import manifest_hash
from kiosk.domain.device import Device
from kiosk.domain.manifest import Entry, Manifest
from kiosk.views.scans import View, question_view


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
        "opens_at": event.opens_at.isoformat(),
        "closes_at": event.closes_at.isoformat(),
        "capacity": event.capacity,
        "people_in": manifest.people_in,
        "inside": manifest.inside,
        "reentry": event.door.reentry.value,
        "tables_need_entry": event.tables_need_entry,
        "questions": [question_view(each) for each in event.door.questions],
        "hosts": sorted(hosts),
        "codes": {
            manifest_hash(key, code): _entry(entry, sees_money=device.sees_money) for code, entry in manifest.entries()
        },
    }


def _entry(entry: Entry, *, sees_money: bool) -> View:
    """One badge in few bytes: what is usual is left out."""
    said = {
        "due": entry.due if sees_money else 0,
        "first": entry.came_at.isoformat() if entry.came_at else None,
        "left": int(entry.came_at is not None and not entry.is_inside),
        "a": int(entry.needs_attention),
        "hours": [[each.opens_at.isoformat(), each.closes_at.isoformat()] for each in entry.hours],
        "no": list(entry.kept_from),
    }
    return {"v": entry.verdict.value, **{name: value for name, value in said.items() if value}}
