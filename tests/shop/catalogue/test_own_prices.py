"""Every writer of items leaves a point of the price's history behind, in its own transaction."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from modiste.shop.catalogue.bare import Bare, create_bare_items
from modiste.shop.catalogue.imports import ItemImport, import_items
from modiste.shop.catalogue.models import Item, ItemPrice, Variant
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.migrations import config, migrate
from modiste.shop.prices.models import Offer, PricePoint
from tests.shop.catalogue.shop import goods, open_boutique, photo, sell


def points(database: Database, item_id: int = 1) -> list[ItemPrice]:
    with database.reading() as session:
        mine = select(ItemPrice).where(ItemPrice.item_id == item_id)
        return list(session.scalars(mine.order_by(ItemPrice.began_at)))


def prices(database: Database, item_id: int = 1) -> list[tuple[int | None, str]]:
    return [(point.price, point.currency) for point in points(database, item_id)]


def change(database: Database, **values: Any) -> None:
    with database.transaction() as session:
        session.execute(update(Item).values(**values))


def test_a_new_item_has_a_point_when_it_comes_to_the_shelf(database: Database) -> None:
    before = clock.now()
    sell(database, open_boutique(database), goods("A1", "Shirt", price=4900, created_at=before - timedelta(days=99)))
    (point,) = points(database)
    assert (point.price, point.currency) == (4900, "EUR")
    assert before <= point.began_at <= clock.now()


def test_a_new_item_that_is_sold_out_has_none(database: Database) -> None:
    sell(database, open_boutique(database), goods("A1", "Shirt", sizes=[("M", 0)]))
    assert prices(database) == []


def test_stocking_again_notes_a_price_a_currency_and_what_is_sold_out(database: Database) -> None:
    boutique = open_boutique(database)
    sell(database, boutique, goods("A1", "Shirt", price=4900, sizes=[("M", 1)]))
    sell(database, boutique, goods("A1", "Shirt", price=3900, sizes=[("M", 1)]))
    sell(database, boutique, goods("A1", "Shirt", price=3900, currency="USD", sizes=[("M", 1)]))
    sell(database, boutique, goods("A1", "Shirt", price=3900, currency="USD", sizes=[("M", 0)]))
    sell(database, boutique, goods("A1", "Shirt", price=3500, currency="USD", sizes=[("M", 2)]))
    expected = [(4900, "EUR"), (3900, "EUR"), (3900, "USD"), (None, "USD"), (3500, "USD")]
    assert prices(database) == expected


def test_what_leaves_the_price_alone_leaves_no_point(database: Database) -> None:
    boutique = open_boutique(database)
    sell(database, boutique, goods("A1", "Shirt", sizes=[("M", 1), ("L", 1)]))
    sell(database, boutique, goods("A1", "Linen shirt", sizes=[("M", 0), ("L", 5)], tags=["linen"]))
    change(database, image_url="/media/a.webp", price=4900)
    assert prices(database) == [(4900, "EUR")]


def test_an_import_notes_the_prices_that_it_changes(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "items.csv"
    for price in ("49.90", "39.90", "39.90"):
        file.write_text(f"id,title,price\nA1,Dress,{price}\nA2,Coat,99\n")
        import_items(database, file, ItemImport("maren"))
    assert [price for price, _ in prices(database, 1)] == [4990, 3990]
    assert [price for price, _ in prices(database, 2)] == [9900]


def test_an_import_that_is_only_tried_notes_nothing(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "items.csv"
    file.write_text("id,title,price\nA1,Dress,49.90\n")
    import_items(database, file, ItemImport("maren", is_dry_run=True))
    assert prices(database) == []


def test_a_bare_item_has_a_point_from_its_first_price_on(database: Database) -> None:
    boutique = open_boutique(database)
    with database.transaction() as session:
        create_bare_items(session, boutique, {"A1": Bare()})
    assert prices(database) == []
    sell(database, boutique, goods("A1", "Shirt", price=4900))
    assert prices(database) == [(4900, "EUR")]


def test_hanging_pictures_as_the_demo_does_leaves_no_point(database: Database) -> None:
    boutique = open_boutique(database)
    sell(database, boutique, goods("A1", "Shirt"))
    sell(database, boutique, goods("A1", "Shirt", pictures=[photo("/media/a.webp").url]))
    assert prices(database) == [(4900, "EUR")]


def test_taking_an_item_off_the_shelf_and_back(database: Database) -> None:
    sell(database, open_boutique(database), goods("A1", "Shirt"))
    change(database, is_active=False)
    change(database, price=4500)
    change(database, is_active=True)
    assert [price for price, _ in prices(database)] == [4900, None, 4500]


def test_editing_an_object_is_noted(database: Database) -> None:
    sell(database, open_boutique(database), goods("A1", "Shirt"))
    with database.transaction() as session:
        session.get_one(Item, 1).price = 4500
    assert [price for price, _ in prices(database)] == [4900, 4500]


@pytest.mark.parametrize("writer", ["SQL by hand", "a clock that is behind"])
def test_no_clock_changes_what_was(database: Database, writer: str) -> None:
    """An operator's UPDATE tells no time, and another machine's clock may be behind: the past stays as it was."""
    sell(database, open_boutique(database), goods("A1", "Shirt"))
    change(database, price=4700)
    first, second = points(database)
    if writer == "SQL by hand":
        with database.transaction() as session:
            session.execute(text("UPDATE items SET price = 4500"))
    else:
        change(database, price=4500, updated_at=first.began_at - timedelta(minutes=1))
    known = points(database)
    assert (known[0].began_at, known[0].price, known[-1].price) == (first.began_at, 4900, 4500)
    assert known[1].began_at == second.began_at
    assert all(point.began_at <= clock.now() + timedelta(seconds=1) for point in known)


def test_what_is_taken_back_leaves_no_point(database: Database) -> None:
    sell(database, open_boutique(database), goods("A1", "Shirt"))

    def fail(session: Session) -> None:
        session.execute(update(Item).values(price=100))
        raise LookupError

    with pytest.raises(LookupError), database.transaction() as session:
        fail(session)
    assert prices(database) == [(4900, "EUR")]


def test_points_go_with_their_item(database: Database) -> None:
    sell(database, open_boutique(database), goods("A1", "Shirt"))
    with database.transaction() as session:
        session.execute(delete(Variant))
        session.execute(delete(Item))
    assert prices(database) == []


def test_the_migration_starts_with_what_is_for_sale(database: Database, tmp_path: Path) -> None:
    boutique = open_boutique(database)
    sell(database, boutique, goods("A1", "Shirt", price=4900), goods("A2", "Coat", sizes=[("M", 0)]))
    _go_back(database)
    with database.transaction() as session:
        session.execute(text("UPDATE items SET price = 4500 WHERE id = 1"))
        changed_at = session.get_one(Item, 1).updated_at
    migrate(database, tmp_path)
    (point,) = points(database, 1)
    assert (point.price, point.began_at) == (4500, changed_at)
    assert prices(database, 2) == []


def test_an_amount_of_more_than_32_bits_is_kept_and_does_not_stop_a_migration_back(
    database: Database, tmp_path: Path
) -> None:
    """30,000,000.00 IDR are 3,000,000,000 minor units."""
    sell(database, open_boutique(database), goods("A1", "Shirt"))
    amount, now = 3_000_000_000, clock.now()
    with database.transaction() as session:
        row = {"item_id": 1, "vendor": "v", "vendor_name": "V", "title": "t", "link": "https://v.example"}
        offer = Offer(**row, vendor_item_id="1", price=amount, list_price=amount + 1, currency="IDR")
        session.add(offer)
        session.add(Offer(**row, vendor_item_id="2", price=100, currency="IDR"))
        session.flush()
        session.add(PricePoint(offer_id=offer.id, began_at=now, last_seen_at=now, price=amount))
    with database.reading() as session:
        assert session.scalars(select(PricePoint.price)).all() == [amount]
    _go_back(database)
    migrate(database, tmp_path)
    with database.reading() as session:
        kept = session.scalars(select(Offer.price).order_by(Offer.price)).all()
    assert kept == ([100, amount] if database.is_sqlite else [100])


def _go_back(database: Database) -> None:
    """To before the migration."""
    made = config()
    with database.engine.begin() as connection:
        made.attributes["connection"] = connection
        command.downgrade(made, "0007")
