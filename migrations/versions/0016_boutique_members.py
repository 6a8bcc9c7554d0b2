"""Who works in a boutique: staff, invitations, keys; and its terms and uploaded logo.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("boutiques", sa.Column("logo_small_url", sa.Text(), nullable=True))
    op.add_column("boutiques", sa.Column("logo_key", sa.String(length=120), nullable=True))
    op.add_column("boutiques", sa.Column("terms_version", sa.String(length=20), nullable=True))
    op.add_column("boutiques", sa.Column("terms_agreed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "boutique_staff",
        sa.Column("user_id", sa.Integer(), nullable=False),
        _boutique_id(),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        _to_boutiques("boutique_staff"),
        _to_users("boutique_staff", "user_id"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_boutique_staff")),
    )
    op.create_index("ix_boutique_staff_boutique_id", "boutique_staff", ["boutique_id"])
    op.create_table(
        "boutique_invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        _boutique_id(),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        _to_boutiques("boutique_invitations"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boutique_invitations")),
        sa.UniqueConstraint("boutique_id", "email", name=op.f("uq_boutique_invitations_boutique_id_email")),
        sa.UniqueConstraint("digest", name=op.f("uq_boutique_invitations_digest")),
    )
    op.create_index("ix_boutique_invitations_email", "boutique_invitations", ["email"])
    op.create_index("ix_boutique_invitations_expires_at", "boutique_invitations", ["expires_at"])
    _create_keys()


def _create_keys() -> None:
    op.create_table(
        "boutique_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        _boutique_id(),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("prefix", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        _to_boutiques("boutique_keys"),
        _to_users("boutique_keys", "created_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boutique_keys")),
        sa.UniqueConstraint("digest", name=op.f("uq_boutique_keys_digest")),
    )
    op.create_index("ix_boutique_keys_boutique_id", "boutique_keys", ["boutique_id"])
    op.create_index("ix_boutique_keys_created_by", "boutique_keys", ["created_by"])


def downgrade() -> None:
    """Without the table nobody is staff: who was is a shopper again."""
    op.execute("UPDATE users SET role = 'user' WHERE role = 'boutique' AND id IN (SELECT user_id FROM boutique_staff)")
    op.drop_table("boutique_keys")
    op.drop_table("boutique_invitations")
    op.drop_table("boutique_staff")
    for column in ("terms_agreed_at", "terms_version", "logo_key", "logo_small_url"):
        op.drop_column("boutiques", column)


def _boutique_id() -> sa.Column[int]:
    return sa.Column("boutique_id", sa.Integer(), nullable=False)


def _to_boutiques(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_boutique_id_boutiques")
    return sa.ForeignKeyConstraint(["boutique_id"], ["boutiques.id"], name=name, ondelete="CASCADE")


def _to_users(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["users.id"], name=op.f(f"fk_{table}_{column}_users"), ondelete="CASCADE")
