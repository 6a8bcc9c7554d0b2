"""Tests of the catalogue's routes and of putting items on sale."""

from starlette.testclient import TestClient

from modiste.shop.catalogue.service import list_cards, slug_of
from modiste.shop.catalogue.stocking import Goods, Outcome, Photo, Stock
from modiste.shop.kit.db import Database
from tests.shop.catalogue.shop import goods, open_boutique, sell

COAT = {"category": "Coat", "tags": ["warm"], "sizes": [("M", 2)], "pictures": ["/media/coat.webp"], "colours": ["red"]}


def test_everybody_reads_an_item_once(client: TestClient, database: Database) -> None:
    boutique = open_boutique(database)
    sell(database, boutique, goods("1", "Coat", **COAT))
    card = client.get("items").json()["items"][0]
    assert card["price"] == {"amount": 4900, "currency": "EUR"} and card["image_colour"] == "#aabbcc"
    assert card["image_srcset"] == "/media/coat.webp?w=320 320w, /media/coat.webp 600w"
    assert len(card["image_blurhash"]) == 28
    first = client.get(f"items/{card['item_id']}")
    item = first.json()
    assert item.items() >= card.items()
    assert item["boutique"] == {"id": boutique, "slug": "lune", "name": "Lune", "city": "Porto"}
    assert item["tags"] == ["warm"] and item["pictures"][0]["width"] == 600
    repeated = {name: card[f"image_{name}"] for name in ("url", "srcset", "colour", "blurhash")}
    assert item["pictures"][0].items() >= repeated.items()
    assert [(variant["size"], variant["stock"]) for variant in item["variants"]] == [("M", 2)]
    again = client.get(f"items/{card['item_id']}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.content
    sell(database, boutique, Goods("1", "Coat", "Coat", price=3900))
    changed = client.get(f"items/{card['item_id']}", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200 and changed.json()["price"]["amount"] == 3900


def test_what_is_not_there_is_a_problem_that_says_so(client: TestClient) -> None:
    for path in ("items/1", "boutiques/1/items"):
        answer = client.get(path)
        assert answer.status_code == 404 and "no such" in answer.json()["detail"]
    for path in ("items/0", "items?limit=0", "items?sort=best", "items?price_min=-1", "items?cursor=x"):
        assert client.get(path).status_code == 422, path
    assert client.get("items", params={"brand": ["x"] * 21}).status_code == 422


def test_a_boutiques_items_are_its_own(client: TestClient, database: Database) -> None:
    lune, sol = open_boutique(database), open_boutique(database, "sol")
    sell(database, lune, goods("1", "Coat", category="Coat"))
    sell(database, sol, goods("1", "Hat", category="Hat"))
    answer = client.get(f"boutiques/{sol}/items", params={"boutique_id": lune}).json()
    assert [card["name"] for card in answer["items"]] == ["Hat"]
    assert [(kind["slug"], kind["name"]) for kind in client.get("categories").json()] == [
        ("coat", "Coat"),
        ("hat", "Hat"),
    ]


def test_a_category_shows_its_newest_piece_in_stock(client: TestClient, database: Database) -> None:
    photographed = {"category": "Coat", "sizes": [("M", 1)]}
    sell(
        database,
        open_boutique(database),
        goods("1", "Old coat", **photographed, pictures=["/media/old.webp"]),
        goods("2", "New coat", **photographed, pictures=["/media/new.webp"]),
        goods("3", "Sold coat", **photographed | {"sizes": [("M", 0)]}, pictures=["/media/sold.webp"]),
        goods("4", "Hat", category="Hat"),
    )
    coat, hat = client.get("categories").json()
    assert (coat["image_url"], coat["image_colour"], hat["image_url"]) == ("/media/new.webp", "#aabbcc", None)


def test_cards_come_in_the_order_asked_for(database: Database) -> None:
    sell(database, open_boutique(database), *(goods(str(number), f"Coat {number}") for number in range(5)))
    with database.reading() as session:
        ids = [card.item_id for card in list_cards(session, range(1, 100))]
        assert [card.item_id for card in list_cards(session, [*ids[::-1], 9999])] == ids[::-1]
        assert list_cards(session, []) == []


def test_the_same_said_twice_changes_nothing(database: Database) -> None:
    boutique = open_boutique(database)
    assert sell(database, boutique, goods("1", "Coat", **COAT)) == Outcome(new=1)
    assert sell(database, boutique, goods("1", "Coat", **COAT)) == Outcome(unchanged=1)
    for change in ({"tags": ["cold"]}, {"sizes": [("M", 1)]}, {"pictures": []}, {"category": "Hat"}, {"price": 1}):
        assert sell(database, boutique, goods("1", "Coat", **COAT | change)) == Outcome(changed=1), change
        assert sell(database, boutique, goods("1", "Coat", **COAT | change)) == Outcome(unchanged=1), change
        sell(database, boutique, goods("1", "Coat", **COAT))


def test_a_picture_in_other_sizes_is_another_picture(client: TestClient, database: Database) -> None:
    boutique = open_boutique(database)
    sell(database, boutique, goods("1", "Coat", **COAT))
    plain = Goods("1", "Coat", "Coat", photos=[Photo("/media/coat.webp", 600, 800)])
    assert sell(database, boutique, plain) == Outcome(changed=1)
    assert sell(database, boutique, plain) == Outcome(unchanged=1)
    item = client.get("items/1").json()
    assert (item["image_url"], item["image_srcset"], item["image_blurhash"]) == ("/media/coat.webp", None, None)
    assert (item["pictures"][0]["srcset"], item["pictures"][0]["blurhash"]) == (None, None)


def test_what_is_left_out_stays_and_sizes_keep_their_ids(client: TestClient, database: Database) -> None:
    boutique = open_boutique(database)
    sell(database, boutique, goods("1", "Coat", **COAT | {"sizes": [("M", 2), ("L", 3)]}))
    before = client.get("items/1").json()
    sell(database, boutique, Goods("1", "Coat", "Coat", price=1, stocks=[Stock("M", "", 0)]))
    after = client.get("items/1").json()
    assert after["variants"] == [size | {"stock": 0} for size in before["variants"]] and after["in_stock"] is False
    assert (after["tags"], after["pictures"], after["category"]) == (before["tags"], before["pictures"], "Coat")


def test_slugs_know_every_script() -> None:
    assert [slug_of(name) for name in ("Ankle Boots", "Été & Co", "ドレス", "!!")] == [
        *("ankle-boots", "ete-co"),
        *("ドレス", "other"),
    ]
