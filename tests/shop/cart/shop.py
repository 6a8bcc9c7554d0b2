"""A small shop with two boutiques' pieces in sizes, and vendors who offer the same."""

from typing import Any

from sqlalchemy import update

from modiste.shop.boutiques.models import Boutique
from modiste.shop.kit.db import Database
from modiste.shop.prices.models import ExchangeRate, Offer
from tests.shop.swipes.shop import make_items


def make_dress(database: Database, *, price: int = 5_000, sizes: tuple[str, ...] = ("S", "M"), **more: Any) -> int:
    """An item of the boutique Atelier (delivery 4.90 EUR, free over 60.00 EUR, 2 to 5 days), three of each size."""
    return make_items(database, [{"name": "Wrap dress", "price": price, "sizes": sizes} | more])[0]


def set_delivery(database: Database, **rules: Any) -> None:
    with database.transaction() as session:
        session.execute(update(Boutique).values(**rules))


def make_offer(database: Database, item_id: int, vendor: str = "nord", **fields: Any) -> int:
    """A vendor's offer in size M, delivered free within 3 days unless said otherwise."""
    known = {
        "vendor_name": vendor.title(),
        "vendor_item_id": f"{vendor}-{item_id}",
        "size": "M",
        "title": "Wrap dress",
        "price": 4_500,
        "currency": "EUR",
        "delivery": 0,
        "days_min": 1,
        "days_max": 3,
        "availability": "in_stock",
        "link": f"https://{vendor}.example/{item_id}",
    }
    with database.transaction() as session:
        offer = Offer(item_id=item_id, vendor=vendor, **(known | fields))
        session.add(offer)
        session.flush()
        return offer.id


def change_offer(database: Database, offer_id: int, **values: Any) -> None:
    with database.transaction() as session:
        session.execute(update(Offer).where(Offer.id == offer_id).values(**values))


def set_rate(database: Database, currency: str, per_euro: float, day: Any) -> None:
    with database.transaction() as session:
        session.add(ExchangeRate(currency=currency, per_euro=per_euro, day=day))


def add(client: Any, item_id: int, **more: Any) -> Any:
    """The cart after an item was put into it."""
    answer = client.post("cart/lines", json={"item_id": item_id} | more)
    assert answer.status_code == 201, answer.text
    return answer.json()
