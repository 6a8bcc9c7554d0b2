"""Any JSON search: asked and read by a map in the settings, here for a real Magento shop."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from modiste.shop.prices.vendors.base import Question, Unreadable
from modiste.shop.prices.vendors.json_api import JsonApi, JsonShop
from tests.shop.prices.vendors.answers import GTIN, QUESTION, answer

PLAIN = {
    "name": "nord",
    "title": "Nord",
    "url": "https://nord.example/api?q={text}&n={limit}",
    "list": "data.hits",
    "fields": {
        "id": "sku",
        "title": "name",
        "url": "path",
        "price": "cost.now",
        "currency": "cost.code",
        "gtin": "ean",
    },
}
HIT = {"sku": 5, "name": "Coat", "path": "/p/5", "cost": {"now": 49.9, "code": "EUR"}, "ean": GTIN}


def shop(**settings: Any) -> JsonApi:
    return JsonApi(JsonShop.model_validate(PLAIN | settings))


def body(**change: Any) -> Any:
    return answer({"data": {"hits": [HIT | change]}})


def test_fills_the_address_in_and_escapes_what_is_filled_in() -> None:
    (request,) = shop().build_requests(Question("a&b=c {gtin}/ü", gtin=GTIN, limit=5))
    assert request.url == "https://nord.example/api?q=a%26b%3Dc%20%7Bgtin%7D%2F%C3%BC&n=5"


def test_posts_json_whose_strings_stay_strings() -> None:
    posting = shop(method="POST", body='{"query":"{ products(search: $q) }","q":"{text}"}', headers={"X-Key": "hush"})
    (request,) = posting.build_requests(Question('say "hi"\n'))
    assert json.loads(request.body)["q"] == 'say "hi"'
    assert json.loads(request.body)["query"] == "{ products(search: $q) }"
    assert request.headers == {"Content-Type": "application/json", "X-Key": "hush"}
    assert "hush" not in repr(posting.shop)


def test_reads_fields_by_their_paths() -> None:
    (offer,) = shop().parse(body(), QUESTION).offers
    assert (offer.vendor_item_id, offer.price, offer.currency, offer.gtins) == ("5", 4990, "EUR", (GTIN,))
    assert offer.url == "https://nord.example/p/5"


@pytest.mark.parametrize(
    ("settings", "price", "expected"),
    [
        ({"unit": "minor"}, 4990, 4990),
        ({"unit": "minor"}, "4990", 4990),
        ({"unit": "major"}, "1,249.90", 124_990),
        ({"decimal_separator": ","}, "1.249,90", 124_990),
        ({"decimal_separator": ","}, "49,9", 4990),
    ],
)
def test_reads_the_unit_and_separator_that_the_settings_name(
    settings: dict[str, Any], price: object, expected: int
) -> None:
    (offer,) = shop(**settings).parse(body(cost={"now": price, "code": "EUR"}), QUESTION).offers
    assert offer.price == expected


@pytest.mark.parametrize("price", ["49,90", "1.2.3", "49.90 €", 0, -1, 1e30, None, [], {"now": 1}])
def test_what_is_written_otherwise_is_no_price(price: object) -> None:
    assert shop().parse(body(cost={"now": price, "code": "EUR"}), QUESTION).offers == ()


def test_minor_units_are_never_a_fraction() -> None:
    assert shop(unit="minor").parse(body(cost={"now": 49.9, "code": "EUR"}), QUESTION).offers == ()


def test_reads_a_real_magento_answer(shared: Path) -> None:
    recorded = (shared / "data" / "vendor-fixtures" / "magento-graphql.json.gz").read_bytes()
    price = "price_range.minimum_price.final_price.value"
    magento = shop(
        list="products_page1_trimmed.items",
        fields={"id": "uid", "title": "name", "url": "url_key", "price": price, "availability": "stock_status"},
        currency="SAR",
        link_base="https://madar.example/en/",
    )
    offers = magento.parse(answer(gzip.decompress(recorded)), QUESTION).offers
    assert (offers[0].price, offers[0].currency, offers[0].availability) == (2234, "SAR", "in_stock")
    assert offers[0].url == "https://madar.example/en/72702007"
    assert len(offers) == 5


def test_an_answer_of_another_shape_is_unreadable_and_no_hits_are_none() -> None:
    with pytest.raises(Unreadable, match="nothing at data.hits"):
        shop().parse(answer({"error": "moved"}), QUESTION)
    assert shop().parse(answer({"data": {"hits": []}}), QUESTION).offers == ()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"fields": {"id": "a", "title": "b", "url": "c"}}, "lacks price"),
        ({"fields": PLAIN["fields"] | {"cheap": "x"}}, "does not know cheap"),  # type: ignore[operator]
        ({"fields": PLAIN["fields"] | {"brand": "a[x]"}}, "is not a path"),  # type: ignore[operator]
        ({"fields": {"id": "a", "title": "b", "url": "c", "price": "d"}}, "needs `currency`"),
        ({"currency": "EURO"}, "ISO 4217"),
        ({"url": "file:///etc/passwd"}, "http or https"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_says_what_is_wrong_with_a_map(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        shop(**settings)
