"""Who adds many items and their tags in one transaction may have the search's words made once, at the end (PostgreSQL).

The triggers of 0002 make an item's words when it comes and again when its tags come. Inside a transaction that has set
`modiste.search_words` to 'later' they leave both to the writer, who calls items_search_refresh.
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

UNLESS_LATER = "IF coalesce(current_setting('modiste.search_words', true), '') = 'later' THEN RETURN NULL; END IF;"


def functions(first: str) -> tuple[str, str]:
    """Both trigger functions; `first` is said before anything is done."""
    return (
        f"""CREATE OR REPLACE FUNCTION items_search_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         {first} PERFORM items_search_refresh(ARRAY(SELECT id FROM fresh)); RETURN NULL; END $$""",
        f"""CREATE OR REPLACE FUNCTION items_search_after_tags() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {first}
         IF TG_OP <> 'DELETE' THEN PERFORM items_search_refresh(ARRAY(SELECT DISTINCT item_id FROM fresh)); END IF;
         IF TG_OP <> 'INSERT' THEN PERFORM items_search_refresh(ARRAY(SELECT DISTINCT item_id FROM stale)); END IF;
         RETURN NULL; END $$""",
    )


def upgrade() -> None:
    _write(UNLESS_LATER)


def downgrade() -> None:
    _write("")


def _write(first: str) -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        for statement in functions(first):
            connection.exec_driver_sql(statement)
