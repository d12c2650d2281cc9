"""`kiosk rules`: what counts when people are suggested to each other."""

from dataclasses import asdict

import click

from kiosk.actions.choose_rules import EventRules, choose_rules, look_at_rules
from kiosk.cli.house import Chosen, as_json, give, say, words
from kiosk.cli.taught import TaughtCommand
from kiosk.wording.rules import MEANINGS, SETTINGS, VETOES

HELP = (
    "Show what counts when people are suggested to each other at this event, or choose it: kiosk rules need_offer=4"
    " weighted=no segments='startup+investor=2'. A name with nothing behind the equals sign goes back to its default."
    " The evening follows at once."
)


@click.command(cls=TaughtCommand, help=HELP)
@click.argument("choices", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--reset", is_flag=True, help="go back to the defaults first")
@as_json
@click.pass_obj
def rules(chosen: Chosen, /, *, choices: tuple[str, ...], reset: bool, as_json: bool) -> None:
    """Keep what was chosen, then show everything."""
    said = dict(_choice(each) for each in choices)
    with chosen.opened() as house:
        found = choose_rules(house.kit, said, afresh=reset) if said or reset else look_at_rules(house.kit)
    if as_json:
        give(_document(found))
    else:
        _show(found)


def _choice(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r}: NAME=VALUE", param_hint="NAME=VALUE")
    return name.strip(), value


def _document(found: EventRules) -> dict[str, object]:
    return {
        "event": found.event,
        "chosen": sorted(found.chosen),
        "criteria": [asdict(each) for each in found.rules.criteria()],
        "vetoes": [asdict(each) for each in found.rules.vetoes()],
        "rules": asdict(found.rules),
    }


def _show(found: EventRules) -> None:
    """Criteria with their weights, vetoes with a cross where they hold, then the other settings."""
    spoken = words()
    say("Suggestions at %(event)s. What counts, and how much:", {"event": found.event})
    for criterion in found.rules.criteria():
        weight = f"{criterion.weight:g}" if criterion.on else "–"
        _line(found, criterion.name, weight, spoken.say(MEANINGS[criterion.name]))
    say("Who is never sent to whom (× holds):")
    for veto in found.rules.vetoes():
        _line(found, veto.name, "×" if veto.on else "–", spoken.say(VETOES[veto.name]))
    say("Other settings (* chosen for this event):")
    for name, meaning in SETTINGS.items():
        _line(found, name, _written(getattr(found.rules, name)), spoken.say(meaning))


def _line(found: EventRules, name: str, value: str, meaning: str) -> None:
    mark = "*" if name in found.chosen else " "
    click.echo(f" {mark} {name:<15} {value:>8}  {meaning}", err=True)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return words().say("yes") if value else words().say("no")
    if isinstance(value, tuple):
        return ", ".join("+".join(map(str, each[:2])) for each in value) or "–"
    return f"{value:g}" if isinstance(value, float) else str(value)
