"""What every command shares: the house it works on, how it answers, how it says no."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import click

from kiosk.assemble.house import House, open_house
from kiosk.domain.errors import InvalidFieldsError, KioskError
from kiosk.domain.language import Language, language_of
from kiosk.wording.catalog import Words
from kiosk.wording.problems import problem_sentence


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands before the command: which house, which event."""

    home: Path
    event: str | None

    @contextmanager
    def opened(self) -> Iterator[House]:
        """The house, open for one command; a refusal ends the command with exit status 1."""
        try:
            house = open_house(self.home, os.environ, self.event)
        except KioskError as error:
            refuse(error)
        try:
            yield house
        except KioskError as error:
            refuse(error)
        finally:
            house.close()


def words() -> Words:
    """The language of the terminal: `KIOSK_LANG`, else the system's, else French."""
    chosen = language_of(os.environ.get("KIOSK_LANG")) or language_of(os.environ.get("LANG"))
    return Words(chosen or Language.FR)


def say(message: str, values: Mapping[str, object] | None = None) -> None:
    """A sentence for a person, on standard error, so that `--json` output stays alone."""
    click.echo(words().say(message, values), err=True)


def give(result: Mapping[str, Any]) -> None:
    """The one JSON document of `--json`."""
    json.dump(result, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def refuse(error: KioskError) -> NoReturn:
    """Say why not, and end with status 1."""
    if isinstance(error, InvalidFieldsError):
        click.echo("  " + ", ".join(f"{name}: {why}" for name, why in error.fields.items()), err=True)
    refuse_as(error.slug, lambda language: problem_sentence(error, language))


def refuse_as(slug: str, sentence: Callable[[Language], str]) -> NoReturn:
    """The same for a refusal whose sentence is known here; as JSON too where that was asked for."""
    click.echo(click.style(sentence(words().language), fg="red"), err=True)
    context = click.get_current_context(silent=True)
    if context is not None and context.params.get("as_json"):
        give({"error": slug, "message": {each.value: sentence(each) for each in Language}})
    raise SystemExit(1)


as_json = click.option("--json", "as_json", is_flag=True, help="one JSON document on standard output")
