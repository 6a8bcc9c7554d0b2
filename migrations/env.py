"""Alembic's entry: the shop's metadata against the database that `sqlalchemy.url` names."""

import importlib
import pkgutil

from alembic import context

import modiste.shop
from modiste.shop.kit.db import Base, Database, Document, UTCDateTime

for module in pkgutil.walk_packages(modiste.shop.__path__, "modiste.shop."):
    if module.name.endswith(".models"):
        importlib.import_module(module.name)

OWN_DDL = ("items_search",)  # full-text tables and columns that each database spells its own way


def is_ours(_object: object, name: str | None, kind: str, _reflected: bool, _compare_to: object) -> bool:
    """Whether autogenerate should look at this object."""
    return not (kind in {"table", "index", "column"} and (name or "").startswith(OWN_DDL))


def render(kind: str, thing: object, _context: object) -> str | bool:
    """Write our column types as the plain ones they stand for, so that a migration needs no import of the shop."""
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and thing is Document:
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


def run() -> None:
    """Apply the migrations through one connection, in one transaction where the database can."""
    given = context.config.attributes.get("connection")
    if given is not None:
        _migrate(given)
        return
    url = context.config.get_main_option("sqlalchemy.url") or "sqlite://"
    with Database(url).engine.connect() as connection:
        _migrate(connection)
        connection.commit()


def _migrate(connection) -> None:  # type: ignore[no-untyped-def]
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        include_object=is_ours,
        render_item=render,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
