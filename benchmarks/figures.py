"""A boutique's figures over 300 items and 100,000 swipes of them, on SQLite and on PostgreSQL.

python -m benchmarks.figures [--rounds 40] [--postgres postgresql://…]
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from sqlalchemy import create_engine, insert, text
from sqlalchemy.exc import OperationalError

from benchmarks.offers import spread, timed
from benchmarks.shop_data import AT_ONCE
from modiste.shop.accounts.models import User
from modiste.shop.boutiques.models import Boutique
from modiste.shop.cart.models import CartAddition
from modiste.shop.catalogue.models import Category, Item, Variant
from modiste.shop.insights.home import read_home
from modiste.shop.insights.items import list_item_figures
from modiste.shop.insights.schemas import Days, FunnelSort, ItemsQuery
from modiste.shop.kit import clock, tokens
from modiste.shop.kit.db import Database
from modiste.shop.kit.migrations import migrate
from modiste.shop.orders.models import Order, OrderLine, Parcel
from modiste.shop.prices.models import Offer
from modiste.shop.prices.vendors.base import Terms
from modiste.shop.swipes.models import Favourite, Interaction

ITEMS, SWIPES, SHOPPERS, ORDERS, VENDORS = 300, 100_000, 5_000, 3_000, 4
ACTIONS = ("left", "right", "view", "click")
GOAL = "p95 ≤ 100"
POSTGRES = "postgresql+psycopg://postgres@127.0.0.1:5432"
NAMES = [f"shop-{number}" for number in range(VENDORS)]
STREET: Any = {name: SimpleNamespace(terms=Terms()) for name in NAMES}


def fill(database: Database) -> None:
    """Two boutiques of 300 items with as many swipes each, one of which is asked about; all in the last 90 days."""
    rng, now = np.random.default_rng(11), clock.now()

    def write(session: Any, table: Any, rows: list[dict[str, Any]]) -> None:
        for start in range(0, len(rows), AT_ONCE):
            session.execute(insert(table), rows[start : start + AT_ONCE])

    with database.transaction() as session:
        session.add_all(
            [Boutique(slug="one", name="One"), Boutique(slug="two", name="Two"), Category(slug="d", name="D")]
        )
        session.flush()
        write(session, Item, [_item(number, now) for number in range(2 * ITEMS)])
        write(session, Variant, [_variant(number, rng) for number in range(4 * ITEMS)])
        write(session, User, [_shopper(number) for number in range(SHOPPERS)])
        write(session, Interaction, list(_swipes(rng, now)))
        pairs = {(int(rng.integers(ITEMS)), int(rng.integers(SHOPPERS))) for _ in range(8_000)}
        added = [{"item_id": item + 1, "user_id": who + 1, "added_at": _ago(rng, now)} for item, who in sorted(pairs)]
        write(session, CartAddition, added)
        write(session, Favourite, added[::2])
        write(session, Offer, [_offer(item, name, rng, now) for item in range(ITEMS) for name in NAMES])
        orders = [_order(number, rng, now) for number in range(ORDERS)]
        write(session, Order, orders)
        parcels = [_parcel(order) for order in orders]
        write(session, Parcel, parcels)
        write(session, OrderLine, [_line(parcel, rng) for parcel in parcels])
    with database.transaction() as session:
        session.execute(text("ANALYZE"))


def _ago(rng: np.random.Generator, now: datetime) -> datetime:
    return now - timedelta(seconds=int(rng.integers(89 * 86_400)))


def _item(number: int, now: datetime) -> dict[str, Any]:
    about = {"external_id": f"x{number}", "name": f"Piece {number}", "brand": "B", "price": 5_000, "currency": "EUR"}
    whose = {"boutique_id": 1 + number // ITEMS, "category_id": 1}
    return about | whose | {"colours": [], "season": [], "created_at": now, "updated_at": now}


def _variant(number: int, rng: np.random.Generator) -> dict[str, Any]:
    return {"item_id": 1 + number // 2, "size": "SM"[number % 2], "stock": int(rng.integers(0, 12))}


def _shopper(number: int) -> dict[str, Any]:
    name = f"u{number}"
    return {"username": name, "email": f"{name}@bench.example", "password": "!", "name": name, "preferences": {}}


def _swipes(rng: np.random.Generator, now: datetime) -> Iterator[dict[str, Any]]:
    popular = np.minimum(rng.zipf(1.3, 2 * SWIPES) - 1, ITEMS - 1)
    spread_out = rng.integers(ITEMS, size=2 * SWIPES)
    for number in range(2 * SWIPES):
        place = int(popular[number] if number % 3 == 0 else spread_out[number])
        yield {
            "user_id": 1 + int(rng.integers(SHOPPERS)),
            "item_id": 1 + place + ITEMS * (number % 2),
            "interaction": ACTIONS[int(rng.integers(len(ACTIONS)))],
            "client_id": tokens.new_id(),
            "is_undone": False,
            "created_at": _ago(rng, now),
        }


def _offer(item: int, name: str, rng: np.random.Generator, now: datetime) -> dict[str, Any]:
    about = {
        "vendor": name,
        "vendor_name": name,
        "vendor_item_id": f"{item}",
        "title": "Piece",
        "link": "https://x.example",
    }
    price = {"price": int(rng.integers(4_000, 6_000)), "currency": "EUR", "delivery": 490, "availability": "in_stock"}
    return {"item_id": item + 1, "seen_at": now, "match_reasons": [], "evidence": {}} | about | price


def _order(number: int, rng: np.random.Generator, now: datetime) -> dict[str, Any]:
    at = now - timedelta(seconds=int(rng.integers(180 * 86_400)))
    money = {"currency": "EUR", "goods": 5_000, "delivery": 490, "total": 5_490}
    who = {"user_id": 1 + int(rng.integers(SHOPPERS)), "email": "x@bench.example", "address": {}}
    times = {"held_until": at, "placed_at": at, "paid_at": at, "updated_at": at}
    return {"id": tokens.new_id(), "number": f"N{number}", "state": "paid"} | money | who | times


def _parcel(order: dict[str, Any]) -> dict[str, Any]:
    about = {"boutique_id": 1, "boutique_name": "One", "state": "delivered", "goods": 5_000, "delivery": 490}
    return {"id": tokens.new_id(), "order_id": order["id"], "days_min": 1, "days_max": 2} | about


def _line(parcel: dict[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    item = 1 + int(rng.integers(ITEMS))
    about = {"id": tokens.new_id(), "parcel_id": parcel["id"], "item_id": item, "title": "Piece"}
    return about | {"quantity": 1, "price": 5_000}


@contextmanager
def shops(postgres: str) -> Iterator[list[tuple[str, Database]]]:
    """A filled shop on each of the two databases, as far as they answer."""
    with tempfile.TemporaryDirectory() as folder:
        found = [("SQLite", Database(f"sqlite:///{folder}/figures.sqlite3"))]
        server, name = (
            create_engine(f"{postgres}/postgres", isolation_level="AUTOCOMMIT"),
            f"figures_{tokens.new_id().hex}",
        )
        try:
            with server.connect() as connection:
                connection.execute(text(f"CREATE DATABASE {name}"))
            found.append(("PostgreSQL", Database(f"{postgres}/{name}", statement_timeout_ms=60_000)))
        except OperationalError:
            pass
        for _, database in found:
            migrate(database, Path(folder))
            fill(database)
        yield found
        for _, database in found:
            database.close()
        if len(found) > 1:
            with server.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def measure(database: Database, what: Callable[[Any, Boutique], object], rounds: int) -> str:
    """Milliseconds of one whole request's transaction."""

    def ask() -> None:
        with database.reading() as session:
            what(session, session.get_one(Boutique, 1))

    ask()
    return spread(timed(rounds, ask))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--postgres", default=POSTGRES)
    asked = parser.parse_args()
    began = time.perf_counter()
    with shops(asked.postgres) as found:
        print(
            f"{ITEMS} items, {SWIPES:,} swipes of them (and of another boutique as many), {ORDERS:,} orders in half a"
        )
        print(f"year (filled in {time.perf_counter() - began:.0f} s), milliseconds:\n")
        print("| | goal | database | p50 | p95 | max |\n|---|---|---|--:|--:|--:|")
        for days in (Days.MONTH, Days.QUARTER):
            for name, database in found:
                home = measure(database, partial(read_home, days=days, low_stock=3), asked.rounds)
                print(f"| home, {int(days)} days | {GOAL} | {name} | {home} |")
        for sort, days in (
            (FunnelSort.SEEN, Days.MONTH),
            (FunnelSort.SEEN, Days.QUARTER),
            (FunnelSort.NEWEST, Days.QUARTER),
        ):
            query = ItemsQuery(sort=sort, days=days)
            for name, database in found:
                listed = measure(database, partial(list_item_figures, query=query, vendors=STREET), asked.rounds)
                print(f"| items by {sort}, {int(days)} days | {GOAL} | {name} | {listed} |")


if __name__ == "__main__":
    main()
