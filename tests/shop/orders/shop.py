"""Buying in tests: an address, a checkout that is looked at, an order that is placed at what was shown."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, select, update

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item, Variant
from modiste.shop.kit.db import Database
from modiste.shop.orders import service
from modiste.shop.orders.schemas import CheckoutIn
from tests.shop.swipes.shop import make_items

BUYING = re.compile(r"(FROM|INTO|UPDATE) (orders|parcels|order_lines|cart_lines|variants|boutiques|delivery_methods)")
ADDRESS = {"name": "Ada Byron", "line1": "Lindenstr. 1", "postcode": "10969", "city": "Berlin", "country": "DE"}


def look(client: Any, **asked: Any) -> Any:
    """The checkout as it is now."""
    answer = client.post("checkout", json=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def order(client: Any, *, version: str | None = None, key: str | None = None, **asked: Any) -> Any:
    """The answer to placing an order at what the checkout shows now, or at the `version` that was seen."""
    seen = (
        version or look(client, **{name: asked[name] for name in asked if name in CheckoutIn.model_fields})["version"]
    )
    body = {"version": seen, "address": ADDRESS} | asked
    return client.post("orders", json=body, headers={"Idempotency-Key": key or uuid.uuid4().hex})


def placed(client: Any, **asked: Any) -> Any:
    """An order that was placed."""
    answer = order(client, **asked)
    assert answer.status_code == 201, answer.text
    return answer.json()


def cancel(client: Any, made: Any, *, reason: str = "", key: str | None = None) -> Any:
    """The answer to cancelling an order."""
    headers = {"Idempotency-Key": key or uuid.uuid4().hex}
    return client.post(f"orders/{made['id']}/cancel", json={"reason": reason}, headers=headers)


def stock_of(database: Database, item_id: int) -> dict[str, int]:
    """How many there are of each size."""
    with database.reading() as session:
        rows = session.execute(select(Variant.size, Variant.stock).where(Variant.item_id == item_id))
        return {size: stock for size, stock in rows}


def paid(client: Any, database: Database, **asked: Any) -> Any:
    """An order that was placed and paid."""
    made = placed(client, **asked)
    with database.transaction() as session:
        assert service.mark_paid(session, service.any_order_of(session, uuid.UUID(made["id"])))
    return client.get(f"orders/{made['id']}").json()


def own(database: Database, client: Any, slug: str = "atelier") -> Any:
    """The client as the owner of this boutique."""
    with database.transaction() as session:
        session.execute(update(Boutique).where(Boutique.slug == slug).values(owner_id=client.get("me").json()["id"]))
    return client


def make_other_dress(database: Database, **fields: Any) -> int:
    """An item in sizes S and M, three of each, of another boutique: Lune."""
    [item_id] = make_items(database, [{"name": "Slip dress", "price": 5_000, "sizes": ("S", "M")}])
    with database.transaction() as session:
        other = Boutique(slug="lune", name="Lune", **fields)
        session.add(other)
        session.flush()
        session.execute(update(Item).where(Item.id == item_id).values(boutique_id=other.id))
    return item_id


def told(client: Any) -> list[tuple[str, str]]:
    """Kind and link of what the client was told, the newest last."""
    return [(one["kind"], one["link"]) for one in reversed(client.get("notifications").json()["items"])]


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements about buying that are sent to the database meanwhile: other threads look after other tables."""
    sent: list[str] = []

    def note(*about: Any) -> None:
        if BUYING.search(about[2]):
            sent.append(about[2])

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
