"""The migrations: they make exactly the tables that the models describe, and can be taken back and redone."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from modiste.shop.kit.db import Base, Database
from modiste.shop.kit.migrations import config, is_current, migrate
from tests.shop.conftest import (  # noqa: F401
    clean_databases,
    database,
    database_url,
    postgres_template,
    sqlite_template,
)


def test_the_database_equals_the_models(database: Database) -> None:  # noqa: F811
    with database.engine.connect() as connection:
        made = MigrationContext.configure(
            connection,
            opts={"include_object": lambda _o, name, *_: not (name or "").startswith("items_search")},
        )
        assert compare_metadata(made, Base.metadata) == []


def test_every_migration_can_be_taken_back_and_redone(database: Database) -> None:  # noqa: F811
    made = config()
    with database.engine.begin() as connection:
        made.attributes["connection"] = connection
        command.downgrade(made, "base")
        command.upgrade(made, "head")
    assert is_current(database)


def test_there_is_one_newest_migration() -> None:
    assert len(ScriptDirectory.from_config(config()).get_heads()) == 1


def test_migrating_keeps_a_copy_of_the_sqlite_file(tmp_path: Path) -> None:
    file = tmp_path / "shop.sqlite3"
    shop = Database(f"sqlite:///{file}")
    with shop.transaction() as session:
        session.connection().exec_driver_sql("CREATE TABLE old (n INTEGER)")
    migrate(shop, tmp_path)
    shop.close()
    assert file.with_suffix(".before-migration").stat().st_size > 0
