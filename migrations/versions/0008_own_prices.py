"""How our boutiques' own prices moved, kept by triggers so that no writer can forget it; 64 bits for amounts.

A later migration that rebuilds `items` on SQLite must create these triggers again: dropping a table drops its triggers
(tests/shop/catalogue/test_own_prices.py notices).

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

OFFERED = "CASE WHEN {0}.is_active AND {0}.in_stock AND {0}.price > 0 THEN {0}.price END"
NEW, OLD = OFFERED.format("new"), OFFERED.format("old")
WATCHED = "price, currency, is_active, in_stock"
# The writer's clock, as far as it tells the time of this very change; never before the point that is the last.
CHANGED_AT = "CASE WHEN new.updated_at > old.updated_at THEN new.updated_at ELSE {now} END"
LAST = "(SELECT max(began_at) FROM item_prices WHERE item_id = new.id)"
NOTE = f"""INSERT INTO item_prices (item_id, began_at, price, currency) VALUES (new.id, {{moment}}, {NEW}, new.currency)
  ON CONFLICT (item_id, began_at) DO UPDATE SET price = excluded.price, currency = excluded.currency"""
# What stands in the shop already is known to cost this since it was last changed, and no longer.
KNOWN = """INSERT INTO item_prices (item_id, began_at, price, currency)
  SELECT id, updated_at, price, currency FROM {items} WHERE is_active AND in_stock AND price > 0"""

SQLITE_MOMENT = f"max({CHANGED_AT}, coalesce({LAST}, ''))".format(now="strftime('%Y-%m-%d %H:%M:%f000', 'now')")
SQLITE = (
    f"""CREATE TRIGGER item_prices_on_insert AFTER INSERT ON items WHEN {NEW} IS NOT NULL
        BEGIN {NOTE.format(moment="new.updated_at")}; END""",
    f"""CREATE TRIGGER item_prices_on_update AFTER UPDATE OF {WATCHED} ON items
        WHEN {NEW} IS NOT {OLD} OR new.currency <> old.currency
        BEGIN {NOTE.format(moment=SQLITE_MOMENT)}; END""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION item_prices_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         {KNOWN.format(items="fresh")}; RETURN NULL; END $$""",
    f"""CREATE FUNCTION item_prices_after_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         {NOTE.format(moment=f"greatest({CHANGED_AT}, {LAST})".format(now="clock_timestamp()"))};
         RETURN NULL; END $$""",
    """CREATE TRIGGER item_prices_on_insert AFTER INSERT ON items REFERENCING NEW TABLE AS fresh
       FOR EACH STATEMENT EXECUTE FUNCTION item_prices_after_insert()""",
    f"""CREATE TRIGGER item_prices_on_update AFTER UPDATE OF {WATCHED} ON items
       FOR EACH ROW WHEN (({NEW}) IS DISTINCT FROM ({OLD}) OR new.currency <> old.currency)
       EXECUTE FUNCTION item_prices_after_update()""",
)
# On SQLite every integer has 64 bits.
AMOUNTS = {
    "price_comparisons": ("price", "list_price", "delivery", "free_over"),
    "price_points": ("price", "delivery"),
    "price_alerts": ("baseline",),
    "cart": ("price_at_adding", "delivery"),
}
LARGEST = 2**31 - 1  # of a 32-bit integer


def upgrade() -> None:
    connection = op.get_bind()
    op.create_table(
        "item_prices",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("price", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.CheckConstraint("price IS NULL OR price > 0", name=op.f("ck_item_prices_price")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_item_prices_item_id_items"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("item_id", "began_at", name=op.f("pk_item_prices")),
    )
    is_sqlite = connection.dialect.name == "sqlite"
    for statement in (KNOWN.format(items="items"), *(SQLITE if is_sqlite else POSTGRESQL)):
        connection.exec_driver_sql(statement)
    if not is_sqlite:
        for table, columns in AMOUNTS.items():
            _retype(table, columns, "bigint")


def downgrade() -> None:
    connection = op.get_bind()
    is_sqlite = connection.dialect.name == "sqlite"
    for name in ("insert", "update"):
        connection.exec_driver_sql(f"DROP TRIGGER item_prices_on_{name}{'' if is_sqlite else ' ON items'}")
        if not is_sqlite:
            connection.exec_driver_sql(f"DROP FUNCTION item_prices_after_{name}")
    op.drop_table("item_prices")
    if not is_sqlite:
        for table, columns in AMOUNTS.items():
            # What 32 bits cannot hold goes: a price that is cut off would be a wrong one.
            op.execute(f"DELETE FROM {table} WHERE greatest({', '.join(columns)}) > {LARGEST}")
            _retype(table, columns, "integer")


def _retype(table: str, columns: tuple[str, ...], kind: str) -> None:
    """All of a table's columns in one statement, so that it is rewritten once."""
    op.execute(f"ALTER TABLE {table} " + ", ".join(f"ALTER COLUMN {column} TYPE {kind}" for column in columns))
