"""`kiosk import`: a guest list."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from kiosk.actions.import_guests import import_guests
from kiosk.cli.house import Chosen, as_json, give, refuse_as, say, words
from kiosk.cli.progress import progress_bar
from kiosk.cli.taught import TaughtCommand
from kiosk.domain.guest_list import Intake
from kiosk.exchange.decoding import MAX_BYTES
from kiosk.exchange.doubles import Double, doubles, same_person
from kiosk.exchange.errors import GuestListError
from kiosk.exchange.guest_list import Field, GuestList
from kiosk.exchange.invitation import invitations
from kiosk.exchange.read import read_guest_list
from kiosk.wording.catalog import N_, Words
from kiosk.wording.guest_lists import FAILURES, FIELDS, LIKENESSES, ROWS

HELP = (
    "Take a guest list in: CSV with any headings, comma, semicolon or tab. The same list again adds nobody, a newer"
    " one updates; every row that is no guest is reported. Fields for --map: " + ", ".join(Field) + ", extra."
)
SHOWN = 20


@click.command("import", cls=TaughtCommand, help=HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--map", "mapping", multiple=True, metavar="HEADING=FIELD", help="what a column holds; repeatable")
@click.option("--dry-run", is_flag=True, help="only say what would happen; take nobody in")
@as_json
@click.pass_obj
def import_(chosen: Chosen, /, file: Path, mapping: tuple[str, ...], *, dry_run: bool, as_json: bool) -> None:
    """Read, take in, report."""
    listed = _read(file, mapping)
    twice = doubles(listed.rows)
    with chosen.opened() as house, progress_bar(N_("Guests"), len(listed.rows)) as progress:
        guests = list(invitations(listed))
        intake = import_guests(house.kit, guests, is_same=same_person, progress=progress, dry_run=dry_run)
    if as_json:
        give(_document(listed, intake, twice))
    else:
        _report(listed, intake, twice)
        if dry_run:
            say("Nothing was taken in: this was a dry run.")
    if not listed.rows:
        raise SystemExit(1)


def _read(file: Path, mapping: tuple[str, ...]) -> GuestList:
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
        return read_guest_list(data, mapping=_pairs(mapping), name=file.name)
    except GuestListError as error:
        slug, facts = error.slug, _facts(error)
    except OSError as error:
        slug, facts = "unreadable", {"why": f"{file}: {error.strerror}"}
    return refuse_as(slug, lambda language: Words(language).say(FAILURES[slug], facts))


def _pairs(mapping: Iterable[str]) -> dict[str, str]:
    """Headings may hold an equals sign; fields do not."""
    pairs = {}
    for each in mapping:
        heading, equals, field = each.rpartition("=")
        if not equals or not heading.strip() or not field.strip():
            raise click.BadParameter(f"{each!r}: 'Heading=field'", param_hint="--map")
        pairs[heading.strip()] = field.strip()
    return pairs


def _facts(error: GuestListError) -> dict[str, object]:
    facts = {name: value for name, value in vars(error).items() if not name.startswith("_")}
    return {name: ", ".join(map(str, value)) if isinstance(value, tuple) else value for name, value in facts.items()}


def _document(listed: GuestList, intake: Intake, twice: tuple[Double, ...]) -> dict[str, object]:
    names = {row.row: row.name for row in listed.rows}
    return {
        **asdict(intake),
        "refused": [{"row": each.row, "reason": each.reason.value, "text": each.text} for each in listed.refused],
        "notes": [{"row": each.row, "reason": each.problem.value, "value": each.value} for each in listed.notes],
        "doubles": [
            {
                "rows": [each.first_row, each.second_row],
                "reason": each.why.value,
                "names": [names[each.first_row], names[each.second_row]],
            }
            for each in twice
        ],
        "columns": {each.heading: each.field.value if each.field else None for each in listed.columns},
        "encoding": listed.encoding,
        "separator": listed.separator,
    }


def _report(listed: GuestList, intake: Intake, twice: tuple[Double, ...]) -> None:
    """What came in, which columns were found, then every row that wants a look."""
    spoken = words()
    known = [f"{each.heading} = {spoken.say(FIELDS[each.field])}" for each in listed.columns if each.field]
    say("Columns: %(columns)s", {"columns": ", ".join(known)})
    if kept := [each.heading for each in listed.columns if each.field is None]:
        say("Kept as they are: %(columns)s", {"columns": ", ".join(kept)})
    for note in listed.refused:
        say("row %(row)s: %(reason)s", {"row": note.row, "reason": f"{spoken.say(ROWS[note.reason])} ({note.text})"})
    for told in listed.notes:
        say("row %(row)s: %(reason)s", {"row": told.row, "reason": f"{spoken.say(ROWS[told.problem])} ({told.value})"})
    for double in twice[:SHOWN]:
        rows = {"first": double.first_row, "second": double.second_row, "why": spoken.say(LIKENESSES[double.why])}
        say("rows %(first)s and %(second)s may be one person: %(why)s. Both are kept.", rows)
    if len(twice) > SHOWN:
        say("… and %(more)s more such pairs; --json shows all.", {"more": len(twice) - SHOWN})
    if intake.unpriced:
        unpriced = {"categories": ", ".join(intake.unpriced)}
        say("No price is set for: %(categories)s. These guests owe the event's first price.", unpriced)
    say("%(added)s new, %(changed)s changed, %(same)s as before.", asdict(intake))
