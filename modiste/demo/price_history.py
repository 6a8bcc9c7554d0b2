"""Half a year of our own prices and of the street's, written beside the open shop in a process that ends with it."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from modiste.demo.boutiques import demo_boutiques
from modiste.demo.garments import demo_items
from modiste.demo.item import DemoItem
from modiste.demo.own_prices import own_price_rows
from modiste.demo.pictures import MIDDLE, picture_key
from modiste.demo.street import product_of
from modiste.demo.street_offers import offer_row, point_rows, prices_of, variants_of
from modiste.sandbox.chance import draw
from modiste.sandbox.listings import Listing, listings_of
from modiste.sandbox.street import PER_EURO, SHOPS, addresses_of
from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item, ItemPrice
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings
from modiste.shop.kit.storage.base import Store
from modiste.shop.kit.storage.choice import open_store
from modiste.shop.kit.supervisor import CHILD_MARK
from modiste.shop.prices.models import ExchangeRate, Offer, PriceCheck, PricePoint

AT_ONCE = 12  # items in one transaction: the shop is open and others write too
SOLD_OUT_SINCE = timedelta(days=4)
SEEN_WITHIN = timedelta(hours=5)  # when each was last looked at, so that not all are due at once
NO_HISTORY = {"amazon"}  # whose licence forbids to keep its prices


@contextmanager
def price_history_written(settings: Settings, street_port: int) -> Iterator[None]:
    """While the block runs, the history is written, unless it stands there already."""
    command = [sys.executable, "-m", "modiste", "write-price-history", "--street-port", str(street_port)]
    environment = os.environ | settings.as_environment() | {CHILD_MARK: "1"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as child:
        try:
            yield
        finally:
            child.terminate()


@dataclass(frozen=True, slots=True)
class Stocked:
    """An item on the shelf: when it was listed, and since when its price is known; None: it came sold out."""

    item_id: int
    listed_at: datetime
    priced_at: datetime | None


@dataclass(slots=True)
class Told:
    """What is told of one item: its own prices, offers, how each moved, and when each shop was last asked."""

    item_id: int
    gtin: str
    own: list[dict[str, Any]]
    offers: list[dict[str, Any]] = field(default_factory=list)
    points: list[list[dict[str, Any]]] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)


def write_price_history(settings: Settings, street_port: int) -> int:
    """Write what its boutique and the street's shops asked until now for each demo item without a past; returns how
    many."""
    database, store = Database(settings.resolved_database_url), open_store(settings)
    addresses = addresses_of(street_port)
    try:
        with database.reading() as session:
            stocked = _items_without_past(session)
        items = [item for item in demo_items() if item.external_id in stocked]
        for start in range(0, len(items), AT_ONCE):
            # Nothing is reckoned in the transaction: the shop is open, and others wait to write.
            told = []
            for item in items[start : start + AT_ONCE]:
                product = product_of(item, _picture(settings, store, item))
                listings = [each for shop in SHOPS for each in listings_of(shop, product) if _is_same(each)]
                known = stocked[item.external_id]
                told.append(_tell(Told(known.item_id, item.gtin, _own_past(item, known)), listings, addresses))
            with database.transaction() as session:
                _add_rates(session)
                _write(session, told)
        return len(items)
    finally:
        database.close()


def _picture(settings: Settings, store: Store, item: DemoItem) -> str:
    return urljoin(settings.public_url, store.url(picture_key(item, 1, MIDDLE)))


def _is_same(listing: Listing) -> bool:
    """Only new things of the very product have the history that a shopper of the item asks about."""
    return not listing.lookalike_of and listing.condition == "new"


def _own_past(item: DemoItem, known: Stocked) -> list[dict[str, Any]]:
    if known.priced_at is not None:
        return own_price_rows(item, listed_at=known.listed_at, until=known.priced_at)
    gone_at = clock.now() - SOLD_OUT_SINCE
    rows = own_price_rows(item, listed_at=known.listed_at, until=gone_at)
    return [*rows, {"began_at": gone_at, "price": None, "currency": item.currency}] if rows else []


def _items_without_past(session: Session) -> dict[str, Stocked]:
    """The demo's items, by external id, of which nothing is written that is older than two days."""
    slugs = [boutique.slug for boutique in demo_boutiques()]
    past = (
        select(PricePoint.id)
        .join(Offer, Offer.id == PricePoint.offer_id)
        .where(Offer.item_id == Item.id, PricePoint.began_at < clock.now() - timedelta(days=2))
    )
    priced_at = select(func.min(ItemPrice.began_at)).where(ItemPrice.item_id == Item.id)
    query = (
        select(Item.external_id, Item.id, Item.created_at, priced_at.scalar_subquery().label("priced_at"))
        .join(Boutique, Boutique.id == Item.boutique_id)
        .where(Boutique.slug.in_(slugs), ~past.exists())
    )
    return {row.external_id: Stocked(row.id, row.created_at, row.priced_at) for row in session.execute(query)}


def _add_rates(session: Session) -> None:
    """The street's own rates of today, where there are none yet."""
    if session.scalar(select(func.count()).select_from(ExchangeRate)):
        return
    today = clock.now().date()
    rows = [{"currency": name, "per_euro": rate, "day": today} for name, rate in PER_EURO.items() if name != "EUR"]
    session.execute(insert(ExchangeRate), rows)


def _tell(told: Told, listings: Sequence[Listing], addresses: dict[str, str]) -> Told:
    now = clock.now()
    for listing in listings:
        seen_at = _seen_at(told.item_id, listing, now)
        prices = prices_of(listing, seen_at.date())
        for variant in variants_of(listing, addresses[listing.shop.name], seen_at.date()):
            row = {"item_id": told.item_id, "seen_at": seen_at, "updated_at": seen_at}
            told.offers.append(offer_row(listing, variant, seen_at.date()) | row)
            has_history = listing.shop.name not in NO_HISTORY
            told.points.append(list(point_rows(listing, variant, seen_at, prices)) if has_history else [])
        slot = {"item_id": told.item_id, "vendor": listing.shop.vendor, "slot": int(seen_at.timestamp()) // 3600}
        told.checks.append(slot | {"checked_at": seen_at, "failure": "", "changes": 0})
    return told


def _write(session: Session, told: Sequence[Told]) -> None:
    """Write it in the place of what a shopper who was quicker has had asked: that had no past."""
    for each in told:
        session.execute(update(Item).where(Item.id == each.item_id, Item.gtin.is_(None)).values(gtin=each.gtin))
    for model in (Offer, PriceCheck):
        session.execute(delete(model).where(model.item_id.in_([each.item_id for each in told])))
    _insert(session, ItemPrice, [row | {"item_id": each.item_id} for each in told for row in each.own])
    offers: Any = Offer.__table__
    rows = [row for each in told for row in each.offers]
    ids = (
        session.scalars(insert(offers).returning(offers.c.id, sort_by_parameter_order=True), rows).all() if rows else []
    )
    pasts = [past for each in told for past in each.points]
    points = [row | {"offer_id": number} for number, past in zip(ids, pasts, strict=True) for row in past]
    _insert(session, PricePoint, points)
    _insert(session, PriceCheck, [row for each in told for row in each.checks])


def _insert(session: Session, model: type[Any], rows: list[dict[str, Any]]) -> None:
    """Into the table and not the class: of rows for a class the ORM sends those that lack a value apart."""
    if rows:
        session.execute(insert(model.__table__), rows)


def _seen_at(item_id: int, listing: Listing, now: datetime) -> datetime:
    return now - SEEN_WITHIN * draw(item_id, listing.shop.name, "seen")
