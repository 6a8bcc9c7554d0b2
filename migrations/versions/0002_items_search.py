"""The full-text index over items, kept by triggers so that no writer can forget it.

SQLite: an FTS5 table with a copy of the words (rowid = items.id). PostgreSQL: a table with one tsvector per item and a
GIN index. Both fold accents, stem English and search name, category, brand, colours, tags and description. A later
migration that rebuilds `items`, `item_tags` or `categories` on SQLite must create these triggers again: dropping a
table drops its triggers (tests/shop/catalogue/test_search.py notices).
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE_WORDS = """
  REPLACE INTO items_search (rowid, name, category, brand, colours, tags, description)
  SELECT items.id, items.name, categories.name, items.brand,
    coalesce(items.colour, '') || ' ' || coalesce((SELECT group_concat(value, ' ') FROM json_each(items.colours)), ''),
    coalesce(items.pattern, '') || ' ' || coalesce(items.material, '')
      || ' ' || coalesce((SELECT group_concat(value, ' ') FROM json_each(items.season)), '')
      || ' ' || coalesce((SELECT group_concat(tag, ' ') FROM item_tags WHERE item_tags.item_id = items.id), ''),
    items.description
  FROM items JOIN categories ON categories.id = items.category_id
"""
INDEXED = ("name", "brand", "description", "colour", "colours", "pattern", "material", "season", "category_id")

SQLITE = (
    """CREATE VIRTUAL TABLE items_search USING fts5(
         name, category, brand, colours, tags, description,
         tokenize = 'porter unicode61 remove_diacritics 2', columnsize = 0)""",
    f"""CREATE TRIGGER items_search_on_insert AFTER INSERT ON items
        BEGIN {SQLITE_WORDS} WHERE items.id = new.id; END""",
    f"""CREATE TRIGGER items_search_on_update AFTER UPDATE OF {", ".join(INDEXED)} ON items
        WHEN {" OR ".join(f"new.{column} IS NOT old.{column}" for column in INDEXED)}
        BEGIN {SQLITE_WORDS} WHERE items.id = new.id; END""",
    """CREATE TRIGGER items_search_on_delete AFTER DELETE ON items
       BEGIN DELETE FROM items_search WHERE rowid = old.id; END""",
    f"""CREATE TRIGGER items_search_on_tag AFTER INSERT ON item_tags
        BEGIN {SQLITE_WORDS} WHERE items.id = new.item_id; END""",
    f"""CREATE TRIGGER items_search_on_tag_change AFTER UPDATE ON item_tags
        BEGIN {SQLITE_WORDS} WHERE items.id IN (new.item_id, old.item_id); END""",
    f"""CREATE TRIGGER items_search_on_tag_loss AFTER DELETE ON item_tags
        BEGIN {SQLITE_WORDS} WHERE items.id = old.item_id; END""",
    f"""CREATE TRIGGER items_search_on_category AFTER UPDATE OF name ON categories WHEN new.name IS NOT old.name
        BEGIN {SQLITE_WORDS} WHERE items.category_id = new.id; END""",
    SQLITE_WORDS,
)

POSTGRESQL = (
    "CREATE TEXT SEARCH DICTIONARY items_search_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION items_search (COPY = simple)",
    """ALTER TEXT SEARCH CONFIGURATION items_search
       ALTER MAPPING FOR asciiword, word, numword WITH items_search_stem""",
    # Accents off, as FTS5 does; what is neither letter nor digit is a gap, or the parser would see addresses and signs.
    r"""CREATE FUNCTION items_search_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
       SELECT normalize(regexp_replace(normalize(words, NFKD), '[\u0300-\u036f]', '', 'g'), NFKC) $$""",
    r"""CREATE FUNCTION items_search_words(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
       SELECT to_tsvector('items_search', regexp_replace(items_search_fold(left(words, 100000)),
         '[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f\u2000-\u206f]+', ' ', 'g')) $$""",
    """CREATE TABLE items_search (
         item_id integer PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, document tsvector NOT NULL)""",
    "CREATE INDEX items_search_document ON items_search USING gin (document)",
    """CREATE FUNCTION items_search_refresh(ids integer[]) RETURNS void LANGUAGE sql AS $$
       INSERT INTO items_search (item_id, document)
       SELECT items.id,
         setweight(items_search_words(items.name || ' ' || categories.name), 'A')
         || setweight(items_search_words(concat_ws(' ', items.brand, items.colour, items.pattern, items.material,
              items.colours #>> '{}', items.season #>> '{}',
              (SELECT string_agg(tag, ' ') FROM item_tags WHERE item_tags.item_id = items.id))), 'B')
         || setweight(items_search_words(items.description), 'D')
       FROM items JOIN categories ON categories.id = items.category_id
       WHERE items.id = ANY (ids)
       ON CONFLICT (item_id) DO UPDATE SET document = excluded.document $$""",
    """CREATE FUNCTION items_search_after_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         PERFORM items_search_refresh(ARRAY(SELECT id FROM fresh)); RETURN NULL; END $$""",
    f"""CREATE FUNCTION items_search_after_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         PERFORM items_search_refresh(ARRAY(SELECT fresh.id FROM fresh JOIN stale ON stale.id = fresh.id
           WHERE ({", ".join(f"fresh.{column}" for column in INDEXED)})
             IS DISTINCT FROM ({", ".join(f"stale.{column}" for column in INDEXED)}))); RETURN NULL; END $$""",
    """CREATE FUNCTION items_search_after_tags() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF TG_OP <> 'DELETE' THEN PERFORM items_search_refresh(ARRAY(SELECT DISTINCT item_id FROM fresh)); END IF;
         IF TG_OP <> 'INSERT' THEN PERFORM items_search_refresh(ARRAY(SELECT DISTINCT item_id FROM stale)); END IF;
         RETURN NULL; END $$""",
    """CREATE FUNCTION items_search_after_category() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         PERFORM items_search_refresh(ARRAY(SELECT id FROM items WHERE category_id = new.id)); RETURN NULL; END $$""",
    """CREATE TRIGGER items_search_on_insert AFTER INSERT ON items REFERENCING NEW TABLE AS fresh
       FOR EACH STATEMENT EXECUTE FUNCTION items_search_after_insert()""",
    """CREATE TRIGGER items_search_on_update AFTER UPDATE ON items REFERENCING NEW TABLE AS fresh OLD TABLE AS stale
       FOR EACH STATEMENT EXECUTE FUNCTION items_search_after_update()""",
    """CREATE TRIGGER items_search_on_tag AFTER INSERT ON item_tags REFERENCING NEW TABLE AS fresh
       FOR EACH STATEMENT EXECUTE FUNCTION items_search_after_tags()""",
    """CREATE TRIGGER items_search_on_tag_change AFTER UPDATE ON item_tags
       REFERENCING NEW TABLE AS fresh OLD TABLE AS stale
       FOR EACH STATEMENT EXECUTE FUNCTION items_search_after_tags()""",
    """CREATE TRIGGER items_search_on_tag_loss AFTER DELETE ON item_tags REFERENCING OLD TABLE AS stale
       FOR EACH STATEMENT EXECUTE FUNCTION items_search_after_tags()""",
    """CREATE TRIGGER items_search_on_category AFTER UPDATE OF name ON categories
       FOR EACH ROW WHEN (new.name IS DISTINCT FROM old.name) EXECUTE FUNCTION items_search_after_category()""",
    "SELECT items_search_refresh(ARRAY(SELECT id FROM items))",
)
TRIGGERS = ("insert items", "update items", "delete items", "tag item_tags", "tag_change item_tags")
TRIGGERS += ("tag_loss item_tags", "category categories")


def upgrade() -> None:
    connection = op.get_bind()
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    connection = op.get_bind()
    is_sqlite = connection.dialect.name == "sqlite"
    for name, table in (trigger.split() for trigger in TRIGGERS):
        place = "" if is_sqlite else f" ON {table}"
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS items_search_on_{name}{place}")
    connection.exec_driver_sql("DROP TABLE items_search")
    if not is_sqlite:
        for name in ("after_insert", "after_update", "after_tags", "after_category", "refresh", "words", "fold"):
            connection.exec_driver_sql(f"DROP FUNCTION items_search_{name}")
        connection.exec_driver_sql("DROP TEXT SEARCH CONFIGURATION items_search")
        connection.exec_driver_sql("DROP TEXT SEARCH DICTIONARY items_search_stem")
