"""`kiosk devices`: what is paired, when it was last heard of, and taking one out of use."""

import click

from kiosk.actions.watch_devices import device_named, device_standings, revoke_device
from kiosk.cli.house import Chosen, as_json, give, say, words
from kiosk.cli.taught import TaughtCommand, TaughtGroup
from kiosk.domain.device import Standing
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
            give({"devices": [standing_view(each) for each in standings]})
            return
        for each in standings:
            shown = standing_words(each, house.kit.now(), words().language)
            click.echo(
                "\t".join([shown["name"], shown["role"], shown["seen"], *_matters(each, shown["clock"]), shown["id"]])
            )
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


def _matters(standing: Standing, clock: str | None) -> list[str]:
    """What waits on it, and its clock, where there is something to say."""
    waiting = standing.beat.queue if standing.beat and standing.device.revoked_at is None else 0
    said = [words().say("%(count)s waiting to be sent", {"count": waiting})] if waiting else []
    return [*said, clock] if clock else said
