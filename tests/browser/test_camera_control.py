"""In a real Chromium with its own test camera: light, stop, start again, a camera that is gone, what freezes nothing.

What the pictures say is told here, because Chromium's test camera shows no code; that a code is read from pictures is
shown in test_camera.py.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import flags

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright, Route

pytestmark = pytest.mark.browser

MODULE = Path(__file__).parents[2] / "kiosk" / "web" / "assets" / "_camera.js"
DECODER = (
    "export default () => { window.looks += 1; if (window.shown === 'broken') throw Error(); return window.shown; }"
)
PAGE = """<!doctype html><video muted playsinline></video>
<script type="importmap">{"imports": {"qr/decode.js": "/decode.js"}}</script>
<script type="module">
  import { read } from "/camera.js";
  Object.assign(window, { shown: null, looks: 0, codes: [], lost: 0 });
  window.begin = async (onCode = (code) => window.codes.push(code)) => {
    window.camera = await read(document.querySelector("video"), onCode, { onLost: () => { window.lost += 1; } });
  };
</script>"""


@pytest.fixture(scope="module")
def filmed(playwright: "Playwright", chromium_path: Path) -> "Iterator[Browser]":
    args = [*flags(None), "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    browser = playwright.chromium.launch(executable_path=chromium_path, args=args)
    yield browser
    browser.close()


def answer(route: "Route") -> None:
    scripts = {"/camera.js": MODULE.read_text(encoding="utf-8"), "/decode.js": DECODER}
    path = route.request.url.removeprefix("http://localhost")
    script = path in scripts
    route.fulfill(body=scripts.get(path, PAGE), content_type="text/javascript" if script else "text/html")


@pytest.fixture
def page(filmed: "Browser") -> "Iterator[Page]":
    page = filmed.new_page()
    page.route("**/*", answer)
    page.goto("http://localhost/")
    page.wait_for_function("window.begin")
    yield page
    page.close()


def show(page: "Page", text: str | None, until: str | None = None) -> None:
    """Hold a code before the camera until something holds, or for some looks."""
    page.evaluate("text => { window.shown = text; window.looks = 0; }", text)
    page.wait_for_function(until or "window.looks > 5")


def codes(page: "Page") -> Any:  # noqa: ANN401
    return page.evaluate("window.codes")


def test_bad_good_bad_good_and_pictures_that_break_the_decoder_freeze_nothing(page: "Page") -> None:
    page.evaluate("window.begin()")
    for number, text in enumerate(["bad 1", "good 1", "bad 2", "good 2"], start=1):
        show(page, text, f"window.codes.length === {number}")
        show(page, "broken")
        show(page, None)

    assert codes(page) == ["bad 1", "good 1", "bad 2", "good 2"]


def test_a_handler_that_fails_freezes_nothing(page: "Page") -> None:
    page.evaluate("window.begin((code) => { window.codes.push(code); throw Error(code); })")
    show(page, "one", "window.codes.length === 1")
    show(page, "two", "window.codes.length === 2")

    assert codes(page) == ["one", "two"]


def test_a_code_that_is_held_or_flickers_is_one_gesture_and_a_new_one_after_it_was_away(page: "Page") -> None:
    page.evaluate("window.begin()")
    for text in ("A", None, "A", "B", "A", "B"):
        show(page, text, "window.looks > 2")
    flickering = codes(page)
    page.evaluate("window.shown = null")
    page.wait_for_timeout(2_000)  # past the time out of sight that makes a new gesture
    show(page, "A", "window.codes.length > 2")

    assert flickering == ["A", "B"]
    assert codes(page) == ["A", "B", "A"]


def test_a_stopped_camera_is_off_and_reads_nothing_and_starts_again(page: "Page") -> None:
    page.evaluate("window.begin()")
    show(page, "A", "window.codes.length === 1")

    off = page.evaluate(
        """() => {
          const video = document.querySelector("video");
          const [track] = video.srcObject.getVideoTracks();
          window.camera.stop();
          return [track.readyState, video.hidden, video.srcObject];
        }"""
    )
    page.evaluate("window.shown = 'B'")
    page.wait_for_timeout(500)
    meanwhile = codes(page)
    page.evaluate("window.shown = null")
    page.evaluate("window.begin()")
    show(page, "C", "window.codes.length === 2")

    assert off == ["ended", True, None]
    assert meanwhile == ["A"]
    assert codes(page) == ["A", "C"]
    assert page.evaluate("window.lost") == 0


def test_starting_twice_leaves_one_camera_and_one_answer_a_gesture(page: "Page") -> None:
    page.evaluate("Promise.all([window.begin(), window.begin(), window.begin()])")
    show(page, "A")

    assert codes(page) == ["A"]


def test_a_camera_that_is_unplugged_is_told_once_and_the_picture_goes(page: "Page") -> None:
    page.evaluate("window.begin()")
    show(page, "A", "window.codes.length === 1")

    page.evaluate("document.querySelector('video').srcObject.getVideoTracks()[0].dispatchEvent(new Event('ended'))")
    hidden = page.evaluate("document.querySelector('video').hidden")
    page.evaluate("window.shown = null")
    page.evaluate("window.begin()")
    show(page, "B", "window.codes.length === 2")

    assert page.evaluate("window.lost") == 1
    assert hidden
    assert codes(page) == ["A", "B"]


def test_without_a_camera_or_a_right_to_it_the_start_is_refused_and_may_be_tried_again(page: "Page") -> None:
    page.evaluate(
        """() => {
          navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("", "NotAllowedError"); };
        }"""
    )
    refused = page.evaluate("window.begin().then(() => 'started', (error) => error.name)")
    page.evaluate("() => { delete navigator.mediaDevices.getUserMedia; }")
    page.evaluate("window.begin()")
    show(page, "A", "window.codes.length === 1")

    assert refused == "NotAllowedError"


def test_a_camera_without_a_light_says_so_and_one_with_a_light_is_lit(page: "Page") -> None:
    page.evaluate("window.begin()")
    before = page.evaluate("window.camera.hasTorch")
    page.evaluate(
        """() => {
          window.asked = [];
          MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true });
          MediaStreamTrack.prototype.applyConstraints = async (wanted) => { window.asked.push(wanted); };
        }"""
    )

    page.evaluate("window.camera.torch(true).then(() => window.camera.torch(false))")

    assert before is False
    assert page.evaluate("window.camera.hasTorch") is True
    assert page.evaluate("window.asked") == [{"advanced": [{"torch": True}]}, {"advanced": [{"torch": False}]}]


def test_a_browsers_own_detector_is_used_and_given_up_when_it_keeps_failing(page: "Page") -> None:
    page.evaluate(
        """() => {
          window.own = 0;
          window.BarcodeDetector = class {
            static async getSupportedFormats() { return ["qr_code"]; }
            async detect() { window.own += 1; if (window.own > 3) throw Error("gone"); return [{ rawValue: "own" }]; }
          };
        }"""
    )
    page.evaluate("window.begin()")
    page.evaluate("window.shown = 'bundled'")
    page.wait_for_function("window.codes.length === 2")

    assert codes(page) == ["own", "bundled"]
    assert page.evaluate("window.own") == 8
