"""Pictures in several sizes with a blur hash, and boutiques' logos.

Plain ADD COLUMN: nothing is rebuilt, so the search's triggers on `items` (0002) stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("items", sa.Column("image_srcset", sa.Text(), nullable=True))
    op.add_column("items", sa.Column("image_blurhash", sa.String(length=100), nullable=True))
    op.add_column("pictures", sa.Column("srcset", sa.Text(), nullable=True))
    op.add_column("pictures", sa.Column("blurhash", sa.String(length=100), nullable=True))
    op.add_column("boutiques", sa.Column("logo_url", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("boutiques", "logo_url")
    for table, prefix in (("pictures", ""), ("items", "image_")):
        op.drop_column(table, f"{prefix}blurhash")
        op.drop_column(table, f"{prefix}srcset")
