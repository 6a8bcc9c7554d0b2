"""Items and categories as the shop shows them; finding them is in search.py, putting them in is in stocking.py."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session, selectinload

from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.fulltext import words_of
from modiste.shop.catalogue.models import CATEGORIES, ITEMS, Category, Item
from modiste.shop.catalogue.schemas import Card, CategoryOut, ItemBoutique, ItemOut, PictureOut, VariantOut
from modiste.shop.kit.errors import NotFound
from modiste.shop.kit.money import Money


class ItemUnknown(NotFound):
    """There is no such item, or it is no longer sold."""

    title = "There is no such item, or it is no longer sold"


CARD_COLUMNS = (
    ITEMS.id,
    ITEMS.name,
    ITEMS.brand,
    CATEGORIES.name.label("category"),
    ITEMS.price,
    ITEMS.currency,
    ITEMS.image_url,
    ITEMS.image_srcset,
    ITEMS.image_colour,
    ITEMS.image_blurhash,
    ITEMS.boutique_id,
    ITEMS.in_stock,
)
CARDS: Select[*tuple[Any, ...]] = select(*CARD_COLUMNS).join(Category.__table__, CATEGORIES.id == ITEMS.category_id)
CARDS_BY_ID = CARDS.where(ITEMS.id.in_(bindparam("ids", expanding=True)), ITEMS.is_active)


def item_of(session: Session, item_id: int) -> Item:
    """An item that is sold, with category, tags, variants and pictures. Raises ItemUnknown."""
    parts = (selectinload(part) for part in (Item.category, Item.tags, Item.variants, Item.pictures))
    found = session.scalar(select(Item).where(Item.id == item_id, Item.is_active).options(*parts))
    if found is None:
        raise ItemUnknown
    return found


def item_out_of(session: Session, item_id: int) -> tuple[ItemOut, int]:
    """An item as it goes over the wire, and its version. Raises ItemUnknown."""
    item = item_of(session, item_id)
    boutique = session.get_one(Boutique, item.boutique_id)
    shown = ItemOut(
        item_id=item.id,
        name=item.name,
        brand=item.brand,
        category=item.category.name,
        price=Money(amount=item.price, currency=item.currency),
        image_url=item.image_url,
        image_srcset=item.image_srcset,
        image_colour=item.image_colour,
        image_blurhash=item.image_blurhash,
        boutique_id=item.boutique_id,
        in_stock=item.in_stock,
        description=item.description,
        boutique=ItemBoutique.model_validate(boutique),
        colours=item.colours,
        pattern=item.pattern,
        material=item.material,
        formality=item.formality,
        season=item.season,
        tags=[entry.tag for entry in item.tags],
        pictures=[PictureOut.model_validate(picture) for picture in item.pictures],
        variants=[VariantOut.model_validate(variant) for variant in item.variants],
        created_at=item.created_at,
    )
    return shown, item.version


def list_described(session: Session, ids: Sequence[int]) -> list[Item]:
    """These items in this order with their categories and tags, without those that are not sold; three queries."""
    parts = (selectinload(Item.category), selectinload(Item.tags))
    query = select(Item).where(Item.id.in_(ids), Item.is_active).options(*parts)
    found = {item.id: item for item in session.scalars(query)}

    return [found[item_id] for item_id in ids if item_id in found]


def list_cards(session: Session, ids: Sequence[int]) -> list[Card]:
    """The cards of these items in this order, without those that are not sold (any more); one query."""
    if not ids:
        return []
    found = {row.id: row for row in session.execute(CARDS_BY_ID, {"ids": ids})}
    return [card_of(found[item_id]) for item_id in ids if item_id in found]


def card_of(row: Row[Any]) -> Card:
    """The card of a row of CARD_COLUMNS."""
    return Card(
        item_id=row.id,
        name=row.name,
        brand=row.brand,
        category=row.category,
        price=Money(amount=row.price, currency=row.currency),
        image_url=row.image_url,
        image_srcset=row.image_srcset,
        image_colour=row.image_colour,
        image_blurhash=row.image_blurhash,
        boutique_id=row.boutique_id,
        in_stock=row.in_stock,
    )


def list_categories(session: Session) -> list[CategoryOut]:
    """Every category, by name."""
    in_stock = (ITEMS.category_id == CATEGORIES.id, ITEMS.is_active, ITEMS.in_stock, ITEMS.image_url.is_not(None))
    # One look into the index for each category, where grouping would read every item.
    newest = select(ITEMS.id).where(*in_stock).order_by(ITEMS.id.desc()).limit(1).correlate(Category.__table__)
    shown = Item.__table__.alias()
    pictures = (shown.c.image_url, shown.c.image_srcset, shown.c.image_colour, shown.c.image_blurhash)
    found = (
        select(CATEGORIES.id, CATEGORIES.slug, CATEGORIES.name, *pictures)
        .select_from(Category.__table__)
        .outerjoin(shown, shown.c.id == newest.scalar_subquery())
        .order_by(CATEGORIES.name, CATEGORIES.id)
    )
    return [CategoryOut.model_validate(row) for row in session.execute(found)]


def slug_of(name: str) -> str:
    """A category's slug: `Ankle Boots` and `ankle-boots` are the same kind."""
    decomposed = unicodedata.normalize("NFD", name.lower())
    plain = "".join(sign for sign in decomposed if not "\u0300" <= sign <= "\u036f")
    return "-".join(words_of(plain))[:80].strip("-") or "other"


def category_ids(session: Session, names: Iterable[str], *, makes_new: bool = True) -> dict[str, int]:
    """The id of each category by the name a boutique uses for it; unknown ones are made, or left out."""
    known = {slug: category_id for category_id, slug in session.execute(select(Category.id, Category.slug))}
    slugs = {name: slug_of(name) for name in names}
    for name, slug in slugs.items():
        if makes_new and slug not in known:
            made = Category(slug=slug, name=" ".join(name.split())[:80] or "Other")
            session.add(made)
            session.flush()
            known[slug] = made.id
    return {name: known[slug] for name, slug in slugs.items() if slug in known}
