"""The ways in which a boutique delivers beside its own rule.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delivery_methods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("boutique_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("cost", sa.Integer(), nullable=False),
        sa.Column("free_over", sa.Integer(), nullable=True),
        sa.Column("days_min", sa.Integer(), nullable=False),
        sa.Column("days_max", sa.Integer(), nullable=False),
        sa.Column("countries", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "cost >= 0 AND (free_over IS NULL OR free_over >= 0)", name=op.f("ck_delivery_methods_cost")
        ),
        sa.CheckConstraint("days_min >= 0 AND days_min <= days_max", name=op.f("ck_delivery_methods_days")),
        sa.CheckConstraint("code <> 'standard'", name=op.f("ck_delivery_methods_code")),
        sa.ForeignKeyConstraint(
            ["boutique_id"],
            ["boutiques.id"],
            name=op.f("fk_delivery_methods_boutique_id_boutiques"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_methods")),
        sa.UniqueConstraint("boutique_id", "code", name=op.f("uq_delivery_methods_boutique_id_code")),
    )


def downgrade() -> None:
    op.drop_table("delivery_methods")
