"""`kiosk staff`: people with PINs."""

import click

from kiosk.actions.manage_staff import add_staff, list_staff, remove_staff, reset_pin
from kiosk.cli.house import Chosen, as_json, give, say, words
from kiosk.cli.taught import TaughtCommand, TaughtGroup
from kiosk.domain.staff import Staff, StaffRole
from kiosk.wording.staff import ROLES

HELP = "Show who works at the event. Each has a PIN of six digits for money, search and undoing at the door."
ADD_HELP = "Take somebody on. Their PIN is shown once: write it down for them."
RESET_HELP = "Give somebody another PIN, shown once. The one before opens nothing."
REMOVE_HELP = "Take somebody's PIN back. What they did keeps their name."
COMMANDS = {
    "add": "kiosk.cli.staff:add",
    "reset": "kiosk.cli.staff:reset",
    "remove": "kiosk.cli.staff:remove",
}


@click.group(cls=TaughtGroup, lazy=COMMANDS, help=HELP, invoke_without_command=True)
@as_json
@click.pass_context
def staff(context: click.Context, as_json: bool) -> None:
    """List everybody, unless there is more to do; never a PIN."""
    if context.invoked_subcommand is not None:
        return
    with context.obj.opened() as house:
        people = list_staff(house.kit)
        if as_json:
            give({"staff": [{"id": each.id, "name": each.name, "role": each.role.value} for each in people]})
            return
        for each in people:
            click.echo(f"{each.name}\t{words().say(ROLES[each.role])}")
        if not people:
            say("Nobody has a PIN, so none is asked for: kiosk staff add NAME --role cashier gives the first.")


@click.command(cls=TaughtCommand, help=ADD_HELP)
@click.argument("name")
@click.option("--role", type=click.Choice([each.value for each in StaffRole]), required=True, help="what they may do")
@as_json
@click.pass_obj
def add(chosen: Chosen, name: str, role: str, as_json: bool) -> None:
    """Make a PIN and show it once."""
    with chosen.opened() as house:
        _show(*add_staff(house.kit, name, StaffRole(role)), as_json=as_json)


@click.command(cls=TaughtCommand, help=RESET_HELP)
@click.argument("name")
@as_json
@click.pass_obj
def reset(chosen: Chosen, name: str, as_json: bool) -> None:
    """Make another PIN and show it once."""
    with chosen.opened() as house:
        _show(*reset_pin(house.kit, name), as_json=as_json)


@click.command(cls=TaughtCommand, help=REMOVE_HELP)
@click.argument("name")
@as_json
@click.pass_obj
def remove(chosen: Chosen, name: str, as_json: bool) -> None:
    """Nobody can use that PIN from now on."""
    with chosen.opened() as house:
        gone = remove_staff(house.kit, name)
        if as_json:
            give({"name": gone.name})
        else:
            say("%(name)s no longer has a PIN.", {"name": gone.name})


def _show(who: Staff, pin: str, *, as_json: bool) -> None:
    if as_json:
        give({"name": who.name, "pin": pin, "role": who.role.value, "id": who.id})
        return
    say("%(name)s, %(role)s. PIN, shown once:", {"name": who.name, "role": words().say(ROLES[who.role])})
    click.echo(pin)
