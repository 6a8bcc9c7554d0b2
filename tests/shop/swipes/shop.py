"""A small shop to swipe in: items, shoppers, and clients that are signed in as them."""

import uuid
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from starlette.testclient import TestClient

from modiste.shop.accounts.dependencies import ACCESS, AUDIENCE
from modiste.shop.accounts.models import Role, User, UserSession
from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Category, Item, ItemTag, Variant
from modiste.shop.kit import clock, tokens
from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings


def make_shopper(database: Database, name: str = "ann", *, role: Role = Role.USER, **fields: Any) -> int:
    with database.transaction() as session:
        user = User(username=name, email=f"{name}@example.com", password="!", name=name.title(), role=role, **fields)
        session.add(user)
        session.flush()
        return user.id


def headers_of(database: Database, settings: Settings, user_id: int) -> dict[str, str]:
    """The header of a signed-in client of this shopper."""
    with database.transaction() as session:
        row = UserSession(user_id=user_id, expires_at=clock.now() + timedelta(days=1))
        session.add(row)
        session.flush()
        claims = {"sub": str(user_id), "sid": str(row.id)}
    token = tokens.sign_claims(settings.signing_key, claims, typ=ACCESS, audience=AUDIENCE, seconds=600)
    return {"Authorization": f"Bearer {token}"}


def sign_in(client: TestClient, database: Database, settings: Settings, user_id: int) -> TestClient:
    client.headers.update(headers_of(database, settings, user_id))
    return client


def make_items(database: Database, described: Iterable[dict[str, Any]]) -> list[int]:
    """Items of one boutique; each is described by what matters: category, tags, price, brand, colour, sizes, …"""
    with database.transaction() as session:
        boutique = session.scalar(select(Boutique)) or Boutique(slug="atelier", name="Atelier")
        session.add(boutique)
        session.flush()
        categories = {category.slug: category for category in session.scalars(select(Category))}
        made = []
        for values in described:
            fields = {"name": "Piece", "brand": "Plain", "price": 4_900, "external_id": uuid.uuid4().hex} | values
            slug = fields.pop("category", "dress")
            if slug not in categories:
                categories[slug] = Category(slug=slug, name=slug.title())
                session.add(categories[slug])
                session.flush()
            tags, sizes = fields.pop("tags", ()), fields.pop("sizes", ())
            item = Item(boutique_id=boutique.id, category_id=categories[slug].id, **fields)
            item.tags = [ItemTag(tag=tag) for tag in tags]
            item.variants = [Variant(size=size, stock=3) for size in sizes]
            session.add(item)
            made.append(item)
        session.flush()
        return [item.id for item in made]


def swipe(client: TestClient, item_id: int, direction: str = "right", **more: Any) -> Any:
    """The answer to a swipe."""
    body = {"item_id": item_id, "direction": direction, "client_id": str(uuid.uuid4())} | more
    return client.post("swipes", json=body)


Clients = Callable[[], TestClient]
