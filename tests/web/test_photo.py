"""A photo of a badge, posted over plain http, comes back as the texts of its codes; nothing of it is kept."""

import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image, ImageEnhance, ImageFilter
from werkzeug.test import TestResponse

from kiosk.actions.sign_in import pair_device
from kiosk.badges.badge import BadgeFace
from kiosk.badges.face import face_of
from kiosk.badges.picture import front_png
from kiosk.badges.qr import png
from kiosk.domain.device import DeviceRole
from tests.bench import HOST, Bench

Browser = Callable[[], FlaskClient]
Post = Callable[..., TestResponse]

PHOTO_12_MP = (4000, 3000)
WIFI = "WIFI:T:WPA;S:Palabre;P:secret;;"


@pytest.fixture
def face(bench: Bench) -> BadgeFace:
    (awa,) = bench.invite("Awa Ndi")
    return face_of(bench.event, awa, None, f"http://{HOST}")


@pytest.fixture
def badge(face: BadgeFace) -> Image.Image:
    return Image.open(BytesIO(front_png(face))).convert("RGB")


@pytest.fixture
def post(client: Browser, door: dict[str, str]) -> Post:
    def send(photo: bytes) -> TestResponse:
        """As a browser's form does; Werkzeug's own test form would go through the disk."""
        head = b'--edge\r\nContent-Disposition: form-data; name="photo"; filename="photo"\r\n\r\n'
        kind = "multipart/form-data; boundary=edge"
        return client().post("/api/v1/photo", data=head + photo + b"\r\n--edge--\r\n", content_type=kind, headers=door)

    return send


def on_a_table(size: tuple[int, int], *held: Image.Image, width: float = 0.4) -> Image.Image:
    """Badges side by side on a table, as somebody photographs them."""
    photo = Image.new("RGB", size, (120, 110, 100))
    for place, one in enumerate(held):
        wide = int(size[0] * width)
        small = one.convert("RGB").resize((wide, int(one.height * wide / one.width)))
        photo.paste(small, (int(size[0] * (0.05 + place * 0.5)), size[1] // 4))
    return photo


def jpeg(photo: Image.Image, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = BytesIO()
    photo.save(out, "JPEG", quality=88, exif=exif)
    return out.getvalue()


def other(photo: Image.Image, kind: str) -> bytes:
    out = BytesIO()
    photo.save(out, kind)
    return out.getvalue()


def test_a_photo_of_a_badge_gives_its_address_and_the_scan_of_it_is_ok(
    bench: Bench, badge: Image.Image, face: BadgeFace, post: Post
) -> None:
    answer = post(jpeg(on_a_table((1600, 1200), badge)))

    assert answer.status_code == 200
    assert answer.json == {"texts": [face.front_url]}
    assert bench.scan(answer.json["texts"][0]).verdict.value == "ok"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_does_not_matter_how_the_camera_was_held(
    badge: Image.Image, face: BadgeFace, post: Post, orientation: int
) -> None:
    turn = {3: 180, 6: 90, 8: 270}.get(orientation, 0)
    photo = on_a_table((1600, 1200), badge).rotate(turn, expand=True)

    assert post(jpeg(photo, orientation)).json == {"texts": [face.front_url]}


def test_a_mirrored_picture_of_a_front_camera_is_read_too(badge: Image.Image, face: BadgeFace, post: Post) -> None:
    photo = on_a_table((1600, 1200), badge).transpose(Image.Transpose.FLIP_LEFT_RIGHT)

    assert post(jpeg(photo)).json == {"texts": [face.front_url]}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda photo: photo.filter(ImageFilter.GaussianBlur(1.6)),
        lambda photo: ImageEnhance.Brightness(photo).enhance(0.15),
        lambda photo: ImageEnhance.Contrast(photo).enhance(0.2),
        lambda photo: photo.rotate(23, fillcolor=(120, 110, 100)),
    ],
    ids=["blurred", "dark", "pale", "askew"],
)
def test_a_poor_photo_is_read(
    badge: Image.Image, face: BadgeFace, post: Post, spoil: Callable[[Image.Image], Image.Image]
) -> None:
    assert post(jpeg(spoil(on_a_table((1600, 1200), badge)))).json == {"texts": [face.front_url]}


def test_a_photo_of_twelve_million_pixels_is_read_though_the_badge_is_small_in_it(
    badge: Image.Image, face: BadgeFace, post: Post
) -> None:
    photo = jpeg(on_a_table(PHOTO_12_MP, badge, width=0.25).filter(ImageFilter.GaussianBlur(2)))

    assert post(photo).json == {"texts": [face.front_url]}


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_picture_of_a_screen_is_read(badge: Image.Image, face: BadgeFace, post: Post, kind: str) -> None:
    assert post(other(on_a_table((2732, 2048), badge), kind)).json == {"texts": [face.front_url]}


def test_every_code_in_the_photo_is_told_once_whatever_it_says(badge: Image.Image, face: BadgeFace, post: Post) -> None:
    wifi = Image.open(BytesIO(png(WIFI, 600)))

    answer = post(jpeg(on_a_table((1600, 1200), badge, wifi)))
    twice = post(jpeg(on_a_table((1600, 1200), badge, badge)))

    assert answer.json is not None
    assert sorted(answer.json["texts"]) == sorted([WIFI, face.front_url])
    assert twice.json == {"texts": [face.front_url]}


def test_a_photo_without_a_code_is_no_error(post: Post) -> None:
    assert post(jpeg(Image.new("RGB", (800, 600), "gray"))).json == {"texts": []}


def bomb() -> bytes:
    """A picture that says it is huge, in a few kilobytes."""
    return other(Image.new("1", (20_000, 8_000)), "PNG")


@pytest.mark.parametrize(
    ("photo", "why"),
    [
        (b"", "empty"),
        (b"not a picture", "damaged"),
        (b"\xff\xd8\xff\xe0" + bytes(300), "damaged"),
        (jpeg(Image.effect_noise((640, 480), 60))[:9000], "damaged"),
        (other(Image.effect_noise((64, 48), 60), "PNG")[:-90], "damaged"),
        (other(Image.new("L", (64, 48)), "GIF"), "damaged"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "heic"),
        (bomb(), "too_many_pixels"),
        (other(Image.new("L", (4000, 3000)), "PNG"), "too_many_pixels"),
        (jpeg(Image.new("L", (30_000, 30_000))), "too_many_pixels"),
    ],
    ids=["empty", "text", "head", "cut jpeg", "cut png", "gif", "heic", "bomb", "large png", "huge jpeg"],
)
def test_what_cannot_be_looked_at_is_refused_with_its_reason_in_both_languages(
    post: Post, photo: bytes, why: str
) -> None:
    answer = post(photo)

    assert answer.status_code == 422
    assert answer.json is not None
    assert (answer.json["error"], answer.json["fields"]) == ("unreadable_photo", {"photo": why})
    assert answer.json["message"]["fr"] != answer.json["message"]["en"]


def test_a_request_without_a_photo_says_so(client: Browser, door: dict[str, str]) -> None:
    for sent in (
        {"data": {"other": "x"}},
        {"json": {"photo": "x"}},
        {"data": b"raw", "content_type": "image/jpeg"},
        {},
    ):
        answer = client().post("/api/v1/photo", headers=door, **sent)

        assert answer.status_code == 422
        assert answer.json is not None
        assert answer.json["fields"] == {"photo": "missing"}


def test_more_than_twelve_megabytes_are_refused_and_other_calls_still_take_one(
    post: Post, client: Browser, door: dict[str, str]
) -> None:
    assert post(bytes(12_100_000)).status_code == 413
    assert post(bytes(11_900_000)).status_code == 422
    assert client().post("/api/v1/scans", data=bytes(1_100_000), headers=door).status_code == 413


def test_a_photo_never_touches_the_disk(post: Post, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    large = jpeg(Image.effect_noise((1600, 1200), 90).resize((3200, 2400)))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))

    assert len(large) > 1_000_000
    assert post(large).json == {"texts": []}


@pytest.mark.parametrize(
    ("role", "status"),
    [(DeviceRole.DOOR, 200), (DeviceRole.SELF_SERVICE, 200), (DeviceRole.TABLE, 200), (DeviceRole.SCREEN, 403)],
)
def test_only_devices_that_scan_may_ask(bench: Bench, client: Browser, role: DeviceRole, status: int) -> None:
    key = pair_device(bench.kit, "x", role)[1]
    data = {"photo": (BytesIO(jpeg(Image.new("L", (64, 64)))), "photo.jpg")}

    answer = client().post("/api/v1/photo", data=data, headers={"Authorization": f"Bearer {key}"})

    assert answer.status_code == status
