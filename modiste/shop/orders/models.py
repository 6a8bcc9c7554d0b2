"""Tables of orders: what was promised to whom at which price, in which parcels, and which pieces are held for it."""

import uuid
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from modiste.shop.kit import clock
from modiste.shop.kit.db import Base
from modiste.shop.kit.tokens import new_id

RETURN_DAYS = 30


class OrderState(StrEnum):
    """Where an order is; states.py says what may follow what."""

    AWAITING_PAYMENT = "awaiting_payment"
    PAID = "paid"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class ParcelState(StrEnum):
    """Where a parcel is; states.py says what may follow what."""

    WAITING = "waiting"
    TO_PACK = "to_pack"
    PACKED = "packed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RETURN_REQUESTED = "return_requested"
    RETURNED = "returned"
    CANCELLED = "cancelled"


class HoldState(StrEnum):
    """What became of pieces that were taken from the shelf for an order."""

    HELD = "held"
    SOLD = "sold"
    RELEASED = "released"


def _one_of(states: type[StrEnum]) -> str:
    return f"state IN ({', '.join(repr(state.value) for state in states)})"


class Address(Base):
    """An address in a shopper's address book."""

    __tablename__ = "addresses"
    __table_args__ = (Index("ix_addresses_user_id", "user_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    line1: Mapped[str] = mapped_column(String(120))
    line2: Mapped[str] = mapped_column(String(120), default="")
    postcode: Mapped[str] = mapped_column(String(120), default="")
    city: Mapped[str] = mapped_column(String(120))
    region: Mapped[str] = mapped_column(String(120), default="")
    country: Mapped[str] = mapped_column(String(2))
    phone: Mapped[str] = mapped_column(String(40), default="")
    is_default: Mapped[bool] = mapped_column(default=False)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


class Order(Base):
    """One purchase, over as many boutiques as it takes; money in minor units of `currency`.

    Name, address and prices are those of the moment it was placed. Until `held_until` its pieces are kept for it. The
    row outlives its shopper's account (`user_id` None), without name and address.
    """

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint(_one_of(OrderState), name="state"),
        CheckConstraint("goods >= 0 AND delivery >= 0 AND total = goods + delivery", name="total"),
        Index("ix_orders_user_id_id", "user_id", "id"),
        Index("ix_orders_state_held_until", "state", "held_until"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(String(12), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(String(20), default=OrderState.AWAITING_PAYMENT)
    version: Mapped[int] = mapped_column(default=1)
    currency: Mapped[str] = mapped_column(String(3))
    goods: Mapped[int] = mapped_column(BigInteger)
    delivery: Mapped[int] = mapped_column(BigInteger)
    total: Mapped[int] = mapped_column(BigInteger)
    address: Mapped[dict[str, Any]]
    email: Mapped[str] = mapped_column(String(254))
    held_until: Mapped[datetime]
    placed_at: Mapped[datetime] = mapped_column(default=clock.now)
    paid_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    parcels: Mapped[list["Parcel"]] = relationship(lazy="raise", order_by="Parcel.id")


class Parcel(Base):
    """What one boutique sends for an order; `goods` and `delivery` in minor units of the order's currency.

    It may be returned within `return_days` after it arrived: what was promised when the order was placed.
    """

    __tablename__ = "parcels"
    __table_args__ = (
        CheckConstraint(_one_of(ParcelState), name="state"),
        CheckConstraint("goods >= 0 AND delivery >= 0", name="money"),
        Index("ix_parcels_order_id", "order_id"),
        Index("ix_parcels_boutique_id_state_id", "boutique_id", "state", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"))
    boutique_id: Mapped[int | None] = mapped_column(ForeignKey("boutiques.id", ondelete="SET NULL"))
    boutique_name: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(20), default=ParcelState.WAITING)
    version: Mapped[int] = mapped_column(default=1)
    method: Mapped[str] = mapped_column(String(40), default="standard")
    goods: Mapped[int] = mapped_column(BigInteger)
    delivery: Mapped[int] = mapped_column(BigInteger)
    days_min: Mapped[int]
    days_max: Mapped[int]
    return_days: Mapped[int] = mapped_column(default=RETURN_DAYS, server_default=str(RETURN_DAYS))
    carrier: Mapped[str] = mapped_column(String(60), default="")
    tracking: Mapped[str] = mapped_column(String(80), default="")
    tracking_url: Mapped[str] = mapped_column(String(2000), default="")
    shipped_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    order: Mapped[Order] = relationship(lazy="raise", back_populates="parcels")
    lines: Mapped[list["OrderLine"]] = relationship(lazy="raise", order_by="OrderLine.id")

    @property
    def return_until(self) -> datetime | None:
        """Until when it may be returned; None while it has not arrived."""
        return None if self.delivered_at is None else self.delivered_at + timedelta(days=self.return_days)


class OrderLine(Base):
    """Pieces of one item in one size, as they were when the order was placed; `price` is of one piece."""

    __tablename__ = "order_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("price >= 0", name="price"),
        Index("ix_order_lines_parcel_id", "parcel_id"),
        Index("ix_order_lines_item_id", "item_id"),
        Index("ix_order_lines_variant_id", "variant_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    parcel_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("parcels.id", ondelete="CASCADE"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id", ondelete="SET NULL"))
    variant_id: Mapped[int | None] = mapped_column(ForeignKey("variants.id", ondelete="SET NULL"))
    title: Mapped[str] = mapped_column(String(200))
    brand: Mapped[str] = mapped_column(String(120), default="")
    size: Mapped[str] = mapped_column(String(40), default="")
    colour: Mapped[str] = mapped_column(String(40), default="")
    image_url: Mapped[str] = mapped_column(String(2000), default="")
    quantity: Mapped[int]
    price: Mapped[int] = mapped_column(BigInteger)


class StockHold(Base):
    """Pieces that an order took from the shelf: held until it is paid, then sold, or put back."""

    __tablename__ = "stock_holds"
    __table_args__ = (
        UniqueConstraint("order_id", "variant_id"),
        CheckConstraint(_one_of(HoldState), name="state"),
        CheckConstraint("quantity > 0", name="quantity"),
        Index("ix_stock_holds_variant_id", "variant_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"))
    variant_id: Mapped[int | None] = mapped_column(ForeignKey("variants.id", ondelete="SET NULL"))
    quantity: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default=HoldState.HELD)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


class OrderEvent(Base):
    """Something that happened to an order or one of its parcels, in the transaction in which it happened."""

    __tablename__ = "order_events"
    __table_args__ = (Index("ix_order_events_order_id_id", "order_id", "id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"))
    parcel_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("parcels.id", ondelete="CASCADE"))
    actor: Mapped[str] = mapped_column(String(12))  # shopper, boutique, payment, clock
    before: Mapped[str] = mapped_column(String(20), default="")
    after: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)
