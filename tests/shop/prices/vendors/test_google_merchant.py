"""Merchant feeds: RSS, Atom and tab-separated text say the same, and hostile XML ends as an error."""

from typing import Any

import pytest

from modiste.shop.prices.vendors.base import Question, Unreadable
from modiste.shop.prices.vendors.google_merchant import GoogleMerchant, MerchantFeed
from tests.shop.prices.vendors.answers import GTIN, QUESTION, answer

URL = "https://linnen.example/feed.xml"
SPACE = 'xmlns:g="http://base.google.com/ns/1.0"'
ITEM = f"""
<g:id>L-1</g:id><g:title>Lumi Merino Cardigan &lt;b&gt;M&lt;/b&gt;</g:title>
<g:link>https://linnen.example/1</g:link><g:image_link>https://linnen.example/1.jpg</g:image_link>
<g:availability>in stock</g:availability><g:price>79.90 EUR</g:price>
<g:sale_price>49.90 EUR</g:sale_price>
<g:sale_price_effective_date>2026-11-20T00:00+0100/2026-11-30T23:59+0100</g:sale_price_effective_date>
<g:gtin>{GTIN}</g:gtin><g:brand>Lumi</g:brand><g:color>Grey</g:color><g:size>M</g:size>
<g:shipping><g:country>US</g:country><g:price>1.00 EUR</g:price></g:shipping>
<g:shipping><g:country>DE</g:country><g:service>Express</g:service><g:price>9.90 EUR</g:price></g:shipping>
<g:shipping><g:country>DE</g:country><g:service>Standard</g:service><g:price>3.90 EUR</g:price></g:shipping>
"""
OTHER = "<g:id>L-2</g:id><g:title>Boots</g:title><g:link>https://linnen.example/2</g:link><g:price>9 EUR</g:price>"
RSS = (
    f'<?xml version="1.0"?><rss version="2.0" {SPACE}><channel><item>{ITEM}</item><item>{OTHER}</item></channel></rss>'
)
ATOM = f'<feed xmlns="http://www.w3.org/2005/Atom" {SPACE}><entry>{ITEM}</entry><entry>{OTHER}</entry></feed>'
TEXT = "\r\n".join(
    "\t".join(fields)
    for fields in [
        "id,title,link,image link,availability,price,sale price,sale price effective date,gtin,brand,color,size,"
        "shipping".split(","),
        [
            "L-1",
            '"Lumi ""Merino"" Cardigan M"',
            "https://linnen.example/1",
            "https://linnen.example/1.jpg",
            "in_stock",
            "79.90 EUR",
            "49.90 EUR",
            "2026-11-20T00:00+01:00/2026-11-30T23:59+01:00",
            GTIN,
            "Lumi",
            "Grey",
            "M",
            "DE::Standard:3.90 EUR",
        ],
    ]
)


def feed(**settings: Any) -> GoogleMerchant:
    given = {"name": "linnen", "title": "Linnen", "url": URL} | settings
    return GoogleMerchant(MerchantFeed.model_validate(given))


@pytest.mark.parametrize("body", [RSS, ATOM, TEXT], ids=["rss", "atom", "text"])
def test_reads_the_same_offer_in_every_form(body: str) -> None:
    (offer,) = feed().parse(answer(body, URL), QUESTION).offers
    assert (offer.vendor_item_id, offer.price, offer.list_price, offer.currency) == ("L-1", 4990, 7990, "EUR")
    assert (offer.brand, offer.colour, offer.size, offer.gtins) == ("Lumi", "Grey", "M", (GTIN,))
    assert (offer.condition, offer.availability, offer.delivery.cost) == ("new", "in_stock", 390)
    assert offer.image_url == "https://linnen.example/1.jpg"
    assert "<" not in offer.title


def test_finds_by_gtin_or_by_words_and_nothing_else() -> None:
    assert [found.title for found in feed().parse(answer(RSS, URL), Question("boots")).offers] == ["Boots"]
    (by_gtin,) = feed().parse(answer(RSS, URL), Question("whatever", gtin=GTIN)).offers
    assert by_gtin.vendor_item_id == "L-1"
    assert feed().parse(answer(RSS, URL), Question("evening dress")).offers == ()


@pytest.mark.parametrize("date", ["Tue, 01 Dec 2026 10:00:00 GMT", "Thu, 19 Nov 2026 10:00:00 GMT", ""])
def test_a_sale_counts_only_while_it_lasts(date: str) -> None:
    (offer,) = feed().parse(answer(RSS, URL, date=date), QUESTION).offers
    assert (offer.price, offer.list_price) == (7990, None)


def test_delivery_is_what_the_settings_know_where_the_feed_is_silent() -> None:
    (silent,) = feed().parse(answer(RSS, URL), Question("boots")).offers
    (known,) = feed(delivery_cost=0, free_over=5000).parse(answer(RSS, URL), Question("boots")).offers
    assert silent.delivery.cost is None
    assert (known.delivery.cost, known.delivery.free_over) == (0, 5000)
    (abroad,) = feed().parse(answer(RSS, URL), Question("Merino Cardigan", country="FR")).offers
    assert abroad.delivery.cost is None


@pytest.mark.parametrize(
    "price", ["0 EUR", "-5 EUR", "79.90", "EUR 79.90", "79,90 EUR", "1e30 EUR", "9 XXX", "NaN EUR", ""]
)
def test_what_is_no_price_is_no_offer(price: str) -> None:
    body = RSS.replace("<g:price>9 EUR</g:price>", f"<g:price>{price}</g:price>")
    assert feed().parse(answer(body, URL), Question("boots")).offers == ()


def test_the_request_is_the_same_whatever_is_asked_so_that_it_is_fetched_once() -> None:
    assert feed().build_requests(QUESTION) == feed().build_requests(Question("boots"))


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "body",
    [
        "<rss><channel><item><title>",
        f'<!DOCTYPE r [<!ENTITY a0 "ha">{LAUGHS}]><rss><item><title>&a11;</title></item></rss>',
        "<a>" * 100_000,
        "\x00\x01",
        "id\ttitle\n1\tx",
        "",
    ],
)
def test_hostile_feeds_end_as_an_error_or_as_nothing(body: str) -> None:
    try:
        offers = feed().parse(answer(body, URL), QUESTION).offers
    except Unreadable:
        offers = ()
    assert offers == ()


def test_no_entity_reads_a_file() -> None:
    body = RSS.replace("<rss", '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname">]><rss').replace(
        "Boots", "Boots &f;"
    )
    (offer,) = feed().parse(answer(body, URL), Question("boots")).offers
    assert offer.title == "Boots"


@pytest.mark.parametrize("body", [f"<?x y?><item {SPACE}>{OTHER}</item>", f"<!-- c --><entry {SPACE}>{OTHER}</entry>"])
def test_a_feed_may_be_a_single_item(body: str) -> None:
    assert len(feed().parse(answer(body, URL), Question("boots")).offers) == 1
