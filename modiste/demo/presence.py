"""How far the demo shop has been loaded: asked at every start, so it imports next to nothing."""

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from modiste.demo.boutiques import demo_boutiques
from modiste.shop.accounts.models import User
from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item, Picture
from modiste.shop.kit.db import Database
from modiste.shop.kit.settings import Settings

VISITOR = "shopper@example.com"
SKU = "___-__-____"  # how the demo numbers its items: what else its boutiques sell is not the demo's business


def is_loaded(settings: Settings, *, pictures: int = 1) -> bool:
    """Whether the demo's accounts are there and each of its items has this many pictures."""
    database = Database(settings.resolved_database_url)
    try:
        return pictures_missing(database, pictures) == set()
    finally:
        database.close()


def pictures_missing(database: Database, number: int) -> set[str] | None:
    """The demo's items that lack their first (1) or second (2) picture; None when no demo is there at all."""
    hangs = select(Picture.id).where(Picture.item_id == Item.id, Picture.position == number - 1).exists()
    slugs = [boutique.slug for boutique in demo_boutiques()]
    lacking = (
        select(Item.external_id)
        .join(Boutique, Boutique.id == Item.boutique_id)
        .where(Boutique.slug.in_(slugs), Item.external_id.like(SKU), ~hangs)
    )
    try:
        with database.reading() as session:
            if not session.scalar(select(func.count(User.id)).where(User.email == VISITOR)):
                return None
            return set(session.scalars(lacking))
    except SQLAlchemyError:
        return None  # a database without tables
