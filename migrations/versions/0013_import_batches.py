"""Files of items that boutiques upload, and what each of them changed.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

STATES = "'uploaded', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'failed'"


def document() -> sa.JSON:
    return sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "import_batches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("boutique_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("stored_key", sa.String(length=300), nullable=True),
        sa.Column("faults_key", sa.String(length=300), nullable=True),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("encoding", sa.String(length=20), nullable=False),
        sa.Column("dialect", sa.String(length=40), nullable=False),
        sa.Column("columns", document(), nullable=False),
        sa.Column("samples", document(), nullable=False),
        sa.Column("mapping", document(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("default_price", sa.String(length=20), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("failed_in", sa.String(length=12), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_rejected", sa.Integer(), nullable=False),
        sa.Column("items_new", sa.Integer(), nullable=False),
        sa.Column("items_changed", sa.Integer(), nullable=False),
        sa.Column("items_unchanged", sa.Integer(), nullable=False),
        sa.Column("faults", document(), nullable=False),
        sa.Column("undo_report", document(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_import_batches_state")),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["users.id"], name=op.f("fk_import_batches_asked_by_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["boutique_id"], ["boutiques.id"], name=op.f("fk_import_batches_boutique_id_boutiques"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batches")),
    )
    op.create_index("ix_import_batches_boutique_id_id", "import_batches", ["boutique_id", "id"], unique=False)
    op.create_index("ix_import_batches_created_at", "import_batches", ["created_at"], unique=False)

    op.create_table(
        "import_changes",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("change", document(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["import_batches.id"],
            name=op.f("fk_import_changes_batch_id_import_batches"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_import_changes_item_id_items"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("batch_id", "item_id", name=op.f("pk_import_changes")),
    )
    op.create_index("ix_import_changes_item_id", "import_changes", ["item_id"], unique=False)


def downgrade() -> None:
    op.drop_table("import_changes")
    op.drop_table("import_batches")
