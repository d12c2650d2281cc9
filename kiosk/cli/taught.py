"""Commands whose help speaks French or English, by `KIOSK_LANG`."""

import copy
import re
import textwrap
from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

import click

from kiosk.cli.house import words


class TaughtCommand(click.Command):
    """A command that translates its help when it is shown, not when it is imported."""

    def get_short_help_str(self, limit: int = 80) -> str:
        """The first sentence, for the list of commands."""
        sentence = re.split(r"[.:;] | [:;] ", words().say(self.help or "").replace("\n", " "), maxsplit=1)[0]
        return textwrap.shorten(sentence, limit * 2, placeholder="…")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The whole help."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(words().say(self.help or ""))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options with their help in the reader's language."""
        records = [record for each in self.get_params(ctx) if (record := _translated(each).get_help_record(ctx))]
        with formatter.section(words().say("Options")):
            formatter.write_dl(records)


def _translated(parameter: click.Parameter) -> click.Parameter:
    """A copy whose help is in the reader's language, before click adds defaults and ranges to it."""
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    spoken = copy.copy(parameter)
    spoken.help = words().say(parameter.help)
    return spoken


class TaughtGroup(TaughtCommand, click.Group):
    """The same for `kiosk` itself; `lazy` names each command's place, and only the one that is called is loaded.

    The commands together load every library there is; a quick command should not wait for those of the service.
    """

    command_class = TaughtCommand

    def __init__(self, *args: Any, lazy: Mapping[str, str], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """In the order of an evening."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name, loaded now; None when there is none."""
        if cmd_name not in self._lazy:
            return None
        module, _, name = self._lazy[cmd_name].partition(":")
        return cast("click.Command", getattr(import_module(module), name))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then the commands."""
        super().format_options(ctx, formatter)
        known = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str()) for name, command in known if command and not command.hidden]
        with formatter.section(words().say("Commands")):
            formatter.write_dl(rows)
