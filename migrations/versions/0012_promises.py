"""How long a parcel may be returned, the pieces that a refund is for, and where the mails of an order go.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("parcels", sa.Column("return_days", sa.Integer(), server_default="30", nullable=False))
    op.add_column(
        "notification_deliveries", sa.Column("address", sa.String(length=254), server_default="", nullable=False)
    )
    op.create_table(
        "refund_lines",
        sa.Column("refund_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_refund_lines_quantity")),
        sa.ForeignKeyConstraint(
            ["refund_id"], ["refunds.id"], name=op.f("fk_refund_lines_refund_id_refunds"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["order_lines.id"], name=op.f("fk_refund_lines_line_id_order_lines"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("refund_id", "line_id", name=op.f("pk_refund_lines")),
    )
    op.create_index("ix_refund_lines_line_id", "refund_lines", ["line_id"])


def downgrade() -> None:
    op.drop_table("refund_lines")
    op.drop_column("notification_deliveries", "address")
    op.drop_column("parcels", "return_days")
