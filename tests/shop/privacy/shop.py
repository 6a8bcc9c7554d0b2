"""A shopper who has left something in every table that knows people."""

import uuid

from fastapi import FastAPI
from starlette.testclient import TestClient

from modiste.shop.kit.db import Database
from modiste.shop.notifications.service import notify
from modiste.shop.recommendations import jobs as recommendation_jobs
from tests.shop.kit.browsers import PushedBrowser
from tests.shop.notifications.test_inbox import news_of
from tests.shop.orders.shop import ADDRESS, placed
from tests.shop.swipes.shop import make_items, swipe


def live(app: FastAPI, client: TestClient) -> int:
    """Do a bit of everything as this shopper; returns their id."""
    database: Database = app.state.database
    items = make_items(database, [{"name": f"Piece {number}"} for number in range(4)])
    user_id = int(client.get("me").json()["id"])
    for number, item in enumerate(items[:3]):
        swipe(client, item, "right" if number < 2 else "left")
    client.delete("swipes/last")
    client.delete("recommendations/taste")
    swipe(client, items[3])
    collection = client.post("collections", json={"name": "Summer"}).json()
    client.put(f"collections/{collection['id']}/items/{items[0]}")
    client.post("cart/lines", json={"item_id": items[0]})
    client.post("recommendations/taste/removals", json={"kind": "tag", "value": "linen"})
    client.patch("me", json={"preferences": {"preferred_colours": ["olive"], "quiz_done": True}})
    client.post("alerts", json={"item_id": items[0], "kind": "target", "target": 4_000})
    client.patch("notifications/settings", json={"mail": False})
    client.post("me/addresses", json=ADDRESS)
    placed(client, lines=[{"item_id": items[1]}])
    folder = client.post("garments/folders", json={"name": "Work"}).json()
    garment = client.post(
        "garments", json={"name": "Linen shirt", "category": "dress", "folder_id": folder["id"]}
    ).json()
    client.post(f"garments/{garment['id']}/wears", json={"on": "2026-03-01"})
    client.put("notifications/push-subscriptions", json=PushedBrowser(f"https://push.example/{user_id}").as_json())
    with database.transaction() as session:
        notify(session, user_id, news_of("Piece 0"), key="news", link="/")
        recommendation_jobs.ask_for_list(session, user_id, owner=user_id, limit=5)
    return user_id


def new_swipe(item_id: int) -> dict[str, object]:
    return {"item_id": item_id, "direction": "right", "client_id": str(uuid.uuid4())}
