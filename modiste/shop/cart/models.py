"""Tables of carts: what shoppers and guests mean to buy, from whom and at what price; and who meant to, lately."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from modiste.shop.kit import clock
from modiste.shop.kit.db import Amount, Base
from modiste.shop.kit.tokens import new_id

BOUTIQUE = "boutique"  # the vendor of a line that the item's own boutique sells


class CartLine(Base):
    """An item in a size, how many, and who sells it: the item's boutique, or a vendor's offer.

    A line is an account's or a guest's (`guest_id` is the digest of the secret in the guest's cookie). `vendor` to
    `link` say what was chosen, as it was then: they outlive the offer, whose row may go. `delivery` None is unknown.
    An empty size with an item that comes in several means that none has been chosen yet.
    """

    __tablename__ = "cart"
    __table_args__ = (
        UniqueConstraint("user_id", "item_id", "size", "colour"),
        UniqueConstraint("guest_id", "item_id", "size", "colour"),
        CheckConstraint("(user_id IS NULL) <> (guest_id IS NULL)", name="owner"),
        CheckConstraint("quantity BETWEEN 1 AND 20", name="quantity"),
        CheckConstraint("price_at_adding >= 0", name="price_at_adding"),
        Index("ix_cart_item_id", "item_id"),
        Index("ix_cart_variant_id", "variant_id"),
        Index("ix_cart_offer_id", "offer_id"),
        Index("ix_cart_updated_at", "updated_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    guest_id: Mapped[str | None] = mapped_column(String(64))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"))
    variant_id: Mapped[int | None] = mapped_column(ForeignKey("variants.id", ondelete="SET NULL"))
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("price_comparisons.id", ondelete="SET NULL"))
    size: Mapped[str] = mapped_column(String(40), default="")
    colour: Mapped[str] = mapped_column(String(40), default="")
    quantity: Mapped[int] = mapped_column(default=1)
    is_saved: Mapped[bool] = mapped_column(default=False)
    vendor: Mapped[str] = mapped_column(String(80), default=BOUTIQUE)
    vendor_name: Mapped[str] = mapped_column(String(120), default="")
    title: Mapped[str] = mapped_column(String(300), default="")
    price_at_adding: Mapped[int] = mapped_column(Amount)
    currency: Mapped[str] = mapped_column(String(3))
    delivery: Mapped[int | None] = mapped_column(Amount)
    link: Mapped[str] = mapped_column(String(2000), default="")
    added_at: Mapped[datetime] = mapped_column(default=clock.now, server_default=func.current_timestamp())
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


class CartAddition(Base):
    """That a shopper put an item into the cart, and when last: cart lines vanish, and a boutique is told how many did.

    One row for each shopper and item, kept as long as such figures look back. Guests leave none: nobody knows what else
    they saw.
    """

    __tablename__ = "cart_additions"
    __table_args__ = (Index("ix_cart_additions_user_id", "user_id"),)

    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    added_at: Mapped[datetime] = mapped_column(default=clock.now)
