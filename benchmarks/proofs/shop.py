"""A small shop to race in: boutiques with items in one size, and buyers who are signed in."""

import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, func, insert, select, text

from modiste.shop.accounts.models import Role, User, UserSession
from modiste.shop.accounts.sessions import ACCESS, AUDIENCE
from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Category, Item, Variant
from modiste.shop.kit import clock, tokens
from modiste.shop.kit.db import Database
from modiste.shop.kit.migrations import migrate
from modiste.shop.kit.settings import Settings
from modiste.shop.orders.models import HoldState, StockHold

SERVER = "postgresql+psycopg://postgres@127.0.0.1:5432"
KINDS = ("sqlite", "postgresql")
SIZE = "M"
ADDRESS = {"name": "Ada Byron", "line1": "Lindenstr. 1", "postcode": "10969", "city": "Berlin", "country": "DE"}


@dataclass(frozen=True)
class Shop:
    """Its items and variants in order, and the access tokens of its buyers and of its boutiques' owners."""

    items: Sequence[int]
    variants: Sequence[int]
    buyers: Sequence[str]
    owners: Sequence[str]

    def line(self, number: int, quantity: int = 1) -> dict[str, Any]:
        """What a buyer says who wants the item of this number."""
        return {"item_id": self.items[number], "size": SIZE, "quantity": quantity}


@contextmanager
def fresh_settings(kind: str, **more: Any) -> Iterator[Settings]:
    """Settings of a shop on a new, migrated database, which is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, _fresh_url(kind) as url:
        settings = Settings(_env_file=None, data_dir=Path(folder), database_url=url, **more)
        database = Database(settings.resolved_database_url)
        migrate(database, settings.data_dir)
        database.close()
        yield settings


@contextmanager
def _fresh_url(kind: str) -> Iterator[str]:
    if kind == "sqlite":
        yield ""  # in the data folder
        return
    server, name = (
        create_engine(f"{SERVER}/postgres", isolation_level="AUTOCOMMIT"),
        f"modiste_proof_{uuid.uuid4().hex[:12]}",
    )
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield f"{SERVER}/{name}"
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


def build_shop(settings: Settings, *, buyers: int, stocks: Sequence[int], boutiques: int = 2) -> Shop:
    """A shop with an item for each of `stocks`, given to its boutiques in turn."""
    database = Database(settings.resolved_database_url)
    with database.transaction() as session:
        owners = _people(session, "owner", boutiques, Role.BOUTIQUE)
        people = _people(session, "buyer", buyers, Role.USER)
        own = [{"slug": f"b{n}", "name": f"Boutique {n}", "owner_id": owner} for n, owner in enumerate(owners)]
        shops = _inserted(session, Boutique, own)
        kind = _inserted(session, Category, [{"slug": "dress", "name": "Dress"}])[0]
        items = _inserted(session, Item, [_item(n, shops[n % boutiques], kind) for n in range(len(stocks))])
        sizes = [{"item_id": item, "size": SIZE, "stock": stock} for item, stock in zip(items, stocks, strict=True)]
        variants = _inserted(session, Variant, sizes)
        made = Shop(items, variants, _signed_in(session, settings, people), _signed_in(session, settings, owners))
    database.close()
    return made


def stock_left(database: Database, variants: Sequence[int]) -> dict[int, int]:
    """How many pieces of each variant lie on the shelf."""
    with database.reading() as session:
        rows = session.execute(select(Variant.id, Variant.stock).where(Variant.id.in_(variants)))
        return {variant: stock for variant, stock in rows}


def pieces_taken(database: Database, variants: Sequence[int]) -> dict[int, int]:
    """How many pieces of each variant orders have, held or sold."""
    with database.reading() as session:
        taken = select(StockHold.variant_id, func.sum(StockHold.quantity)).group_by(StockHold.variant_id)
        rows = session.execute(taken.where(StockHold.state != HoldState.RELEASED))
        return dict.fromkeys(variants, 0) | {variant: int(pieces) for variant, pieces in rows if variant is not None}


def deadlocks_of(database: Database) -> int:
    """How many deadlocks PostgreSQL had to break in this database so far."""
    if database.is_sqlite:
        return 0
    with database.reading() as session:
        asked = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(session.execute(asked).scalar_one())


def _people(session: Any, name: str, count: int, role: Role) -> list[int]:
    blank = {"password": "!", "preferences": {}, "role": role}
    rows = [
        {"username": f"{name}{n}", "email": f"{name}{n}@proofs.example", "name": f"{name} {n}"} | blank
        for n in range(count)
    ]
    return _inserted(session, User, rows)


def _item(number: int, boutique_id: int, category_id: int) -> dict[str, Any]:
    fields = {"boutique_id": boutique_id, "category_id": category_id, "external_id": f"P{number}"}
    return fields | {"name": f"Piece {number}", "brand": "Plain", "price": 2_000 + number, "colours": [], "season": []}


def _inserted(session: Any, table: Any, rows: list[dict[str, Any]]) -> list[int]:
    return list(session.scalars(insert(table).returning(table.id, sort_by_parameter_order=True), rows))


def _signed_in(session: Any, settings: Settings, people: Sequence[int]) -> list[str]:
    """A session for each, and its access token."""
    end = clock.now() + timedelta(days=1)
    rows = [{"id": tokens.new_id(), "user_id": person, "expires_at": end} for person in people]
    session.execute(insert(UserSession), rows)
    signed = {"typ": ACCESS, "audience": AUDIENCE, "seconds": 24 * 3600}
    claims = [{"sub": str(row["user_id"]), "sid": str(row["id"])} for row in rows]
    return [tokens.sign_claims(settings.signing_key, claim, **signed) for claim in claims]
