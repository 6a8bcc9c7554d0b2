"""Carts of shoppers and guests, and what boutiques take for delivery.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cart",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("guest_id", sa.String(length=64), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=True),
        sa.Column("offer_id", sa.Integer(), nullable=True),
        sa.Column("size", sa.String(length=40), nullable=False),
        sa.Column("colour", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("is_saved", sa.Boolean(), nullable=False),
        sa.Column("vendor", sa.String(length=80), nullable=False),
        sa.Column("vendor_name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("price_at_adding", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("delivery", sa.Integer(), nullable=True),
        sa.Column("link", sa.String(length=2000), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(user_id IS NULL) <> (guest_id IS NULL)", name=op.f("ck_cart_owner")),
        sa.CheckConstraint("price_at_adding >= 0", name=op.f("ck_cart_price_at_adding")),
        sa.CheckConstraint("quantity BETWEEN 1 AND 20", name=op.f("ck_cart_quantity")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_cart_item_id_items"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["price_comparisons.id"],
            name=op.f("fk_cart_offer_id_price_comparisons"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_cart_user_id_users"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["variants.id"], name=op.f("fk_cart_variant_id_variants"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cart")),
        sa.UniqueConstraint("guest_id", "item_id", "size", "colour", name=op.f("uq_cart_guest_id_item_id_size_colour")),
        sa.UniqueConstraint("user_id", "item_id", "size", "colour", name=op.f("uq_cart_user_id_item_id_size_colour")),
    )
    op.create_index("ix_cart_item_id", "cart", ["item_id"], unique=False)
    op.create_index("ix_cart_variant_id", "cart", ["variant_id"], unique=False)
    op.create_index("ix_cart_offer_id", "cart", ["offer_id"], unique=False)
    op.create_index("ix_cart_updated_at", "cart", ["updated_at"], unique=False)
    with op.batch_alter_table("boutiques") as boutiques:
        boutiques.add_column(sa.Column("delivery_cost", sa.Integer(), server_default="490", nullable=False))
        boutiques.add_column(sa.Column("free_over", sa.Integer(), server_default="6000", nullable=True))
        boutiques.add_column(sa.Column("delivery_days_min", sa.Integer(), server_default="2", nullable=False))
        boutiques.add_column(sa.Column("delivery_days_max", sa.Integer(), server_default="5", nullable=False))


def downgrade() -> None:
    for name in ("delivery_days_max", "delivery_days_min", "free_over", "delivery_cost"):
        op.drop_column("boutiques", name)
    op.drop_table("cart")
