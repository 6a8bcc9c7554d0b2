"""The whole wardrobe in one file, and back: into another account, after a loss, twice, broken."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.storage.base import Store
from modiste.shop.wardrobe import jobs, unpacking
from tests.shop.swipes.shop import make_items
from tests.shop.wardrobe.closet import WorkOff, files, hang, keep, names

FULL = {
    "category": "dress",
    "colours": ["navy", "white"],
    "pattern": "striped",
    "formality": 0.6,
    "season": ["summer"],
    "brand": "Ava",
    "size": "38",
    "material": "linen",
    "notes": "Grandmother's",
    "quantity": 2,
    "price": {"amount": 4_900, "currency": "EUR"},
    "bought_on": "2024-05-03",
    "laundry": "in_laundry",
}

HAT: dict[str, Any] = {
    "id": "0190f3a0-0000-7000-8000-000000000001",
    "name": "Hat",
    "created_at": "2100-01-01T00:00:00Z",
}


def pack(client: TestClient, work_off: WorkOff) -> dict[str, Any]:
    """The archive that a job has packed, as the shop tells of it."""
    answer = client.post("garments/archives")
    assert answer.status_code == 202, answer.text
    assert work_off()[-1] == "done"
    found = client.get(f"garments/archives/{answer.json()['id']}")
    assert found.status_code == 200, found.text
    return dict(found.json())


def fetch(client: TestClient, archive: dict[str, Any]) -> bytes:
    answer = client.get(f"http://testserver{archive['url']}")
    assert answer.headers["content-type"] == "application/zip" and len(answer.content) == archive["size"]
    return answer.content


def unpack(client: TestClient, work_off: WorkOff, content: bytes) -> Any:
    """What became of an archive."""
    answer = client.post("garments/imports", content=content, headers={"Content-Type": "application/octet-stream"})
    assert answer.status_code == 202, answer.text
    while ended := work_off():  # its photos are prepared by jobs of their own
        assert set(ended) == {"done"}
    return client.get(f"jobs/{answer.json()['id']}").json()["result"]


def zipped(**contents: bytes | str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def damaged(name: str, **contents: bytes | str) -> bytes:
    """An archive in which what was packed of one file has become noise."""
    content = zipped(**contents)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo(name)
    begin = entry.header_offset + 30 + len(name)
    return content[:begin] + b"\xff" * entry.compress_size + content[begin + entry.compress_size :]


def locked(content: bytes) -> bytes:
    """An archive that says that its first file is encrypted."""
    where = content.index(b"PK\x01\x02") + 8
    return content[:6] + b"\x01" + content[7:where] + b"\x01" + content[where + 1 :]


def document(*garments: Any, **said: Any) -> str:
    return json.dumps(
        {"format": "modiste-wardrobe", "version": 1, "made_at": "2026-01-01T00:00:00Z", "garments": garments} | said
    )


def test_a_wardrobe_moves_to_another_account_whole(
    app: FastAPI, ann: TestClient, zoe: TestClient, client: TestClient, store: Store, work_off: WorkOff
) -> None:
    make_items(app.state.database, [{"category": "dress"}])
    folder = ann.post("garments/folders", json={"name": "Holidays"}).json()["id"]
    keep(ann, "Hat")
    dress = keep(ann, "Dress", **FULL, folder_id=folder)
    hang(ann, work_off, dress, "#203060", "#a03020")
    ann.post(f"garments/{dress['id']}/wears", json={"on": "2024-06-01", "times": 3, "stays_clean": True})
    ann.patch(f"garments/{keep(ann, 'Old coat')['id']}", json={"is_archived": True})

    content = fetch(client, pack(ann, work_off))
    done = unpack(zoe, work_off, content)

    assert done == {"garments": 3, "known": 0, "photos": 2, "photos_refused": 0}
    assert names(zoe.get("garments")) == ["Dress", "Hat"] and names(zoe.get("garments?is_archived=true")) == [
        "Old coat"
    ]
    [theirs] = [one for one in zoe.get("garments").json()["items"] if one["name"] == "Dress"]
    before, after = (client.get(f"garments/{one['id']}").json() for client, one in ((ann, dress), (zoe, theirs)))
    new = ("id", "folder_id", "photos", "picture", "updated_at")
    assert {name: after[name] for name in after if name not in new} == {
        name: before[name] for name in before if name not in new
    }
    assert [one["name"] for one in zoe.get("garments/folders").json()["items"]] == ["Holidays"]
    assert [photo["state"] for photo in after["photos"]] == ["ready", "ready"]
    assert [int(photo["colour"][1:3], 16) > 128 for photo in after["photos"]] == [False, True], "blue, then red"
    assert files(store, "wardrobe-imports") == set()

    again = unpack(zoe, work_off, content)
    assert (again["garments"], again["known"]) == (0, 3)
    assert len(zoe.get(f"garments/{theirs['id']}").json()["photos"]) == 2


def test_what_was_lost_comes_back_and_what_is_there_stays(
    ann: TestClient, client: TestClient, work_off: WorkOff
) -> None:
    hat, coat = keep(ann, "Hat"), keep(ann, "Coat")
    hang(ann, work_off, coat, "#203060")
    content = fetch(client, pack(ann, work_off))
    ann.patch(f"garments/{hat['id']}", json={"name": "Sun hat"})
    assert ann.delete(f"garments/{coat['id']}").status_code == 204
    work_off()

    assert unpack(ann, work_off, content) == {"garments": 1, "known": 1, "photos": 1, "photos_refused": 0}

    assert names(ann.get("garments")) == ["Coat", "Sun hat"], "newest first, as before"
    assert unpack(ann, work_off, content)["garments"] == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "ZIP"),
        (b"PK\x03\x04 and then nothing of the kind", "ZIP"),
        (zipped(readme_txt="hello"), "no wardrobe.json"),
        (zipped(wardrobe_json="[]"), "wardrobe.json"),
        (zipped(wardrobe_json=document(version=2)), "version"),
        (zipped(wardrobe_json=document(format="something else")), "format"),
        (zipped(wardrobe_json=document({"id": "1", "name": "Hat"})), "garments.0.id"),
        (zipped(wardrobe_json=document(HAT | {"created_at": "2024-01-01T00:00:00"})), "created_at"),
        (zipped(wardrobe_json=document(HAT | {"created_at": "0001-01-01T00:00:00+14:00"})), "created_at"),
        (damaged("wardrobe.json", wardrobe_json=document(HAT)), "damaged"),
        (locked(zipped(wardrobe_json=document(HAT))), "encrypted"),
        (zipped(wardrobe_json=b" " * (64 * 2**20 + 1)), "64 MiB"),
    ],
)
def test_what_is_no_archive_is_refused_at_once(
    ann: TestClient, store: Store, work_off: WorkOff, content: bytes, words: str
) -> None:
    answer = ann.post("garments/imports", content=content, headers={"Content-Type": "application/octet-stream"})
    assert answer.status_code == 422 and words in answer.json()["detail"]
    assert work_off() == [] and files(store, "wardrobe-imports") == set()


def test_a_garment_is_kept_without_the_photos_and_words_that_do_not_fit(ann: TestClient, work_off: WorkOff) -> None:
    hat = HAT | {
        "category": "nobody's",
        "wears": [{"worn_on": "2100-01-01", "times": 1}, {"worn_on": "2024-01-01", "times": 2}],
        "photos": ["photos/gone.webp", "photos/text.webp", "../../etc/passwd", "photos/noise.webp"],
        "of a later version": True,
    }
    contents = {"photos__text_webp": "no photo at all", "photos__noise_webp": "what was one"}
    done = unpack(ann, work_off, damaged("photos/noise.webp", wardrobe_json=document(hat), **contents))
    assert done == {"garments": 1, "known": 0, "photos": 0, "photos_refused": 4}
    [kept] = ann.get("garments").json()["items"]
    assert (kept["category"], kept["wears"], kept["last_worn_on"]) == (None, 2, "2024-01-01")
    assert kept["created_at"] < "2100"


def test_a_full_wardrobe_says_so_and_loses_nothing(
    ann: TestClient, client: TestClient, work_off: WorkOff, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Hat", "Coat"):
        keep(ann, name)
    content = fetch(client, pack(ann, work_off))
    for one in ann.get("garments").json()["items"]:
        ann.delete(f"garments/{one['id']}")
    monkeypatch.setattr(unpacking, "MOST_GARMENTS", 1)
    job = ann.post("garments/imports", content=content).json()
    assert work_off() == ["failed"]
    assert "as many as there can be" in ann.get(f"jobs/{job['id']}").json()["error"]
    assert names(ann.get("garments")) == ["Hat"]


def test_an_archive_is_its_owners_alone_and_goes_with_the_photos(
    ann: TestClient, zoe: TestClient, client: TestClient, store: Store, work_off: WorkOff
) -> None:
    hang(ann, work_off, keep(ann), "#203060")
    made = ann.post("garments/archives").json()["id"]
    assert ann.post("garments/archives").json()["id"] == made, "one at a time"
    assert ann.get(f"garments/archives/{made}").status_code == 404, "not yet"
    work_off()
    assert zoe.get(f"garments/archives/{made}").status_code == 404
    url = ann.get(f"garments/archives/{made}").json()["url"]
    assert client.get(f"http://testserver{url.split('?')[0]}").status_code == 404, "unsigned"
    assert ann.delete("me/photos").is_success
    work_off()
    assert ann.get(f"garments/archives/{made}").status_code == 404
    assert files(store, "wardrobe-archives") == files(store) == set()


def test_archives_are_deleted_after_a_day(
    app: FastAPI, ann: TestClient, store: Store, work_off: WorkOff, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack(ann, work_off)
    store.put("wardrobe-imports/7/left.zip", b"by a job that failed")
    moment = clock.now()
    for hours, left in ((23, 2), (25, 0)):
        monkeypatch.setattr(clock, "now", lambda hours=hours: moment + timedelta(hours=hours))
        with app.state.database.transaction() as session:
            later(session, jobs.forget_stray_garment_photos.__name__)
        assert work_off() == ["done"]
        assert len(files(store, "wardrobe-archives") | files(store, "wardrobe-imports")) == left
