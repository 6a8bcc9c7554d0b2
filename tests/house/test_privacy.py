"""No table that knows people is forgotten: each is in the export, and goes with the account."""

from collections.abc import Iterator

from sqlalchemy import ForeignKey, Table

import modiste.shop.app  # noqa: F401 - every model
from modiste.shop.accounts.models import User
from modiste.shop.kit.db import Base
from modiste.shop.privacy.export import LEFT_OUT, PARTS

# Foreign keys to people that do not take the row along, each with who sees to it instead.
ERASED_BY_HAND = {
    "boutiques.owner_id": "an empty boutique is given up with its owner, a stocked one keeps its owner from leaving",
    "garments.folder_id": "a garment outlives its folder; it goes with its owner by garments.user_id",
    "import_batches.asked_by": "what was uploaded stays with the boutique, without the name of who sent it",
    "orders.user_id": "orders stay for the books, emptied by orders.forgetting of all that says whose they were",
}


def keys_to(table: Table) -> Iterator[ForeignKey]:
    for other in Base.metadata.tables.values():
        yield from (key for key in other.foreign_keys if key.column.table is table)


def tables_of_people() -> dict[str, list[ForeignKey]]:
    """The tables that hang on an account, directly or by others that go with it, with the keys that they hang by."""
    found: dict[str, list[ForeignKey]] = {User.__tablename__: []}
    waiting = [Base.metadata.tables[User.__tablename__]]
    while waiting:
        for key in keys_to(waiting.pop()):
            owner = key.parent.table
            if owner.name not in found and (key.ondelete or "").upper() == "CASCADE":
                waiting.append(owner)
            found.setdefault(owner.name, []).append(key)
    return found


def test_every_table_of_people_is_exported_or_left_out_with_a_reason() -> None:
    exported = {table.__tablename__ for part in PARTS.values() for table in part.tables}
    assert set(tables_of_people()) - exported - set(LEFT_OUT) == set(), "add them to modiste/shop/privacy/export.py"
    assert set(LEFT_OUT) & exported == set()
    assert all(LEFT_OUT.values())


def test_every_table_of_people_goes_with_the_account() -> None:
    staying = {
        f"{key.parent.table.name}.{key.parent.name}"
        for keys in tables_of_people().values()
        for key in keys
        if (key.ondelete or "").upper() != "CASCADE"
    }
    assert staying == set(ERASED_BY_HAND), "let the key cascade, or erase the rows by hand and say so here"


def test_people_without_a_foreign_key_are_known() -> None:
    """A column that names a person without a key is seen by no other check: whoever adds one thinks of privacy."""
    names = ("owner", "user_id", "owner_id", "principal", "shopper_id", "author_id", "email")
    bare = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name in names and not column.foreign_keys
    }
    assert bare == {
        "jobs.owner",  # erased by jobs.service, exported
        "users.email",
        "boutique_invitations.email",  # erased by boutiques.invitations, exported, gone after seven days
        "orders.email",  # emptied by orders.forgetting, exported
        "idempotency_keys.principal",  # erased by kit.web.models, otherwise kept for two days
    }
