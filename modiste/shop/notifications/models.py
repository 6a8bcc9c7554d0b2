"""Tables of what people are told: the inbox, how they want to be told, their browsers, and what is on its way."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from modiste.shop.kit import clock
from modiste.shop.kit.db import Base
from modiste.shop.kit.tokens import new_id


class Channel(StrEnum):
    """How a notification reaches somebody who does not look into the inbox."""

    MAIL = "mail"
    PUSH = "push"


class DeliveryState(StrEnum):
    """waiting → sent | failed (given up) | dropped (no longer wanted: deleted or switched off before it went)."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class Notification(Base):
    """One thing that somebody was told. (user_id, key) is unique, so whatever tells it twice is heard once.

    A deleted one stays as a bare key until it is old, or the same thing could be told again; `link` is a path of the
    web app. `facts` are what is told, to be put into the reader's language; `title` and `body` say the same in English.
    """

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("user_id", "key"),
        Index("ix_notifications_user_id_id", "user_id", "id"),
        Index("ix_notifications_created_at", "created_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(String(1000))
    facts: Mapped[dict[str, Any] | None]
    link: Mapped[str] = mapped_column(String(500))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    read_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class NotificationSettings(Base):
    """Which channels somebody wants; without a row all of them."""

    __tablename__ = "notification_settings"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    mail: Mapped[bool] = mapped_column(default=True)
    push: Mapped[bool] = mapped_column(default=True)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


class PushSubscription(Base):
    """A browser that may be pushed to (RFC 8030); an endpoint belongs to whoever named it last.

    `public_key` is the browser's P-256 point and `auth` its shared secret (RFC 8291), both base64url.
    """

    __tablename__ = "push_subscriptions"
    __table_args__ = (Index("ix_push_subscriptions_user_id", "user_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    endpoint: Mapped[str] = mapped_column(String(1000), unique=True)
    public_key: Mapped[str] = mapped_column(String(100))
    auth: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Delivery(Base):
    """One notification on its way by one channel, to one browser where it is pushed. Written with the notification."""

    __tablename__ = "notification_deliveries"
    __table_args__ = (
        UniqueConstraint("notification_id", "subscription_id"),
        CheckConstraint("channel IN ('mail','push')", name="channel"),
        CheckConstraint("state IN ('waiting','sent','failed','dropped')", name="state"),
        CheckConstraint("(channel = 'push') = (subscription_id IS NOT NULL)", name="subscription_id"),
        Index(
            "uq_notification_deliveries_mail",
            "notification_id",
            unique=True,
            sqlite_where=text("channel = 'mail'"),
            postgresql_where=text("channel = 'mail'"),
        ),
        Index("ix_notification_deliveries_subscription_id", "subscription_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    notification_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notifications.id", ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(String(8))
    subscription_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("push_subscriptions.id", ondelete="CASCADE"))
    address: Mapped[str] = mapped_column(String(254), default="", server_default="")
    state: Mapped[str] = mapped_column(String(8), default=DeliveryState.WAITING)
    error: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]
