"""Tables of money: attempts to pay, refunds, the webhooks that were heard, and the double-entry ledger."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from modiste.shop.kit import clock
from modiste.shop.kit.db import Base
from modiste.shop.kit.tokens import new_id


class PaymentState(StrEnum):
    """Where an attempt is; states.py says what may follow what."""

    CREATED = "created"  # the provider may not have heard of it yet
    PENDING = "pending"  # the shopper is on the provider's page
    FAILED = "failed"
    EXPIRED = "expired"
    CAPTURED = "captured"


class RefundState(StrEnum):
    """Where a refund is."""

    ASKED = "asked"
    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


OPEN = f"state IN ('{PaymentState.CREATED}', '{PaymentState.PENDING}')"


class Payment(Base):
    """One attempt to pay an order; money in minor units of `currency`.

    `reference` is what the provider knows it by. `settles` names the order that this payment pays: one payment alone
    has it, the money of any other that is captured goes back. `claimed` is what refunds have claimed of `captured`.
    """

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("state IN ('created','pending','failed','expired','captured')", name="state"),
        CheckConstraint("amount > 0 AND captured >= 0", name="amount"),
        CheckConstraint("claimed >= 0 AND claimed <= captured", name="claimed"),
        Index("ix_payments_order_id", "order_id"),
        Index("ix_payments_state_check_at", "state", "check_at"),
        # Pressing twice continues the attempt that is open.
        Index(
            "uq_payments_open",
            "order_id",
            "provider",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.id", ondelete="RESTRICT"))
    settles: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("orders.id", ondelete="RESTRICT"), unique=True)
    provider: Mapped[str] = mapped_column(String(40))
    reference: Mapped[str] = mapped_column(String(60), unique=True)
    provider_id: Mapped[str] = mapped_column(String(255), default="")
    capture_id: Mapped[str] = mapped_column(String(255), default="")
    state: Mapped[str] = mapped_column(String(12), default=PaymentState.CREATED)
    version: Mapped[int] = mapped_column(default=1)
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    captured: Mapped[int] = mapped_column(BigInteger, default=0)
    claimed: Mapped[int] = mapped_column(BigInteger, default=0)
    url: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    checks: Mapped[int] = mapped_column(default=0)
    check_at: Mapped[datetime | None]  # when the provider is asked by itself next
    expires_at: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    captured_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


class Refund(Base):
    """Money that goes back, or is on its way; `key` names why, and there is one refund for each."""

    __tablename__ = "refunds"
    __table_args__ = (
        UniqueConstraint("payment_id", "key"),
        CheckConstraint("state IN ('asked','pending','done','failed')", name="state"),
        CheckConstraint("amount > 0", name="amount"),
        Index("ix_refunds_state_check_at", "state", "check_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    payment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("payments.id", ondelete="RESTRICT"))
    parcel_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("parcels.id", ondelete="RESTRICT"), index=True)
    key: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text, default="")
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    state: Mapped[str] = mapped_column(String(12), default=RefundState.ASKED)
    version: Mapped[int] = mapped_column(default=1)
    provider_id: Mapped[str] = mapped_column(String(255), default="")
    failure: Mapped[str] = mapped_column(Text, default="")
    checks: Mapped[int] = mapped_column(default=0)
    check_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    done_at: Mapped[datetime | None]
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    lines: Mapped[list["RefundLine"]] = relationship(lazy="raise", order_by="RefundLine.line_id")


class RefundLine(Base):
    """Pieces that a refund is for; one of a sum alone has none."""

    __tablename__ = "refund_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"), Index("ix_refund_lines_line_id", "line_id"))

    refund_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("refunds.id", ondelete="CASCADE"), primary_key=True)
    line_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("order_lines.id", ondelete="RESTRICT"), primary_key=True)
    quantity: Mapped[int]


class HeardWebhook(Base):
    """A webhook whose signature held: written once for all its copies, before anything is done about it."""

    __tablename__ = "payment_webhooks"
    __table_args__ = (
        UniqueConstraint("provider", "dedupe_key"),
        Index("ix_payment_webhooks_heard_at", "heard_at"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    provider: Mapped[str] = mapped_column(String(40))
    dedupe_key: Mapped[str] = mapped_column(String(255))
    reference: Mapped[str] = mapped_column(String(60), default="")
    provider_id: Mapped[str] = mapped_column(String(255), default="")
    refund_id: Mapped[str] = mapped_column(String(255), default="")
    payment_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("payments.id", ondelete="SET NULL"), index=True)
    heard_at: Mapped[datetime] = mapped_column(default=clock.now)


class LedgerEntry(Base):
    """One side of a movement of money. The entries of one `effect` sum to zero; a debit is positive.

    Accounts: `provider:NAME` (money there), `suspense` (taken, and owed back), `boutique:ID` (owed to a boutique).
    """

    __tablename__ = "ledger"
    __table_args__ = (
        UniqueConstraint("effect", "account"),
        CheckConstraint("amount <> 0", name="amount"),
        Index("ix_ledger_account_id", "account", "id"),
        Index("ix_ledger_payment_id", "payment_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    effect: Mapped[str] = mapped_column(String(80))  # capture:ID, settle:ID, refund:ID
    account: Mapped[str] = mapped_column(String(60))
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    payment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("payments.id", ondelete="RESTRICT"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
