"""What a page asks of the database does not grow with what is on it."""

from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.storage.disk import DiskStore
from modiste.shop.notifications.schemas import InboxQuery
from modiste.shop.notifications.service import list_inbox, notify
from modiste.shop.prices.alert_list import list_alerts
from modiste.shop.prices.comparing import Comparer
from modiste.shop.prices.models import Alert, PriceCheck
from modiste.shop.prices.pictures import picture_of
from modiste.shop.prices.schemas import ProductQuery
from modiste.shop.prices.searching import search_offers
from modiste.shop.wardrobe import service as wardrobe
from modiste.shop.wardrobe.models import Garment, GarmentPhoto, GarmentWear
from modiste.shop.wardrobe.schemas import GarmentsQuery
from modiste.shop.wardrobe.showing import show_cards
from tests.shop.cart.shop import make_dress, make_offer
from tests.shop.notifications.test_inbox import news_of
from tests.shop.prices.conftest import compare, street  # noqa: F401 - fixtures
from tests.shop.prices.street import Street, vendor
from tests.shop.swipes.shop import make_shopper

FEW, MANY = 1, 20


@pytest.fixture
def asked(database: Database) -> list[str]:
    """What was asked since it was last cleared."""
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *about: statements.append(about[2]))
    with database.reading():
        pass  # a first connection asks for more
    return statements


@contextmanager
def as_many(asked: list[str], needed: list[int], shown: int) -> Iterator[list[Sized]]:
    """Note how many queries the block took to show so much."""
    asked.clear()
    found: list[Sized] = []
    yield found
    needed.append(len(asked))
    assert [len(one) for one in found] == [shown]


def test_offers_of_an_item(
    database: Database,
    asked: list[str],
    street: Street,  # noqa: F811
    compare: Callable[..., Comparer],  # noqa: F811
) -> None:
    comparer, item, needed = compare(vendor(street, "one")), make_dress(database, sizes=("M",)), list[int]()
    for number in range(1, MANY + 1):
        make_offer(database, item, vendor="one", vendor_item_id=str(number))
        if number in (FEW, MANY):
            with database.transaction() as session:  # a later look: what is remembered holds no more
                at = clock.now() + timedelta(seconds=number)
                session.add(PriceCheck(item_id=item, vendor="one", slot=number, checked_at=at))
            with as_many(asked, needed, number + 1) as found, database.reading() as session:
                found.append(picture_of(session, comparer, item).offers)
    assert needed[0] == needed[1]


def test_our_own_pieces_in_a_search_by_name(
    database: Database,
    asked: list[str],
    compare: Callable[..., Comparer],  # noqa: F811
) -> None:
    comparer, needed = compare(), list[int]()
    for name, many in (("linen", 1), ("silk", 5)):
        for _ in range(many):
            make_dress(database, name=f"{name.title()} dress", sizes=("M",))
        with as_many(asked, needed, many) as found:
            found.append(search_offers(database, comparer, ProductQuery(query=name)).offers)
    assert needed[0] == needed[1]


def test_alerts(database: Database, asked: list[str]) -> None:
    ann, needed = make_shopper(database), list[int]()
    for number in range(1, MANY + 1):
        item = make_dress(database)
        make_offer(database, item)
        with database.transaction() as session:
            session.add(Alert(user_id=ann, item_id=item, kind="any_change", currency="EUR"))
        if number in (FEW, MANY):
            with as_many(asked, needed, number) as found, database.reading() as session:
                found.append(list_alerts(session, ann))
    assert needed[0] == needed[1]


def test_the_inbox(database: Database, asked: list[str]) -> None:
    ann, needed = make_shopper(database), list[int]()
    for number in range(1, MANY + 1):
        with database.transaction() as session:
            assert notify(session, ann, news_of("Dress"), key=str(number), link="/items/1")
        if number in (FEW, MANY):
            with as_many(asked, needed, number) as found, database.reading() as session:
                found.append(list_inbox(session, ann, InboxQuery()).items)
    assert needed[0] == needed[1]


def test_the_wardrobe(database: Database, asked: list[str], tmp_path: Path) -> None:
    ann, needed, store = make_shopper(database), list[int](), DiskStore(tmp_path, signing_key="a key")
    for number in range(1, MANY + 1):
        with database.transaction() as session:
            garment = Garment(user_id=ann, name=f"Piece {number}")
            sizes = [{"width": 320, "height": 400}]
            garment.photos = [GarmentPhoto(position=n, sha256=str(n), state="ready", sizes=sizes) for n in range(2)]
            session.add(garment)
            session.flush()
            session.add(GarmentWear(garment_id=garment.id, worn_on=clock.now().date()))
        if number in (FEW, MANY):
            with as_many(asked, needed, number) as found, database.reading() as session:
                page, _ = wardrobe.list_garments(session, ann, GarmentsQuery())
                cards = show_cards(session, store, page)
                assert all(card.picture and card.wears == 1 for card in cards)
                found.append(cards)
    assert needed[0] == needed[1]
