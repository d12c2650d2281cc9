"""What the projector shows: counts, and meetings of people who agreed to be shown."""

from typing import Any

from kiosk.domain.language import Language
from kiosk.domain.room import Room
from kiosk.wording.catalog import Words
from kiosk.wording.formats import clock, place_name

SHOWN_MEETINGS = 6


def room_view(room: Room, language: Language, join_url: str) -> dict[str, Any]:
    """The whole new state of the projector."""
    words = Words(language)
    return {
        "event_name": room.event.name,
        "arrivals": room.people_in,
        "inside": room.inside,
        "join_url": join_url,
        "join_words": words.say("1. On this Wi-Fi, scan this. 2. Then the private code on the back of your badge."),
        "tables": [
            {"name": f"table-{number}", "label": words.say("Table %(number)s", {"number": number}), "people": people}
            for number, people in room.tables.items()
        ],
        "meetings": [
            {
                "names": list(meeting.names),
                "where": place_name(meeting.place, words) if meeting.place else None,
                "at": clock(meeting.at),
            }
            for meeting in room.meetings[:SHOWN_MEETINGS]
        ],
        "seq": room.seq,
    }
