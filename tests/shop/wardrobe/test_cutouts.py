"""Garments without their ground: cut out by a job, shown or not, drawn by hand, doubtful, impossible."""

import io
import uuid
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi import FastAPI
from PIL import Image
from starlette.testclient import TestClient

from modiste.shop.kit.storage.base import Store
from modiste.shop.wardrobe import cutouts
from modiste.vision.errors import VisionError
from tests.shop.wardrobe.closet import WorkOff, files, hang, keep, photo, send
from tests.vision.cutout.pictures import dark_is_garment, overlap, shirt

NAVY, WALL = (40, 48, 92), (226, 220, 208)


def as_file(pixels: Any, kind: str = "JPEG") -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, kind)
    return file.getvalue()


def pixels_at(client: TestClient, url: str) -> Any:
    answer = client.get(f"http://testserver{url}")
    assert answer.status_code == 200
    return np.asarray(Image.open(io.BytesIO(answer.content)))


def hung(client: TestClient, garment: Any) -> Any:
    [found] = client.get(f"garments/{garment['id']}").json()["photos"]
    return found


def choose(client: TestClient, garment: Any, **said: Any) -> Any:
    return client.post(f"garments/{garment['id']}/background-clean", json=said)


def send_mask(client: TestClient, garment: Any, photo_id: str, mask: Any) -> Any:
    path = f"garments/{garment['id']}/photos/{photo_id}/mask"
    return client.put(path, content=as_file(mask, "PNG"), headers={"Content-Type": "image/png"})


def test_a_photo_is_cut_out_as_the_account_prefers(
    ann: TestClient, client: TestClient, store: Store, work_off: WorkOff
) -> None:
    garment = keep(ann)
    picture, outline = shirt(NAVY, WALL)
    assert send(ann, garment, as_file(picture), background="").status_code == 202, "nothing said: clean"
    assert work_off() == ["done"]
    found = hung(ann, garment)
    assert (found["background"], found["cutout_fault"]) == ("clean", None)
    assert found["cutout"]["model"] == "local-1" and found["cutout"]["confidence"] > 0.5
    whole = pixels_at(client, found["cutout"]["url"])
    assert whole.shape == (320, 240, 4) and overlap(whole[..., 3] / 255, outline) > 0.95
    flat = pixels_at(client, found["cutout"]["flat_url"])
    assert flat.shape[0] < 320 and flat[0, 0].min() > 250, "white, and cut to the garment"
    assert pixels_at(client, found["url"]).shape[2] == 4, "what pages show has no ground"
    assert pixels_at(client, ann.get(f"garments/{garment['id']}").json()["picture"]["url"]).shape[2] == 4

    ann.patch("me", json={"preferences": {"background_preference": "original"}})
    other = keep(ann)
    send(ann, other, as_file(picture), background="")
    assert work_off() == ["done"]
    assert (hung(ann, other)["background"], hung(ann, other)["cutout"]) == ("original", None)


def test_the_ground_comes_back_and_goes_again_without_work(
    ann: TestClient, client: TestClient, work_off: WorkOff
) -> None:
    garment = keep(ann)
    send(ann, garment, as_file(shirt(NAVY, WALL)[0]), background="original")
    work_off()
    asked = choose(ann, garment)
    assert asked.status_code == 202 and asked.json()["job"]["state"] == "queued"
    assert choose(ann, garment).json()["job"]["id"] == asked.json()["job"]["id"], "one at a time"
    assert work_off() == ["done"]
    assert hung(ann, garment)["background"] == "clean"
    for wanted, channels in (("original", 3), ("clean", 4)):
        answer = choose(ann, garment, background=wanted, photo_id=hung(ann, garment)["id"]).json()
        assert (answer["job"], answer["photo"]["background"]) == (None, wanted)
        assert pixels_at(client, hung(ann, garment)["url"]).shape[2] == channels
    assert work_off() == []


def test_what_is_drawn_by_hand_is_what_is_cut_out(
    ann: TestClient, client: TestClient, store: Store, work_off: WorkOff
) -> None:
    garment = keep(ann)
    send(ann, garment, as_file(shirt(NAVY, WALL)[0]), background="clean")
    work_off()
    before, photo_id = files(store), hung(ann, garment)["id"]
    mask = np.zeros((160, 120), np.uint8)
    mask[40:80, 30:90] = 255
    assert send_mask(ann, garment, photo_id, mask).status_code == 202
    assert work_off() == ["done"]
    found = hung(ann, garment)
    assert (found["cutout"]["model"], found["cutout"]["confidence"]) == ("by hand", None)
    true = np.zeros((320, 240), bool)
    true[80:160, 60:180] = True
    assert overlap(pixels_at(client, found["cutout"]["url"])[..., 3] / 255, true) > 0.95
    assert len(files(store)) == len(before), "neither the old cut-out nor the mask is left"
    opacity = np.dstack([np.full((160, 120, 3), 90, np.uint8), 255 - mask])
    send_mask(ann, garment, photo_id, opacity)
    assert work_off() == ["done"]
    assert overlap(pixels_at(client, hung(ann, garment)["cutout"]["url"])[..., 3] / 255, ~true) > 0.95


def test_a_mask_that_is_none_is_refused_and_changes_nothing(
    ann: TestClient, zoe: TestClient, store: Store, work_off: WorkOff
) -> None:
    garment = keep(ann)
    [first] = hang(ann, work_off, garment, "#203060")
    mask = np.full((400, 300), 255, np.uint8)
    assert send_mask(ann, garment, first["id"], mask.T).json()["detail"].startswith("The mask has 400 × 300")
    path = f"garments/{garment['id']}/photos/{first['id']}/mask"
    assert ann.put(path, content=b"no picture", headers={"Content-Type": "image/png"}).status_code == 422
    assert send_mask(zoe, garment, first["id"], mask).status_code == 404
    assert send_mask(ann, garment, str(uuid.uuid4()), mask).status_code == 404
    assert send_mask(ann, garment, first["id"], mask * 0).status_code == 202
    before = files(store)
    assert work_off() == ["failed"]
    assert hung(ann, garment)["cutout"] is None
    assert len(before) - len(files(store)) == 1, "what was drawn is not kept"
    send(ann, garment, photo("#208060"))
    waiting = next(one for one in ann.get(f"garments/{garment['id']}").json()["photos"] if one["state"] == "waiting")
    assert send_mask(ann, garment, waiting["id"], mask).status_code == 409


def test_where_no_garment_is_found_the_photo_hangs_as_it_is(ann: TestClient, work_off: WorkOff) -> None:
    garment = keep(ann)
    send(ann, garment, photo("#808080", size=(300, 400)), background="clean")
    assert work_off() == ["done"]
    found = hung(ann, garment)
    assert (found["state"], found["background"], found["cutout"]) == ("ready", "original", None)
    assert "ground" in found["cutout_fault"] and found["url"]


def test_a_doubtful_cut_out_waits_for_its_owner(
    ann: TestClient, work_off: WorkOff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cutouts, "SURE", 1.01)
    garment = keep(ann)
    send(ann, garment, as_file(shirt(NAVY, WALL)[0]), background="clean")
    work_off()
    found = hung(ann, garment)
    assert (found["background"], found["cutout"]["is_doubtful"]) == ("original", True)
    assert choose(ann, garment).json()["photo"]["background"] == "clean", "she has looked at it"


def test_a_picture_that_came_without_a_ground_stays_so(ann: TestClient, client: TestClient, work_off: WorkOff) -> None:
    picture, outline = shirt(NAVY, WALL)
    garment = keep(ann)
    send(ann, garment, as_file(np.dstack([picture, outline * np.uint8(255)]), "PNG"), background="clean")
    assert work_off() == ["done"]
    found = hung(ann, garment)
    assert found["cutout"]["model"] == "as sent"
    assert overlap(pixels_at(client, found["cutout"]["url"])[..., 3] / 255, outline) > 0.98


def test_another_network_is_a_setting(
    ann: TestClient, work_off: WorkOff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODISTE_CUTOUT_FILE", str(dark_is_garment(tmp_path / "dark.onnx")))
    cutouts.cutout_model.cache_clear()
    try:
        garment = keep(ann)
        send(ann, garment, as_file(shirt((20, 20, 24), (250, 250, 250))[0]), background="clean")
        work_off()
        assert hung(ann, garment)["cutout"]["model"] == "onnx-dark"
        monkeypatch.setenv("MODISTE_CUTOUT_FILE", str(tmp_path / "nowhere.onnx"))
        cutouts.cutout_model.cache_clear()
        with pytest.raises(VisionError, match="There is no file"):
            cutouts.cutout_model()
    finally:
        cutouts.cutout_model.cache_clear()


def test_nothing_of_a_cut_out_outlives_its_photo(
    app: FastAPI, ann: TestClient, store: Store, work_off: WorkOff
) -> None:
    garment = keep(ann)
    send(ann, garment, as_file(shirt(NAVY, WALL)[0]), background="clean")
    work_off()
    ann.delete(f"garments/{garment['id']}/photos/{hung(ann, garment)['id']}")
    work_off()
    assert files(store) == set()
