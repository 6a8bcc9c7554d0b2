"""A boutique's public page says what it sells, by its id and by its slug."""

from sqlalchemy import event
from starlette.testclient import TestClient

from modiste.shop.catalogue.models import Item
from modiste.shop.kit.db import Database
from tests.shop.catalogue.shop import goods, open_boutique, sell


def test_a_page_counts_items_and_names_their_kinds(client: TestClient, database: Database) -> None:
    lune = open_boutique(database)
    sell(database, lune, *(goods(f"c{n}", "Coat", category="Ankle Coat") for n in range(3)))
    sell(database, lune, goods("d", "Dress", category="Dress"), goods("b", "Bag", category="Bag"))
    with database.transaction() as session:
        gone = session.query(Item).filter(Item.external_id == "b").one()
        gone.is_active = False
    page = client.get(f"boutiques/{lune}").json()
    assert page["item_count"] == 4
    assert page["categories"] == [{"slug": "ankle-coat", "name": "Ankle Coat"}, {"slug": "dress", "name": "Dress"}]
    assert page["city"] == "Porto"
    assert client.get("boutiques/by-slug/lune").json() == page
    assert client.get("boutiques").json()["items"] == [page]


def test_there_is_no_page_of_what_does_not_exist(client: TestClient, database: Database) -> None:
    open_boutique(database)
    assert client.get("boutiques/by-slug/soleil").status_code == 404
    assert client.get("boutiques/99").status_code == 404
    for wrong in ("boutiques/by-slug/Not%20A%20Slug", "boutiques/by-slug/-", "boutiques/zero"):
        assert client.get(wrong).status_code == 422, wrong


def test_a_page_of_boutiques_asks_once_what_all_of_them_sell(client: TestClient, database: Database) -> None:
    for number in range(8):
        sell(database, open_boutique(database, f"shop-{number}"), *(goods(str(n), "Hat") for n in range(number)))
    asked: list[str] = []
    event.listen(client.app.state.database.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    rows = client.get("boutiques", params={"limit": 100}).json()["items"]
    assert [row["item_count"] for row in rows] == list(range(8))
    assert sum("FROM items JOIN categories" in statement for statement in asked) == 1
