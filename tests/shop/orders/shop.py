"""Buying in tests: an address, a checkout that is looked at, an order that is placed at what was shown."""

import uuid
from typing import Any

from sqlalchemy import select

from modiste.shop.catalogue.models import Variant
from modiste.shop.kit.db import Database

ADDRESS = {"name": "Ada Byron", "line1": "Lindenstr. 1", "postcode": "10969", "city": "Berlin", "country": "DE"}


def look(client: Any, **asked: Any) -> Any:
    """The checkout as it is now."""
    answer = client.post("checkout", json=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def order(client: Any, *, version: str | None = None, key: str | None = None, **asked: Any) -> Any:
    """The answer to placing an order at what the checkout shows now, or at the `version` that was seen."""
    seen = version or look(client, **asked)["version"]
    body = {"version": seen, "address": ADDRESS} | asked
    return client.post("orders", json=body, headers={"Idempotency-Key": key or uuid.uuid4().hex})


def placed(client: Any, **asked: Any) -> Any:
    """An order that was placed."""
    answer = order(client, **asked)
    assert answer.status_code == 201, answer.text
    return answer.json()


def stock_of(database: Database, item_id: int) -> dict[str, int]:
    """How many there are of each size."""
    with database.reading() as session:
        rows = session.execute(select(Variant.size, Variant.stock).where(Variant.item_id == item_id))
        return {size: stock for size, stock in rows}
