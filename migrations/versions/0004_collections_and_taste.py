"""Collections of favourites, words taken out of a taste, where a taste begins anew, and what a boutique sells."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "collections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_collections_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collections")),
        sa.UniqueConstraint("user_id", "name_key", name=op.f("uq_collections_user_id_name_key")),
    )
    op.create_index("ix_collections_user_id_updated_at", "collections", ["user_id", "updated_at"])
    op.create_table(
        "collection_items",
        sa.Column("collection_id", sa.Uuid(), nullable=False),
        sa.Column("favourite_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["collections.id"],
            name=op.f("fk_collection_items_collection_id_collections"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["favourite_id"],
            ["favorites.id"],
            name=op.f("fk_collection_items_favourite_id_favorites"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("collection_id", "favourite_id", name=op.f("pk_collection_items")),
    )
    op.create_index("ix_collection_items_favourite_id", "collection_items", ["favourite_id"])
    op.create_table(
        "fresh_starts",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_fresh_starts_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_fresh_starts")),
    )
    op.create_table(
        "taste_removals",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('category','colour','tag','brand','pattern','material')", name=op.f("ck_taste_removals_kind")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_taste_removals_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "kind", "value", name=op.f("pk_taste_removals")),
    )
    op.create_index("ix_items_boutique_id_category_id", "items", ["boutique_id", "is_active", "category_id"])


def downgrade() -> None:
    op.drop_index("ix_items_boutique_id_category_id", "items")
    op.drop_table("taste_removals")
    op.drop_table("fresh_starts")
    op.drop_table("collection_items")
    op.drop_table("collections")
