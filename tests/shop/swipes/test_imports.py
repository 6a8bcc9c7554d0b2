"""Importing interactions: real files and broken ones, all of it or nothing, and never twice."""

import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from modiste.shop.accounts.models import User
from modiste.shop.catalogue.bare import BoutiqueMissing
from modiste.shop.catalogue.models import Category, Item
from modiste.shop.catalogue.reading import ImportReport, MissingColumns
from modiste.shop.kit.db import Database
from modiste.shop.swipes.imports import InteractionImport, import_interactions
from modiste.shop.swipes.models import Favourite, Interaction
from modiste.shop.swipes.readings import moment_of
from modiste.shop.swipes.taste import taste_of
from tests.shop.swipes.shop import make_items


def run(database: Database, folder: Path, content: str, **plan: object) -> ImportReport:
    file = folder / "events.csv"
    file.write_text(content)
    return import_interactions(database, file, InteractionImport(**({"boutique": "atelier"} | plan)))


def count(database: Database, table: type) -> int:
    with database.reading() as session:
        return session.scalars(select(func.count()).select_from(table)).one()


RATINGS = """userId,movieId,rating,timestamp
7,coat-1,4.0,1260759144
7,hat-9,2.5,1260759179
8,coat-1,5.0,1260759182
"""


def test_ratings_become_likes_and_dislikes_by_their_scale(database: Database, tmp_path: Path) -> None:
    report = run(database, tmp_path, RATINGS, create_items=True)
    assert report.counts["new"] == 3
    with database.reading() as session:
        ann = session.scalars(select(User.id).where(User.username == "atelier-7")).one()
        items = dict(session.execute(select(Item.external_id, Item.id)).all())
        assert taste_of(session, ann).weights == {items["coat-1"]: 1.0, items["hat-9"]: -1.0}
        likes = session.scalars(select(Favourite.item_id).where(Favourite.user_id == ann)).all()
        assert likes == [items["coat-1"]]


def test_the_threshold_of_a_like_can_be_chosen(database: Database, tmp_path: Path) -> None:
    run(database, tmp_path, RATINGS, create_items=True, like_from=2.0)
    assert count(database, Favourite) == 3


def test_importing_again_adds_nothing(database: Database, tmp_path: Path) -> None:
    run(database, tmp_path, RATINGS, create_items=True)
    again = run(database, tmp_path, RATINGS + "9,coat-1,1,1260759999\n", create_items=True)
    assert (again.counts["new"], again.counts["unchanged"], again.counts["new items"]) == (1, 3, 0)
    assert count(database, Interaction) == 4


def test_a_dry_run_counts_and_writes_nothing(database: Database, tmp_path: Path) -> None:
    report = run(database, tmp_path, RATINGS, create_items=True, is_dry_run=True)
    assert (report.counts["new"], report.counts["new items"], report.counts["new shoppers"]) == (3, 2, 2)
    assert [count(database, table) for table in (Interaction, Item, User, Category)] == [0, 0, 0, 0]


def test_a_bad_row_is_named_by_its_line_and_stops_nobody(database: Database, tmp_path: Path) -> None:
    rows = "user,item,rating,timestamp\n1,a,5,1\n,a,5,1\n2,a,many,1\n2,a,4,yesterday\n3,a,4,99999999999999\n4,a,4,1\n"
    report = run(database, tmp_path, rows, create_items=True)
    assert report.counts["new"] == 2
    assert [fault.line for fault in report.faults] == [3, 4, 5, 6]
    assert all(fault.message for fault in report.faults)


def test_words_become_actions_and_unknown_ones_are_rejected(database: Database, tmp_path: Path) -> None:
    words = ["like", "skip", "view", "Add to cart", "purchase", "wishlist", "sneeze"]
    rows = "\n".join(["user,item,event", *(f"1,i{number},{word}" for number, word in enumerate(words))])
    report = run(database, tmp_path, rows, create_items=True)
    assert [fault.line for fault in report.faults] == [8]
    with database.reading() as session:
        found = session.scalars(select(Interaction.interaction).order_by(Interaction.id)).all()
    assert found == ["right", "left", "view", "click", "purchase", "favourite"]


def test_a_file_without_ratings_lists_likes(database: Database, tmp_path: Path) -> None:
    run(database, tmp_path, "user,item\n1,a\n1,b\n", create_items=True)
    assert count(database, Favourite) == 2


def test_unknown_items_are_rejected_unless_they_may_be_made(database: Database, tmp_path: Path) -> None:
    make_items(database, [{"external_id": "coat-1"}])
    report = run(database, tmp_path, RATINGS)
    assert report.counts["new"] == 2
    assert [(fault.line, fault.value) for fault in report.faults] == [(3, "hat-9")]


def test_an_unknown_boutique_stops_the_import(database: Database, tmp_path: Path) -> None:
    with pytest.raises(BoutiqueMissing):
        run(database, tmp_path, RATINGS)
    assert count(database, User) == 0


def test_columns_can_be_mapped_and_missing_ones_are_named(database: Database, tmp_path: Path) -> None:
    rows = "wearer;piece;verdict\n1;a;5\n".replace(";", ",")
    with pytest.raises(MissingColumns, match="user"):
        run(database, tmp_path, rows, create_items=True)
    mapped = {"user": "wearer", "item": "piece", "rating": "verdict"}
    assert run(database, tmp_path, rows, create_items=True, columns=mapped).counts["new"] == 1


def test_imported_shoppers_cannot_be_signed_in_to(database: Database, tmp_path: Path) -> None:
    run(database, tmp_path, "user,item\n12345,a\nOdd Näme!,a\n", create_items=True)
    with database.reading() as session:
        people = session.scalars(select(User).order_by(User.id)).all()
    assert people[0].username == "atelier-12345"
    assert all(person.email.endswith("@imported.invalid") for person in people)
    assert all(person.password.startswith("$argon2id$") for person in people)
    assert len({person.username for person in people}) == 2


@pytest.mark.parametrize(
    "value", ["1260759144", 1260759144, "1260759144000", "2009-12-14T02:52:24Z", "2009-12-14 02:52:24", 1260759144.0]
)
def test_times_are_understood_in_the_usual_spellings(value: object) -> None:
    assert moment_of(value).isoformat() == "2009-12-14T02:52:24+00:00"


@pytest.mark.slow
def test_movielens_is_imported_in_a_few_seconds(database: Database, shared: Path) -> None:
    began = time.process_time()
    plan = InteractionImport(boutique="movielens", create_items=True)
    report = import_interactions(database, shared / "data" / "movielens-small" / "ratings.csv.gz", plan)
    assert report.counts["new"] == 100_004
    assert report.counts["new shoppers"] == 671
    assert time.process_time() - began < 30
