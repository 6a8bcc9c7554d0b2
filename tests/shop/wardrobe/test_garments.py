"""Garments: kept, listed, filtered, changed and given up by their owner alone."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.wardrobe import service
from tests.shop.swipes.shop import make_items
from tests.shop.wardrobe.closet import keep, names

SHIRT = {
    "name": "Linen shirt",
    "category": "shirt",
    "colours": ["Navy", "white", "navy"],
    "pattern": "stripes",
    "formality": 0.4,
    "season": ["summer", "spring", "summer"],
    "brand": "Lune",
    "size": "M",
    "material": "linen",
    "notes": "Iron it damp.",
    "quantity": 2,
    "price": {"amount": 4_900, "currency": "EUR"},
    "bought_on": "2026-03-01",
}


@pytest.fixture(autouse=True)
def categories(app: FastAPI) -> None:
    make_items(app.state.database, [{"category": "shirt"}, {"category": "coat"}])


def test_a_garment_is_kept_as_it_was_told(ann: TestClient) -> None:
    answer = ann.post("garments", json=SHIRT)
    assert answer.status_code == 201
    kept = answer.json()
    assert answer.headers["location"] == f"/api/v1/garments/{kept['id']}"
    assert kept.pop("upload_url") == f"/api/v1/garments/{kept['id']}/photos"
    read = ann.get(f"garments/{kept['id']}")
    assert read.json() == kept and read.headers["etag"] == answer.headers["etag"]
    assert {name: kept[name] for name in SHIRT} == SHIRT | {
        "colours": ["navy", "white"],
        "season": ["spring", "summer"],
    }
    assert kept["laundry"] == "clean" and not kept["is_archived"] and uuid.UUID(kept["id"]).version == 7
    assert (kept["wears"], kept["last_worn_on"], kept["cost_per_wear"], kept["photos"]) == (0, None, None, [])


def test_a_photo_alone_will_do_so_that_nothing_need_be_said_of_a_garment(ann: TestClient) -> None:
    kept = ann.post("garments", json={}).json()
    assert (kept["name"], kept["category"], kept["price"], kept["quantity"], kept["picture"]) == (
        "",
        None,
        None,
        1,
        None,
    )


def test_a_request_that_is_sent_again_with_its_key_keeps_one(ann: TestClient) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    first, again = (ann.post("garments", json={"name": "Shirt"}, headers=key) for _ in range(2))
    assert first.json() == again.json() and names(ann.get("garments")) == ["Shirt"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 201),
        ("name", None),
        ("category", "no-such-kind"),
        ("price", {"amount": -1, "currency": "EUR"}),
        ("price", {"amount": 1.5, "currency": "EUR"}),
        ("price", {"amount": 10**12 + 1, "currency": "EUR"}),
        ("price", {"amount": 1}),
        ("price", {"amount": 1, "currency": "euro"}),
        ("quantity", 0),
        ("quantity", True),
        ("formality", 1.1),
        ("season", ["monsoon"]),
        ("colours", [""]),
        ("colours", [f"c{n}" for n in range(21)]),
        ("bought_on", (clock.now() + timedelta(days=3)).date().isoformat()),
        ("bought_on", "1899-12-31"),
        ("laundry", "lost"),
        ("user_id", 1),
    ],
)
def test_nonsense_is_refused_new_or_as_a_change(ann: TestClient, field: str, value: Any) -> None:
    refused = ann.post("garments", json=SHIRT | {field: value})
    assert refused.status_code == 422 and refused.headers["content-type"] == "application/problem+json"
    garment = keep(ann)
    assert ann.patch(f"garments/{garment['id']}", json={field: value}).status_code == 422
    assert ann.get(f"garments/{garment['id']}").json() == {k: v for k, v in garment.items() if k != "upload_url"}


def test_what_was_told_can_be_changed_and_taken_back(ann: TestClient) -> None:
    garment = keep(ann, **{k: v for k, v in SHIRT.items() if k != "name"})
    path = f"garments/{garment['id']}"
    changed = ann.patch(path, json={"name": "Old shirt", "category": "Coat", "colours": ["grey"], "laundry": "worn"})
    assert changed.status_code == 200
    found = changed.json()
    assert (found["name"], found["category"], found["colours"], found["laundry"]) == (
        *("Old shirt", "coat"),
        *(["grey"], "worn"),
    )
    assert found["material"] == "linen", "what is absent stays"
    nothing = {"category": None, "pattern": None, "formality": None, "material": None, "price": None, "bought_on": None}
    emptied = ann.patch(path, json=nothing).json()
    assert {name: emptied[name] for name in nothing} == nothing
    assert ann.get(path).json() == emptied


def test_a_change_says_whether_it_knew_what_it_changed(ann: TestClient) -> None:
    garment = keep(ann)
    path = f"garments/{garment['id']}"
    seen = {"If-Match": ann.get(path).headers["etag"]}
    first = ann.patch(path, json={"size": "M"}, headers=seen)
    assert first.status_code == 200
    stale = ann.patch(path, json={"size": "L"}, headers=seen)
    assert stale.status_code == 412 and ann.get(path).json()["size"] == "M"
    assert ann.patch(path, json={"size": "L"}, headers={"If-Match": first.headers["etag"]}).status_code == 200


def test_the_same_again_is_no_change(ann: TestClient) -> None:
    path = f"garments/{keep(ann, size='M')['id']}"
    before = ann.get(path).headers["etag"]
    assert ann.patch(path, json={"size": "M"}).headers["etag"] == before
    assert ann.patch(path, json={}).headers["etag"] == before


def test_somebody_elses_garment_does_not_exist(ann: TestClient, zoe: TestClient) -> None:
    path = f"garments/{keep(ann)['id']}"
    asked = [
        zoe.get(path),
        zoe.patch(path, json={"name": "Mine"}),
        zoe.delete(path),
        zoe.put(f"{path}/photos", content=b"x"),
        zoe.get(f"{path}/wears"),
        zoe.post(f"{path}/wears", json={}),
    ]
    assert [answer.status_code for answer in asked] == [404] * len(asked)
    assert names(zoe.get("garments")) == [] and names(ann.get("garments")) == ["Linen shirt"]


def test_the_list_is_in_pages_newest_first(ann: TestClient) -> None:
    for number in range(5):
        keep(ann, f"Piece {number}")
    first = ann.get("garments", params={"limit": 2})
    assert names(first) == ["Piece 4", "Piece 3"]
    keep(ann, "Piece 5")
    seen, cursor = names(first), first.json()["next_cursor"]
    while cursor:
        page = ann.get("garments", params={"limit": 2, "cursor": cursor})
        seen, cursor = seen + names(page), page.json()["next_cursor"]
    assert seen == [f"Piece {number}" for number in (4, 3, 2, 1, 0)], "what came meanwhile moves nothing"
    for nonsense in ("x", "WzFd", "WyJ4Il0"):
        assert ann.get("garments", params={"cursor": nonsense}).status_code == 422


def test_the_list_is_filtered(ann: TestClient) -> None:
    folder = ann.post("garments/folders", json={"name": "Work"}).json()["id"]
    keep(ann, "Shirt", category="shirt", colours=["navy", "white"], season=["summer"], folder_id=folder)
    keep(ann, "Coat", category="coat", colours=["Grün"], season=["winter"], laundry="in_laundry", brand="50% Wolle")
    keep(ann, "Scarf", notes="from Eve")
    for asked, found in (
        ({"category": "shirt"}, ["Shirt"]),
        ({"category": "Coat"}, ["Coat"]),
        ({"category": "no-such-kind"}, []),
        ({"colour": "white"}, ["Shirt"]),
        ({"colour": "grün"}, ["Coat"]),
        ({"colour": "whi"}, []),
        ({"season": "summer"}, ["Scarf", "Shirt"]),
        ({"season": "winter"}, ["Scarf", "Coat"]),
        ({"folder_id": folder}, ["Shirt"]),
        ({"laundry": "in_laundry"}, ["Coat"]),
        ({"q": "SHI"}, ["Shirt"]),
        ({"q": "eve from"}, ["Scarf"]),
        ({"q": "50%"}, ["Coat"]),
        ({"q": "%"}, ["Coat"]),
        ({"q": "shirt", "laundry": "in_laundry"}, []),
    ):
        assert names(ann.get("garments", params=asked)) == found, asked
    assert ann.get("garments", params={"season": "monsoon"}).status_code == 422


def test_what_is_put_away_is_in_no_list_unless_asked_for(ann: TestClient) -> None:
    garment = keep(ann)
    assert ann.patch(f"garments/{garment['id']}", json={"is_archived": True}).json()["is_archived"]
    assert names(ann.get("garments")) == [] and names(ann.get("garments?is_archived=true")) == ["Linen shirt"]
    assert not ann.patch(f"garments/{garment['id']}", json={"is_archived": False}).json()["is_archived"]
    assert names(ann.get("garments")) == ["Linen shirt"]


def test_a_garment_that_is_given_up_is_gone(ann: TestClient) -> None:
    path = f"garments/{keep(ann)['id']}"
    ann.post(f"{path}/wears", json={})
    assert ann.delete(path).status_code == 204
    assert [ann.delete(path).status_code, ann.get(path).status_code] == [404, 404]
    assert names(ann.get("garments")) == []


def test_a_wardrobe_is_full_at_some_point(
    ann: TestClient, monkeypatch: Any, sign_in: Callable[..., TestClient]
) -> None:
    monkeypatch.setattr(service, "MOST_GARMENTS", 2)
    keep(ann), keep(ann)
    assert ann.post("garments", json={"name": "One more"}).status_code == 409
    keep(sign_in())


def test_folders_are_made_renamed_and_closed(ann: TestClient, zoe: TestClient) -> None:
    work = ann.post("garments/folders", json={"name": "Work"})
    assert work.status_code == 201 and work.json()["garments"] == 0
    path = f"garments/folders/{work.json()['id']}"
    assert ann.post("garments/folders", json={"name": " WORK "}).status_code == 409
    assert zoe.post("garments/folders", json={"name": "Work"}).status_code == 201, "hers is another"
    beach = ann.post("garments/folders", json={"name": "beach"}).json()
    garment = keep(ann, folder_id=work.json()["id"])
    keep(ann, folder_id=work.json()["id"])
    assert ann.patch(path, json={"name": "Office"}).json()["garments"] == 2
    assert ann.patch(path, json={"name": "Beach"}).status_code == 409
    listed = ann.get("garments/folders").json()["items"]
    assert [(one["name"], one["garments"]) for one in listed] == [("beach", 0), ("Office", 2)]
    tag = ann.get(f"garments/{garment['id']}").headers["etag"]
    assert ann.delete(path).status_code == 204
    after = ann.get(f"garments/{garment['id']}")
    assert after.json()["folder_id"] is None and after.headers["etag"] != tag
    assert ann.delete(path).status_code == 404 and beach["id"] == ann.get("garments/folders").json()["items"][0]["id"]


def test_somebody_elses_folder_does_not_exist(ann: TestClient, zoe: TestClient) -> None:
    theirs = zoe.post("garments/folders", json={"name": "Hers"}).json()["id"]
    assert ann.post("garments", json={"name": "Shirt", "folder_id": theirs}).status_code == 404
    garment = keep(ann)
    assert ann.patch(f"garments/{garment['id']}", json={"folder_id": theirs}).status_code == 404
    assert ann.patch(f"garments/folders/{theirs}", json={"name": "Mine"}).status_code == 404
    assert ann.delete(f"garments/folders/{theirs}").status_code == 404
    assert ann.get("garments", params={"folder_id": theirs}).json()["items"] == []
