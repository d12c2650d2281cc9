"""`kiosk devices`: what is paired, when it was last heard of, and taking one out of use."""

from collections.abc import Mapping
from typing import Any

import click

from kiosk.actions.watch_devices import device_named, device_standings, revoke_device
from kiosk.cli.house import Chosen, as_json, give, say, words
from kiosk.cli.taught import TaughtCommand, TaughtGroup
from kiosk.views.devices import standing_view, standing_words

HELP = "Show the paired devices: when each was last seen, what waits on it, how wrong its clock is."
REVOKE_HELP = "Unpair a device by its name or id. It is refused at once; what waits on it stays there."


@click.group(cls=TaughtGroup, lazy={"revoke": "kiosk.cli.devices:revoke"}, help=HELP, invoke_without_command=True)
@as_json
@click.pass_context
def devices(context: click.Context, as_json: bool) -> None:
    """List all, unless one is to go."""
    if context.invoked_subcommand is not None:
        return
    with context.obj.opened() as house:
        standings = device_standings(house.kit)
        if as_json:
            give({"devices": [standing_view(each, house.kit.now()) for each in standings]})
            return
        for each in standings:
            click.echo(_line(standing_words(each, house.kit.now(), words().language)))
        if not standings:
            say('No device is paired yet: kiosk pair --role door --name "Porte 1" pairs one.')


@click.command(cls=TaughtCommand, help=REVOKE_HELP)
@click.argument("name")
@as_json
@click.pass_obj
def revoke(chosen: Chosen, name: str, as_json: bool) -> None:
    """Its keys open nothing from now on."""
    with chosen.opened() as house:
        gone = revoke_device(house.kit, device_named(house.kit, name).id)
        if as_json:
            give({"device_id": gone.id, "name": gone.name, "revoked": True})
        else:
            say("%(name)s is unpaired.", {"name": gone.name})


def _line(shown: Mapping[str, Any]) -> str:
    """One device: what is always said of it, and what waits there or is wrong where there is something."""
    queue = shown["queue"]
    waiting = words().say("%(count)s waiting to be sent", {"count": queue}) if queue else None
    said = (shown["name"], shown["role"], shown["seen"], waiting, shown["clock"], shown["staff"], shown["id"])
    return "\t".join(filter(None, said))
