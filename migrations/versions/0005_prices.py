"""Prices elsewhere: offers, their history, checks, exchange rates and alerts; the GTIN of an item."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "exchange_rates",
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("per_euro", sa.Double(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint("per_euro > 0", name=op.f("ck_exchange_rates_per_euro")),
        sa.PrimaryKeyConstraint("currency", name=op.f("pk_exchange_rates")),
    )
    op.create_table(
        "price_alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("size", sa.String(length=40), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("baseline", sa.Integer(), nullable=True),
        sa.Column("was_in_stock", sa.Boolean(), nullable=True),
        sa.Column("is_armed", sa.Boolean(), nullable=False),
        sa.Column("fired_count", sa.Integer(), nullable=False),
        sa.Column("last_fired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('target','drop','back_in_stock','any_change')", name=op.f("ck_price_alerts_kind")),
        sa.CheckConstraint("percent IS NULL OR (percent > 0 AND percent < 100)", name=op.f("ck_price_alerts_percent")),
        sa.CheckConstraint("target IS NULL OR target > 0", name=op.f("ck_price_alerts_target")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_price_alerts_item_id_items"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_price_alerts_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_alerts")),
        sa.UniqueConstraint(
            "user_id", "item_id", "kind", "size", name=op.f("uq_price_alerts_user_id_item_id_kind_size")
        ),
    )
    op.create_index("ix_price_alerts_item_id", "price_alerts", ["item_id"], unique=False)
    op.create_table(
        "price_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.String(length=80), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failure", sa.String(length=20), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_price_checks_item_id_items"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_checks")),
        sa.UniqueConstraint("item_id", "vendor", "slot", name=op.f("uq_price_checks_item_id_vendor_slot")),
    )
    op.create_index("ix_price_checks_checked_at", "price_checks", ["checked_at"], unique=False)
    op.create_table(
        "price_comparisons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("vendor", sa.String(length=80), nullable=False),
        sa.Column("vendor_name", sa.String(length=120), nullable=False),
        sa.Column("vendor_item_id", sa.String(length=200), nullable=False),
        sa.Column("size", sa.String(length=40), nullable=False),
        sa.Column("colour", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("brand", sa.String(length=120), nullable=False),
        sa.Column("gtin", sa.String(length=14), nullable=False),
        sa.Column("seller", sa.String(length=120), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("list_price", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("delivery", sa.Integer(), nullable=True),
        sa.Column("free_over", sa.Integer(), nullable=True),
        sa.Column("days_min", sa.Integer(), nullable=True),
        sa.Column("days_max", sa.Integer(), nullable=True),
        sa.Column("condition", sa.String(length=12), nullable=False),
        sa.Column("availability", sa.String(length=12), nullable=False),
        sa.Column("link", sa.String(length=2000), nullable=False),
        sa.Column("image_url", sa.String(length=2000), nullable=False),
        sa.Column("match_probability", sa.Double(), nullable=False),
        sa.Column("is_match", sa.Boolean(), nullable=False),
        sa.Column(
            "match_reasons",
            DOCUMENT,
            nullable=False,
        ),
        sa.Column(
            "evidence",
            DOCUMENT,
            nullable=False,
        ),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("CURRENT_TIMESTAMP"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "availability IN ('in_stock','out_of_stock','preorder','unknown')",
            name=op.f("ck_price_comparisons_availability"),
        ),
        sa.CheckConstraint(
            "condition IN ('new','used','refurbished','unknown')", name=op.f("ck_price_comparisons_condition")
        ),
        sa.CheckConstraint("delivery IS NULL OR delivery >= 0", name=op.f("ck_price_comparisons_delivery")),
        sa.CheckConstraint(
            "match_probability >= 0 AND match_probability <= 1", name=op.f("ck_price_comparisons_match_probability")
        ),
        sa.CheckConstraint("price > 0", name=op.f("ck_price_comparisons_price")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_price_comparisons_item_id_items"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_comparisons")),
        sa.UniqueConstraint(
            "item_id",
            "vendor",
            "vendor_item_id",
            "size",
            "colour",
            name=op.f("uq_price_comparisons_item_id_vendor_vendor_item_id_size_colour"),
        ),
    )
    op.create_table(
        "price_points",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("price", sa.Integer(), nullable=True),
        sa.Column("delivery", sa.Integer(), nullable=True),
        sa.Column("availability", sa.String(length=12), nullable=False),
        sa.CheckConstraint("last_seen_at >= began_at", name=op.f("ck_price_points_last_seen_at")),
        sa.CheckConstraint("price IS NULL OR price > 0", name=op.f("ck_price_points_price")),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["price_comparisons.id"],
            name=op.f("fk_price_points_offer_id_price_comparisons"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_points")),
        sa.UniqueConstraint("offer_id", "began_at", name=op.f("uq_price_points_offer_id_began_at")),
    )
    op.add_column("items", sa.Column("gtin", sa.String(length=14), nullable=True))


def downgrade() -> None:
    op.drop_column("items", "gtin")
    op.drop_table("price_points")
    op.drop_table("price_comparisons")
    op.drop_index("ix_price_checks_checked_at", table_name="price_checks")
    op.drop_table("price_checks")
    op.drop_index("ix_price_alerts_item_id", table_name="price_alerts")
    op.drop_table("price_alerts")
    op.drop_table("exchange_rates")
