"""`kiosk badges`: what is printed for each guest. `kiosk tables`: the addresses of the table cards."""

import csv
from collections.abc import Iterable
from pathlib import Path

import click

from kiosk.actions.prepare_badges import prepare_badges, table_codes
from kiosk.badges.badge import BadgeFace
from kiosk.badges.errors import BadgeError
from kiosk.badges.face import face_of
from kiosk.badges.papers import PAPERS
from kiosk.badges.sheet import write_sheet
from kiosk.cli.house import Chosen, as_json, give, refuse_as, say
from kiosk.cli.progress import progress_bar
from kiosk.cli.taught import TaughtCommand
from kiosk.domain.errors import SettingsError
from kiosk.domain.people import Attendee
from kiosk.wording.catalog import N_, Words

HELP = "Make the badges of the current event: fronts, and backs with each guest's private claim code, to print and cut."
NOBODY = N_("There is nobody to make a badge for yet: kiosk import guests.csv takes a guest list in.")
TABLES_HELP = "Show the address on each table's card; scanning it says: I am at this table."


@click.command(cls=TaughtCommand, help=HELP)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="the PDF to write")
@click.option("--paper", type=click.Choice(list(PAPERS)), default="a4x10", show_default=True, help="the paper")
@click.option(
    "--codes", type=click.Path(dir_okay=False, path_type=Path), help="also write the codes as CSV; keep it safe"
)
@as_json
@click.pass_obj
def badges(chosen: Chosen, out: Path | None, paper: str, codes: Path | None, as_json: bool) -> None:
    """Write what was asked for; each run makes fresh claim codes, those printed before stay good."""
    if out is None and codes is None:
        raise click.UsageError("--out FILE.pdf")
    with chosen.opened() as house:
        event, printed = prepare_badges(house.kit)
        if not printed:
            refuse_as("nobody_to_print", lambda language: Words(language).say(NOBODY))
        faces = [face_of(event, each.attendee, each.claim_code, house.settings.base_url) for each in printed]
        pages = _print(faces, out, paper) if out else 0
        if codes:
            _write_codes(codes, [each.attendee for each in printed], faces)
        if as_json:
            give({"badges": len(printed), "pages": pages})
            return
        if out:
            say("%(badges)s badges on %(pages)s pages.", {"badges": len(printed), "pages": pages})
        if codes:
            say("%(badges)s codes in %(file)s: keep it safe.", {"badges": len(printed), "file": codes})


@click.command(cls=TaughtCommand, help=TABLES_HELP)
@as_json
@click.pass_obj
def tables(chosen: Chosen, as_json: bool) -> None:
    """Table by table."""
    with chosen.opened() as house:
        _, found = table_codes(house.kit)
        rows = [{"table": f"table-{number}", "url": f"{house.settings.base_url}/t/{code}"} for number, code in found]
        if as_json:
            give({"tables": rows})
            return
        for row in rows:
            click.echo(f"{row['table']}\t{row['url']}")


def _print(faces: list[BadgeFace], out: Path, paper: str) -> int:
    try:
        with progress_bar(N_("Badges"), len(faces)) as progress:
            return write_sheet(faces, out, PAPERS[paper], progress=progress).pages
    except (BadgeError, OSError) as error:
        raise SettingsError(str(error)) from error


def _write_codes(place: Path, people: Iterable[Attendee], faces: Iterable[BadgeFace]) -> None:
    """The codes open phones' sessions, so the file is its owner's only."""
    try:
        place.touch(mode=0o600)
        place.chmod(0o600)
        with place.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["attendee_id", "name", "front_url", "claim_url"])
            for attendee, face in zip(people, faces, strict=True):
                writer.writerow([attendee.id, face.name, face.front_url, face.claim_url or ""])
    except OSError as error:
        raise SettingsError(f"{place}: {error.strerror}") from error
