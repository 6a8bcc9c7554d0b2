"""Tables of taste: every interaction as an event, and the favourites that follow from them."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from modiste.shop.kit import clock
from modiste.shop.kit.db import Base


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
        Index("ix_user_interactions_item_id", "item_id", "interaction"),
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
