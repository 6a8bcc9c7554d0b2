"""The demo's street: goods with numbers of their own, settings that name nobody else, and half a year of prices."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from stdnum import ean

from modiste.demo.boutiques import demo_boutiques
from modiste.demo.garments import demo_items
from modiste.demo.load import _goods
from modiste.demo.own_prices import own_price_rows
from modiste.demo.price_history import write_price_history
from modiste.demo.street import FILE, product_of, settings_of_vendors
from modiste.sandbox.catalogue import read_catalogue
from modiste.shop.boutiques.models import Boutique
from modiste.shop.catalogue.models import Item, ItemPrice
from modiste.shop.catalogue.stocking import stock_items
from modiste.shop.kit import clock
from modiste.shop.kit.db import Database
from modiste.shop.kit.migrations import migrate
from modiste.shop.kit.settings import Settings
from modiste.shop.prices.models import ExchangeRate, Offer, PriceCheck, PricePoint

STOCKED = 14


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A shop that holds the first of the demo's items."""
    settings = Settings(data_dir=tmp_path)
    database = Database(settings.resolved_database_url)
    migrate(database, tmp_path)
    with database.transaction() as session:
        for made_up in demo_boutiques():
            boutique = Boutique(slug=made_up.slug, name=made_up.name, city="", country="", story="", currency="EUR")
            session.add(boutique)
            session.flush()
            mine = [item for item in demo_items()[:STOCKED] if item.boutique == made_up.slug]
            stock_items(
                session, boutique.id, [_goods(i, clock.now()) for i in mine], currency="EUR", brand=made_up.name
            )
    yield database
    database.close()


def test_every_item_has_a_gtin_of_its_own_that_can_be_nobody_elses() -> None:
    gtins = [item.gtin for item in demo_items()]
    assert len(set(gtins)) == len(gtins)
    assert all(ean.is_valid(gtin) and len(gtin) == 13 and gtin.startswith("2") for gtin in gtins)
    assert gtins == [item.gtin for item in demo_items()]


def test_the_shop_knows_the_gtins(database: Database) -> None:
    with database.reading() as session:
        known = {number: gtin for number, gtin in session.execute(select(Item.external_id, Item.gtin))}
    assert known == {item.external_id: item.gtin for item in demo_items()[:STOCKED]}


def test_the_settings_let_exactly_the_streets_addresses_through() -> None:
    told = settings_of_vendors(8700)
    assert told["MODISTE_FETCH_ALLOWED_HOSTS"].split(",") == [f"127.0.0.1:{8700 + number}" for number in range(8)]
    shops = [shop for name, text in told.items() if name.endswith("_SHOPS") for shop in json.loads(text)]
    assert Counter(shop["url"] for shop in shops) == Counter(
        f"http://127.0.0.1:{8700 + number}" for number in range(2, 8)
    )
    assert all("{text}" in shop["search"] for shop in json.loads(told["MODISTE_PAGE_SHOPS"]))


def test_opens_beside_the_shop_and_closes_with_it(tmp_path: Path) -> None:
    """In a process of its own, because the settings go into the environment."""
    script = (
        "import urllib.request, time; from modiste.demo.street import street_opened;"
        "from modiste.shop.kit.settings import Settings; s = Settings()\n"
        "with street_opened(s, 18000) as port:\n"
        "    for _ in range(300):\n"
        "        try: urllib.request.urlopen(f'http://127.0.0.1:{port + 6}/robots.txt').read(); break\n"
        "        except OSError: time.sleep(0.1)\n"
        "    else: raise SystemExit('the street did not open')\n"
        "try: urllib.request.urlopen(f'http://127.0.0.1:{port + 6}/robots.txt'); raise SystemExit('still open')\n"
        "except OSError: pass\n"
    )
    environment = os.environ | {"MODISTE_DATA_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = read_catalogue(tmp_path / FILE, pictures="http://shop.example:8000/")
    assert len(told) == len(demo_items())
    assert told[0] == product_of(demo_items()[0], told[0].image_url)
    assert told[0].image_url.startswith("http://shop.example:8000/media/public/items/")


def test_writes_half_a_year_once(database: Database, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert write_price_history(settings, 8700) == STOCKED
    assert write_price_history(settings, 8700) == 0
    with database.reading() as session:
        offers = {offer.id: offer for offer in session.scalars(select(Offer))}
        points = session.scalars(select(PricePoint).order_by(PricePoint.offer_id, PricePoint.began_at)).all()
        checks = session.scalars(select(PriceCheck)).all()
        rates = {rate.currency: rate.per_euro for rate in session.scalars(select(ExchangeRate))}
    vendors = {"ebay", "amazon", "shopify:atelier-nord", "shopify:thread-and-thimble", "woocommerce:lindenhof"}
    vendors |= {"page:galerie-mode", "page:casa-bruna", "page:fifth-and-dry"}
    assert {offer.vendor for offer in offers.values()} == vendors == {check.vendor for check in checks}
    assert {offer.currency for offer in offers.values()} - {"EUR"} == set(rates) == {"GBP", "USD"}
    assert all(offer.link.startswith("http://127.0.0.1:870") for offer in offers.values())
    assert not [point for point in points if offers[point.offer_id].vendor == "amazon"]
    oldest = clock.now() - timedelta(days=180)
    assert all(oldest < point.began_at <= point.last_seen_at <= clock.now() for point in points)


def test_the_last_point_of_an_offer_is_the_offer(database: Database, tmp_path: Path) -> None:
    write_price_history(Settings(data_dir=tmp_path), 8700)
    with database.reading() as session:
        rows = session.execute(select(Offer, PricePoint).join(PricePoint).order_by(PricePoint.began_at)).all()
    last = {offer.id: (offer, point) for offer, point in rows}
    for offer, point in last.values():
        assert point.last_seen_at == offer.seen_at
        assert point.price == (None if offer.availability == "out_of_stock" else offer.price)
        assert (point.delivery, point.availability) == (offer.delivery, offer.availability)


def test_our_own_prices_have_half_a_year_that_ends_with_todays(database: Database, tmp_path: Path) -> None:
    write_price_history(Settings(data_dir=tmp_path), 8700)
    with database.reading() as session:
        items = session.scalars(select(Item)).all()
        points = session.scalars(select(ItemPrice).order_by(ItemPrice.item_id, ItemPrice.began_at)).all()
    for item in items:
        mine = [point for point in points if point.item_id == item.id]
        assert mine[-1].price == item.price
        assert mine[-1].began_at <= clock.now()
        expected = max(item.created_at, mine[-1].began_at - timedelta(days=180))
        assert abs(mine[0].began_at - expected) < timedelta(days=1)
        assert all(point.began_at >= item.created_at for point in mine)


def test_some_of_our_prices_are_truly_reduced_and_some_were_raised_before() -> None:
    now = clock.now()
    ways: Counter[str] = Counter()
    for item in demo_items():
        rows = own_price_rows(item, listed_at=now - timedelta(days=item.listed_days_ago), until=now)
        assert all(row["price"] > 0 and row["currency"] == item.currency for row in rows)
        assert all(before["began_at"] < after["began_at"] for before, after in pairwise(rows))
        prices = [row["price"] for row in rows]
        is_steady = len(prices) < 2
        ways["steady" if is_steady else "cheaper" if prices[-1] < prices[-2] else "dearer"] += 1
        ways["raised before"] += len(prices) == 3 and prices[0] == prices[2] < prices[1]
    assert min(ways[way] for way in ("steady", "cheaper", "dearer", "raised before")) > 5


def test_a_piece_that_came_sold_out_has_a_past_that_ends(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        session.execute(delete(ItemPrice))
    write_price_history(Settings(data_dir=tmp_path), 8700)
    with database.reading() as session:
        points = session.scalars(select(ItemPrice).order_by(ItemPrice.item_id, ItemPrice.began_at)).all()
    last = {point.item_id: point.price for point in points}
    assert len(last) > STOCKED / 2
    assert set(last.values()) == {None}


def test_points_are_changes_and_a_shop_that_was_away_leaves_a_gap(database: Database, tmp_path: Path) -> None:
    write_price_history(Settings(data_dir=tmp_path), 8700)
    with database.reading() as session:
        rows = session.execute(select(Offer.vendor, PricePoint).join(PricePoint).order_by(PricePoint.began_at)).all()
    gaps: set[str] = set()
    for offer_id in {point.offer_id for _, point in rows}:
        mine = [(vendor, point) for vendor, point in rows if point.offer_id == offer_id]
        for (vendor, before), (_, after) in pairwise(mine):
            is_gap = after.began_at - before.last_seen_at > timedelta(days=3)
            gaps |= {vendor} if is_gap else set()
            assert is_gap or (before.price, before.availability) != (after.price, after.availability)
    assert gaps == {"page:fifth-and-dry"}
