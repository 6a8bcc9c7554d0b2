"""Shopify storefronts: cents in one file, major units in the other, and never a factor of 100 between them."""

import gzip
import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from modiste.shop.kit.fetch.base import FailureKind, FetchFailed, Request
from modiste.shop.prices.vendors.base import Delivery, Question
from modiste.shop.prices.vendors.shopify import Shopify, Storefront
from tests.shop.prices.vendors.answers import GTIN, QUESTION, answer, follow

HOME = "https://atelier.example"
SUGGEST = f"{HOME}/search/suggest.json?q=x"
PRODUCT = f"{HOME}/products/merino-cardigan.js"
LIST = f"{HOME}/products.json?limit=250"
FOUND = {"resources": {"results": {"products": [{"handle": "merino-cardigan", "price": "49.90"}]}}}
CARDIGAN = {
    "id": 7,
    "title": "Merino Cardigan",
    "handle": "merino-cardigan",
    "vendor": "Lumi",
    "price": 4990,
    "featured_image": "//cdn.shopify.com/1.jpg",
    "options": [{"name": "Größe", "position": 1}, {"name": "Color", "position": 2}],
    "variants": [
        {
            "id": 71,
            "option1": "M",
            "option2": "Grey",
            "sku": "LM-M",
            "barcode": GTIN,
            "price": 4990,
            "compare_at_price": 7990,
            "available": True,
        },
        {"id": 72, "option1": "L", "option2": "Grey", "price": 5290, "available": False},
    ],
}


def shop(**settings: Any) -> Shopify:
    given = {"name": "atelier", "title": "Atelier", "url": HOME, "currency": "EUR"} | settings
    return Shopify(Storefront.model_validate(given))


def test_searches_as_the_shops_own_page_does() -> None:
    (request,) = shop().build_requests(QUESTION)
    asked = parse_qs(urlsplit(request.url).query)
    assert asked["q"] == ["Lumi Merino Cardigan"]
    assert (asked["resources[type]"], asked["resources[limit]"]) == (["product"], ["10"])


def test_opens_the_products_that_the_search_names_and_reads_cents() -> None:
    answers = {"/search/suggest.json": FOUND, "/products/merino-cardigan.js": CARDIGAN}

    def reply(request: Request) -> Any:
        return answer(answers[urlsplit(request.url).path], request.url)

    medium, large = follow(shop(delivery_cost=490, free_over=10_000), QUESTION, reply)
    assert (medium.vendor_item_id, medium.price, medium.list_price, medium.currency) == ("71", 4990, 7990, "EUR")
    assert (medium.size, medium.colour, medium.brand, medium.gtins) == ("M", "Grey", "Lumi", (GTIN,))
    assert medium.url == "https://atelier.example/products/merino-cardigan?variant=71"
    assert medium.image_url == "https://cdn.shopify.com/1.jpg"
    assert medium.delivery == Delivery(490, 10_000)
    assert (medium.availability, large.availability, large.price) == ("in_stock", "out_of_stock", 5290)


def test_the_same_price_reads_the_same_in_both_files() -> None:
    listed = CARDIGAN | {"variants": [{"id": 71, "price": "49.90", "compare_at_price": "79.90", "available": True}]}
    (by_list,) = shop().parse(answer({"products": [listed]}, LIST), QUESTION).offers
    by_product = shop().parse(answer(CARDIGAN, PRODUCT), QUESTION).offers[0]
    assert (by_list.price, by_list.list_price) == (by_product.price, by_product.list_price) == (4990, 7990)


@pytest.mark.parametrize("price", ["49.90", "4990", 49.9, 0, -4990, None, True, [4990], 10**30])
def test_a_price_that_is_not_in_cents_is_refused_where_cents_belong(price: object) -> None:
    product = CARDIGAN | {"variants": [{"id": 71, "price": price}]}
    assert shop().parse(answer(product, PRODUCT), QUESTION).offers == ()


@pytest.mark.parametrize("price", [4990, 49.9, "0.00", "-49.90", "1e30", "NaN", None])
def test_a_price_that_is_not_in_major_units_is_refused_where_those_belong(price: object) -> None:
    product = CARDIGAN | {"variants": [{"id": 71, "price": price}]}
    assert shop().parse(answer({"products": [product]}, LIST), QUESTION).offers == ()


def test_cents_are_hundredths_of_a_yen_too() -> None:
    product = CARDIGAN | {"variants": [{"id": 71, "price": 780_000}]}
    (offer,) = shop(currency="JPY").parse(answer(product, PRODUCT), QUESTION).offers
    assert offer.price == 7800


def test_reads_the_products_of_a_real_shop(shared: Path) -> None:
    recorded = (shared / "data" / "vendor-fixtures" / "shopify-products-json-1.json.gz").read_bytes()
    body = json.loads(gzip.decompress(recorded))
    egyptian = shop(currency="EGP")
    offers = egyptian.parse(answer(body, LIST), Question(body["products"][1]["title"])).offers
    assert len(offers) == 6
    assert {(offer.price, offer.list_price) for offer in offers} == {(2_854_528, 3_036_732)}
    assert {offer.colour for offer in offers} >= {"black", "Blue"}
    single = egyptian.parse(answer(body, LIST), Question(body["products"][0]["title"])).offers[0]
    assert (single.price, single.size, single.colour) == (713_640, "", "")


def test_a_shop_without_search_lists_its_products() -> None:
    for status in (404, 417, 422):
        (request,) = shop().parse(answer({}, SUGGEST, status=status), QUESTION).next_requests
        assert request.url == LIST


@pytest.mark.parametrize(("status", "kind"), [(429, FailureKind.BUSY), (430, FailureKind.REFUSED)])
def test_a_shop_that_wants_less_of_us_is_heard(status: int, kind: FailureKind) -> None:
    with pytest.raises(FetchFailed) as failed:
        shop().parse(answer({}, SUGGEST, status=status), QUESTION)
    assert failed.value.kind is kind


@pytest.mark.parametrize("handle", ["../../admin", "a/b", "a?b", "a b", "", None, 7, ["x"]])
def test_a_handle_cannot_lead_elsewhere(handle: object) -> None:
    body = {"resources": {"results": {"products": [{"handle": handle}]}}}
    urls = [request.url for request in shop().parse(answer(body, SUGGEST), QUESTION).next_requests]
    assert all(url.startswith(f"{HOME}/products/") and url.count("/") == 4 for url in urls)


def test_a_product_that_is_gone_is_nothing() -> None:
    assert shop().parse(answer("Not Found", PRODUCT, status=404), QUESTION).offers == ()
