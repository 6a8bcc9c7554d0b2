"""A small shop for the tests: one boutique and the items that a test names."""

from collections.abc import Sequence
from typing import Any

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.stocking import Listing, Outcome, PictureOffer, VariantOffer, put_on_sale
from modiste.shop.kit.db import Database


def open_boutique(database: Database, slug: str = "lune") -> int:
    with database.transaction() as session:
        boutique = Boutique(slug=slug, name=slug.title(), city="Porto")
        session.add(boutique)
        session.flush()
        return boutique.id


def listing(external_id: str, name: str, *, price: int = 4900, **said: Any) -> Listing:
    """An item that says only what the test is about."""
    parts = {key: said.pop(key) for key in ("category", "tags") if key in said}
    sizes: Sequence[tuple[str, int]] | None = said.pop("sizes", None)
    pictures: Sequence[str] | None = said.pop("pictures", None)
    return Listing(
        external_id,
        values={"name": name, "price": price, "currency": "EUR", **said},
        variants=None if sizes is None else [VariantOffer(size, "", stock) for size, stock in sizes],
        pictures=None if pictures is None else [PictureOffer(url, 600, 800, "#aabbcc") for url in pictures],
        **parts,
    )


def sell(database: Database, boutique_id: int, *listings: Listing) -> list[Outcome]:
    with database.transaction() as session:
        return put_on_sale(session, boutique_id, listings)
