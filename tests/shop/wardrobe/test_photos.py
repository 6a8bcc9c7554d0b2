"""Photos of garments: sent, prepared by a job, hung, replaced, put in order, deleted; and what is refused."""

import io
import re
import time
import uuid
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from PIL import Image
from sqlalchemy import select, update
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.storage import disk
from modiste.shop.kit.storage.base import Store
from modiste.shop.wardrobe import forgetting, jobs, photos
from modiste.shop.wardrobe.models import GarmentPhoto
from modiste.shop.wardrobe.schemas import MOST_PHOTOS
from tests.shop.wardrobe.closet import WorkOff, files, hang, keep, photo, send

SECRET_PLACE = 0x8825  # the tag under which cameras note where they were


def fetch(client: TestClient, url: str) -> Any:
    return client.get(f"http://testserver{url}")


def read(client: TestClient, garment: Any) -> Any:
    return client.get(f"garments/{garment['id']}").json()


def test_a_photo_is_taken_at_once_and_hung_by_a_job(
    ann: TestClient, client: TestClient, store: Store, work_off: WorkOff
) -> None:
    garment = keep(ann)
    answer = send(ann, garment, photo(size=(3000, 4000)))
    assert answer.status_code == 202
    job = answer.json()["job"]
    assert answer.headers["location"].endswith(f"jobs/{job['id']}") and job["state"] == "queued"
    [waits] = read(ann, garment)["photos"]
    assert (waits["state"], waits["job_id"], waits["url"], waits["original_url"]) == ("waiting", job["id"], None, None)
    assert read(ann, garment)["picture"] is None
    assert work_off() == ["done"]
    [hung] = read(ann, garment)["photos"]
    result = ann.get(f"jobs/{job['id']}").json()["result"]
    assert result == {"garment_id": garment["id"], "photo_id": hung["id"]}
    assert (hung["state"], hung["width"], hung["height"]) == ("ready", 1536, 2048) and hung["blurhash"]
    assert re.findall(r" (\d+)w", hung["srcset"]) == ["320", "640", "960"]
    for url in (hung["original_url"], *re.findall(r"\S+(?= \d+w)", hung["srcset"])):
        served = fetch(client, url)
        assert served.status_code == 200 and served.headers["content-type"] == "image/webp"
        assert served.headers["cache-control"].startswith("private")
    shown = read(ann, garment)["picture"]
    assert (shown["width"], shown["height"], shown["blurhash"]) == (640, 853, hung["blurhash"])
    assert len(files(store)) == 4, "what was sent is not kept"


def test_its_addresses_hold_for_five_minutes_and_for_this_file_alone(
    ann: TestClient, client: TestClient, settings: Settings, work_off: WorkOff
) -> None:
    [hung] = hang(ann, work_off, keep(ann), "#203060")
    path, query = hung["original_url"].split("?")
    expires = int(re.findall(r"expires=(\d+)", query)[0])
    assert 290 <= expires - time.time() <= 300
    assert fetch(client, path).status_code == 404, "unsigned"
    small = re.findall(r"\S+(?= \d+w)", hung["srcset"])[0].split("?")[0]
    assert fetch(client, f"{small}?{query}").status_code == 404, "signed for another file"
    past = int(time.time()) - 1
    signature = disk.media_signature(settings.signing_key, path.removeprefix("/media/"), past)
    assert fetch(client, f"{path}?expires={past}&signature={signature}").status_code == 404


def test_nothing_that_the_camera_noted_is_left(ann: TestClient, client: TestClient, work_off: WorkOff) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A camera"
    exif.get_ifd(SECRET_PLACE)[2] = (52.0, 30.0, 12.0)
    garment = keep(ann)
    send(ann, garment, photo(size=(1200, 900), exif=exif, comment=b"secret words") + b"<html>after the end</html>")
    assert work_off() == ["done"]
    [hung] = read(ann, garment)["photos"]
    assert hung["height"] > hung["width"], "it is turned upright"
    served = fetch(client, hung["original_url"]).content
    left = Image.open(io.BytesIO(served))
    assert dict(left.getexif()) == {} and "icc_profile" not in left.info
    assert all(words not in served for words in (b"secret words", b"A camera", b"html"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "damaged"),
        (photo(kind="GIF"), "JPEG, PNG, WebP, HEIC or AVIF"),
        (photo(size=(199, 400)), "at least 200"),
        (photo(size=(200, 900)), "4 times"),
        (photo(kind="PNG", size=(8193, 2100)), "too many pixels"),
    ],
)
def test_what_is_no_photo_is_refused_at_once(ann: TestClient, store: Store, content: bytes, words: str) -> None:
    garment = keep(ann)
    refused = send(ann, garment, content)
    assert refused.status_code == 422 and words in refused.json()["detail"]
    assert read(ann, garment)["photos"] == [] and files(store) == set()


def test_a_larger_body_than_a_photo_may_have_is_refused(ann: TestClient, store: Store) -> None:
    assert send(ann, keep(ann), b"\xff\xd8\xff" + b"x" * (13 * 1024 * 1024)).status_code == 413
    assert files(store) == set()


def test_a_photo_that_is_broken_further_inside_says_why_and_may_be_sent_again(
    ann: TestClient, store: Store, work_off: WorkOff
) -> None:
    file = io.BytesIO()
    Image.effect_noise((900, 1200), 90).save(file, "JPEG")
    broken, garment = file.getvalue()[: len(file.getvalue()) // 3], keep(ann)
    job = send(ann, garment, broken).json()["job"]["id"]
    assert work_off() == ["failed"]
    [refused] = read(ann, garment)["photos"]
    assert refused["state"] == "refused" and "damaged" in refused["reason"] and refused["url"] is None
    assert "damaged" in ann.get(f"jobs/{job}").json()["error"] and files(store) == set()
    assert send(ann, garment, broken).json()["job"]["id"] != job
    assert len(read(ann, garment)["photos"]) == 1
    assert "failed" in work_off()
    [again] = read(ann, garment)["photos"]
    assert ann.delete(f"garments/{garment['id']}/photos/{again['id']}").status_code == 204
    assert read(ann, garment)["photos"] == []


def test_the_same_file_hangs_once(ann: TestClient, store: Store, work_off: WorkOff) -> None:
    garment = keep(ann)
    first, again = send(ann, garment, photo()), send(ann, garment, photo())
    assert first.json() == again.json(), "the answer may have been lost"
    assert work_off() == ["done"]
    third = send(ann, garment, photo())
    assert third.status_code == 202
    assert third.json() == {"photo_id": first.json()["photo_id"], "state": "ready", "job": None}
    assert work_off() == [] and len(read(ann, garment)["photos"]) == 1
    assert send(ann, keep(ann), photo()).json()["job"], "another garment may have the same"


def test_a_photo_whose_job_was_cancelled_may_be_sent_again(ann: TestClient, store: Store, work_off: WorkOff) -> None:
    garment = keep(ann)
    first = send(ann, garment, photo()).json()
    assert ann.delete(f"jobs/{first['job']['id']}").status_code == 200
    again = send(ann, garment, photo()).json()
    assert again["photo_id"] != first["photo_id"]
    assert set(work_off()) == {"done"}
    [hung] = read(ann, garment)["photos"]
    assert (hung["id"], hung["state"]) == (again["photo_id"], "ready")
    assert all(again["photo_id"] in key for key in files(store))


def test_a_job_that_is_done_twice_hangs_one_photo(
    app: FastAPI, ann: TestClient, store: Store, work_off: WorkOff, monkeypatch: Any
) -> None:
    """Its worker dies after the photo hangs, before the job has its end and what was sent is deleted."""
    garment = keep(ann)
    send(ann, garment, photo())
    with monkeypatch.context() as patched:
        patched.setattr(jobs.photos, "forget_incoming", lambda *_: None)
        assert work_off() == ["done"]
    hung = read(ann, garment)["photos"]
    with app.state.database.transaction() as session:
        row = session.scalars(select(Job).where(Job.name == photos.PREPARE)).one()
        row.state, row.lease_until = "queued", None
    assert work_off() == ["done"]
    assert [one["id"] for one in read(ann, garment)["photos"]] == [one["id"] for one in hung]
    assert not any(key.endswith("incoming") for key in files(store))


def test_a_wardrobe_is_photographed_in_one_go(ann: TestClient, work_off: WorkOff) -> None:
    """Thirty garments one after the other, as a queue of photos sends them."""
    for number in range(30):
        assert send(ann, keep(ann, f"Piece {number}"), photo(size=(200, 260))).status_code == 202
    assert work_off() == ["done"] * 30
    found = ann.get("garments", params={"limit": 100}).json()["items"]
    assert len(found) == 30 and all(one["picture"]["url"] for one in found)


def test_a_garment_has_so_many_photos_and_no_more(ann: TestClient, store: Store, work_off: WorkOff) -> None:
    garment = keep(ann)
    hung = hang(ann, work_off, garment, *(f"#2030{number}0" for number in range(MOST_PHOTOS)))
    assert send(ann, garment, photo()).status_code == 409
    assert len(hung) == MOST_PHOTOS and not any(key.endswith("incoming") for key in files(store))
    assert send(ann, garment, photo(), replaced=hung[0]["id"]).status_code == 202, "that makes it no more"


def test_a_refused_photo_may_be_sent_again_where_there_is_no_room_for_another(
    app: FastAPI, ann: TestClient, work_off: WorkOff
) -> None:
    garment = keep(ann)
    hang(ann, work_off, garment, *(f"#2030{number}0" for number in range(MOST_PHOTOS)))
    with app.state.database.transaction() as session:
        session.execute(update(GarmentPhoto).where(GarmentPhoto.position == 3).values(state="refused", reason="Why"))
    assert send(ann, garment, photo("#203030", size=(300, 400))).json()["job"]
    assert len(read(ann, garment)["photos"]) == MOST_PHOTOS


def test_photos_hang_in_the_order_that_their_owner_says(ann: TestClient, work_off: WorkOff) -> None:
    garment = keep(ann)
    hung = hang(ann, work_off, garment, "#203060", "#806020", "#208040")
    wanted = [hung[2]["id"], hung[0]["id"], hung[1]["id"]]
    path = f"garments/{garment['id']}/photos/order"
    before = ann.get(f"garments/{garment['id']}").headers["etag"]
    assert [one["id"] for one in ann.put(path, json={"photo_ids": wanted}).json()["photos"]] == wanted
    after = ann.get(f"garments/{garment['id']}")
    assert [one["id"] for one in after.json()["photos"]] == wanted and after.headers["etag"] != before
    assert wanted[0] in after.json()["picture"]["url"], "the first stands for the garment"
    for nonsense in (wanted[:2], [*wanted, wanted[0]], [*wanted[:2], str(uuid.uuid4())], [wanted[0]] * 3):
        assert ann.put(path, json={"photo_ids": nonsense}).status_code == 409
    assert ann.put(path, json={"photo_ids": []}).status_code == 422


def test_a_photo_is_replaced_in_its_place_once_the_new_one_is_ready(
    ann: TestClient, store: Store, work_off: WorkOff
) -> None:
    garment = keep(ann)
    first, second = hang(ann, work_off, garment, "#203060", "#806020")
    sent = send(ann, garment, photo("#208040"), replaced=first["id"])
    assert sent.status_code == 202
    waiting = [(one["id"], one["state"]) for one in read(ann, garment)["photos"]]
    assert waiting[0] == (first["id"], "ready") and waiting[2] == (sent.json()["photo_id"], "waiting")
    work_off()
    assert [one["id"] for one in read(ann, garment)["photos"]] == [sent.json()["photo_id"], second["id"]]
    assert set(work_off()) <= {"done"} and not any(first["id"] in key for key in files(store))
    assert send(ann, garment, photo("#111111"), replaced=first["id"]).status_code == 404
    assert send(ann, keep(ann), photo("#111111"), replaced=second["id"]).status_code == 404


def test_a_photo_that_is_deleted_goes_with_its_files(
    ann: TestClient, client: TestClient, store: Store, work_off: WorkOff
) -> None:
    garment = keep(ann)
    first, second = hang(ann, work_off, garment, "#203060", "#806020")
    path = f"garments/{garment['id']}/photos/{first['id']}"
    assert [ann.delete(path).status_code for _ in range(2)] == [204, 404]
    assert [one["id"] for one in read(ann, garment)["photos"]] == [second["id"]]
    assert work_off() == ["done"]
    assert all(second["id"] in key for key in files(store)) and len(files(store)) == 2
    assert fetch(client, first["original_url"]).status_code == 404


def test_a_garment_that_is_given_up_takes_its_files_along(ann: TestClient, store: Store, work_off: WorkOff) -> None:
    garment, other = keep(ann), keep(ann)
    hang(ann, work_off, garment, "#203060", "#806020")
    hang(ann, work_off, other, "#203060")
    kept = {key for key in files(store) if other["id"] in key}
    assert send(ann, garment, photo()).status_code == 202
    assert ann.delete(f"garments/{garment['id']}").status_code == 204
    assert sorted(work_off()) == ["done", "failed"], "the photo that was on its way finds no garment"
    assert files(store) == kept != set()


def test_a_photo_that_is_deleted_while_a_job_prepares_it_leaves_no_file(
    ann: TestClient, store: Store, work_off: WorkOff, monkeypatch: Any
) -> None:
    garment = keep(ann)
    sent = send(ann, garment, photo()).json()
    store_files = photos.store_files

    def delete_meanwhile(*about: Any) -> None:
        store_files(*about)
        assert ann.delete(f"garments/{garment['id']}/photos/{sent['photo_id']}").status_code == 204

    monkeypatch.setattr(jobs.photos, "store_files", delete_meanwhile)
    assert work_off() == ["failed"]
    assert files(store) == set()
    assert work_off() == ["done"]


def test_all_photos_go_at_once_and_garments_stay(
    ann: TestClient, zoe: TestClient, client: TestClient, store: Store, work_off: WorkOff
) -> None:
    mine, theirs = keep(ann), keep(zoe)
    hung = hang(ann, work_off, mine, "#203060", "#806020")
    hang(zoe, work_off, theirs, "#203060")
    assert send(ann, mine, photo()).status_code == 202
    assert ann.delete("me/photos").json() == {"photos": 3}
    assert ann.delete("me/photos").json() == {"photos": 0}
    assert read(ann, mine)["photos"] == [] and read(ann, mine)["picture"] is None
    work_off()
    assert files(store) and all(theirs["id"] in key for key in files(store))
    assert all(fetch(client, one["original_url"]).status_code == 404 for one in hung)
    assert len(read(zoe, theirs)["photos"]) == 1


def test_what_a_crash_left_behind_is_found_within_a_day(
    app: FastAPI, ann: TestClient, store: Store, work_off: WorkOff
) -> None:
    garment = keep(ann)
    hang(ann, work_off, garment, "#203060")
    kept = files(store)
    lost = (f"wardrobe/{garment['id']}/{uuid.uuid4()}/incoming", "wardrobe/nonsense")
    for key in lost:
        store.put(key, b"x")
    assert files(store) == kept | set(lost)
    with app.state.database.reading() as session:
        assert forgetting.list_strays(session, store, before=clock.now() - jobs.KEPT) == [], "it may be on its way"
        found = forgetting.list_strays(session, store, before=clock.now() + jobs.KEPT)
    assert set(found) == set(lost)


def test_a_photo_that_nobody_prepared_is_refused_after_a_day(
    app: FastAPI, ann: TestClient, store: Store, work_off: WorkOff
) -> None:
    garment = keep(ann)
    sent = send(ann, garment, photo()).json()
    ann.delete(f"jobs/{sent['job']['id']}")
    database = app.state.database
    for days, state in ((0, "waiting"), (2, "refused")):
        with database.transaction() as session:
            session.execute(update(GarmentPhoto).values(created_at=clock.now() - timedelta(days=days)))
            later(session, jobs.forget_stray_garment_photos)
        assert work_off() == ["done"]
        assert [one["state"] for one in read(ann, garment)["photos"]] == [state]
    assert files(store) == set()
