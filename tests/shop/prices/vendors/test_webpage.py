"""Shops with pages: links out of the search page, facts out of the product's, and nothing that a page smuggles in."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest

from modiste.matching.records import Availability, PageVariant, ProductPage, ProductRecord
from modiste.matching.records import Delivery as PageDelivery
from modiste.shop.kit.fetch.base import Request
from modiste.shop.prices.vendors import webpage
from modiste.shop.prices.vendors.base import Delivery
from modiste.shop.prices.vendors.webpage import PageShop, WebPage
from tests.shop.prices.vendors.answers import GTIN, QUESTION, answer, follow

HOME = "https://kiosk.example"
SEARCH = f"{HOME}/search?q=Lumi%20Merino%20Cardigan"
RESULTS = """<html><body>
<a href="/p/boots">Boots</a> <a href="/p/cardigan-grey?from=search#reviews">Merino Cardigan</a>
<a href="/p/cardigan-grey?from=search">Lumi Merino Cardigan, grey</a>
<a href="/cart">Cart</a> <a href="javascript:alert('/p/')">x</a> <a href="https://evil.example/p/1">Merino Cardigan</a>
<a href="http://169.254.169.254/p/1">Merino Cardigan</a> <a>none</a> <a href="http://[/p/">broken</a>
</body></html>"""
PRODUCT = """<html><head><script type="application/ld+json">{"@context":"https://schema.org","@type":"Product",
"name":"Lumi Merino Cardigan","sku":"LM-7","brand":{"@type":"Brand","name":"Lumi"},"gtin13":"4006381333931",
"offers":{"@type":"Offer","price":"49.90","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}
</script></head><body><h1>Lumi Merino Cardigan</h1></body></html>"""
PAGE = ProductPage(
    f"{HOME}/p/cardigan-grey",
    ProductRecord("Lumi Merino Cardigan", brand="Lumi", gtins=(GTIN,), price=Decimal("49.90"), currency="EUR"),
    sku="LM-7",
    availability=Availability.IN_STOCK,
)


def shop(**settings: Any) -> WebPage:
    given = {"name": "kiosk", "title": "Kiosk", "url": HOME, "search": f"{HOME}/search?q={{text}}"} | settings
    return WebPage(PageShop.model_validate(given))


def reading(monkeypatch: pytest.MonkeyPatch, page: ProductPage, **settings: Any) -> Any:
    """The offers of a product page whose facts are these."""
    monkeypatch.setattr(webpage, "extract_product", lambda body, url: page)
    return shop(**settings).parse(answer("<html>", page.url), QUESTION).offers


def test_asks_robots_first_for_every_page() -> None:
    (search,) = shop().build_requests(QUESTION)
    findings = shop().parse(answer(RESULTS, SEARCH), QUESTION)
    assert search.url == SEARCH
    assert all(request.is_page for request in (search, *findings.next_requests))


def test_opens_the_shops_own_products_that_look_most_like_it_first() -> None:
    findings = shop().parse(answer(RESULTS, SEARCH), QUESTION)
    assert [request.url for request in findings.next_requests] == [
        f"{HOME}/p/cardigan-grey?from=search",
        f"{HOME}/p/boots",
    ]


def test_opens_few_pages() -> None:
    many = "".join(f'<a href="/p/{number}">x</a>' for number in range(5000))
    assert len(shop().parse(answer(many, SEARCH), QUESTION).next_requests) == 5


@pytest.mark.parametrize("body", [b"", b"\x00\x01\x02", b"<div>" * 50_000, b"<a " + b"b=c " * 5000])
def test_rubbish_instead_of_a_search_page_leads_nowhere(body: bytes) -> None:
    try:
        found = shop().parse(answer(body, SEARCH), QUESTION).next_requests
    except webpage.Unreadable:
        found = ()
    assert found == ()


def test_finds_a_product_through_the_real_extraction() -> None:
    def reply(request: Request) -> Any:
        return answer(RESULTS if urlsplit(request.url).path == "/search" else PRODUCT, request.url)

    offers = follow(shop(), QUESTION, reply)
    assert {(offer.title, offer.price, offer.currency) for offer in offers} == {("Lumi Merino Cardigan", 4990, "EUR")}
    assert offers[0].evidence


def test_variants_with_prices_are_offers_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    variants = (
        PageVariant("LM-7", size="M", colour="Grey", price=Decimal("49.90"), availability=Availability.IN_STOCK),
        PageVariant("LM-7", size="L", colour="Grey", price=Decimal("54.90"), availability=Availability.OUT_OF_STOCK),
        PageVariant("LM-7", size="XL"),
    )
    medium, large = reading(monkeypatch, replace(PAGE, variants=variants))
    assert (medium.size, medium.price, medium.availability) == ("M", 4990, "in_stock")
    assert (large.size, large.price, large.availability) == ("L", 5490, "out_of_stock")


def test_no_price_on_the_page_is_no_offer(monkeypatch: pytest.MonkeyPatch) -> None:
    for price in (None, Decimal(0), Decimal("NaN"), Decimal("1e30"), Decimal(-5)):
        assert reading(monkeypatch, replace(PAGE, record=replace(PAGE.record, price=price))) == ()


def test_a_page_without_a_currency_has_the_shops_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    page = replace(PAGE, record=replace(PAGE.record, currency=""))
    assert reading(monkeypatch, page) == ()
    (offer,) = reading(monkeypatch, page, currency="SEK")
    assert offer.currency == "SEK"


def test_delivery_is_the_pages_else_the_settings_else_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    (unknown,) = reading(monkeypatch, PAGE)
    (known,) = reading(monkeypatch, PAGE, delivery_cost=490, days_min=2, days_max=4)
    stated = replace(PAGE, delivery=PageDelivery(cost=Decimal(0), days_max=1))
    (said,) = reading(monkeypatch, stated, delivery_cost=490, days_min=2, days_max=4)
    assert unknown.delivery == Delivery()
    assert known.delivery == Delivery(490, None, 2, 4)
    assert said.delivery == Delivery(0, None, None, 1)


def test_a_page_that_is_gone_is_nothing() -> None:
    assert shop().parse(answer("gone", PAGE.url, status=410), QUESTION).offers == ()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"search": "https://kiosk.example/search"}, "with {text}"),
        ({"search": "javascript:{text}"}, "with {text}"),
        ({"product_links": "("}, "not a regular expression"),
    ],
)
def test_says_what_is_wrong_with_a_shop(settings: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        shop(**settings)
