"""The inbox: what is told once stands there once, and only for whom it was told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select, update
from starlette.testclient import TestClient

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.money import Money
from modiste.shop.notifications.facts import News, NewsKind, PriceNews
from modiste.shop.notifications.models import Notification
from modiste.shop.notifications.service import forget_old_notifications, notify
from tests.shop.swipes.shop import make_shopper

SignIn = Callable[..., TestClient]


def news_of(item_name: str) -> PriceNews:
    """What is told of an item that costs less than before."""
    total, before = Money(amount=3_990, currency="EUR"), Money(amount=4_990, currency="EUR")
    news = News(kind=NewsKind.CHEAPER, size="", shop="Atelier", total=total, before=before)
    return PriceNews(kind="price_alert", item_name=item_name, news=[news])


def tell(database: Database, user_id: int, key: str, *, item_name: str = "", link: str = "/items/1") -> bool:
    with database.transaction() as session:
        return notify(session, user_id, news_of(item_name or f"Dress {key}"), key=key, link=link)


def told(page: Any) -> list[str]:
    """Of which items an inbox tells."""
    return [entry["facts"]["item_name"] for entry in page["items"]]


def inbox(client: TestClient, **query: Any) -> Any:
    return client.get("notifications", params=query).json()


@pytest.fixture
def ann(sign_in: SignIn) -> TestClient:
    return sign_in()


@pytest.fixture
def ann_id(ann: TestClient) -> int:
    return int(ann.get("me").json()["id"])


@pytest.fixture
def shop(app: FastAPI) -> Database:
    made: Database = app.state.database
    return made


def test_the_same_key_is_told_once(shop: Database, ann: TestClient, ann_id: int) -> None:
    assert [tell(shop, ann_id, "a"), tell(shop, ann_id, "a", item_name="Coat"), tell(shop, ann_id, "b")] == [
        True,
        False,
        True,
    ]
    assert told(inbox(ann)) == ["Dress b", "Dress a"]


def test_facts_are_told_and_said_in_english(shop: Database, ann: TestClient, ann_id: int) -> None:
    tell(shop, ann_id, "a")
    [entry] = inbox(ann)["items"]
    assert entry["kind"] == entry["facts"]["kind"] == "price_alert"
    assert entry["title"] == "Dress a now costs 39.90 EUR"
    assert entry["body"] == "Dress a now costs 39.90 EUR at Atelier, less than the 49.90 EUR that you know."


def test_the_same_key_is_told_to_each_person(database: Database) -> None:
    ann, zoe = make_shopper(database, "ann"), make_shopper(database, "zoe")
    assert tell(database, ann, "a") and tell(database, zoe, "a")


def test_who_tells_at_the_same_moment_tells_once(database: Database) -> None:
    user_id = make_shopper(database)
    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(lambda _: tell(database, user_id, "a"), range(8)))
    assert sum(told) == 1


def test_what_is_rolled_back_was_not_told(database: Database) -> None:
    user_id = make_shopper(database)
    with pytest.raises(RuntimeError), database.transaction() as session:
        notify(session, user_id, news_of("Dress"), key="a", link="/")
        raise RuntimeError
    assert tell(database, user_id, "a")


@pytest.mark.parametrize("link", ["https://elsewhere.example", "//elsewhere.example", "", "items/1", "/" + "a" * 500])
def test_a_link_leads_into_the_shop(database: Database, link: str) -> None:
    user_id = make_shopper(database)
    with pytest.raises(ValueError, match="link"):
        tell(database, user_id, "a", link=link)


def test_pages_follow_each_other(shop: Database, ann: TestClient, ann_id: int) -> None:
    for number in range(5):
        tell(shop, ann_id, str(number))
    first = inbox(ann, limit=2)
    second = inbox(ann, limit=2, cursor=first["next_cursor"])
    third = inbox(ann, limit=2, cursor=second["next_cursor"])
    names = [name[-1] for page in (first, second, third) for name in told(page)]
    assert (names, third["next_cursor"], first["unread_count"]) == (list("43210"), None, 5)
    assert ann.get("notifications", params={"cursor": "WzFd"}).status_code == 422


def test_some_or_all_are_read(shop: Database, ann: TestClient, ann_id: int) -> None:
    for key in "abc":
        tell(shop, ann_id, key)
    some = [entry["id"] for entry in inbox(ann)["items"]][:1]
    assert ann.post("notifications/read", json={"ids": some}).json() == {"unread_count": 2}
    assert told(inbox(ann, only_unread=True)) == ["Dress b", "Dress a"]
    assert ann.post("notifications/read", json={"all": True}).json() == {"unread_count": 0}
    assert all(entry["read_at"] for entry in inbox(ann)["items"])
    for wrong in ({}, {"all": False}, {"ids": some, "all": True}):
        assert ann.post("notifications/read", json=wrong).status_code == 422


def test_a_deleted_one_is_gone_and_is_not_told_again(shop: Database, ann: TestClient, ann_id: int) -> None:
    tell(shop, ann_id, "a", item_name="A secret wish")
    [entry] = inbox(ann)["items"]
    assert ann.delete(f"notifications/{entry['id']}").status_code == 204
    assert ann.delete(f"notifications/{entry['id']}").status_code == 404
    assert inbox(ann) == {"items": [], "next_cursor": None, "unread_count": 0}
    assert not tell(shop, ann_id, "a")
    with shop.reading() as session:
        row = session.scalars(select(Notification)).one()
        assert (row.title, row.body, row.facts) == ("", "", None)


def test_nobody_sees_or_touches_the_inbox_of_others(
    shop: Database, ann: TestClient, ann_id: int, sign_in: SignIn
) -> None:
    tell(shop, ann_id, "a")
    [entry] = inbox(ann)["items"]
    zoe = sign_in()
    assert inbox(zoe)["items"] == []
    zoe.post("notifications/read", json={"ids": [entry["id"]]})
    assert zoe.delete(f"notifications/{entry['id']}").status_code == 404
    assert inbox(ann)["unread_count"] == 1


def test_what_is_half_a_year_old_is_forgotten(database: Database) -> None:
    user_id = make_shopper(database)
    for key in "ab":
        tell(database, user_id, key)
    with database.transaction() as session:
        old = clock.now() - timedelta(days=181)
        session.execute(update(Notification).where(Notification.key == "a").values(created_at=old))
        assert forget_old_notifications(session) == 1
    with database.reading() as session:
        assert session.scalars(select(Notification.key)).all() == ["b"]
