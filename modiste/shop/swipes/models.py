"""Tables of taste: every interaction as an event, the favourites that follow from them, and collections of these."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from modiste.shop.kit import clock
from modiste.shop.kit.db import Base
from modiste.shop.kit.tokens import new_id


class Action(StrEnum):
    """What a shopper did with an item; `undo` takes an earlier swipe back.

    `favourite` and `unfavourite` are the list's own buttons: a like without a swipe, and a like that has faded (the
    item stays seen, but says nothing of taste any more).
    """

    RIGHT = "right"
    LEFT = "left"
    VIEW = "view"
    CLICK = "click"
    PURCHASE = "purchase"
    FAVOURITE = "favourite"
    UNFAVOURITE = "unfavourite"
    UNDO = "undo"


class Interaction(Base):
    """One event, written once: an undo is an event of its own that marks the swipe it takes back.

    (user_id, client_id) is unique, so a swipe that is sent twice counts once. `created_at` is when it happened, which
    for a client that was offline is earlier than its arrival; `id` keeps the order of arrival.
    """

    __tablename__ = "user_interactions"
    __table_args__ = (
        UniqueConstraint("user_id", "client_id"),
        CheckConstraint(
            "interaction IN ('right','left','view','click','purchase','favourite','unfavourite','undo')",
            name="interaction",
        ),
        Index("ix_user_interactions_user_id_id", "user_id", "id"),
        # All that is asked about an item's shoppers, so that they are counted without looking at the rows.
        Index("ix_user_interactions_item_id_user_id", "item_id", "user_id", "created_at", "interaction", "is_undone"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"))
    interaction: Mapped[str] = mapped_column(String(16))
    client_id: Mapped[uuid.UUID]
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("user_interactions.id", ondelete="CASCADE"), unique=True)
    is_undone: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=clock.now, server_default=func.current_timestamp())


class Favourite(Base):
    """An item that a shopper likes now."""

    __tablename__ = "favorites"
    __table_args__ = (
        UniqueConstraint("user_id", "item_id"),
        Index("ix_favorites_user_id_added_at", "user_id", "added_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"), index=True)
    added_at: Mapped[datetime] = mapped_column(default=clock.now, server_default=func.current_timestamp())


class FreshStart(Base):
    """Where a shopper's taste begins anew: her events up to `after_id` stay in the log as they were, and say nothing
    of her taste any more, neither to her deck nor to training."""

    __tablename__ = "fresh_starts"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    after_id: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(default=clock.now)


class Collection(Base):
    """A shopper's named set of favourites; `name_key` is the name without case, by which no two of hers are alike."""

    __tablename__ = "collections"
    __table_args__ = (
        UniqueConstraint("user_id", "name_key"),
        Index("ix_collections_user_id_updated_at", "user_id", "updated_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))
    name_key: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now)


class CollectionItem(Base):
    """A favourite in a collection. It hangs on the favourite, not on the item: whatever ends the favourite (a button,
    a swipe to the left, an undo) takes it out of the collections too, and the database sees to it."""

    __tablename__ = "collection_items"
    __table_args__ = (Index("ix_collection_items_favourite_id", "favourite_id"),)

    collection_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("collections.id", ondelete="CASCADE"), primary_key=True)
    favourite_id: Mapped[int] = mapped_column(ForeignKey("favorites.id", ondelete="CASCADE"), primary_key=True)
    added_at: Mapped[datetime] = mapped_column(default=clock.now)
