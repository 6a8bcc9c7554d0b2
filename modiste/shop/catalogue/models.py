"""Tables of what is for sale."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from modiste.shop.kit import clock
from modiste.shop.kit.db import Base
from modiste.shop.kit.tokens import new_id


class Category(Base):
    """A kind of clothes, such as dress or coat."""

    __tablename__ = "categories"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(80))


class Item(Base):
    """A piece that a boutique sells; `price` is in minor units of `currency`.

    `colour` is the main colour (for search and the deck), `colours` all of them; the four `image_…` are the first
    picture's address, its sizes, dominant colour and blur hash, repeated here so that a card is one row.
    """

    __tablename__ = "items"
    __table_args__ = (
        UniqueConstraint("boutique_id", "external_id"),
        CheckConstraint("price >= 0", name="price"),
        CheckConstraint("formality IS NULL OR (formality >= 0 AND formality <= 1)", name="formality"),
        # Each ends with the id: what is filtered by one of these comes out newest first, or by price, unsorted.
        Index("ix_items_category_id_id", "category_id", "id"),
        Index("ix_items_category_id_price", "category_id", "price", "id"),
        Index("ix_items_boutique_id_id", "boutique_id", "id"),
        Index("ix_items_boutique_id_category_id", "boutique_id", "is_active", "category_id"),  # what a boutique sells
        Index("ix_items_brand_id", "brand", "id"),
        Index("ix_items_colour_id", "colour", "id"),
        Index("ix_items_price_id", "price", "id"),
        Index("ix_items_updated_at", "updated_at"),  # serving processes ask every second what has changed
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    boutique_id: Mapped[int] = mapped_column(ForeignKey("boutiques.id", ondelete="CASCADE"))
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id", ondelete="RESTRICT"))
    external_id: Mapped[str] = mapped_column(String(120))
    name: Mapped[str] = mapped_column(String(200))
    brand: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, default="")
    price: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    image_url: Mapped[str | None] = mapped_column(String(2000))
    image_srcset: Mapped[str | None] = mapped_column(Text)
    image_colour: Mapped[str | None] = mapped_column(String(7))
    image_blurhash: Mapped[str | None] = mapped_column(String(100))
    colour: Mapped[str | None] = mapped_column(String(40))
    colours: Mapped[list[str]] = mapped_column(default=list)
    pattern: Mapped[str | None] = mapped_column(String(40))
    material: Mapped[str | None] = mapped_column(String(80))
    gtin: Mapped[str | None] = mapped_column(String(14))
    formality: Mapped[float | None]
    season: Mapped[list[str]] = mapped_column(default=list)
    is_active: Mapped[bool] = mapped_column(default=True)
    in_stock: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    category: Mapped[Category] = relationship(lazy="raise")
    tags: Mapped[list["ItemTag"]] = relationship(lazy="raise", cascade="all, delete-orphan", order_by="ItemTag.tag")
    variants: Mapped[list["Variant"]] = relationship(lazy="raise", cascade="all, delete-orphan", order_by="Variant.id")
    pictures: Mapped[list["Picture"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Picture.position"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ItemTag(Base):
    """One word that describes an item."""

    __tablename__ = "item_tags"
    __table_args__ = (Index("ix_item_tags_tag", "tag", "item_id"),)

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(60), primary_key=True)


class Variant(Base):
    """A size (and colour) of an item with its stock; the CHECK carries the promise never to sell what is not there."""

    __tablename__ = "variants"
    __table_args__ = (
        UniqueConstraint("item_id", "size", "colour"),
        CheckConstraint("stock >= 0", name="stock"),
        Index("ix_variants_size", "size", "item_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"))
    size: Mapped[str] = mapped_column(String(40), default="")
    colour: Mapped[str] = mapped_column(String(40), default="")
    stock: Mapped[int] = mapped_column(default=0)


class ItemPrice(Base):
    """From `began_at` until the next one begins, the boutique asked this for an item; None: it was not for sale.

    Triggers on `items` write it (migration 0008), so that no writer can forget it and none does it by hand. An item
    that never had a price has none of these.
    """

    __tablename__ = "item_prices"
    __table_args__ = (CheckConstraint("price IS NULL OR price > 0", name="price"),)

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"), primary_key=True)
    began_at: Mapped[datetime] = mapped_column(primary_key=True)
    price: Mapped[int | None]
    currency: Mapped[str] = mapped_column(String(3))


class Picture(Base):
    """One picture of an item, in order; `srcset` lists its sizes as HTML does (`/media/a-320.webp 320w, …`)."""

    __tablename__ = "pictures"
    __table_args__ = (UniqueConstraint("item_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    url: Mapped[str] = mapped_column(String(2000))
    width: Mapped[int | None]
    height: Mapped[int | None]
    srcset: Mapped[str | None] = mapped_column(Text)
    colour: Mapped[str | None] = mapped_column(String(7))
    blurhash: Mapped[str | None] = mapped_column(String(100))


class ImportBatch(Base):
    """A file of items that a boutique uploaded, and what became of it; its states are in batch_states.py.

    `mapping` says which columns feed which field. `position` is the number of the row that the last item on the shelf
    begins with: a worker that died goes on behind it. The counts are those of the check, or of what was done.
    """

    __tablename__ = "import_batches"
    __table_args__ = (
        CheckConstraint(
            "state IN ('uploaded', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'failed')",
            name="state",
        ),
        Index("ix_import_batches_boutique_id_id", "boutique_id", "id"),
        Index("ix_import_batches_created_at", "created_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    boutique_id: Mapped[int] = mapped_column(ForeignKey("boutiques.id", ondelete="CASCADE"))
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    file_name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    stored_key: Mapped[str | None] = mapped_column(String(300))  # None: the file is forgotten
    faults_key: Mapped[str | None] = mapped_column(String(300))
    format: Mapped[str] = mapped_column(String(20))
    encoding: Mapped[str] = mapped_column(String(20))
    dialect: Mapped[str] = mapped_column(String(40))
    columns: Mapped[list[str]]
    samples: Mapped[list[dict[str, Any]]]
    mapping: Mapped[dict[str, Any]]
    currency: Mapped[str] = mapped_column(String(3))
    default_price: Mapped[str | None] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(12))
    failed_in: Mapped[str | None] = mapped_column(String(12))
    version: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=0)
    rows_read: Mapped[int] = mapped_column(default=0)
    rows_rejected: Mapped[int] = mapped_column(default=0)
    items_new: Mapped[int] = mapped_column(default=0)
    items_changed: Mapped[int] = mapped_column(default=0)
    items_unchanged: Mapped[int] = mapped_column(default=0)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # the first ones; all are in the file
    undo_report: Mapped[dict[str, Any]] = mapped_column(default=dict)
    job_id: Mapped[uuid.UUID | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]


class ImportChange(Base):
    """What a batch did to one item: what stood before and after (changes.py), or nothing when the item is new.

    `version` is the item's after that. The row goes when the batch is undone.
    """

    __tablename__ = "import_changes"
    __table_args__ = (Index("ix_import_changes_item_id", "item_id"),)

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("import_batches.id", ondelete="CASCADE"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"), primary_key=True)
    change: Mapped[dict[str, Any] | None]
    version: Mapped[int]


# The columns for queries without objects: a third of the time on paths that answer hundreds of times a second.
CATEGORIES, ITEMS, TAGS, VARIANTS = (model.__table__.c for model in (Category, Item, ItemTag, Variant))
