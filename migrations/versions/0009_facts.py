"""Facts instead of sentences: what notifications tell, and why an offer is the item.

The reasons that offers had were English sentences; they are made anew when the offer is seen again.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.add_column("notifications", sa.Column("facts", DOCUMENT, nullable=True))
    _forget_reasons()


def downgrade() -> None:
    _forget_reasons()
    op.drop_column("notifications", "facts")


def _forget_reasons() -> None:
    op.execute("UPDATE price_comparisons SET match_reasons = '[]'")
