"""The shopper account's keepsakes: collections of what she really liked, and pages that are not empty."""

from datetime import UTC, datetime

from modiste.demo.accounts import demo_accounts
from modiste.demo.garments import demo_items
from modiste.demo.interactions import demo_interactions
from modiste.demo.keepsakes import ANSWERS, add_keepsakes, demo_collections
from modiste.demo.shoppers import demo_visitor
from modiste.shop.accounts.models import User
from modiste.shop.kit.db import Database
from modiste.shop.recommendations.told import told_by
from modiste.shop.swipes.collections import list_collections
from modiste.shop.swipes.taste import taste_of
from tests.shop.conftest import clean_databases, database, database_url, postgres_template, sqlite_template
from tests.shop.swipes.shop import make_items, make_shopper

__all__ = ["clean_databases", "database", "database_url", "postgres_template", "sqlite_template"]  # fixtures


def test_collections_hold_at_least_four_favourites_each() -> None:
    items, visitor = demo_items(), demo_visitor()
    acts = demo_interactions([visitor], items, now=datetime(2026, 3, 1, 12, tzinfo=UTC))
    found = demo_collections(items, acts, visitor.email)
    assert len(found) == 2
    liked = {act.external_id for act in acts if act.action == "right"}
    for name, kept in found.items():
        assert len(kept) >= 4 and set(kept) <= liked, name
    assert demo_collections(items, acts, "somebody@else.example") == dict.fromkeys(found, [])
    assert visitor.email == demo_accounts()[0].email


def test_keepsakes_are_kept_by_the_shops_own_services(database: Database) -> None:  # noqa: F811
    items, user_id = make_items(database, [{"name": "One"}, {"name": "Two"}]), make_shopper(database)
    with database.transaction() as session:
        add_keepsakes(session, user_id, {"Sea": ["a", "b"], "Party": ["b"]}, {"a": items[0], "b": items[1]})
    with database.reading() as session:
        assert {row.name: row.item_count for row in list_collections(session, user_id)} == {"Sea": 2, "Party": 1}
        assert told_by(session, user_id).removed == (("tag", "pockets"),)
        assert session.get_one(User, user_id).preferences["quiz_done"] is True
        assert taste_of(session, user_id).liked_count == 2
    assert ANSWERS.budget is not None
