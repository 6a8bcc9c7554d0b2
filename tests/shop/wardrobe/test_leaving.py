"""Leaving the shop, and taking everything along: photos too."""

from collections.abc import Callable

from fastapi import FastAPI
from sqlalchemy import func, select
from starlette.testclient import TestClient

from modiste.shop.kit.storage.base import Store
from modiste.shop.privacy.schemas import ExportOut
from modiste.shop.wardrobe.models import Garment, GarmentFolder, GarmentPhoto, GarmentWear
from tests.shop.conftest import PASSWORD
from tests.shop.wardrobe.closet import WorkOff, files, hang, keep, photo, send


def test_an_account_that_is_erased_leaves_no_garment_and_no_file(
    app: FastAPI, ann: TestClient, zoe: TestClient, store: Store, work_off: WorkOff
) -> None:
    mine, theirs = keep(ann), keep(zoe)
    ann.post("garments/folders", json={"name": "Work"})
    ann.post(f"garments/{mine['id']}/wears", json={})
    hang(ann, work_off, mine, "#203060", "#806020")
    hang(zoe, work_off, theirs, "#203060")
    assert send(ann, mine, photo()).status_code == 202, "one is on its way"
    assert ann.request("DELETE", "me", json={"password": PASSWORD}).status_code == 204
    assert work_off() == ["done"], "her own jobs are gone, and this one is nobody's"
    assert files(store) and all(theirs["id"] in key for key in files(store))
    with app.state.database.reading() as session:
        left = [session.scalar(select(func.count()).select_from(table)) for table in (Garment, GarmentPhoto)]
        none = [session.scalar(select(func.count()).select_from(table)) for table in (GarmentFolder, GarmentWear)]
    assert (left, none) == ([1, 1], [0, 0])


def test_the_document_with_everything_leads_to_the_photos(
    ann: TestClient, zoe: TestClient, client: TestClient, work_off: WorkOff
) -> None:
    garment = keep(ann)
    [hung] = hang(ann, work_off, garment, "#203060")
    hang(zoe, work_off, keep(zoe), "#203060")
    send(ann, garment, photo())
    found = ExportOut.model_validate_json(ann.get("me/export").content)
    ready, waits = found.garment_photos
    assert (str(ready.id), ready.state, waits.state, waits.original_url) == (hung["id"], "ready", "waiting", None)
    served = client.get(f"http://testserver{ready.original_url}")
    assert served.status_code == 200 and served.headers["content-type"] == "image/webp"


def test_what_belongs_to_somebody_else_stays_out_of_reach(
    ann: TestClient, zoe: TestClient, sign_in: Callable[..., TestClient], work_off: WorkOff
) -> None:
    garment = keep(ann)
    [hung] = hang(ann, work_off, garment, "#203060")
    for other in (zoe, sign_in("admin")):
        path = f"garments/{garment['id']}/photos/{hung['id']}"
        assert other.delete(path).status_code == other.put(path, content=photo()).status_code == 404
        assert other.delete("me/photos").json() == {"photos": 0}
    assert len(ann.get(f"garments/{garment['id']}").json()["photos"]) == 1
