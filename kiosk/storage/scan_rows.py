"""A scan's answer as it is kept, so that a retry gets it word for word."""

import json

from kiosk.domain.language import Language
from kiosk.domain.money import Amount
from kiosk.domain.people import AttendeeId
from kiosk.domain.place import Place, read_place
from kiosk.domain.scan import Direction, First, Guest, Scan
from kiosk.domain.staff import StaffId
from kiosk.domain.verdict import Verdict
from kiosk.storage.database import Row
from kiosk.storage.door_rules import question_of, question_row
from kiosk.storage.rows import millis, moment, moment_or_none, to_json


def answer_json(scan: Scan) -> str:
    """What the answer says beside the columns."""
    guest, due, first = scan.guest, scan.due, scan.first
    return to_json(
        {
            "guest": guest and [guest.id, guest.name, guest.company, guest.category, guest.language.value],
            "due": due and [due.value, due.currency],
            "first": first and [millis(first.at), first.place, first.device],
            "detail": scan.detail,
            "claim": scan.offers_claim,
            "pin": scan.needs_pin,
            "questions": [question_row(each) for each in scan.questions],
        }
    )


def scan_of(row: Row) -> Scan:
    """The scan in a row that carries the device's name and the moment of its annulment."""
    answer = json.loads(row["answer"])
    guest, due, first = answer["guest"], answer["due"], answer["first"]
    is_annulled = moment_or_none(row["annulled_at"]) is not None
    return Scan(
        seq=row["seq"],
        nonce=row["nonce"],
        code=row["code"],
        place=read_place(row["place"]) or Place(),
        direction=Direction(row["direction"]),
        verdict=Verdict.ANNULLED if is_annulled else Verdict(row["verdict"]),
        at=moment(row["at"]),
        device=row["device_name"],
        guest=Guest(AttendeeId(guest[0]), guest[1], guest[2], guest[3], Language(guest[4])) if guest else None,
        due=Amount(due[0], due[1]) if due else None,
        first=First(moment(first[0]), first[1], first[2]) if first else None,
        detail=answer["detail"],
        offers_claim=answer["claim"] and not is_annulled,
        judged=Verdict(row["judged"]),
        forced=bool(row["forced"]),
        needs_pin=answer.get("pin", False) and not is_annulled,
        conflict=row["conflict"],
        received_at=moment(row["received_at"]),
        staff=StaffId(row["staff"]) if row["staff"] else None,
        questions=() if is_annulled else tuple(question_of(each) for each in answer.get("questions", [])),
    )
