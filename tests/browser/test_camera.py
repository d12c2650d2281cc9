"""In a real Chromium with a film for a camera: a badge turns the door green, and a phone hears of it untouched."""

import io
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from PIL import Image, ImageFilter

from kiosk.badges.face import face_of
from kiosk.badges.picture import front_png
from kiosk.badges.qr import png
from kiosk.domain.people import Attendee, Profile
from tests.bench import Bench
from tests.browser.pages import claim_phone, open_door

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

pytestmark = [pytest.mark.browser, pytest.mark.service]

FRAME = (640, 480)
Launch = Callable[[Path | None], "Browser"]


def film(badge: bytes, place: Path) -> Path:
    """Nothing, then a badge held before the camera, a little askew and out of focus: JPEG pictures in a row."""
    with place.open("wb") as out:
        for frame in [Image.new("RGB", FRAME, "gray")] * 5 + [framed(badge)] * 60:
            frame.save(out, "JPEG", quality=85)
    return place


def framed(badge: bytes) -> Image.Image:
    shown = Image.new("RGB", FRAME, "gray")
    held = Image.open(io.BytesIO(badge)).convert("RGB")
    held.thumbnail((620, 420))
    held = held.rotate(5, expand=True, fillcolor="white")
    shown.paste(held, ((FRAME[0] - held.width) // 2, (FRAME[1] - held.height) // 2))
    return shown.filter(ImageFilter.GaussianBlur(0.6))


def reel(pictures: list[bytes], place: Path) -> Path:
    """One picture after another before the camera, two seconds each, with half a second of nothing between them."""
    with place.open("wb") as out:
        for each in pictures:
            frames = []
            for shown in (Image.new("RGB", FRAME, "gray"), framed(each)):
                frame = io.BytesIO()
                shown.save(frame, "JPEG", quality=85)
                frames.append(frame.getvalue())
            out.write(frames[0] * 15 + frames[1] * 60)
    return place


def badge_of(bench: Bench, attendee: Attendee, url: str) -> bytes:
    return front_png(face_of(bench.event, attendee, None, url))


def scan(bench: Bench, url: str, attendee: Attendee, direction: str) -> str:
    """What another door tablet sends."""
    body = {"nonce": secrets.token_hex(8), "code": attendee.front_code, "place": "door", "direction": direction}
    answer = requests.post(
        f"{url}/api/v1/scans", json=body, headers={"Authorization": f"Bearer {bench.key}"}, timeout=30
    )
    return str(answer.json()["verdict"])


def test_a_badge_before_the_camera_turns_the_door_green_and_a_suggestion_appears_on_a_phone_untouched(
    bench: Bench, url: str, launch: Launch, tmp_path: Path
) -> None:
    (awa,) = bench.invite("Awa Ndi", profile=Profile(needs=("transport",), offers=("cacao",)))
    (paul,) = bench.invite("Paul Eko", profile=Profile(needs=("cacao",), offers=("transport",)))
    claims = bench.claims()
    elsewhere = launch(None)
    assert (scan(bench, url, awa, "in"), scan(bench, url, paul, "in")) == ("ok", "ok")
    claim_phone(elsewhere, f"{url}/c/{claims['Awa Ndi']}", "fr")
    assert scan(bench, url, awa, "out") == "ok"
    his = claim_phone(elsewhere, f"{url}/c/{claims['Paul Eko']}", "en")
    his.wait_for_selector("[data-show=waiting]:not([hidden])")
    door = open_door(launch(film(badge_of(bench, awa, url), tmp_path / "badge.mjpeg")), url, bench.key, "fr")

    door.click("[data-camera]")

    door.wait_for_selector("[data-verdict].good:not([hidden])")
    his.wait_for_selector("[data-show=card]:not([hidden])")
    assert door.locator("[data-verdict] [data-field=name]").inner_text() == "Awa Ndi"
    assert his.locator("[data-field=name]").inner_text() == "Awa"
    assert "You look for “cacao”: Awa offers “cacao”" in his.locator("[data-field=why]").inner_text()


def verdicts(answer: "Response") -> list[str]:
    return [str(each["verdict"]) for each in answer.json()["results"]]


def test_bad_good_bad_good_in_one_session_is_answered_each_time(
    bench: Bench, url: str, launch: Launch, tmp_path: Path
) -> None:
    awa, paul = bench.invite("Awa Ndi", "Paul Eko")
    wifi, ticket = png("WIFI:T:WPA;S:Maison;P:secret;;", 600), png("https://tickets.example/b/BCDEFGHJKN", 600)
    shown = [wifi, badge_of(bench, awa, url), ticket, badge_of(bench, paul, url)]
    answered: list[str] = []
    door = open_door(launch(reel(shown, tmp_path / "reel.mjpeg")), url, bench.key, "fr")
    door.on("response", lambda got: answered.extend(verdicts(got)) if got.url.endswith("/scans/batch") else None)

    door.click("[data-camera]")
    for _ in range(600):
        if len(answered) < 4:
            door.wait_for_timeout(100)

    assert sorted(answered[:4]) == ["invalid", "invalid", "ok", "ok"]
    assert answered[0] != answered[1]
    with bench.store.reading() as store:
        assert store.scans.people_inside(bench.event.id) == 2


def test_a_badge_held_before_the_camera_is_one_gesture(bench: Bench, url: str, launch: Launch, tmp_path: Path) -> None:
    (awa,) = bench.invite("Awa Ndi")
    posted = []
    door = open_door(launch(film(badge_of(bench, awa, url), tmp_path / "badge.mjpeg")), url, bench.key, "fr")
    door.on("request", lambda request: posted.append(request.url) if request.url.endswith("/scans/batch") else None)

    door.click("[data-camera]")
    door.wait_for_selector("[data-verdict].good:not([hidden])")
    door.wait_for_timeout(6_000)  # past the page's own five seconds for a repeated code; the film shows it all along

    assert len(posted) == 1
    assert door.locator("[data-verdict]").get_attribute("data-code") == "ok"
