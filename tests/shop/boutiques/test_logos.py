"""Logos: any picture becomes two files of ours, everything else is refused with words, and no file is left behind."""

import io
import random
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from PIL import Image
from sqlalchemy import select
from starlette.testclient import TestClient

from modiste.shop.boutiques.logos import LARGEST_FILE
from modiste.shop.boutiques.models import Boutique
from modiste.shop.kit.settings import Settings
from tests.shop.boutiques.people import join, open_boutique
from tests.shop.conftest import PASSWORD
from tests.shop.notifications.test_sending import work_off

SignIn = Callable[..., TestClient]
PATH = "boutiques/me/logo"


@pytest.fixture
def owner(sign_in: SignIn) -> TestClient:
    return open_boutique(sign_in("boutique"))


def drawn(size: tuple[int, int] = (900, 600), form: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "#7a2e3a").save(file, form, **options)
    return file.getvalue()


def media(owner: TestClient, url: str) -> Any:
    return owner.get(f"http://testserver{url}")


def stored(app: FastAPI) -> list[str]:
    return sorted(app.state.store.list_keys("public/boutiques"))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_two_sizes_of_webp(owner: TestClient, client: TestClient, form: str) -> None:
    answer = owner.put(PATH, content=drawn(form=form), headers={"Content-Type": "image/anything"})
    assert answer.status_code == 200, answer.text
    shown = client.get(f"boutiques/{answer.json()['id']}").json()
    for name, size in (("logo_url", (512, 341)), ("logo_small_url", (128, 85))):
        file = media(owner, shown[name])
        assert file.headers["content-type"] == "image/webp"
        picture = Image.open(io.BytesIO(file.content))
        assert (picture.format, picture.size) == ("WEBP", size)
    assert answer.headers["etag"] == owner.get("boutiques/me").headers["etag"]


def test_what_a_camera_wrote_into_a_picture_is_not_in_the_logo(owner: TestClient) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "taken at home"
    answer = owner.put(PATH, content=drawn(form="JPEG", exif=exif))
    file = media(owner, answer.json()["logo_url"]).content
    assert Image.open(io.BytesIO(file)).size == (341, 512), "turned upright"
    assert b"taken at home" not in file and not Image.open(io.BytesIO(file)).getexif()


def hostile() -> dict[str, bytes]:
    png = drawn()
    return {
        "nothing": b"",
        "words": b"hello",
        "a page": b"<html><script>alert(1)</script>",
        "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "a GIF": drawn(form="GIF"),
        "a TIFF": drawn(form="TIFF"),
        "a BMP": drawn(form="BMP"),
        "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "half a picture": png[: len(png) // 2],
        "a bare beginning": png[:8],
        "too many pixels": drawn((5_001, 5_000)),
        "a picture of one line": drawn((5_000, 1)),
        "a tiny one": drawn((16, 16)),
    }


@pytest.mark.parametrize("kind", hostile())
def test_what_is_no_picture_is_refused_with_words(app: FastAPI, owner: TestClient, kind: str) -> None:
    answer = owner.put(PATH, content=hostile()[kind], headers={"Content-Type": "image/png"})
    assert answer.status_code == 422, answer.text
    assert answer.json()["title"] == "This file cannot be a logo" and len(answer.json()["detail"]) > 20
    assert owner.get("boutiques/me").json()["logo_url"] is None and stored(app) == []


def test_a_file_that_is_too_large_is_not_even_received(owner: TestClient) -> None:
    assert owner.put(PATH, content=b"x" * (LARGEST_FILE + 1)).status_code == 413


def test_bytes_that_were_changed_at_random_break_nothing(owner: TestClient) -> None:
    dice = random.Random(7)
    originals = [drawn((90, 60), form) for form in ("PNG", "JPEG", "WEBP")]
    for n in range(90):
        content = bytearray(originals[n % 3])
        for _ in range(dice.randint(1, 12)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        assert owner.put(PATH, content=bytes(content)).status_code in (200, 422)


def test_the_files_of_the_logo_before_are_deleted(app: FastAPI, settings: Settings, owner: TestClient) -> None:
    first = owner.put(PATH, content=drawn()).json()["logo_url"]
    second = owner.put(PATH, content=drawn((600, 600))).json()["logo_url"]
    assert first != second, "a public address never changes what it shows"
    work_off(app.state.database, settings)
    assert len(stored(app)) == 2 and media(owner, second).status_code == 200
    gone = owner.delete(PATH)
    assert (gone.json()["logo_url"], gone.json()["logo_small_url"]) == (None, None)
    work_off(app.state.database, settings)
    assert stored(app) == []
    assert owner.delete(PATH).status_code == 200, "twice does no harm"


def test_a_logo_goes_with_its_boutique(app: FastAPI, settings: Settings, owner: TestClient) -> None:
    owner.put(PATH, content=drawn())
    assert owner.request("DELETE", "me", json={"password": PASSWORD}).status_code == 204
    work_off(app.state.database, settings)
    assert stored(app) == []


def test_files_of_a_logo_that_was_not_written_down_are_not_left(
    app: FastAPI, owner: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise RuntimeError("the database went away")

    monkeypatch.setattr("modiste.shop.boutiques.logos.forget_logo_files", refuse)
    with pytest.raises(RuntimeError):
        owner.put(PATH, content=drawn())
    assert stored(app) == []


def test_staff_and_shoppers_hang_none(app: FastAPI, owner: TestClient, sign_in: SignIn) -> None:
    for one in (join(sign_in("user"), owner), sign_in("user")):
        assert one.put(PATH, content=drawn()).status_code == 403
    with app.state.database.reading() as session:
        assert session.scalars(select(Boutique.logo_key)).all() == [None]
