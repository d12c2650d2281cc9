"""Money, times and places as people write them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.numbers import format_currency

from kiosk.domain.language import Language
from kiosk.domain.money import Amount
from kiosk.domain.place import read_place
from kiosk.wording.catalog import N_, Words

ZONE = ZoneInfo("Africa/Douala")

LANGUAGES = {Language.FR.value: N_("French"), Language.EN.value: N_("English")}
POINTS = {"desk": N_("the welcome desk"), "bar": N_("the bar"), "entrance": N_("the entrance")}


def money(amount: Amount, language: Language) -> str:
    """Write 10 000 FCFA in French, 10,000 FCFA in English; no decimals."""
    return format_currency(amount.value, amount.currency, "#,##0 ¤", locale=language.value, currency_digits=False)


def clock(moment: datetime) -> str:
    """The local time of the evening: "18:42"."""
    return moment.astimezone(ZONE).strftime("%H:%M")


def day_and_time(moment: datetime) -> str:
    """The local day and time: "04/12/2026 18:42"."""
    return moment.astimezone(ZONE).strftime("%d/%m/%Y %H:%M")


def masked(name: str) -> str:
    """A name that only its owner recognises, for a screen that anybody may read: "A•• N••"."""
    return " ".join(word[0] + "••" for word in name.split())


def language_name(language: str, words: Words) -> str:
    """A language by its code, in words: "French", "français"; another one as it was written."""
    return words.say(LANGUAGES[language]) if language in LANGUAGES else language


def place_name(place: str, words: Words) -> str:
    """A place in words: a table by its number, a point of the house by its name, the organiser's own as written."""
    found = read_place(place)
    if found is not None and found.table is not None:
        return words.say("Table %(number)s", {"number": found.table})
    return words.say(POINTS[place]) if place in POINTS else place
