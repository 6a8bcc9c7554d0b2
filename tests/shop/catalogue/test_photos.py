"""Photos of a boutique's items: sent, prepared by a job, hung, put in order, taken down; and what is refused."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from PIL import Image
from sqlalchemy import select
from starlette.testclient import TestClient

from modiste.shop.boutiques.terms import TERMS_VERSION
from modiste.shop.catalogue import jobs, photos
from modiste.shop.catalogue.boutique_schemas import MOST_PHOTOS
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue import states
from modiste.shop.kit.queue.leases import Lease
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.queue.registry import kind_of
from modiste.shop.kit.queue.runner import carry_out
from modiste.shop.kit.queue.work import Work
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.storage.base import Store
from tests.shop.orders.shop import placed
from tests.shop.payments.till import Till

PATH = "boutiques/me/items"
SECRET_PLACE = 0x8825  # the tag under which cameras note where they were
SignIn = Callable[..., TestClient]


@pytest.fixture
def owner(sign_in: SignIn) -> TestClient:
    opened = sign_in("boutique")
    assert opened.post("boutiques", json={"terms_version": TERMS_VERSION, "name": "Maison Lune"}).status_code == 201
    return opened


@pytest.fixture
def item(owner: TestClient) -> str:
    """The path of an item without photos."""
    body = {"name": "Linen dress", "category": "Dress", "price": 8_900, "variants": [{"size": "M", "stock": 3}]}
    return f"{PATH}/{owner.post(PATH, json=body).json()['item_id']}"


@pytest.fixture
def store(app: FastAPI) -> Store:
    made: Store = app.state.store
    return made


@pytest.fixture
def work_off(app: FastAPI, settings: Settings) -> Callable[[], list[str]]:
    """Carries out what waits, as a worker does; returns how each job ended."""
    database: Database = app.state.database

    def carry_all_out() -> list[str]:
        with database.reading() as session:
            ids = session.scalars(select(Job.id).where(Job.state == "queued").order_by(Job.id)).all()
        for job_id in ids:
            with database.transaction() as session:
                row = session.get_one(Job, job_id)
                kind, arguments = kind_of(row.name), row.arguments
                claimed = states.claim(session, job_id, kind)
                assert claimed is not None
                attempt = claimed.attempt
            carry_out(Work(database, settings, Lease(job_id, attempt, 60.0)), kind, arguments)
        with database.reading() as session:
            return [session.get_one(Job, job_id).state for job_id in ids]

    return carry_all_out


def photo(colour: str = "#28334d", kind: str = "JPEG", size: tuple[int, int] = (900, 1200), **how: Any) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind, **how)
    return file.getvalue()


def send(owner: TestClient, item: str, content: bytes) -> Any:
    return owner.post(f"{item}/photos", content=content, headers={"Content-Type": "image/jpeg"})


def hang(owner: TestClient, item: str, work_off: Callable[[], list[str]], *colours: str) -> list[Any]:
    for colour in colours:
        assert send(owner, item, photo(colour)).status_code == 202
    assert set(work_off()) == {"done"}
    return list(owner.get(item).json()["photos"])


def files(store: Store, folder: str = "public") -> set[str]:
    return set(store.list_keys(folder))


def test_a_photo_is_hung_in_the_sizes_of_cards_and_pages(
    owner: TestClient, client: TestClient, item: str, store: Store, work_off: Callable[[], list[str]]
) -> None:
    before = owner.get(item).headers["etag"]
    answer = send(owner, item, photo())
    assert answer.status_code == 202 and answer.headers["location"].endswith(f"jobs/{answer.json()['id']}")
    assert owner.get(item).json()["photos"] == [] and len(files(store, "incoming")) == 1
    assert work_off() == ["done"]
    shown = owner.get(item)
    [hung] = shown.json()["photos"]
    assert owner.get(f"jobs/{answer.json()['id']}").json()["result"] == {"photo_id": hung["id"]}
    assert (hung["width"], hung["height"]) == (640, 853) and hung["colour"].startswith("#28") and hung["blurhash"]
    sizes = [entry.split() for entry in hung["srcset"].split(", ")]
    assert [width for _, width in sizes] == ["320w", "640w"] and shown.headers["etag"] != before
    for url, _ in sizes:
        served = client.get(f"http://testserver{url}")
        assert served.status_code == 200 and served.headers["content-type"] == "image/webp"
    [card] = client.get("items").json()["items"]
    assert card["image_url"] == hung["url"] and card["image_colour"] == hung["colour"]
    assert files(store, "incoming") == set(), "what was sent is not kept"


def test_nothing_that_the_camera_noted_is_left(
    owner: TestClient, client: TestClient, item: str, work_off: Callable[[], list[str]]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A camera"
    exif.get_ifd(SECRET_PLACE)[2] = (52.0, 30.0, 12.0)
    content = photo(size=(1200, 900), exif=exif, comment=b"<script>alert(1)</script>") + b"<html>after the end</html>"
    assert send(owner, item, content).status_code == 202
    assert work_off() == ["done"]
    [hung] = owner.get(item).json()["photos"]
    assert hung["height"] > hung["width"], "it is turned upright"
    served = client.get(f"http://testserver{hung['url']}").content
    left = Image.open(io.BytesIO(served))
    assert dict(left.getexif()) == {} and "icc_profile" not in left.info
    assert b"script" not in served and b"A camera" not in served and b"html" not in served


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "damaged"),
        (photo(kind="GIF"), "JPEG, PNG, WebP, HEIC or AVIF"),
        (photo(kind="TIFF"), "JPEG, PNG, WebP, HEIC or AVIF"),
        (photo(size=(199, 400)), "at least 200"),
        (photo(size=(200, 900)), "4 times"),
        (photo(kind="PNG", size=(8193, 2100)), "too many pixels"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x75\x30\x00\x00\x75\x30\x08\x02\x00\x00\x00" + b"x" * 99, ""),
    ],
)
def test_what_is_no_photo_is_refused_at_once(
    owner: TestClient, item: str, store: Store, content: bytes, words: str
) -> None:
    refused = send(owner, item, content)
    assert refused.status_code == 422 and refused.headers["content-type"] == "application/problem+json"
    assert words in refused.json()["detail"]
    assert files(store) == files(store, "incoming") == set()


def test_a_photo_that_is_broken_further_inside_ends_with_its_reason(
    owner: TestClient, item: str, store: Store, work_off: Callable[[], list[str]]
) -> None:
    grain = Image.effect_noise((900, 1200), 90)
    file = io.BytesIO()
    grain.save(file, "JPEG")
    answer = send(owner, item, file.getvalue()[: len(file.getvalue()) // 3])
    assert answer.status_code == 202
    assert work_off() == ["failed"]
    assert "damaged" in owner.get(f"jobs/{answer.json()['id']}").json()["error"]
    assert owner.get(item).json()["photos"] == [] and files(store) == files(store, "incoming") == set()


def test_a_larger_body_than_a_photo_may_have_is_refused(owner: TestClient, item: str) -> None:
    assert send(owner, item, b"\xff\xd8\xff" + b"x" * (12 * 1024 * 1024)).status_code == 413


def test_a_job_that_is_done_twice_hangs_one_photo(
    owner: TestClient, app: FastAPI, settings: Settings, item: str, work_off: Callable[[], list[str]], monkeypatch: Any
) -> None:
    """Its worker dies after the photo hangs, before the job has its end and what was sent is deleted."""
    answer = send(owner, item, photo())
    monkeypatch.setattr(jobs.photos, "forget_incoming", lambda *_: None)
    assert work_off() == ["done"]
    with app.state.database.transaction() as session:
        row = session.scalars(select(Job).where(Job.name == "prepare_photo")).one()
        row.state, row.lease_until = "queued", None
    assert work_off() == ["done"]
    assert len(owner.get(item).json()["photos"]) == 1 and answer.status_code == 202


def test_an_item_has_so_many_photos_and_no_more(
    owner: TestClient, item: str, store: Store, work_off: Callable[[], list[str]]
) -> None:
    for _ in range(MOST_PHOTOS + 1):
        assert send(owner, item, photo(size=(300, 400))).status_code == 202
    assert sorted(work_off()) == ["done"] * MOST_PHOTOS + ["failed"]
    assert len(owner.get(item).json()["photos"]) == MOST_PHOTOS
    assert len(files(store)) == MOST_PHOTOS, "what found no room is not kept"
    assert send(owner, item, photo()).status_code == 409


def test_photos_hang_in_the_order_that_the_owner_says(
    owner: TestClient, client: TestClient, item: str, work_off: Callable[[], list[str]]
) -> None:
    hung = hang(owner, item, work_off, "#203060", "#806020", "#208040")
    wanted = [hung[2]["id"], hung[0]["id"], hung[1]["id"]]
    ordered = owner.put(f"{item}/photos", json={"photo_ids": wanted})
    assert [one["id"] for one in ordered.json()["photos"]] == wanted
    assert [one["id"] for one in owner.get(item).json()["photos"]] == wanted
    assert owner.get(item).headers["etag"] == ordered.headers["etag"]
    assert client.get("items").json()["items"][0]["image_url"] == hung[2]["url"]
    for nonsense in (wanted[:2], [*wanted, wanted[0]], [*wanted[:2], 2_000_000_000], [wanted[0]] * 3):
        assert owner.put(f"{item}/photos", json={"photo_ids": nonsense}).status_code == 409
    assert owner.put(f"{item}/photos", json={"photo_ids": []}).status_code == 422


def test_a_photo_that_is_taken_down_goes_with_its_files(
    owner: TestClient, client: TestClient, item: str, store: Store, work_off: Callable[[], list[str]]
) -> None:
    first, second = hang(owner, item, work_off, "#203060", "#806020")
    assert owner.delete(f"{item}/photos/{first['id']}").status_code == 204
    assert owner.delete(f"{item}/photos/{first['id']}").status_code == 404
    assert [one["id"] for one in owner.get(item).json()["photos"]] == [second["id"]]
    assert client.get("items").json()["items"][0]["image_url"] == second["url"]
    assert work_off() == ["done"]
    assert len(files(store)) == 2 and client.get(f"http://testserver{first['url']}").status_code == 404
    assert owner.delete(f"{item}/photos/{second['id']}").status_code == 204
    assert work_off() == ["done"]
    assert files(store) == set() and client.get("items").json()["items"][0]["image_url"] is None


def test_a_photo_that_an_order_shows_keeps_its_files(
    app: FastAPI, owner: TestClient, sign_in: SignIn, item: str, store: Store, work_off: Callable[[], list[str]]
) -> None:
    app.state.providers = {"till": Till()}
    [hung] = hang(owner, item, work_off, "#203060")
    placed(sign_in(), lines=[{"item_id": int(item.rpartition("/")[2]), "size": "M"}])
    work_off()
    assert owner.delete(f"{item}/photos/{hung['id']}").status_code == 204
    work_off()
    assert owner.get(item).json()["photos"] == [] and len(files(store)) == 2


def test_an_item_that_is_deleted_takes_its_files_along(
    owner: TestClient, item: str, store: Store, work_off: Callable[[], list[str]]
) -> None:
    hang(owner, item, work_off, "#203060", "#806020")
    waits = send(owner, item, photo())
    assert owner.delete(item).json()["is_deleted"] is True
    assert sorted(work_off()) == ["done", "failed"], "the photo that was on its way finds no item"
    assert files(store) == files(store, "incoming") == set() and waits.status_code == 202


def test_what_was_sent_and_never_prepared_does_not_stay(owner: TestClient, item: str, store: Store) -> None:
    """The owner cancelled the job; the file still holds all that the camera noted."""
    job = send(owner, item, photo()).json()["id"]
    assert owner.delete(f"jobs/{job}").status_code == 200
    assert photos.forget_stranded(store, before=clock.now() - jobs.KEPT) == 0
    assert photos.forget_stranded(store, before=clock.now() + jobs.KEPT) == 1
    assert files(store, "incoming") == set()


def test_pictures_of_others_are_never_deleted(owner: TestClient, item: str, store: Store) -> None:
    """A feed may name any address; taking such a picture down deletes nothing."""
    mine, name = owner.get("boutiques/me").json()["id"], f"{'a' * 32}-640.webp"
    store.put(f"public/boutiques/999/{name}", b"x")
    store.put(f"public/boutiques/{mine}/{name}", b"x")
    strange = [
        f"/media/public/boutiques/999/{name}",
        f"https://evil.example/media/public/boutiques/{mine}/{name}",
        f"/media/public/boutiques/{mine}/../999/{name}",
        "https://cdn.example/a b.jpg",
        f"/media/public/boutiques/{mine}/other.webp",
        "",
    ]
    assert photos.forget_files(store, mine, strange) == 0
    assert len(files(store)) == 2
    assert photos.forget_files(store, mine, [f"/media/public/boutiques/{mine}/{name}"]) == 1
