"""A small shop for the tests: one boutique and the items that a test names."""

from collections.abc import Sequence
from typing import Any

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.stocking import Goods, Outcome, Photo, Stock, stock_items
from modiste.shop.kit.db import Database


def open_boutique(database: Database, slug: str = "lune") -> int:
    with database.transaction() as session:
        boutique = Boutique(slug=slug, name=slug.title(), city="Porto")
        session.add(boutique)
        session.flush()
        return boutique.id


def goods(external_id: str, name: str, *, price: int = 4900, **said: Any) -> Goods:
    """An item that says only what the test is about; `sizes` are pairs of size and stock."""
    sizes: Sequence[tuple[str, int]] | None = said.pop("sizes", None)
    pictures: Sequence[str] | None = said.pop("pictures", None)
    return Goods(
        external_id,
        name,
        said.pop("category", "Other"),
        price=price,
        stocks=None if sizes is None else [Stock(size, "", amount) for size, amount in sizes],
        photos=None if pictures is None else [photo(url) for url in pictures],
        **said,
    )


def photo(url: str) -> Photo:
    return Photo(url, 600, 800, f"{url}?w=320 320w, {url} 600w", "#aabbcc", "LEHV6nWB2yk8pyo0adR*.7kCMdnj")


def sell(database: Database, boutique_id: int, *offered: Goods) -> Outcome:
    with database.transaction() as session:
        return stock_items(session, boutique_id, offered, currency="EUR", brand="Lune")
