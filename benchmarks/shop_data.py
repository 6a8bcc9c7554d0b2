"""A big shop for load tests: items, shoppers and swipes by bulk inserts, a trained model, and access tokens."""

import json
from datetime import timedelta
from pathlib import Path

import numpy as np
from sqlalchemy import insert

from modiste.shop.accounts.dependencies import ACCESS, AUDIENCE
from modiste.shop.accounts.models import User, UserSession
from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Category, Item, ItemTag
from modiste.shop.kit import clock, tokens
from modiste.shop.kit.db import Database
from modiste.shop.kit.migrations import migrate
from modiste.shop.kit.settings import Settings
from modiste.shop.recommendations.training import train
from modiste.shop.swipes.models import Interaction

KINDS, BRANDS, TAGS, STYLES = 12, 200, 60, 40
COLOURS = ("black", "white", "navy", "sand", "red", "green", "pink", "grey")
AT_ONCE = 20_000


def build_shop(settings: Settings, *, items: int, shoppers: int, swipes: int, seed: int = 7) -> None:
    """Fill a fresh data folder: each shopper swipes `swipes` items, mostly of two hidden styles; a model is trained."""
    database = Database(settings.resolved_database_url, statement_timeout_ms=600_000)
    migrate(database, settings.data_dir)
    rng = np.random.default_rng(seed)
    style = rng.integers(STYLES, size=items)
    with database.transaction() as session:
        session.add(Boutique(slug="big", name="Big"))
        session.add_all([Category(slug=f"kind-{n}", name=f"Kind {n}") for n in range(KINDS)])
        session.flush()
        _in_parts(session, Item, _items(rng, style))
        _in_parts(session, ItemTag, [{"item_id": n + 1, "tag": f"style{style[n] % TAGS}"} for n in range(items)])
        _in_parts(session, User, _people(shoppers))
        _in_parts(session, Interaction, _swipes(rng, style, shoppers, swipes))
    train(database, settings)
    database.close()


def make_tokens(settings: Settings, count: int, file: Path) -> None:
    """Open a session for each of the first `count` shoppers and write their access tokens as a JSON list."""
    database = Database(settings.resolved_database_url)
    made = []
    with database.transaction() as session:
        for user_id in range(1, count + 1):
            row = UserSession(user_id=user_id, expires_at=clock.now() + timedelta(days=1))
            session.add(row)
            session.flush()
            claims = {"sub": str(user_id), "sid": str(row.id)}
            made.append(tokens.sign_claims(settings.signing_key, claims, typ=ACCESS, audience=AUDIENCE, seconds=3600))
    database.close()
    file.write_text(json.dumps(made))


def _in_parts(session, table, rows) -> None:  # type: ignore[no-untyped-def]
    for start in range(0, len(rows), AT_ONCE):
        session.execute(insert(table), rows[start : start + AT_ONCE])


def _items(rng: np.random.Generator, style: np.ndarray) -> list[dict[str, object]]:
    moment = clock.now()
    price = rng.integers(10, 400, size=len(style)) * 100
    brand = rng.integers(BRANDS, size=len(style))
    return [
        {
            "boutique_id": 1,
            "category_id": 1 + int(style[n]) % KINDS,
            "external_id": f"B{n}",
            "name": f"Piece {n} in style {style[n]}",
            "brand": f"Brand {brand[n]}",
            "description": "A piece of clothing.",
            "price": int(price[n]),
            "currency": "EUR",
            "colour": COLOURS[n % len(COLOURS)],
            "colours": [COLOURS[n % len(COLOURS)]],
            "image_url": f"/media/public/items/{n}.webp",
            "image_colour": "#b09880",
            "created_at": moment - timedelta(minutes=n),
            "updated_at": moment,
            "season": [],
        }
        for n in range(len(style))
    ]


def _people(count: int) -> list[dict[str, object]]:
    return [
        {"username": f"u{n}", "email": f"u{n}@bench.example", "password": "!", "name": f"U {n}", "preferences": {}}
        for n in range(count)
    ]


def _swipes(rng: np.random.Generator, style: np.ndarray, shoppers: int, swipes: int) -> list[dict[str, object]]:
    by_style = [np.flatnonzero(style == number) for number in range(STYLES)]
    moment, rows = clock.now(), []
    for user in range(shoppers):
        loved = rng.choice(STYLES, size=2, replace=False)
        near = rng.choice(np.concatenate([by_style[number] for number in loved]), size=2 * swipes // 3, replace=False)
        far = rng.choice(len(style), size=swipes - len(near), replace=False)
        for place, item in enumerate(dict.fromkeys([*near.tolist(), *far.tolist()])):
            likes = rng.random() < (0.7 if style[item] in loved else 0.15)
            rows.append(
                {
                    "user_id": user + 1,
                    "item_id": item + 1,
                    "interaction": "right" if likes else "left",
                    "client_id": tokens.new_id(),
                    "created_at": moment - timedelta(minutes=place),
                }
            )
    return rows
