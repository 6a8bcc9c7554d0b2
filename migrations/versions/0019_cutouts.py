"""A garment's photo may have a cut-out, and says whether it is shown with it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    document = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
    with op.batch_alter_table("garment_photos") as table:
        table.add_column(sa.Column("background", sa.String(length=8), nullable=False, server_default="original"))
        table.add_column(sa.Column("cutout", document, nullable=True))
        table.add_column(sa.Column("cutout_fault", sa.String(length=300), nullable=True))
        table.create_check_constraint(op.f("ck_garment_photos_background"), "background IN ('clean', 'original')")


def downgrade() -> None:
    """The files of cut-outs lie in their photos' folders, and go with these."""
    with op.batch_alter_table("garment_photos") as table:
        table.drop_constraint(op.f("ck_garment_photos_background"), type_="check")
        for column in ("cutout_fault", "cutout", "background"):
            table.drop_column(column)
