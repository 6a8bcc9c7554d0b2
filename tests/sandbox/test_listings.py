"""Shelves of the street: what a shop sells is worded its own way, and lookalikes lie beside it."""

from datetime import date

from modiste.sandbox.listings import Shelves, listings_of
from modiste.sandbox.street import SHOPS, shop_of
from tests.sandbox.street import products

DAY = date(2026, 11, 27)


def shelves(name: str) -> Shelves:
    return Shelves(shop_of(name), products())


def test_each_shop_carries_some_products_and_knows_some_gtins() -> None:
    for shop in SHOPS:
        real = [
            each for each in Shelves(shop, products()).listings if not each.lookalike_of and each.condition == "new"
        ]
        assert 15 < len(real) < 46
        known = sum(bool(each.gtin) for each in real)
        assert (known == 0) == (shop.gtin_share == 0)
        assert known < len(real)


def test_titles_are_worded_differently_in_every_shop() -> None:
    coat = next(one for one in products() if all(any(True for _ in listings_of(shop, one)) for shop in SHOPS[:2]))
    titles = {next(listings_of(shop, coat)).title for shop in SHOPS[:2]}
    assert len(titles) == 2
    assert all(coat.name != title for title in titles)


def test_lookalikes_differ_in_colour_cloth_or_maker_and_share_no_gtin() -> None:
    by_id = {one.id: one for one in products()}
    fakes = [each for shop in SHOPS for each in Shelves(shop, products()).listings if each.lookalike_of]
    assert len(fakes) > 20
    for fake in fakes:
        real = by_id[fake.lookalike_of]
        assert (fake.product.colour, fake.product.name, fake.product.brand) != (real.colour, real.name, real.brand)
        assert not fake.gtin


def test_finds_a_product_by_the_makers_words_and_by_its_gtin() -> None:
    found = shelves("amazon")
    listing = next(each for each in found.listings if each.gtin)
    assert listing in found.search(f"{listing.product.brand} {listing.product.name} {listing.product.colour}")[:3]
    assert found.search(listing.gtin) == [listing]
    assert found.search("9999999999999") == []
    assert found.search("garden hose") == []


def test_second_hand_things_are_cheaper_and_come_in_one_size() -> None:
    worn = [each for each in shelves("ebay").listings if each.condition == "used"]
    new = {each.product.id: each for each in shelves("ebay").listings if each.condition == "new"}
    assert worn
    for each in worn:
        assert len(each.sizes) == 1
        assert each.quote(DAY).price < 0.7 * new[each.product.id].quote(DAY).price
