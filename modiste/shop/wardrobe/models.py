"""Tables of the wardrobe: garments in folders, their photos, and the days on which they were worn."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from modiste.shop.catalogue.models import Category
from modiste.shop.kit import clock
from modiste.shop.kit.db import Amount, Base
from modiste.shop.kit.tokens import new_id


class Laundry(StrEnum):
    """Whether a garment can be worn today."""

    CLEAN = "clean"
    WORN = "worn"
    IN_LAUNDRY = "in_laundry"


class PhotoState(StrEnum):
    """waiting → ready | refused; a refused photo that is sent again waits again."""

    WAITING = "waiting"
    READY = "ready"
    REFUSED = "refused"


def _one_of(column: str, words: type[StrEnum]) -> str:
    return f"{column} IN ({', '.join(repr(word.value) for word in words)})"


class GarmentFolder(Base):
    """A folder of the wardrobe; `name_key` is the name without case."""

    __tablename__ = "garment_folders"
    __table_args__ = (UniqueConstraint("user_id", "name_key"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))
    name_key: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Garment(Base):
    """Something that a shopper owns; `price` is what one piece cost, in minor units of `currency`.

    One that was bought here has the line of its order (no key: orders stand above the wardrobe) and, until there is a
    photo of hers, the boutique's picture at `picture_url`. `version` is 1 until something about it is changed.
    """

    __tablename__ = "garments"
    __table_args__ = (
        UniqueConstraint("order_line_id"),
        CheckConstraint(_one_of("laundry", Laundry), name="laundry"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("price IS NULL OR (price >= 0 AND currency IS NOT NULL)", name="price"),
        CheckConstraint("formality IS NULL OR (formality >= 0 AND formality <= 1)", name="formality"),
        Index("ix_garments_user_id_id", "user_id", "id"),
        Index("ix_garments_folder_id", "folder_id"),
        Index("ix_garments_item_id", "item_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id", ondelete="SET NULL"))
    colours: Mapped[list[str]] = mapped_column(default=list)
    pattern: Mapped[str | None] = mapped_column(String(40))
    formality: Mapped[float | None]
    season: Mapped[list[str]] = mapped_column(default=list)
    brand: Mapped[str] = mapped_column(String(120), default="")
    size: Mapped[str] = mapped_column(String(40), default="")
    material: Mapped[str | None] = mapped_column(String(80))
    notes: Mapped[str] = mapped_column(Text, default="")
    quantity: Mapped[int] = mapped_column(default=1)
    price: Mapped[int | None] = mapped_column(Amount)
    currency: Mapped[str | None] = mapped_column(String(3))
    bought_on: Mapped[date | None] = mapped_column(Date)
    folder_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("garment_folders.id", ondelete="SET NULL"))
    laundry: Mapped[str] = mapped_column(String(12), default=Laundry.CLEAN)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id", ondelete="SET NULL"))
    order_line_id: Mapped[uuid.UUID | None]
    picture_url: Mapped[str | None] = mapped_column(String(2000))
    archived_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    category: Mapped[Category | None] = relationship(lazy="raise")
    photos: Mapped[list["GarmentPhoto"]] = relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="(GarmentPhoto.position, GarmentPhoto.id)",
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class GarmentPhoto(Base):
    """One photo of a garment; the first that is ready stands for it. Its files are named by photos.py.

    `width` and `height` are those of the original as it is kept, `sizes` those of what pages show. The same file
    (`sha256` of what was sent) hangs once, so that sending it again after a lost answer is safe.

    `cutout` is what cutouts.py notes of the garment without its ground, `background` whether that is what pages show,
    and `cutout_fault` why there is none though it was asked for.
    """

    __tablename__ = "garment_photos"
    __table_args__ = (
        UniqueConstraint("garment_id", "sha256"),
        CheckConstraint(_one_of("state", PhotoState), name="state"),
        CheckConstraint("background IN ('clean', 'original')", name="background"),
        Index("ix_garment_photos_state_created_at", "state", "created_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    garment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("garments.id", ondelete="CASCADE"))
    position: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(8), default=PhotoState.WAITING)
    reason: Mapped[str | None] = mapped_column(String(300))
    job_id: Mapped[uuid.UUID | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    sizes: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    colour: Mapped[str | None] = mapped_column(String(7))
    blurhash: Mapped[str | None] = mapped_column(String(100))
    background: Mapped[str] = mapped_column(String(8), default="original", server_default="original")
    cutout: Mapped[dict[str, Any] | None]
    cutout_fault: Mapped[str | None] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class GarmentWear(Base):
    """A day on which a garment was worn, and how many times."""

    __tablename__ = "garment_wears"
    __table_args__ = (CheckConstraint("times > 0", name="times"),)

    garment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("garments.id", ondelete="CASCADE"), primary_key=True)
    worn_on: Mapped[date] = mapped_column(Date, primary_key=True)
    times: Mapped[int] = mapped_column(default=1)
