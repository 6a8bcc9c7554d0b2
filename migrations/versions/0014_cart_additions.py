"""Who put what into the cart, and when last: what a boutique's figures need once the cart's lines are gone.

Revision ID: 0014
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cart_additions",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_cart_additions_item_id_items"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_cart_additions_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("item_id", "user_id", name=op.f("pk_cart_additions")),
    )
    op.create_index("ix_cart_additions_user_id", "cart_additions", ["user_id"])
    # What lies in carts now is what was put into them.
    op.execute(
        "INSERT INTO cart_additions (item_id, user_id, added_at) "
        "SELECT item_id, user_id, max(added_at) FROM cart WHERE user_id IS NOT NULL GROUP BY item_id, user_id"
    )


def downgrade() -> None:
    op.drop_index("ix_cart_additions_user_id", table_name="cart_additions")
    op.drop_table("cart_additions")
