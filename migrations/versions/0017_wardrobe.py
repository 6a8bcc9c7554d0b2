"""The wardrobe: garments in folders, their photos, and the days on which they were worn.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "garment_folders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _key("garment_folders", "user_id", "users", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_garment_folders")),
        sa.UniqueConstraint("user_id", "name_key", name=op.f("uq_garment_folders_user_id_name_key")),
    )
    _create_garments()
    _create_photos()
    op.create_table(
        "garment_wears",
        sa.Column("garment_id", sa.Uuid(), nullable=False),
        sa.Column("worn_on", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint("times > 0", name=op.f("ck_garment_wears_times")),
        _key("garment_wears", "garment_id", "garments", "CASCADE"),
        sa.PrimaryKeyConstraint("garment_id", "worn_on", name=op.f("pk_garment_wears")),
    )


def _create_garments() -> None:
    op.create_table(
        "garments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("colours", DOCUMENT, nullable=False),
        sa.Column("pattern", sa.String(length=40), nullable=True),
        sa.Column("formality", sa.Double(), nullable=True),
        sa.Column("season", DOCUMENT, nullable=False),
        sa.Column("brand", sa.String(length=120), nullable=False),
        sa.Column("size", sa.String(length=40), nullable=False),
        sa.Column("material", sa.String(length=80), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("bought_on", sa.Date(), nullable=True),
        sa.Column("folder_id", sa.Uuid(), nullable=True),
        sa.Column("laundry", sa.String(length=12), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("order_line_id", sa.Uuid(), nullable=True),
        sa.Column("picture_url", sa.String(length=2000), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("laundry IN ('clean', 'worn', 'in_laundry')", name=op.f("ck_garments_laundry")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_garments_quantity")),
        sa.CheckConstraint("price IS NULL OR (price >= 0 AND currency IS NOT NULL)", name=op.f("ck_garments_price")),
        sa.CheckConstraint(
            "formality IS NULL OR (formality >= 0 AND formality <= 1)", name=op.f("ck_garments_formality")
        ),
        _key("garments", "user_id", "users", "CASCADE"),
        _key("garments", "category_id", "categories", "SET NULL"),
        _key("garments", "folder_id", "garment_folders", "SET NULL"),
        _key("garments", "item_id", "items", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_garments")),
        sa.UniqueConstraint("order_line_id", name=op.f("uq_garments_order_line_id")),
    )
    op.create_index("ix_garments_user_id_id", "garments", ["user_id", "id"])
    op.create_index("ix_garments_folder_id", "garments", ["folder_id"])
    op.create_index("ix_garments_item_id", "garments", ["item_id"])


def _create_photos() -> None:
    op.create_table(
        "garment_photos",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("garment_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("sizes", DOCUMENT, nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=True),
        sa.Column("blurhash", sa.String(length=100), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'ready', 'refused')", name=op.f("ck_garment_photos_state")),
        _key("garment_photos", "garment_id", "garments", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_garment_photos")),
        sa.UniqueConstraint("garment_id", "sha256", name=op.f("uq_garment_photos_garment_id_sha256")),
    )
    op.create_index("ix_garment_photos_state_created_at", "garment_photos", ["state", "created_at"])


def downgrade() -> None:
    """The garments go; the files of their photos stay where they are, and the next upgrade's sweep deletes them."""
    for table in ("garment_wears", "garment_photos", "garments", "garment_folders"):
        op.drop_table(table)


def _key(table: str, column: str, referred: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{referred}")
    return sa.ForeignKeyConstraint([column], [f"{referred}.id"], name=name, ondelete=ondelete)
