"""Items known by nothing but an id: made for files of interactions that come without a catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item
from modiste.shop.catalogue.service import category_ids
from modiste.shop.kit import clock
from modiste.shop.kit.errors import NotFound


class BoutiqueMissing(NotFound):
    """The file's items shall belong to a boutique that does not exist."""

    title = "There is no boutique of this slug"


@dataclass(frozen=True, slots=True)
class Bare:
    """What is known of an item: its category's name, and a name when the file has one."""

    category: str = ""
    name: str = ""


def open_shelf(session: Session, slug: str, *, create: bool) -> int:
    """The id of the boutique with this slug; opened when `create`, else raises BoutiqueMissing."""
    found = session.scalar(select(Boutique.id).where(Boutique.slug == slug))
    if found is not None:
        return found
    if not create:
        raise BoutiqueMissing(f"There is no boutique {slug!r}: import its items first, or add --create-items")
    boutique = Boutique(slug=slug, name=slug.replace("-", " ").title())
    session.add(boutique)
    session.flush()
    return boutique.id


def items_by_external_id(session: Session, boutique_id: int) -> dict[str, int]:
    """The boutique's items: external id → id."""
    query = select(Item.external_id, Item.id).where(Item.boutique_id == boutique_id)
    return dict(session.execute(query).all())


def create_bare_items(session: Session, boutique_id: int, wanted: Mapping[str, Bare]) -> dict[str, int]:
    """Make an item for each external id; returns external id → id of all of the boutique's items.

    A bare item has no price, picture or size of its own: 0, none, and always in stock.
    """
    brand = session.scalars(select(Boutique.name).where(Boutique.id == boutique_id)).one()
    categories = category_ids(session, {bare.category for bare in wanted.values()})
    moment = clock.now()
    rows = [
        {
            "boutique_id": boutique_id,
            "category_id": categories[bare.category],
            "external_id": external_id,
            "name": bare.name[:200] or f"{(bare.category or 'item').capitalize()} {external_id}"[:200],
            "brand": brand,
            "price": 0,
            "version": 1,
            "created_at": moment,
            "updated_at": moment,
        }
        for external_id, bare in wanted.items()
    ]
    if rows:
        session.execute(insert(Item), rows)
        if session.get_bind().dialect.name != "sqlite":
            session.execute(text("ANALYZE items"))  # or every foreign key that follows is checked by a whole scan
    return items_by_external_id(session, boutique_id)
