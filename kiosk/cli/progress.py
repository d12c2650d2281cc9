"""Bars for long work: on a terminal only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from kiosk.cli.house import words


@contextmanager
def progress_bar(label: str, total: int) -> Iterator[Callable[[int], None]]:
    """Gives what to call with the number done; silent where nobody looks."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(words().say(label), total=total)
        yield lambda done: bar.update(task, completed=done)


@contextmanager
def steps_bar(what: str) -> Iterator[Callable[[str, float], None]]:
    """Gives what to call with the name of the step under way and the share of everything that is done."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda now, share: bar.update(task, completed=share, description=f"{what}: {now}")
