"""Tables of independent sellers."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from modiste.shop.kit import clock
from modiste.shop.kit.db import Base


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
