"""Tables of prices elsewhere: offers, how their prices moved, what was asked when, and who waits for what."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from modiste.shop.kit import clock
from modiste.shop.kit.db import Amount, Base


class Offer(Base):
    """One variant of one product at one vendor, as it was last seen; money in minor units of `currency`.

    `delivery` None is unknown, 0 is free. `match_probability` says how sure it is the same product; `is_match` is the
    decision. An offer that the vendor no longer shows is kept as `is_gone`: its history stays true.
    """

    __tablename__ = "price_comparisons"
    __table_args__ = (
        UniqueConstraint("item_id", "vendor", "vendor_item_id", "size", "colour"),
        CheckConstraint("price > 0", name="price"),
        CheckConstraint("delivery IS NULL OR delivery >= 0", name="delivery"),
        CheckConstraint("condition IN ('new','used','refurbished','unknown')", name="condition"),
        CheckConstraint("availability IN ('in_stock','out_of_stock','preorder','unknown')", name="availability"),
        CheckConstraint("match_probability >= 0 AND match_probability <= 1", name="match_probability"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"))
    vendor: Mapped[str] = mapped_column(String(80))
    vendor_name: Mapped[str] = mapped_column(String(120))
    vendor_item_id: Mapped[str] = mapped_column(String(200))
    size: Mapped[str] = mapped_column(String(40), default="")
    colour: Mapped[str] = mapped_column(String(40), default="")
    title: Mapped[str] = mapped_column(String(300))
    brand: Mapped[str] = mapped_column(String(120), default="")
    gtin: Mapped[str] = mapped_column(String(14), default="")
    seller: Mapped[str] = mapped_column(String(120), default="")
    price: Mapped[int] = mapped_column(Amount)
    list_price: Mapped[int | None] = mapped_column(Amount)
    currency: Mapped[str] = mapped_column(String(3))
    delivery: Mapped[int | None] = mapped_column(Amount)
    free_over: Mapped[int | None] = mapped_column(Amount)
    days_min: Mapped[int | None]
    days_max: Mapped[int | None]
    condition: Mapped[str] = mapped_column(String(12), default="new")
    availability: Mapped[str] = mapped_column(String(12), default="unknown")
    link: Mapped[str] = mapped_column(String(2000))
    image_url: Mapped[str] = mapped_column(String(2000), default="")
    match_probability: Mapped[float] = mapped_column(default=1.0)
    is_match: Mapped[bool] = mapped_column(default=True)
    match_reasons: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    evidence: Mapped[dict[str, Any]] = mapped_column(default=dict)
    is_gone: Mapped[bool] = mapped_column(default=False)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(
        default=clock.now, onupdate=clock.now, server_default=func.current_timestamp()
    )


class PricePoint(Base):
    """A change of one offer: from `began_at` on it cost this. The last check that still saw it is `last_seen_at`; time
    between two points that no check covered is a gap. Price None: it was seen to be gone or sold out."""

    __tablename__ = "price_points"
    __table_args__ = (
        UniqueConstraint("offer_id", "began_at"),
        CheckConstraint("price IS NULL OR price > 0", name="price"),
        CheckConstraint("last_seen_at >= began_at", name="last_seen_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("price_comparisons.id", ondelete="CASCADE"))
    began_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    price: Mapped[int | None] = mapped_column(Amount)
    delivery: Mapped[int | None] = mapped_column(Amount)
    availability: Mapped[str] = mapped_column(String(12), default="unknown")


class PriceCheck(Base):
    """One vendor asked about one item in one slot of time, once: the unique key makes a refresh idempotent."""

    __tablename__ = "price_checks"
    __table_args__ = (
        UniqueConstraint("item_id", "vendor", "slot"),
        Index("ix_price_checks_checked_at", "checked_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"))
    vendor: Mapped[str] = mapped_column(String(80))
    slot: Mapped[int]  # the hour since 1970 in which it was due
    checked_at: Mapped[datetime] = mapped_column(default=clock.now)
    failure: Mapped[str] = mapped_column(String(20), default="")  # a FailureKind, or empty
    changes: Mapped[int] = mapped_column(default=0)


class ExchangeRate(Base):
    """How many units of `currency` one euro is, on the day that the source says."""

    __tablename__ = "exchange_rates"
    __table_args__ = (CheckConstraint("per_euro > 0", name="per_euro"),)

    currency: Mapped[str] = mapped_column(String(3), primary_key=True)
    per_euro: Mapped[float]
    day: Mapped[date]


class Alert(Base):
    """What a shopper waits for: a target price, a drop in per cent, stock, or any change.

    `baseline` is the price (in minor units of `currency`) that a drop or change is measured against. `is_armed` is the
    hysteresis: an alert that has fired waits until its condition was false again.
    """

    __tablename__ = "price_alerts"
    __table_args__ = (
        UniqueConstraint("user_id", "item_id", "kind", "size"),
        CheckConstraint("kind IN ('target','drop','back_in_stock','any_change')", name="kind"),
        CheckConstraint("target IS NULL OR target > 0", name="target"),
        CheckConstraint("percent IS NULL OR (percent > 0 AND percent < 100)", name="percent"),
        Index("ix_price_alerts_item_id", "item_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    size: Mapped[str] = mapped_column(String(40), default="")
    target: Mapped[int | None]
    percent: Mapped[int | None]
    currency: Mapped[str] = mapped_column(String(3))
    baseline: Mapped[int | None] = mapped_column(Amount)
    was_in_stock: Mapped[bool | None]
    is_armed: Mapped[bool] = mapped_column(default=True)
    fired_count: Mapped[int] = mapped_column(default=0)
    last_fired_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
