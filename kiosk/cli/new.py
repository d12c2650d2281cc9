"""`kiosk new`: an event."""

from collections.abc import Callable
from datetime import datetime, timedelta

import click

from kiosk.actions.create_event import create_event
from kiosk.actions.kit import new_id, utc_now
from kiosk.cli.door_options import door_rules
from kiosk.cli.house import Chosen, as_json, give, say
from kiosk.cli.taught import TaughtCommand
from kiosk.domain.door_rules import Reentry
from kiosk.domain.errors import InvalidFieldsError
from kiosk.domain.event import Event, EventFormat, EventId, slug_of
from kiosk.domain.language import Language
from kiosk.wording.formats import ZONE, day_and_time

HELP = "Open a new event; it is the current one from now on. Without --starts its doors open now, for four hours."
LENGTH = timedelta(hours=4)
TABLES = 10


@click.command(cls=TaughtCommand, help=HELP)
@click.argument("name")
@click.option(
    "--format",
    "kind",
    type=click.Choice([each.value for each in EventFormat]),
    default=EventFormat.AFTERWORK.value,
    help="what kind",
)
@click.option("--starts", help="when doors open, local time: 2026-12-04T18:00")
@click.option("--ends", help="when the evening ends (default: four hours later)")
@click.option("--capacity", type=int, help="how many may be inside at once")
@click.option("--price", "prices", multiple=True, help='a category and its price, such as "Standard=10000"; repeatable')
@click.option("--tables", type=int, default=TABLES, show_default=True, help="how many tables")
@click.option(
    "--meeting-point", "points", multiple=True, help="a public place where two people may be sent; repeatable"
)
@click.option(
    "--reentry",
    type=click.Choice([each.value for each in Reentry]),
    default=Reentry.FREE.value,
    help="whether guests who left may come in again, or once is all",
)
@click.option("--hours", multiple=True, help='when a category may enter, such as "VIP=17:00-21:00"; repeatable')
@click.option("--reserve", "reserved", multiple=True, help='who may sit at a table, such as "table-1=VIP"; repeatable')
@click.option(
    "--question",
    "questions",
    multiple=True,
    help='to ask at the door: "Quel plat ? | Which dish? [poisson, poulet] *"; [oui/non], nothing for free text,'
    " * when it must be answered; repeatable",
)
@click.option("--currency", default="XAF", show_default=True, help="the currency of all amounts")
@click.option(
    "--language",
    type=click.Choice([each.value for each in Language]),
    default=Language.FR.value,
    help="the language of the evening",
)
@as_json
@click.pass_obj
def new(chosen: Chosen, /, name: str, *, as_json: bool, **given: object) -> None:
    """Open it and say its short name."""
    with chosen.opened() as house:
        event = create_event(house.kit, _event(name, given))
        if as_json:
            give({"event": event.slug, "starts": event.starts_at.isoformat(), "ends": event.ends_at.isoformat()})
        else:
            hours = {"name": event.name, "starts": day_and_time(event.starts_at), "ends": day_and_time(event.ends_at)}
            say("%(name)s is open from %(starts)s to %(ends)s.", hours)
            say("Its short name, for --event: %(slug)s", {"slug": event.slug})
            say("Next: kiosk import guests.csv, then kiosk badges --out badges.pdf")


def _event(name: str, given: dict[str, object]) -> Event:
    starts = _moment("starts", given["starts"], utc_now)
    points = tuple(str(point) for point in _several(given["points"])) or ("bar", "desk")
    return Event(
        id=EventId(new_id("e")),
        slug=slug_of(name),
        name=name.strip(),
        format=EventFormat(str(given["kind"])),
        starts_at=starts,
        ends_at=_moment("ends", given["ends"], lambda: starts + LENGTH),
        capacity=_whole(given["capacity"]),
        currency=str(given["currency"]).upper(),
        tables=_whole(given["tables"]) or 0,
        prices=dict(_price(str(text)) for text in _several(given["prices"])),
        meeting_points=points,
        tables_need_entry=True,
        language=Language(str(given["language"])),
        door=door_rules(given, starts),
    )


def _several(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _moment(field: str, text: object, otherwise: Callable[[], datetime]) -> datetime:
    if text is None:
        return otherwise()
    try:
        read = datetime.fromisoformat(str(text))
    except ValueError:
        raise InvalidFieldsError({field: f"{text!r}, not a time such as 2026-12-04T18:00"}) from None
    return read if read.tzinfo else read.replace(tzinfo=ZONE)


def _price(text: str) -> tuple[str, int]:
    category, _, amount = text.rpartition("=")
    plain = amount.strip().replace(" ", "").replace("_", "")
    if not category.strip() or not plain.isdecimal():
        raise InvalidFieldsError({"price": f'{text!r}, not like "Standard=10000"'})
    return category.strip(), int(plain)
