"""Tables of independent sellers."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from modiste.shop.kit import clock
from modiste.shop.kit.db import Base

STANDARD = "standard"  # the delivery method that a boutique's own columns are


class Boutique(Base):
    """A seller with a name, a place and a story; owned by one account of role boutique, or by nobody yet.

    A parcel costs `delivery_cost`, and nothing from `free_over` on (None: it never is free), both in minor units of
    `currency`; it arrives within `delivery_days_min` to `delivery_days_max` days.
    """

    __tablename__ = "boutiques"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), unique=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    city: Mapped[str] = mapped_column(String(80), default="", index=True)
    country: Mapped[str] = mapped_column(String(2), default="")
    story: Mapped[str] = mapped_column(Text, default="")
    logo_url: Mapped[str | None] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    delivery_cost: Mapped[int] = mapped_column(default=490, server_default="490")
    free_over: Mapped[int | None] = mapped_column(default=6_000, server_default="6000")
    delivery_days_min: Mapped[int] = mapped_column(default=2, server_default="2")
    delivery_days_max: Mapped[int] = mapped_column(default=5, server_default="5")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class DeliveryMethod(Base):
    """A way of delivery beside the boutique's own rule; money in minor units of the boutique's currency.

    It goes to `countries` (ISO 3166-1), or everywhere where there are none.
    """

    __tablename__ = "delivery_methods"
    __table_args__ = (
        UniqueConstraint("boutique_id", "code"),
        CheckConstraint("cost >= 0 AND (free_over IS NULL OR free_over >= 0)", name="cost"),
        CheckConstraint("days_min >= 0 AND days_min <= days_max", name="days"),
        CheckConstraint(f"code <> '{STANDARD}'", name="code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    boutique_id: Mapped[int] = mapped_column(ForeignKey("boutiques.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(80))
    cost: Mapped[int]
    free_over: Mapped[int | None]
    days_min: Mapped[int]
    days_max: Mapped[int]
    countries: Mapped[list[str]]
    is_active: Mapped[bool] = mapped_column(default=True)
