"""A boutique's upload: kept, looked at, checked, put on the shelf, killed in the midst, and taken back."""

import csv
import io
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from starlette.testclient import TestClient

from modiste.shop.catalogue import applying, gathering
from modiste.shop.catalogue.jobs import forget_old_uploads
from modiste.shop.catalogue.models import ImportBatch, ImportChange, Item, Variant
from modiste.shop.catalogue.stocking import stock_round
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.queue.later import later
from modiste.shop.kit.queue.models import Job
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.storage.choice import open_store
from tests.shop.catalogue.uploading import (
    OURS,
    SHOPIFY_OLD,
    facts,
    open_own_boutique,
    shelf,
    step,
    upload,
    work_off,
)

SignIn = Callable[..., TestClient]
CHANGED = OURS.replace("89.00", "79.00").replace("sand,S,4", "sand,S,9").replace("scarf,Wool", "hat,Felt")


@pytest.fixture
def owner(database: Database, sign_in: SignIn) -> TestClient:
    client = sign_in(role="boutique")
    open_own_boutique(database, client)
    return client


@pytest.fixture
def do(database: Database, settings: Settings, owner: TestClient) -> Callable[..., Any]:
    return lambda upload_id, what, **body: step(database, settings, owner, upload_id, what, **body)


def applied(owner: TestClient, do: Callable[..., Any], content: str) -> Any:
    """A file that was uploaded, checked and applied."""
    made = upload(owner, content).json()
    do(made["id"], "check")
    return do(made["id"], "apply")


def test_an_upload_is_looked_at(owner: TestClient) -> None:
    answer = upload(owner, SHOPIFY_OLD, "C:\\exports\\products\u202e.csv")
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["file_name"], made["size"], made["state"]) == ("products.csv", len(SHOPIFY_OLD.encode()), "uploaded")
    assert made["columns"]["dialect"] == {"name": "shopify_csv", "label": "Shopify"}
    assert made["columns"]["mapping"]["size"] == ["Option: size"]
    assert len(made["columns"]["samples"]) == 4
    fields = {field["name"]: field for field in made["columns"]["fields"]}
    assert fields["title"]["is_required"]
    assert fields["tags"]["takes_many"]
    assert set(made["may"]) == {"check", "forget"}
    assert [one["id"] for one in owner.get("boutiques/me/imports").json()["items"]] == [made["id"]]


@pytest.mark.parametrize(("content", "words"), [(b"", "empty"), (b"PK\x03\x04...", "zip"), (b"id,title\n", "no row")])
def test_a_file_that_makes_no_sense_is_not_kept(
    owner: TestClient, settings: Settings, content: bytes, words: str
) -> None:
    answer = upload(owner, content)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert words in answer.json()["detail"]
    assert list(open_store(settings).list_keys("imports")) == []


def test_json_and_forms_are_not_taken_for_files(owner: TestClient) -> None:
    assert owner.post("boutiques/me/imports", json={"a": 1}).status_code == 422
    assert owner.post("boutiques/me/imports", files={"file": b"x"}).status_code == 422


def test_a_check_counts_and_writes_nothing(database: Database, owner: TestClient, do: Callable[..., Any]) -> None:
    made = upload(owner, OURS + "bad,,1,,,,,\n=cmd,Formula,ten,,,,,\n").json()
    checked = do(made["id"], "check")
    assert checked["counts"] == {"read": 5, "rejected": 2, "new": 2, "changed": 0, "unchanged": 0}
    assert checked["state"] == "checked"
    assert [fault["line"] for fault in checked["faults"]] == [5, 6]
    assert shelf(database) == {}
    faults = owner.get(f"boutiques/me/imports/{made['id']}/faults")
    assert faults.headers["content-disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(faults.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["line", "5", "6"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_applying_puts_items_on_the_shelf_and_again_changes_nothing(
    database: Database, owner: TestClient, do: Callable[..., Any]
) -> None:
    done = applied(owner, do, SHOPIFY_OLD)
    assert (done["state"], done["counts"]["new"], done["may"]) == ("applied", 3, ["undo", "forget"])
    items = shelf(database)
    assert [(v.size, v.stock) for v in items["wrap-dress"].variants] == [("S", 4), ("M", 2)]
    assert [picture.position for picture in items["wrap-dress"].pictures] == [0, 1, 2]
    assert not items["old-coat"].is_active
    before = {key: item.version for key, item in items.items()}
    again = applied(owner, do, SHOPIFY_OLD)
    assert again["counts"] == {"read": 4, "rejected": 0, "new": 0, "changed": 0, "unchanged": 3}
    assert {key: item.version for key, item in shelf(database).items()} == before


def test_the_owner_decides_what_columns_mean(database: Database, owner: TestClient, do: Callable[..., Any]) -> None:
    made = upload(owner, "nr,what,long,cost\n1,Hat,Felt hat with a brim,\n").json()
    assert made["columns"]["mapping"] == {}
    path = f"boutiques/me/imports/{made['id']}/check"
    assert owner.post(path, json={}).status_code == 422
    wrong = {"id": ["nr"], "title": ["nothing"]}
    assert "nothing" in owner.post(path, json={"mapping": wrong}).json()["detail"]
    assert owner.post(path, json={"mapping": {"id": ["nr", "what"]}}).status_code == 422
    assert owner.post(path, json={"dialect": "nonsense"}).status_code == 422
    bad = {"id": ["nr"], "title": ["long"], "price": ["cost"]}
    assert owner.post(path, json={"mapping": bad, "currency": "JPY", "default_price": "1.50"}).status_code == 422
    do(made["id"], "check", mapping=bad, currency="USD", default_price="12.50")
    do(made["id"], "apply")
    hat = shelf(database)["1"]
    assert (hat.name, hat.price, hat.currency) == ("Felt hat with a brim", 1250, "USD")


def test_another_dialect_may_be_chosen(owner: TestClient, do: Callable[..., Any]) -> None:
    made = upload(owner, SHOPIFY_OLD).json()
    seen = owner.get(f"boutiques/me/imports/{made['id']}/columns", params={"dialect": "modiste_csv"}).json()
    assert seen["dialect"]["name"] == "modiste_csv"
    assert "Option: size" not in seen["columns"]
    checked = do(made["id"], "check", dialect="modiste_csv")
    assert checked["dialect"]["name"] == "modiste_csv"


def test_steps_are_taken_in_their_order(owner: TestClient, do: Callable[..., Any]) -> None:
    made = upload(owner, OURS).json()
    path = f"boutiques/me/imports/{made['id']}"
    for what in ("apply", "undo"):
        assert owner.post(f"{path}/{what}").status_code == 409
    owner.post(f"{path}/check", json={})
    assert owner.post(f"{path}/check", json={}).status_code == 409
    assert owner.delete(path).status_code == 409


def test_one_upload_at_a_time_is_written(owner: TestClient, do: Callable[..., Any]) -> None:
    first, second = upload(owner, OURS).json(), upload(owner, CHANGED).json()
    for made in (first, second):
        do(made["id"], "check")
    assert owner.post(f"boutiques/me/imports/{first['id']}/apply").status_code == 202
    refused = owner.post(f"boutiques/me/imports/{second['id']}/apply")
    assert refused.status_code == 409
    assert "Another upload" in refused.json()["title"]


def test_killed_in_the_midst_and_begun_again_is_as_if_it_ran_once(
    database: Database,
    settings: Settings,
    owner: TestClient,
    do: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = "".join(f"i{n},Item {n},{n + 1}.00,,{size},{n},Dress,a\n" for size in "SM" for n in range(25))
    content = OURS + rows + "bad,,1,,,,,\n"
    monkeypatch.setattr(gathering, "AT_ONCE", 4)
    made = upload(owner, content).json()
    do(made["id"], "check")
    job_id = owner.post(f"boutiques/me/imports/{made['id']}/apply").json()["job_id"]

    class Killed(BaseException):
        """What no handler sees, as a kill."""

    calls = []

    def dying(*args: Any) -> Any:
        outcome = stock_round(*args)
        calls.append(1)
        if len(calls) in {3, 5}:
            raise Killed
        return outcome

    monkeypatch.setattr(applying, "stock_round", dying)
    for _ in range(2):
        with pytest.raises(Killed):
            work_off(database, settings, job_id)
        with database.transaction() as session:
            session.execute(update(Job).values(lease_until=clock.now() - timedelta(seconds=1)))
    part = owner.get(f"boutiques/me/imports/{made['id']}").json()
    assert 0 < part["counts"]["new"] < 27
    assert work_off(database, settings, job_id).state == "done"
    done = owner.get(f"boutiques/me/imports/{made['id']}").json()
    assert done["counts"] == {"read": 54, "rejected": 1, "new": 27, "changed": 0, "unchanged": 0}
    with database.reading() as session:
        assert session.scalar(select(func.count(Item.id))) == 27
        assert session.scalar(select(func.count(Variant.id))) == 53
        assert session.scalar(select(func.count(ImportChange.item_id))) == 27


def test_a_cancelled_upload_goes_on_or_is_undone(
    database: Database,
    settings: Settings,
    owner: TestClient,
    do: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gathering, "AT_ONCE", 1)
    made = upload(owner, OURS).json()
    do(made["id"], "check")
    path = f"boutiques/me/imports/{made['id']}"
    job_id = owner.post(f"{path}/apply").json()["job_id"]

    def cancelling(*args: Any) -> Any:
        outcome = stock_round(*args)
        if args[1][0].external_id == "scarf":
            args[0].execute(update(Job).where(Job.id == uuid.UUID(job_id)).values(state="cancelled"))
        return outcome

    monkeypatch.setattr(applying, "stock_round", cancelling)
    work_off(database, settings, job_id)  # what was written beside the cancelled job is taken back with it
    assert set(shelf(database)) == {"dress"}
    assert owner.delete(f"jobs/{job_id}").status_code == 200
    stopped = owner.get(path).json()
    assert (stopped["state"], stopped["failed_in"]) == ("failed", "applying")
    assert set(stopped["may"]) == {"apply", "undo", "forget"}
    monkeypatch.setattr(applying, "stock_round", stock_round)
    assert do(made["id"], "apply")["counts"]["new"] == 2
    assert set(shelf(database)) == {"dress", "scarf"}
    assert do(made["id"], "undo")["undone"]["removed"] == 2
    assert shelf(database) == {}


def test_undoing_puts_back_what_stood_before(database: Database, owner: TestClient, do: Callable[..., Any]) -> None:
    applied(owner, do, OURS)
    before = facts(database)
    second = applied(owner, do, CHANGED)
    assert (second["counts"]["new"], second["counts"]["changed"]) == (1, 1)
    assert facts(database) != before
    undone = do(second["id"], "undo")
    assert undone["state"] == "undone"
    assert undone["undone"] == {"restored": 1, "kept_in_part": 0, "removed": 1, "hidden": 0}
    assert facts(database) == before
    assert owner.post(f"boutiques/me/imports/{second['id']}/undo").status_code == 409


def test_undoing_leaves_what_was_changed_or_sold_since(
    database: Database, owner: TestClient, do: Callable[..., Any]
) -> None:
    applied(owner, do, OURS)
    second = applied(owner, do, CHANGED)  # S: 4 → 9, the price: 89 → 79
    dress = shelf(database)["dress"]
    with database.transaction() as session:
        session.execute(update(Item).where(Item.id == dress.id).values(price=5_000))
        session.execute(update(Variant).where(Variant.item_id == dress.id, Variant.size == "S").values(stock=6))
        session.execute(update(Item).where(Item.external_id == "hat").values(name="Mine", version=Item.version + 1))
    undone = do(second["id"], "undo")
    assert undone["undone"] == {"restored": 0, "kept_in_part": 1, "removed": 0, "hidden": 1}
    after = shelf(database)
    assert after["dress"].price == 5_000
    assert {v.size: v.stock for v in after["dress"].variants} == {"S": 1, "M": 2}  # 6 - (9 - 4)
    assert not after["hat"].is_active


def test_another_boutiques_upload_does_not_exist(database: Database, owner: TestClient, sign_in: SignIn) -> None:
    made = upload(owner, OURS).json()
    other = sign_in(role="boutique")
    open_own_boutique(database, other, "autre")
    path = f"boutiques/me/imports/{made['id']}"
    assert other.get("boutiques/me/imports").json()["items"] == []
    for method, place in (("GET", ""), ("GET", "/columns?dialect=shopify_csv"), ("GET", "/faults"), ("DELETE", "")):
        assert other.request(method, path + place).status_code == 404
    for place in ("check", "apply", "undo"):
        assert other.post(f"{path}/{place}", json={}).status_code == 404
    assert owner.get(path).status_code == 200


def test_forgetting_deletes_the_file_and_undoing_stays_possible(
    owner: TestClient, do: Callable[..., Any], settings: Settings
) -> None:
    never = upload(owner, OURS).json()
    assert owner.delete(f"boutiques/me/imports/{never['id']}").status_code == 204
    assert owner.get(f"boutiques/me/imports/{never['id']}").status_code == 404
    done = applied(owner, do, OURS)
    path = f"boutiques/me/imports/{done['id']}"
    assert owner.delete(path).status_code == 204
    assert list(open_store(settings).list_keys("imports")) == []
    kept = owner.get(path).json()
    assert (kept["has_file"], kept["may"]) == (False, ["undo"])
    assert do(done["id"], "undo")["undone"]["removed"] == 2


def test_old_files_are_forgotten_by_the_clock(
    database: Database, settings: Settings, owner: TestClient, do: Callable[..., Any]
) -> None:
    done = applied(owner, do, OURS)
    with database.transaction() as session:
        session.execute(update(ImportBatch).values(created_at=clock.now() - timedelta(days=31)))
        job_id = str(later(session, forget_old_uploads).id)
    assert work_off(database, settings, job_id).result == {"forgotten": 2, "strays": 0}
    assert list(open_store(settings).list_keys("imports")) == []
    refused = owner.post(f"boutiques/me/imports/{done['id']}/undo")
    assert (refused.status_code, "too old" in refused.json()["title"]) == (409, True)


def test_the_template_can_be_downloaded(owner: TestClient) -> None:
    answer = owner.get("boutiques/me/imports/template")
    assert answer.headers["content-disposition"] == 'attachment; filename="modiste-items.csv"'
    assert upload(owner, answer.content).json()["columns"]["mapping"]["gtin"] == ["gtin"]
