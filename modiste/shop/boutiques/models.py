"""Tables of independent sellers."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from modiste.shop.kit import clock
from modiste.shop.kit.db import Base
from modiste.shop.kit.tokens import new_id

STANDARD = "standard"  # the delivery method that a boutique's own columns are


class Boutique(Base):
    """A seller with a name, a place and a story; owned by one account of role boutique, or by nobody yet.

    A parcel costs `delivery_cost`, and nothing from `free_over` on (None: it never is free), both in minor units of
    `currency`; it arrives within `delivery_days_min` to `delivery_days_max` days. `logo_key` is what the names of an
    uploaded logo's files begin with; `terms_version` is what the owner agreed to last, at `terms_agreed_at`.
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
    logo_small_url: Mapped[str | None] = mapped_column(Text)
    logo_key: Mapped[str | None] = mapped_column(String(120))
    currency: Mapped[str] = mapped_column(String(3), default="EUR")
    delivery_cost: Mapped[int] = mapped_column(default=490, server_default="490")
    free_over: Mapped[int | None] = mapped_column(default=6_000, server_default="6000")
    delivery_days_min: Mapped[int] = mapped_column(default=2, server_default="2")
    delivery_days_max: Mapped[int] = mapped_column(default=5, server_default="5")
    terms_version: Mapped[str | None] = mapped_column(String(20))
    terms_agreed_at: Mapped[datetime | None]
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


class BoutiqueStaff(Base):
    """Somebody who works in a boutique that another one owns; an account works in one boutique at most."""

    __tablename__ = "boutique_staff"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    boutique_id: Mapped[int] = mapped_column(ForeignKey("boutiques.id", ondelete="CASCADE"), index=True)
    joined_at: Mapped[datetime] = mapped_column(default=clock.now)


class BoutiqueInvitation(Base):
    """An open invitation to work in a boutique; whoever shows the token that `digest` is of takes it, once.

    It is deleted when it is taken, withdrawn or long expired. `language` is that of its mail.
    """

    __tablename__ = "boutique_invitations"
    __table_args__ = (
        UniqueConstraint("boutique_id", "email"),
        Index("ix_boutique_invitations_email", "email"),
        Index("ix_boutique_invitations_expires_at", "expires_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    boutique_id: Mapped[int] = mapped_column(ForeignKey("boutiques.id", ondelete="CASCADE"))
    email: Mapped[str] = mapped_column(String(254))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class BoutiqueKey(Base):
    """A secret by which a program works for a boutique; of the secret itself the digest and its beginning are kept.

    It goes with the account that made it: nobody else may know who holds a copy.
    """

    __tablename__ = "boutique_keys"
    __table_args__ = (
        Index("ix_boutique_keys_boutique_id", "boutique_id"),
        Index("ix_boutique_keys_created_by", "created_by"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    boutique_id: Mapped[int] = mapped_column(ForeignKey("boutiques.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))
    prefix: Mapped[str] = mapped_column(String(16))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_by: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
