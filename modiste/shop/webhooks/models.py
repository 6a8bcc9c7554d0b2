"""Tables of what boutiques' systems are told: where to, what, and how each delivery goes.

A message is written in the transaction in which it happened. It names what it is about by a word (`about`), not by a
key: this floor lies below orders. When a shopper leaves, what names the shopper is taken out of it.
"""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from modiste.shop.kit import clock
from modiste.shop.kit.db import Base
from modiste.shop.kit.tokens import new_id


class DeliveryState(StrEnum):
    """waiting → delivered | failed; failed → delivered | failed | gave_up; each → waiting, if asked for anew."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"  # the last attempt did; there will be another at `next_at`
    GAVE_UP = "gave_up"


class StopReason(StrEnum):
    """Why an address is told nothing any more."""

    GONE = "gone"  # it answered 410
    FAILING = "failing"  # nothing but failures for days


OPEN = (DeliveryState.WAITING, DeliveryState.FAILED)


class WebhookEndpoint(Base):
    """An address of a boutique's systems that is told of `events`.

    Its secret is not kept but made of the shop's signing key, its id and `rotation`, so that nobody who reads the
    database can sign in our name. Until `old_until` messages are signed by `oldest` to `rotation`, each of them.
    """

    __tablename__ = "webhook_endpoints"
    __table_args__ = (
        CheckConstraint("disabled_reason IN ('','gone','failing')", name="disabled_reason"),
        CheckConstraint("rotation >= oldest AND oldest >= 1", name="rotation"),
        Index("ix_webhook_endpoints_boutique_id_id", "boutique_id", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    boutique_id: Mapped[int] = mapped_column(ForeignKey("boutiques.id", ondelete="CASCADE"))
    url: Mapped[str] = mapped_column(String(2000))
    description: Mapped[str] = mapped_column(String(200), default="")
    events: Mapped[list[str]]
    rotation: Mapped[int] = mapped_column(default=1)
    oldest: Mapped[int] = mapped_column(default=1)
    old_until: Mapped[datetime | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    disabled_reason: Mapped[str] = mapped_column(String(10), default="")
    failing_since: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class WebhookMessage(Base):
    """Something that happened, with the body as it is sent, byte for byte; `about` names the order or item."""

    __tablename__ = "webhook_messages"
    __table_args__ = (
        Index("ix_webhook_messages_about", "about"),
        Index("ix_webhook_messages_boutique_id", "boutique_id"),
        Index("ix_webhook_messages_created_at", "created_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    boutique_id: Mapped[int] = mapped_column(ForeignKey("boutiques.id", ondelete="CASCADE"))
    type: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(60), default="")
    payload: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def key(self) -> str:
        """What receivers know the message by, however often it comes: the `webhook-id`."""
        return f"msg_{self.id.hex}"


class WebhookDelivery(Base):
    """A message on its way to one address; `attempts` since it was last asked for, the last of them told here.

    Whoever is about to send moves `next_at` behind the time that an attempt can take: another one who looks meanwhile
    passes it over, and when the first one dies it is due again.
    """

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        UniqueConstraint("message_id", "endpoint_id"),
        CheckConstraint("state IN ('waiting','delivered','failed','gave_up')", name="state"),
        CheckConstraint("(state IN ('waiting','failed')) = (next_at IS NOT NULL)", name="next_at"),
        Index("ix_webhook_deliveries_next_at", "next_at"),
        Index("ix_webhook_deliveries_endpoint_id_id", "endpoint_id", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    message_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("webhook_messages.id", ondelete="CASCADE"))
    endpoint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("webhook_endpoints.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(String(10), default=DeliveryState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(default=clock.now)
    status: Mapped[int | None]
    duration_ms: Mapped[int | None]
    answer: Mapped[str] = mapped_column(String(500), default="")
    error: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    message: Mapped[WebhookMessage] = relationship(lazy="raise")
    log: Mapped[list["WebhookAttempt"]] = relationship(lazy="raise", order_by="WebhookAttempt.id", viewonly=True)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class WebhookAttempt(Base):
    """One attempt and what came of it; without a `status` no answer came, and `error` says why."""

    __tablename__ = "webhook_attempts"
    __table_args__ = (Index("ix_webhook_attempts_delivery_id_id", "delivery_id", "id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    delivery_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("webhook_deliveries.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    status: Mapped[int | None]
    duration_ms: Mapped[int]
    answer: Mapped[str] = mapped_column(String(500), default="")
    error: Mapped[str] = mapped_column(String(200), default="")
