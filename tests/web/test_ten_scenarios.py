"""Ten evenings at the door that every check-in program has to get right, over the API as devices use it."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from kiosk.actions.create_event import create_event
from kiosk.actions.import_guests import import_guests
from kiosk.actions.look import room_now
from kiosk.actions.manage_staff import add_staff
from kiosk.actions.sign_in import pair_device
from kiosk.domain.device import DeviceRole
from kiosk.domain.door_rules import DoorRules, Hours, Reentry
from kiosk.domain.guest_list import Invitation
from kiosk.domain.people import Attendee, AttendeeState, Person, PersonId
from kiosk.domain.question import Question, QuestionKind
from kiosk.domain.staff import StaffRole
from tests.bench import HOST, Bench, an_event

CASH = {"method": "cash", "amount": 10_000}


class Evening:
    """One evening, seen from a door."""

    def __init__(self, bench: Bench, client: Callable[[], FlaskClient], key: dict[str, str]) -> None:
        self.bench, self.client, self.key = bench, client, key
        self.count = 0

    def open(self, **changes: object) -> None:
        """Another event with rules of its own."""
        self.bench.event = create_event(self.bench.kit, an_event(self.bench.clock, "Tonight", **changes))

    def scan(self, code: str, place: str = "door", direction: str = "in", **more: object) -> Any:  # noqa: ANN401
        """The answer to one scan."""
        self.count += 1
        key = {"nonce": f"scenario-{self.count:04}", "code": code, "place": place, "direction": direction}
        answer = self.client().post("/api/v1/scans", json={**key, **more}, headers=self.key)
        return answer.json

    def verdict(self, code: str, *where: str, **more: object) -> str:
        """Its verdict alone."""
        place, direction = (*where, *("door", "in")[len(where) :])
        return str(self.scan(code, place, direction, **more)["verdict"])

    def undo(self, nonce: str, key: dict[str, str] | None = None, **more: object) -> Any:  # noqa: ANN401
        """The answer to an undoing."""
        body = {"reason": "mauvaise personne", **more}
        return self.client().post(f"/api/v1/scans/{nonce}/undo", json=body, headers=key or self.key).json

    def step_up(self, pin: str, key: dict[str, str]) -> None:
        """Somebody stands at a door from now on."""
        assert self.client().post("/api/v1/staff/step-up", json={"pin": pin}, headers=key).status_code == 200

    def figures(self) -> dict[str, Any]:
        """What every screen counts."""
        return dict(self.client().get("/api/v1/event", headers=self.key).json or {})

    def rows(self, columns: str) -> list[tuple[object, ...]]:
        """What is kept of all scans, in order."""
        house = sqlite3.connect(self.bench.path / "kiosk.db")
        found = house.execute(f"select {columns} from scan order by seq").fetchall()
        house.close()
        return found


@pytest.fixture
def evening(bench: Bench, client: Callable[[], FlaskClient], door: dict[str, str]) -> Evening:
    return Evening(bench, client, door)


def other_door(bench: Bench) -> dict[str, str]:
    return {"Authorization": f"Bearer {pair_device(bench.kit, 'Porte 2', DeviceRole.DOOR)[1]}"}


def test_1_one_badge_goes_in_once_and_a_gesture_counts_once(evening: Evening) -> None:
    awa, bea = evening.bench.invite("Awa Ndi", "Bea Fon")
    assert [evening.verdict(awa.front_code) for _ in range(2)] == ["ok", "already_in"]
    evening.bench.told.clear()

    with ThreadPoolExecutor(20) as pool:
        same = list(pool.map(lambda _: evening.bench.scan(bea.front_code, nonce="one-gesture"), range(20)))
        told = len(evening.bench.told)
        many = list(pool.map(lambda n: evening.bench.scan(bea.front_code, nonce=f"gesture-{n:03}"), range(20)))

    assert {(scan.seq, scan.verdict.value) for scan in same} == {(3, "ok")}
    assert told == 1
    assert {scan.verdict.value for scan in many} == {"already_in"}
    figures = evening.figures()
    assert (figures["inside"], figures["entries"], figures["people_in"]) == (2, 2, 2)


def test_2_the_door_and_two_tables_are_one_person(evening: Evening) -> None:
    (awa,) = evening.bench.invite("Awa Ndi")

    verdicts = [evening.verdict(awa.front_code, place) for place in ("door", "table-1", "table-4", "door", "table-4")]

    figures = evening.figures()
    assert verdicts == ["ok", "ok", "ok", "already_in", "already_in"]
    assert (figures["people_in"], figures["inside"]) == (1, 1)
    assert (figures["tables"]["table-1"], figures["tables"]["table-4"]) == (0, 1)


@pytest.mark.parametrize(
    ("reentry", "verdicts", "inside"),
    [
        (Reentry.FREE, ["ok", "ok", "ok", "already_in", "ok", "ok"], [1, 0, 1, 1, 0, 0]),
        (Reentry.ONCE, ["ok", "ok", "already_in", "already_in", "ok", "ok"], [1, 0, 0, 0, 0, 0]),
    ],
)
def test_3_in_out_and_in_again_as_the_event_allows(
    evening: Evening, reentry: Reentry, verdicts: list[str], inside: list[int]
) -> None:
    evening.open(door=DoorRules(reentry=reentry))
    (awa,) = evening.bench.invite("Awa Ndi")
    told, counted = [], []

    for direction in ("in", "out", "in", "in", "out", "out"):
        told.append(evening.verdict(awa.front_code, "door", direction))
        counted.append(evening.figures()["inside"])

    assert (told, counted) == (verdicts, inside)


def test_3_one_entry_only_says_when_it_was_and_gives_way_to_a_reason(evening: Evening) -> None:
    evening.open(door=DoorRules(reentry=Reentry.ONCE))
    (awa,) = evening.bench.invite("Awa Ndi")
    entered = evening.scan(awa.front_code)
    evening.bench.clock.forward(minutes=40)
    left = evening.scan(awa.front_code, "door", "out")

    back = evening.scan(awa.front_code)
    evening.undo(left["nonce"])

    assert back["first"] == {"at": entered["at"], "place": "door", "device": "Porte 1"}
    assert back["message"]["en"] == "Came in at 19:30 and left: one entry only"
    assert back["may_force"]
    assert evening.verdict(awa.front_code) == "ok"


def test_4_money_is_asked_taken_and_given_back_with_the_entry(evening: Evening) -> None:
    gone, awa = (
        evening.bench.invite("Gone Fon", amount=10_000, state=AttendeeState.CANCELLED)[0],
        evening.bench.invite("Awa Ndi", amount=10_000)[0],
    )

    cancelled = evening.verdict(gone.front_code)
    asked = evening.scan(awa.front_code)
    half = evening.scan(awa.front_code, payment={"method": "cash", "amount": 5_000})
    paid = evening.scan(awa.front_code, payment=CASH)
    taken = evening.figures()["takings"]
    evening.undo(paid["nonce"])
    again = evening.scan(awa.front_code)
    evening.scan(awa.front_code, payment={"method": "orange_money", "amount": 10_000, "reference": "OM-123"})

    assert cancelled == "cancelled"
    assert (asked["verdict"], asked["due"]) == ("must_pay", {"amount": 10_000, "currency": "XAF"})
    assert half["fields"] == {"payment": "not_what_is_due"}
    assert (paid["verdict"], taken) == ("ok", {"cash": 10_000})
    assert (again["verdict"], again["due"]) == ("must_pay", {"amount": 10_000, "currency": "XAF"})
    assert evening.figures()["takings"] == {"orange_money": 10_000}
    assert evening.figures()["inside"] == 1


def test_5_an_undoing_is_kept_refused_to_others_and_lets_the_guest_in_again(evening: Evening) -> None:
    (awa,) = evening.bench.invite("Awa Ndi")
    nonce = evening.scan(awa.front_code)["nonce"]
    _, cashier = add_staff(evening.bench.kit, "Caisse", StaffRole.CASHIER)
    other = other_door(evening.bench)
    for door in (evening.key, other):
        evening.step_up(cashier, door)

    refused = [evening.undo("never-made"), evening.undo(nonce, other), evening.undo(nonce, reason="")]
    undone = evening.undo(nonce)
    inside = evening.figures()["inside"]
    second = evening.scan(awa.front_code)
    _, pin = add_staff(evening.bench.kit, "Chef", StaffRole.SUPERVISOR)
    evening.bench.clock.forward(minutes=16)
    evening.step_up(cashier, evening.key)
    late = evening.undo(second["nonce"])
    allowed = evening.undo(second["nonce"], other, pin=pin)

    assert [each["error"] for each in refused] == ["unknown_nonce", "undo_refused", "invalid_fields"]
    assert (undone["verdict"], inside, second["verdict"]) == ("annulled", 0, "ok")
    assert (late["error"], allowed["verdict"]) == ("pin_needed", "annulled")
    assert evening.rows("verdict, code") == [("ok", awa.front_code)] * 2


def test_6_the_unknown_stay_out_the_replaced_may_be_forced_and_all_is_kept(evening: Evening) -> None:
    (awa,) = evening.bench.invite("Awa Ndi")
    new = evening.bench.replace_badge(awa)
    reason = {"reason": "badge oublié à la maison"}

    unknown = evening.scan("BBBBBBBBBB", force=reason)
    old = evening.scan(awa.front_code)
    forced = evening.scan(awa.front_code, force=reason)
    malformed = evening.scan("BBBBBBBBBB", queued=True, shown="perhaps")

    assert (unknown["verdict"], unknown["forced"], unknown["may_force"]) == ("unknown", False, False)
    assert (old["verdict"], old["attendee"]["name"]) == ("revoked", "Awa Ndi")
    assert old["message"]["en"] == "Badge replaced at 19:30 — ask for the new one"
    assert (forced["verdict"], forced["forced"]) == ("ok", True)
    assert malformed["error"] == "invalid_fields"
    assert evening.rows("raw, judged, force_reason, forced") == [
        ("BBBBBBBBBB", "unknown", reason["reason"], 0),
        (awa.front_code, "revoked", None, 0),
        (awa.front_code, "revoked", reason["reason"], 1),
    ]
    assert evening.verdict(new) == "already_in"


def test_7_an_altered_code_is_nobodys_and_a_new_name_keeps_its_badge(evening: Evening) -> None:
    now = evening.bench.clock()
    late = Hours("VIP", now + timedelta(hours=1), now + timedelta(hours=2))
    evening.open(prices={"Standard": 0, "VIP": 0}, door=DoorRules(hours=(late,), reserved={"table-1": ("VIP",)}))
    (vip,) = evening.bench.invite("Vera Eko", category="VIP")
    (awa,) = evening.bench.invite("Awa Ndi", category="Standard")
    letters = "BCDEFGHJKNPRSTUVX"
    altered = awa.front_code[:-1] + letters[(letters.index(awa.front_code[-1]) + 1) % len(letters)]

    verdicts = [evening.verdict(code) for code in (altered, awa.front_code[:-1] + "O", vip.front_code)]
    renamed(evening.bench, awa, "Awa Ngo Ndi")

    assert verdicts == ["unknown", "invalid", "not_now"]
    assert evening.scan(vip.front_code)["message"]["fr"] == "Ouverture à 20:30"
    assert evening.scan(awa.front_code)["attendee"]["name"] == "Awa Ngo Ndi"
    assert evening.verdict(awa.front_code, "table-1") == "not_allowed_here"
    evening.bench.clock.forward(hours=1)
    assert [evening.verdict(vip.front_code, place) for place in ("door", "table-1")] == ["ok", "ok"]


def renamed(bench: Bench, attendee: Attendee, name: str) -> None:
    """The list again, with another spelling for the same phone."""
    person = attendee.person
    corrected = Invitation(Person(PersonId(""), name, phone=person.phone), category=attendee.category)
    import_guests(bench.kit, [corrected], is_same=lambda a, b: a.phone == b.phone)


@pytest.mark.parametrize(
    "given",
    [
        "{code}",
        "  {lower} \r\n",
        "]Q1{code}",
        "]Q2\\000026{code}",
        "\ufeff{spaced}",
        "http://{host}/b/{lower}",
        "HTTP://{host}:8000/B/{code}?x=1",
        "httpM!!192:168:50:1!b!{azerty}",
    ],
)
def test_8_whatever_the_reader_makes_of_it_the_badge_is_known(evening: Evening, given: str) -> None:
    (awa,) = evening.bench.invite("Awa Ndi")
    code = awa.front_code
    raw = given.format(code=code, lower=code.lower(), spaced=f"{code[:5]} {code[5:]}", host=HOST, azerty=code.lower())

    answer = evening.scan(raw)

    assert (answer["verdict"], answer["attendee"]["name"]) == ("ok", "Awa Ndi")
    assert evening.rows("raw, code") == [(raw, code)]


def test_9_questions_are_asked_once_again_when_they_must_and_kept(evening: Evening) -> None:
    meal = Question("plat", "Quel plat ?", "Which dish?", QuestionKind.CHOICE, ("poisson", "poulet"), required=True)
    taxi = Question("taxi", "Taxi ?", "Taxi home?", QuestionKind.YES_NO)
    word = Question("allergies", "Allergies ?", "Allergies?")
    evening.open(door=DoorRules(questions=(meal, taxi, word)))
    (awa,) = evening.bench.invite("Awa Ndi")

    def asked(**answers: object) -> list[str]:
        answer = evening.scan(awa.front_code, answers=answers)
        return [each["key"] for each in answer["questions"]] or [answer["verdict"]]

    told = evening.scan(awa.front_code)
    assert (told["message"]["fr"], told["message"]["en"]) == ("Une question avant d’entrer", "One question first")
    assert asked() == ["plat", "taxi", "allergies"]
    assert asked(plat="riz", taxi="peut-être", allergies="") == ["plat", "taxi"]
    assert asked(plat="", taxi="") == ["plat"]
    assert asked(plat="POULET") == ["ok"]
    with evening.bench.store.reading() as store:
        assert store.scans.answers(awa.id) == {"plat": "poulet", "taxi": "", "allergies": ""}
    evening.scan(awa.front_code, "door", "out")
    assert evening.verdict(awa.front_code) == "ok"


def test_9_answers_of_the_wrong_person_go_with_the_undoing(evening: Evening) -> None:
    evening.open(door=DoorRules(questions=(Question("taxi", "Taxi ?", "Taxi?", QuestionKind.YES_NO, required=True),)))
    (awa,) = evening.bench.invite("Awa Ndi")
    entered = evening.scan(awa.front_code, answers={"taxi": True})

    evening.undo(entered["nonce"])

    assert entered["verdict"] == "ok"
    assert evening.verdict(awa.front_code) == "questions"


def test_10_the_door_names_the_whole_guest_waits_for_no_printer_and_repeats_the_original(evening: Evening) -> None:
    name = "Marie-Thérèse Éléonore Ngo Bassong épse Mbarga Nguémo Ŋgɔ̂"
    (guest,) = evening.bench.invite(name)

    first = evening.scan(guest.front_code)
    evening.bench.clock.forward(minutes=20)
    second = evening.scan(guest.front_code)

    assert (first["verdict"], first["attendee"]["name"]) == ("ok", name)
    assert (second["verdict"], second["first"]["at"], second["attendee"]) == (
        "already_in",
        first["at"],
        first["attendee"],
    )
    assert room_now(evening.bench.kit).entries == 1
