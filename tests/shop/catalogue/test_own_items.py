"""A boutique's own shelf: what its owner adds, changes, counts and withdraws, and what shoppers see of it."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import event, select
from starlette.testclient import TestClient

from modiste.shop.boutiques.terms import TERMS_VERSION
from modiste.shop.catalogue import own_items, sizes
from modiste.shop.catalogue.boutique_schemas import LOW, OwnItemsQuery, VariantChangeIn
from modiste.shop.catalogue.models import Item, ItemPrice, Variant
from modiste.shop.catalogue.sizes import StockMoved
from modiste.shop.catalogue.stock import SoldOut, take_from_stock
from modiste.shop.kit.db import Database, DatabaseUnavailable
from tests.shop.orders.shop import placed
from tests.shop.payments.till import Till

PATH = "boutiques/me/items"
DRESS = {"name": "Linen dress", "category": "Dress", "price": 8_900}
SIZES = [{"size": "S", "stock": 2}, {"size": "M", "stock": 5}]
SignIn = Callable[..., TestClient]


@pytest.fixture
def owner(sign_in: SignIn) -> TestClient:
    opened = sign_in("boutique")
    assert (
        opened.post(
            "boutiques", json={"terms_version": TERMS_VERSION, "name": "Maison Lune", "currency": "CHF"}
        ).status_code
        == 201
    )
    return opened


@pytest.fixture
def shop(app: FastAPI) -> Database:
    made: Database = app.state.database
    return made


def added(owner: TestClient, **said: Any) -> Any:
    answer = owner.post(PATH, json=DRESS | {"variants": SIZES} | said)
    assert answer.status_code == 201, answer.text
    return answer.json()


def change(owner: TestClient, item: Any, **changes: Any) -> Any:
    return owner.patch(f"{PATH}/{item['item_id']}", json=changes)


def stocks(owner: TestClient, item: Any) -> dict[str, int]:
    shown = owner.get(f"{PATH}/{item['item_id']}").json()
    return {variant["size"]: variant["stock"] for variant in shown["variants"]}


def test_an_item_is_added_and_shoppers_find_it(owner: TestClient, client: TestClient) -> None:
    answer = owner.post(
        PATH, json=DRESS | {"variants": SIZES, "colours": ["Navy", "White"], "tags": ["Summer", "summer"]}
    )
    made = answer.json()
    assert answer.status_code == 201 and answer.headers["location"].endswith(f"{PATH}/{made['item_id']}")
    assert made["price"] == {"amount": 8_900, "currency": "CHF"} and made["brand"] == "Maison Lune"
    assert made["external_id"].startswith("M-") and made["tags"] == ["summer"] and made["in_stock"]
    assert owner.get(f"{PATH}/{made['item_id']}").json() == made
    [found] = client.get("items", params={"q": "linen navy"}).json()["items"]
    assert found["item_id"] == made["item_id"] and found["category"] == "Dress"
    assert [one["size"] for one in client.get(f"items/{made['item_id']}").json()["variants"]] == ["S", "M"]


def test_without_sizes_an_item_is_made_whenever_it_is_ordered(owner: TestClient, client: TestClient) -> None:
    made = added(owner, variants=[])
    assert made["in_stock"] and made["variants"] == []
    assert client.post("cart/lines", json={"item_id": made["item_id"], "quantity": 9}).status_code == 201
    assert owner.get(PATH).json()["items"][0]["stock"] is None


def test_a_kind_that_is_known_is_used_and_a_new_one_is_made_once(owner: TestClient, client: TestClient) -> None:
    for name in ("Ankle Boots", "ankle-boots", " Ankle  boots "):
        assert added(owner, category=name)["category"] == "Ankle Boots"
    assert [kind["slug"] for kind in client.get("categories").json()] == ["ankle-boots"]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"name": " "},
        {"name": "x" * 201},
        {"category": ""},
        {"price": 0},
        {"price": 2**31},
        {"price": True},
        {"price": 9.5},
        {"description": "x" * 20_001},
        {"colours": [""]},
        {"gtin": "4006381333932"},
        {"gtin": "123"},
        {"gtin": "４００６３８１３３３９３１"},
        {"formality": 1.1},
        {"variants": [{"size": "M", "stock": 1}, {"size": "m", "stock": 2}]},
        {"variants": [{"size": "M", "stock": -1}]},
        {"variants": [{"size": "M", "stock": 1_000_001}]},
        {"variants": [{"size": "M\x00", "stock": 1}]},
        {"boutique_id": 1},
        {"image_url": "https://example.com/a.jpg"},
        {"currency": "EUR"},
    ],
)
def test_refuses_what_does_not_fit(owner: TestClient, nonsense: dict[str, Any]) -> None:
    refused = owner.post(PATH, json=DRESS | nonsense)
    assert refused.status_code == 422 and refused.headers["content-type"] == "application/problem+json"
    made = added(owner)
    assert change(owner, made, **nonsense).status_code == 422
    assert owner.get(f"{PATH}/{made['item_id']}").json() == made


def test_a_gtin_is_kept_as_digits(owner: TestClient) -> None:
    assert added(owner, gtin="4 006381-333931")["gtin"] == "4006381333931"


def test_a_number_belongs_to_one_item_of_the_boutique(owner: TestClient, sign_in: SignIn) -> None:
    added(owner, external_id="A-1")
    assert owner.post(PATH, json=DRESS | {"external_id": "A-1"}).status_code == 409
    other = added(owner, external_id="A-2")
    assert change(owner, other, external_id="A-1").status_code == 409
    neighbour = sign_in("boutique")
    neighbour.post("boutiques", json={"terms_version": TERMS_VERSION, "name": "Atelier Rui"})
    assert added(neighbour, external_id="A-1")["external_id"] == "A-1"


def test_what_is_changed_is_changed_and_the_rest_stays(owner: TestClient, client: TestClient, shop: Database) -> None:
    made = added(owner, material="linen", description="Slowly made.", tags=["summer"])
    changed = change(owner, made, price=7_900, material=None, category="Skirt", tags=["beach"], name="Linen skirt")
    assert changed.status_code == 200
    was = made | {"updated_at": changed.json()["updated_at"]}
    new = {"price": {"amount": 7_900, "currency": "CHF"}, "material": None, "category": "Skirt", "tags": ["beach"]}
    assert changed.json() == was | new | {"name": "Linen skirt"}
    assert changed.json()["updated_at"] > made["updated_at"], "decks notice by this"
    assert client.get("items", params={"q": "beach skirt"}).json()["items"], "the search notices"
    assert not client.get("items", params={"q": "summer"}).json()["items"]
    with shop.reading() as session:
        prices = session.scalars(select(ItemPrice.price).order_by(ItemPrice.began_at)).all()
    assert prices[-1] == 7_900, "the price history notices"
    for nothing in ("name", "price", "category", "variants", "is_active", "tags"):
        assert change(owner, made, **{nothing: None}).status_code == 422


def test_a_change_that_changes_nothing_leaves_everything_as_it_was(owner: TestClient) -> None:
    made = added(owner, tags=["a", "b"])
    read = owner.get(f"{PATH}/{made['item_id']}")
    again = change(owner, made, name=DRESS["name"], tags=["b", "a"], category="dress")
    assert again.json() == made and again.headers["etag"] == read.headers["etag"]


def test_an_item_out_of_the_shop_is_seen_by_its_owner_alone(owner: TestClient, client: TestClient) -> None:
    made = added(owner)
    assert change(owner, made, is_active=False).status_code == 200
    assert client.get(f"items/{made['item_id']}").status_code == 404
    assert owner.get(f"{PATH}/{made['item_id']}").json()["is_active"] is False
    assert change(owner, made, is_active=True).status_code == 200
    assert client.get(f"items/{made['item_id']}").status_code == 200


def test_an_edit_of_what_somebody_changed_in_between_is_refused(owner: TestClient, shop: Database) -> None:
    made = added(owner)
    path = f"{PATH}/{made['item_id']}"
    seen = {"If-Match": owner.get(path).headers["etag"]}
    with shop.transaction() as session:
        take_from_stock(session, {made["variants"][1]["id"]: 1})
    first = owner.patch(path, json={"price": 7_000}, headers=seen)
    assert first.status_code == 200, "a sale is no reason to refuse a price"
    assert owner.patch(path, json={"price": 6_000}, headers=seen).status_code == 412
    assert owner.get(path).json()["price"]["amount"] == 7_000


def test_stock_is_written_where_the_owner_saw_what_there_is(owner: TestClient, client: TestClient) -> None:
    made = added(owner)
    wanted = [{"size": "S", "stock": 0, "was": 2}, {"size": "M", "stock": 7, "was": 5}, {"size": "L", "stock": 1}]
    assert change(owner, made, variants=wanted).status_code == 200
    assert stocks(owner, made) == {"S": 0, "M": 7, "L": 1}
    gone = [{"size": size, "stock": 0, "was": was} for size, was in (("S", 0), ("M", 7))]
    assert change(owner, made, variants=gone).json()["in_stock"] is False
    assert stocks(owner, made) == {"S": 0, "M": 0}
    assert client.get(f"items/{made['item_id']}").json()["in_stock"] is False


def test_a_stock_that_moved_since_the_owner_looked_is_not_overwritten(owner: TestClient, shop: Database) -> None:
    """She saw 5, two were sold, she types 7: nothing is written, and she is told that 3 are left."""
    made = added(owner)
    small, middle = (variant["id"] for variant in made["variants"])
    with shop.transaction() as session:
        take_from_stock(session, {middle: 2})
    wanted = [{"size": "S", "stock": 9, "was": 2}, {"size": "M", "stock": 7, "was": 5}]
    refused = change(owner, made, variants=wanted, price=100)
    assert refused.status_code == 409
    assert refused.json()["variants"] == [{"size": "M", "colour": "", "stock": 3}]
    shown = owner.get(f"{PATH}/{made['item_id']}").json()
    assert stocks(owner, made) == {"S": 2, "M": 3} and shown["price"]["amount"] == 8_900, "all or nothing"
    wanted[1]["was"] = 3
    assert change(owner, made, variants=wanted).status_code == 200
    assert stocks(owner, made) == {"S": 9, "M": 7}
    with shop.reading() as session:
        kept = set(session.scalars(select(Variant.id)))
    assert kept == {small, middle}, "carts and orders go on naming the same sizes"


def test_a_stock_that_the_owner_does_not_touch_goes_on_moving(owner: TestClient, shop: Database) -> None:
    made = added(owner)
    with shop.transaction() as session:
        take_from_stock(session, {made["variants"][1]["id"]: 2})
    wanted = [{"size": "S", "stock": 4, "was": 2}, {"size": "M", "stock": 5, "was": 5}]
    assert change(owner, made, variants=wanted).status_code == 200
    assert stocks(owner, made) == {"S": 4, "M": 3}


def test_sizes_that_others_added_or_deleted_are_a_conflict_too(owner: TestClient) -> None:
    made = added(owner)
    s, m = {"size": "S", "stock": 2, "was": 2}, {"size": "M", "stock": 5, "was": 5}
    assert change(owner, made, variants=[s, m, {"size": "L", "stock": 1}]).status_code == 200
    twice = change(owner, made, variants=[s, m, {"size": "L", "stock": 4}])
    assert (twice.status_code, twice.json()["variants"]) == (409, [{"size": "L", "colour": "", "stock": 1}])
    assert change(owner, made, variants=[s]).status_code == 200
    deleted = change(owner, made, variants=[s, m | {"stock": 6}])
    assert (deleted.status_code, deleted.json()["variants"]) == (409, [{"size": "M", "colour": "", "stock": None}])


def test_nothing_is_sold_twice_while_the_owner_counts(owner: TestClient, shop: Database) -> None:
    """Eight shoppers buy one each, again and again, while the owner adds ten at a time by what she read."""
    made = added(owner, variants=[{"size": "M", "stock": 10}])
    variant, boutique = made["variants"][0]["id"], owner.get("boutiques/me").json()["id"]
    sold, put, lock = [0], [10], threading.Lock()

    def buy() -> None:
        for _ in range(12):
            try:
                with shop.transaction() as session:
                    take_from_stock(session, {variant: 1})
            except (SoldOut, DatabaseUnavailable):
                continue
            with lock:
                sold[0] += 1

    def count() -> None:
        for _ in range(12):
            with shop.reading() as session:
                was = session.scalars(select(Variant.stock).where(Variant.id == variant)).one()
            try:
                with shop.transaction() as session:
                    item = own_items.own_item_of(session, boutique, made["item_id"], to_change=True)
                    sizes.set_sizes(session, item, [VariantChangeIn(size="M", stock=was + 10, was=was)])
            except (StockMoved, DatabaseUnavailable):
                continue
            with lock:
                put[0] += 10

    threads = [threading.Thread(target=buy) for _ in range(8)] + [threading.Thread(target=count) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stocks(owner, made) == {"M": put[0] - sold[0]}


def test_items_come_in_pages_the_newest_first_and_are_found(owner: TestClient, shop: Database) -> None:
    numbers = [
        added(owner, name=f"Dress {n}", external_id=f"N-{n}", gtin="4006381333931" if n == 3 else None)
        for n in range(7)
    ]
    ids = [one["item_id"] for one in reversed(numbers)]
    seen: list[int] = []
    page: dict[str, Any] = {"next_cursor": ""}
    while page["next_cursor"] is not None:
        cursor = {"cursor": page["next_cursor"]} if page["next_cursor"] else {}
        page = owner.get(PATH, params={"limit": 3} | cursor).json()
        seen += [row["item_id"] for row in page["items"]]
    assert seen == ids
    for q, found in (("dress 4", [2]), ("N-5", [1]), ("4006381333931", [3]), ("coat", []), ("%%", [])):
        rows = owner.get(PATH, params={"q": q}).json()["items"]
        assert [row["item_id"] for row in rows] == [ids[n] for n in found], q
    assert owner.get(PATH, params={"cursor": "nonsense"}).status_code == 422


def test_the_list_says_what_runs_out(owner: TestClient) -> None:
    plenty = added(owner, variants=[{"size": "M", "stock": LOW}])
    few = added(owner, variants=[{"size": "S", "stock": LOW - 1}, {"size": "M", "stock": 40}])
    hidden = added(owner, variants=[{"size": "M", "stock": 0}], is_active=False)
    rows = {row["item_id"]: row for row in owner.get(PATH).json()["items"]}
    assert [rows[one["item_id"]]["stock"] for one in (plenty, few, hidden)] == [LOW, 40 + LOW - 1, 0]
    assert [low["size"] for low in rows[few["item_id"]]["low"]] == ["S"] and rows[plenty["item_id"]]["low"] == []
    for show, found in (("low_stock", [few]), ("active", [few, plenty]), ("inactive", [hidden])):
        shown = owner.get(PATH, params={"show": show}).json()["items"]
        assert [row["item_id"] for row in shown] == [one["item_id"] for one in found], show


def test_a_longer_list_takes_no_more_queries(owner: TestClient, shop: Database) -> None:
    boutique, needed = owner.get("boutiques/me").json()["id"], []
    asked: list[str] = []
    here = threading.get_ident()  # other threads ask for what they serve

    def note(*about: Any) -> None:
        if threading.get_ident() == here:
            asked.append(about[2])

    event.listen(shop.engine, "before_cursor_execute", note)
    for many in (1, 20):
        while len(owner.get(PATH, params={"limit": 100}).json()["items"]) < many:
            added(owner)
        with shop.reading() as session:
            asked.clear()
            assert len(own_items.list_own_items(session, boutique, OwnItemsQuery()).items) == many
            needed.append(len(asked))
    assert needed[0] == needed[1]


def test_what_nobody_ordered_is_deleted(owner: TestClient, client: TestClient, shop: Database) -> None:
    made = added(owner)
    answer = owner.delete(f"{PATH}/{made['item_id']}")
    assert answer.json() == {"item_id": made["item_id"], "is_deleted": True, "kept_for": None}
    assert owner.get(f"{PATH}/{made['item_id']}").status_code == 404
    assert client.get("items", params={"q": "linen"}).json()["items"] == []
    with shop.reading() as session:
        assert session.scalars(select(Item.id)).all() == session.scalars(select(Variant.id)).all() == []


def test_what_lies_in_a_cart_only_leaves_the_shop(owner: TestClient, client: TestClient) -> None:
    made = added(owner)
    line = client.post("cart/lines", json={"item_id": made["item_id"], "size": "M"}).json()
    answer = owner.delete(f"{PATH}/{made['item_id']}")
    assert (answer.json()["is_deleted"], answer.json()["kept_for"]) == (False, "carts")
    assert owner.get(f"{PATH}/{made['item_id']}").json()["is_active"] is False
    assert client.get(f"items/{made['item_id']}").status_code == 404
    assert client.get("cart").json(), line
    assert owner.delete(f"{PATH}/{made['item_id']}").json()["kept_for"] == "carts", "doing it twice is no error"


def test_what_was_ordered_only_leaves_the_shop(owner: TestClient, sign_in: SignIn) -> None:
    made, shopper = added(owner), sign_in()
    order = placed(shopper, lines=[{"item_id": made["item_id"], "size": "M"}])
    answer = owner.delete(f"{PATH}/{made['item_id']}").json()
    assert (answer["is_deleted"], answer["kept_for"]) == (False, "orders")
    [line] = shopper.get(f"orders/{order['id']}").json()["parcels"][0]["lines"]
    assert line["item_id"] == made["item_id"]


def test_nobody_sees_or_touches_another_boutiques_items(owner: TestClient, sign_in: SignIn) -> None:
    made = added(owner)
    path = f"{PATH}/{made['item_id']}"
    other = sign_in("boutique")
    other.post("boutiques", json={"terms_version": TERMS_VERSION, "name": "Atelier Rui"})
    assert other.get(PATH).json()["items"] == []
    answers = [
        other.get(path),
        other.patch(path, json={"price": 1}),
        other.delete(path),
        other.post(f"{path}/photos", content=b"x"),
        other.put(f"{path}/photos", json={"photo_ids": [1]}),
        other.delete(f"{path}/photos/1"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 6
    assert owner.get(path).json() == made


@pytest.fixture(autouse=True)
def no_payments(app: FastAPI) -> Iterator[None]:
    """An order needs somebody to take its money."""
    app.state.providers = {"till": Till()}
    yield
