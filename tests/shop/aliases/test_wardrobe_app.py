"""Document 3's wardrobe, as a client of that document speaks to it."""

from starlette.testclient import TestClient

from tests.shop.swipes.shop import make_items
from tests.shop.wardrobe.closet import WorkOff, photo
from tests.shop.wardrobe.conftest import ann, work_off, zoe
from tests.shop.wardrobe.test_cutouts import NAVY, WALL, as_file
from tests.vision.cutout.pictures import shirt

__all__ = ["ann", "work_off", "zoe"]  # fixtures


def test_an_item_is_added_and_told_where_its_photo_goes(
    app: object, ann: TestClient, client: TestClient, work_off: WorkOff
) -> None:
    make_items(app.state.database, [{"category": "jacket"}])  # type: ignore[attr-defined]
    wanted = {
        "title": "Blue Denim Jacket",
        "description": "Worn twice",
        "category": "jacket",
        "colors": ["blue"],
        "sizes": ["M"],
        "formality": 0.3,
        "season": ["spring", "autumn"],
    }
    added = ann.post("items", json=wanted)
    assert added.status_code == 201
    item = added.json()
    upload_url = item.pop("upload_url")
    assert {name: item[name] for name in wanted} == wanted and item["image_original"] is None
    assert item["owner_id"] == ann.get("me").json()["id"] and item["price"] is None
    assert ann.put(upload_url, content=photo()).status_code == 202
    assert work_off() == ["done"]
    [listed] = ann.get("wardrobe").json()["items"]
    assert client.get(listed.pop("image_original")).status_code == 200
    del item["image_original"]
    assert listed == item


def test_prices_are_numbers_and_the_wardrobe_is_in_pages(ann: TestClient) -> None:
    for number in range(3):
        ann.post("garments", json={"name": f"Piece {number}", "price": {"amount": 12_500, "currency": "NGN"}})
    first = ann.get("wardrobe", params={"limit": 2}).json()
    assert [item["title"] for item in first["items"]] == ["Piece 2", "Piece 1"] and first["items"][0]["price"] == 125.0
    rest = ann.get("wardrobe", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert [item["title"] for item in rest["items"]] == ["Piece 0"] and rest["next_cursor"] is None


def test_somebody_else_is_not_named(ann: TestClient, zoe: TestClient) -> None:
    mine, theirs = (client.get("me").json()["id"] for client in (ann, zoe))
    assert ann.get("wardrobe", params={"user_id": mine}).status_code == 200
    assert ann.get("wardrobe", params={"user_id": theirs}).status_code == 403
    assert ann.post("items", json={"title": "Jacket", "owner_id": mine}).status_code == 201
    assert ann.post("items", json={"title": "Jacket", "owner_id": theirs}).status_code == 403
    assert zoe.get("wardrobe").json()["items"] == []


def test_an_image_is_waited_for_and_cleaned(ann: TestClient, work_off: WorkOff) -> None:
    item = ann.post("items", json={"title": "Shirt"}).json()
    told = f"items/{item['id']}/image-uploaded"
    assert ann.put(told).status_code == 409
    clean = f"items/{item['id']}/background-clean"
    assert ann.post(clean).status_code == 404, "no photo to clean"
    ann.put(f"{item['upload_url']}?background=original", content=as_file(shirt(NAVY, WALL)[0]))
    assert ann.put(told).json()["id"] == item["id"]
    assert work_off() == ["done"]
    assert not ann.post(clean).json()["background_cleaned"]
    assert work_off() == ["done"]
    assert ann.post(clean).json() == {"id": item["id"], "background_cleaned": True, "job_id": None}
