"""WooCommerce: prices in the unit that the shop names, and the variants behind a lowest price."""

import gzip
import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from modiste.shop.kit.fetch.base import FetchFailed, Request
from modiste.shop.prices.vendors.base import Question, Unreadable
from modiste.shop.prices.vendors.shops import Shop
from modiste.shop.prices.vendors.woocommerce import WooCommerce
from tests.shop.prices.vendors.answers import QUESTION, answer, follow

URL = "https://loden.example/wp-json/wc/store/v1/products?search=x"


def prices(price: str, regular: str | None = None, *, unit: object = 2, spread: object = None) -> dict[str, object]:
    return {
        "price": price,
        "regular_price": regular or price,
        "price_range": spread,
        "currency_code": "EUR",
        "currency_minor_unit": unit,
    }


COAT = {
    "id": 12,
    "name": "Loden Coat &#8211; <b>Grey</b>",
    "type": "simple",
    "permalink": "https://loden.example/product/coat/",
    "sku": "LC-1",
    "prices": prices("19900", "24900"),
    "is_in_stock": True,
    "is_purchasable": True,
}
FAMILY = COAT | {
    "id": 20,
    "type": "variable",
    "prices": prices("9900", spread={"min_amount": "9900", "max_amount": "14900"}),
}
LARGE = COAT | {"id": 21, "variation": "Size: L, Colour: Moss, dark", "prices": prices("14900"), "is_in_stock": False}


@pytest.fixture
def loden() -> WooCommerce:
    return WooCommerce(Shop(name="loden", title="Loden", url="https://loden.example/"))


def test_reads_minor_units_and_clears_markup(loden: WooCommerce) -> None:
    (offer,) = loden.parse(answer([COAT], URL), QUESTION).offers
    assert (offer.title, offer.price, offer.list_price) == ("Loden Coat – Grey", 19_900, 24_900)
    assert offer.availability == "in_stock"
    assert offer.delivery.cost is None


@pytest.mark.parametrize(
    ("price", "unit", "expected"), [("199", 0, 19_900), ("19900", 2, 19_900), ("199000", 3, 19_900)]
)
def test_counts_in_the_unit_that_the_shop_names(loden: WooCommerce, price: str, unit: int, expected: int) -> None:
    (offer,) = loden.parse(answer([COAT | {"prices": prices(price, unit=unit)}], URL), QUESTION).offers
    assert offer.price == expected


@pytest.mark.parametrize(
    "change",
    [
        {"prices": prices("0")},
        {"prices": prices("-100")},
        {"prices": prices("199.00")},
        {"prices": prices("199", unit=None)},
        {"prices": prices("199", unit=-3)},
        {"prices": prices("9" * 40)},
        {"prices": None},
        {"permalink": "javascript:alert(1)"},
        {"is_purchasable": False},
    ],
)
def test_what_is_no_offer_is_left_out(loden: WooCommerce, change: dict[str, Any]) -> None:
    assert loden.parse(answer([COAT | change, "rubbish", None], URL), QUESTION).offers == ()


def test_the_lowest_price_of_variants_is_no_offer_and_the_variants_are_asked_for(loden: WooCommerce) -> None:
    def reply(request: Request) -> Any:
        asked = parse_qs(urlsplit(request.url).query)
        is_variation = asked.get("type") == ["variation"]
        assert not is_variation or asked["parent"] == ["20"]
        return answer([LARGE] if is_variation else [FAMILY], request.url)

    (large,) = follow(loden, QUESTION, reply)
    assert (large.price, large.size, large.colour) == (14_900, "L", "Moss, dark")
    assert large.availability == "out_of_stock"


def test_reads_the_products_of_a_real_shop(loden: WooCommerce, shared: Path) -> None:
    recorded = (shared / "data" / "vendor-fixtures" / "woocommerce-store-api-products.json.gz").read_bytes()
    body = json.loads(gzip.decompress(recorded))
    findings = loden.parse(answer(body, URL), Question("سلك نحاس", limit=100))
    assert len(findings.next_requests) == 3  # all are variable; the others' variants cost the same, but for one
    assert len(findings.offers) == len(body) - 3 - sum(entry["prices"]["price_range"] is not None for entry in body[3:])
    first = findings.offers[0]
    assert (first.price, first.list_price, first.currency) == (543_034, 583_908, "EGP")


def test_looks_into_few_products_and_says_how_many_prices_it_left(loden: WooCommerce) -> None:
    many = [FAMILY | {"id": number} for number in range(10)]
    findings = loden.parse(answer(many, URL), QUESTION)
    assert (len(findings.next_requests), findings.offers) == (3, ())
    assert findings.warnings == ("7 more products with variants were not looked into",)


def test_says_when_the_address_is_no_woocommerce_shop(loden: WooCommerce) -> None:
    with pytest.raises(Unreadable, match="not a WooCommerce shop"):
        loden.parse(answer({"code": "rest_no_route"}, URL, status=404), QUESTION)
    with pytest.raises(FetchFailed, match="Invalid parameter"):
        loden.parse(answer({"code": "rest_invalid_param", "message": "Invalid parameter"}, URL, status=400), QUESTION)
    with pytest.raises(Unreadable):
        loden.parse(answer({"products": []}, URL), QUESTION)
