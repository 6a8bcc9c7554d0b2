"""From a page to its facts: each source alone, all together, and pages that shops really served."""

import gzip
import json
from decimal import Decimal
from pathlib import Path

import pytest

from modiste.matching.errors import UnreadablePage
from modiste.matching.extraction.training import read_pages
from modiste.matching.pages import extract_product
from modiste.matching.records import Availability, ProductPage

URL = "https://shop.example/coats/1"


def page_of(body: str, head: str = "", url: str = URL) -> ProductPage:
    return extract_product(f"<html><head>{head}</head><body>{body}</body></html>".encode(), url)


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def test_reads_json_ld_inside_a_graph() -> None:
    page = page_of(
        json_ld(
            '{"@graph": [{"@type": "WebPage"}, {"@type": "Product", "name": "Wool coat", "brand": {"name": "Nord"},'
            ' "sku": "NC-1", "gtin13": "4054278533728", "offers": {"@type": "Offer", "price": "189.00",'
            ' "priceCurrency": "EUR", "availability": "https://schema.org/InStock"}}]}'
        )
        + "<h1>Wool coat</h1>"
    )
    assert (page.record.price, page.record.currency) == (Decimal("189.00"), "EUR")
    assert (page.record.brand, page.sku, page.record.gtins) == ("Nord", "NC-1", ("4054278533728",))
    assert page.availability == Availability.IN_STOCK
    assert {proof.source for proof in page.evidence if proof.fact == "price"} == {"json-ld"}


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type": "Product", "name": "Coat", "offers": {"price": 89, "priceCurrency": "EUR",},}',
        '<!-- {"@type": "Product", "name": "Coat", "offers": {"price": 89, "priceCurrency": "EUR"}} -->',
        '{"@type": "Product", "name": "C",\n "description": "a\nb", "offers": {"price": 89, "priceCurrency": "EUR"}};',
        '{"@type": "Product", "name": "The "best" coat", "offers": {"price": 89, "priceCurrency": "EUR"}}',
        '{"@type": "WebSite"}{"@type": "Product", "name": "Coat", "offers": {"price": 89, "priceCurrency": "EUR"}}',
    ],
)
def test_repairs_broken_json_ld(broken: str) -> None:
    page = page_of(json_ld(broken))
    assert (page.record.price, page.record.currency) == (Decimal(89), "EUR")


def test_reads_microdata() -> None:
    page = page_of(
        '<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Coat</h1>'
        '<div itemprop="offers" itemscope itemtype="https://schema.org/Offer">'
        '<meta itemprop="priceCurrency" content="GBP">'
        '<span itemprop="price" content="49.50">£49.50</span><link itemprop="availability" href="http://schema.org/OutOfStock">'
        "</div></div>"
    )
    assert (page.record.title, page.record.price, page.record.currency) == ("Coat", Decimal("49.50"), "GBP")
    assert page.availability == Availability.OUT_OF_STOCK


def test_reads_open_graph_and_believes_the_visible_price_more() -> None:
    head = (
        '<meta property="product:price:amount" content="67.84"><meta property="product:price:currency" content="EUR">'
    )
    assert page_of("<h1>Book</h1>", head).record.price == Decimal("67.84")


def test_reads_a_price_that_stands_only_in_state_for_scripts() -> None:
    state = 'window.__STATE__ = {"product": {"name": "Wool coat", "price": {"value": 120.5, "currency": "SEK"}}};'
    page = page_of(f"<h1>Wool coat</h1><script>{state}</script>")
    assert (page.record.price, page.record.currency) == (Decimal("120.5"), "SEK")


def test_takes_the_visible_amount_where_state_counts_in_cents() -> None:
    state = '<script type="application/json">{"name": "Wool coat", "price": 18900}</script>'
    body = (
        '<div class="product-main"><h1>Wool coat</h1><div class="product-price">€189.00</div><button>Add</button></div>'
    )
    assert page_of(body + state).record.price == Decimal("189.00")


def test_sees_a_price_whose_cents_stand_in_a_node_of_their_own() -> None:
    body = (
        '<div class="product-main"><h1>Coat</h1><p class="product-price"><span>€</span><span>19</span><sup>99</sup></p>'
        "<button>Add to basket</button></div>"
    )
    assert page_of(body).record.price == Decimal("19.99")


def test_takes_the_reduced_price_and_keeps_the_crossed_out_one() -> None:
    body = (
        '<div class="product-main"><h1>Coat</h1><div class="price-box"><del class="old-price">£120.00</del>'
        ' <span class="sale-price">£79.00</span></div><button>Add to basket</button></div>'
    )
    page = page_of(body, url="https://shop.co.uk/coat")
    assert (page.record.price, page.list_price, page.record.currency) == (Decimal("79.00"), Decimal("120.00"), "GBP")


def test_never_takes_the_free_delivery_threshold_for_the_price() -> None:
    page = page_of("<h1>Coat</h1><p class='price-note'>Free delivery over £50</p><button>Add</button>")
    assert page.record.price is None
    assert (page.delivery.free_over, page.delivery.cost) == (Decimal(50), None)


def test_reads_delivery_details_from_markup() -> None:
    page = page_of(
        json_ld(
            '{"@type": "Product", "name": "Coat", "offers": {"price": 89, "priceCurrency": "EUR", "shippingDetails":'
            ' {"shippingRate": {"value": 4.9, "currency": "EUR"}, "deliveryTime": {"handlingTime": {"minValue": 0,'
            ' "maxValue": 1}, "transitTime": {"minValue": 2, "maxValue": 4}}}}}'
        )
    )
    assert (page.delivery.cost, page.delivery.days_min, page.delivery.days_max) == (Decimal("4.9"), 2, 5)


def test_lists_the_variants_of_a_product_group() -> None:
    page = page_of(
        json_ld(
            '{"@type": "ProductGroup", "name": "Coat", "hasVariant": ['
            '{"@type": "Product", "sku": "S", "size": "S", "color": "red", "offers": {"price": 80,'
            ' "availability": "InStock"}}, {"@type": "Product", "sku": "M", "size": "M", "color": "red",'
            ' "offers": {"price": 85, "priceCurrency": "EUR", "availability": "SoldOut"}}]}'
        )
    )
    assert [(v.size, v.price, v.availability) for v in page.variants] == [
        ("S", Decimal(80), Availability.IN_STOCK),
        ("M", Decimal(85), Availability.OUT_OF_STOCK),
    ]


def test_prefers_the_new_offer_to_the_used_one() -> None:
    page = page_of(
        json_ld(
            '{"@type": "Product", "name": "Coat", "offers": [{"price": 40, "priceCurrency": "EUR", "itemCondition":'
            ' "https://schema.org/UsedCondition"}, {"price": 90, "priceCurrency": "EUR"}]}'
        )
    )
    assert page.record.price == Decimal(90)


@pytest.mark.parametrize("price", ['"NaN"', "1e400", "-5", '"javascript:alert(1)"', "null", '"' + "9" * 200_000 + '"'])
def test_takes_no_absurd_price(price: str) -> None:
    page = page_of(
        json_ld(f'{{"@type": "Product", "name": "Coat", "offers": {{"price": {price}, "priceCurrency": "EUR"}}}}')
    )
    assert page.record.price is None


def test_keeps_only_web_addresses_and_text_without_markup() -> None:
    page = page_of(
        json_ld('{"@type": "Product", "name": "Coat", "image": "javascript:alert(1)", "offers": {"price": 5}}')
    )
    assert page.image_url == ""


def test_survives_json_that_is_nested_without_end() -> None:
    page = page_of(json_ld("[" * 100_000) + json_ld('{"@type": "Product", "name": "Coat", "offers": {"price": 5}}'))
    assert page.record.price == Decimal(5)


def test_survives_deep_nesting() -> None:
    page = page_of("<div>" * 100_000 + '<h1 class="price">€ 5.00</h1>')
    assert page.record.currency in {"", "EUR"}


@pytest.mark.parametrize(
    "html", [b"", b"   ", b"x" * (4 * 1024 * 1024 + 1), b"<p " + b" ".join(b"a%d" % n for n in range(50_000)) + b">"]
)
def test_refuses_what_is_no_page_or_would_choke_the_parser(html: bytes) -> None:
    with pytest.raises(UnreadablePage):
        extract_product(html, URL)


def test_reads_a_page_whose_text_is_long_between_two_tags() -> None:
    page = page_of(f"<p title='{'x ' * 20_000}'>{'word ' * 20_000}</p><h1>Coat</h1>")
    assert page.record.title == "Coat"


def test_reads_no_style_and_no_script_as_the_text_of_a_heading() -> None:
    page = page_of("<h1><style>b{}</style><i><b>Wool<script>1</script></b> coat</i> for<!-- all --> men</h1>")
    assert page.record.title == "Wool coat for men"


def test_reads_properties_of_the_nearest_scope_alone() -> None:
    page = page_of(
        '<div itemscope itemtype="https://schema.org/Product">'
        '<p itemprop="brand" itemscope><b itemprop="name">Nord</b></p>'
        '<div><h1 itemprop="name">Coat</h1></div></div><i itemprop="sku">7</i>'
    )
    assert (page.record.title, page.record.brand, page.sku) == ("Coat", "Nord", "")


@pytest.mark.parametrize(
    "shown",
    [
        "<ul><li><b>ISBN:</b> 9789724084985</li></ul>",
        "<dl><dt>EAN</dt><dd>9789724084985</dd></dl>",
        "<p>GTIN: 9789724084985</p>",
        '<meta property="product:retailer_item_id" content="9789724084985">',
    ],
)
def test_reads_a_gtin_under_its_label_and_in_a_number_that_is_one(shown: str) -> None:
    assert page_of(f"<h1>Labour law</h1>{shown}").record.gtins == ("9789724084985",)


@pytest.mark.parametrize(
    "beside",
    [
        "<span>or 4 payments of $38.22</span>",
        "<div class='pay'>4 interest-free payments of <b>$38.22</b></div>",
        "<span>4 x $38.22</span>",
        "<span>$12.74/month</span>",
        "<span>from <b>$12.74</b> per month</span>",
        "<span>$15.29 / 100 g</span>",
        "<span>$1.53 per unit</span>",
        "<span>$137.59 with coupon</span>",
        "<span>Coupon price: $137.59</span>",
        "<div>With code SPRING <b>$137.59</b></div>",
    ],
)
@pytest.mark.parametrize("order", ["{price}{beside}", "{beside}{price}"])
def test_never_takes_an_instalment_a_unit_price_or_a_coupon_price_for_the_price(beside: str, order: str) -> None:
    prices = order.format(price='<span class="amount">$152.88</span>', beside=beside)
    page = page_of(
        f'<div class="product"><h1>Coat</h1><div class="price">{prices}</div><button>Add to cart</button></div>'
    )
    assert page.record.price == Decimal("152.88")


def test_believes_the_bid_on_the_page_more_than_the_starting_bid_of_its_markup() -> None:
    head = '<meta property="product:price:amount" content="200"><meta property="product:price:currency" content="USD">'
    body = (
        '<div class="lot-main"><h1>Pair of pillows</h1><div><span class="price">$200</span> <span>2 bids</span></div>'
        "<span>Starting price $150</span><button>Place bid</button></div>"
    )
    markup = json_ld(
        '{"@type": "Product", "name": "Pair of pillows", "offers": {"price": 150, "priceCurrency": "USD"}}'
    )
    assert page_of(body + markup, head).record.price == Decimal(200)


def test_reads_no_two_numbers_of_neighbouring_nodes_as_one() -> None:
    bids = '<p><span class="price">$200</span> <span>2 bids</span></p>'
    assert page_of(f'<div class="main"><h1>Coat</h1>{bids}<button>Bid</button></div>').record.price == Decimal(200)


def test_takes_the_number_that_a_shop_prints_for_its_customers_before_the_one_of_its_database() -> None:
    markup = json_ld('{"@type": "Product", "name": "Coat", "sku": "10134622", "offers": {"price": 5}}')
    assert page_of(f"<h1>Coat</h1><p>Product code: 141677</p>{markup}").sku == "141677"


def test_reads_a_sku_that_stands_only_in_state_for_scripts() -> None:
    markup = json_ld('{"@type": "Product", "name": "Wool coat", "offers": {"price": 89}}')
    state = '<script>var meta = {"product": {"name": "Wool coat", "price": 8900, "sku": "WC-7"}};</script>'
    page = page_of(f"<h1>Wool coat</h1>{markup}{state}")
    assert (page.sku, page.record.price) == ("WC-7", Decimal(89))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<b>Wool</b> coat<br>for men", "Wool coat for men"),
        ("&lt;p&gt;Wool coat&lt;/p&gt;&lt;p&gt;for men&lt;/p&gt;", "Wool coat for men"),
        ("Wool &amp; silk", "Wool & silk"),
        ("Sizes < 40 & > 36", "Sizes < 40 & > 36"),
        ("Coat<script>alert(1)</script>", "Coat"),
    ],
)
def test_takes_the_text_out_of_markup_in_titles_and_descriptions(written: str, shown: str) -> None:
    page = page_of(
        json_ld(json.dumps({"@type": "Product", "name": written, "description": written}).replace("</s", "<\\/s"))
    )
    assert (page.record.title, page.record.description) == (shown, shown)


def test_reads_the_markup_of_zid_shops(shared: Path) -> None:
    saved = json.loads(gzip.decompress((shared / "data/vendor-fixtures/zid-product-jsonld.json.gz").read_bytes()))
    pages = [page_of("".join(map(json_ld, page["ld_json_blocks"])), url=page["url"]) for page in saved["pages"]]
    found = [(page.record.price, page.record.currency, page.sku, page.availability) for page in pages]
    assert found == [
        (Decimal("160.00"), "SAR", "a4ba0102-P6", Availability.IN_STOCK),
        (Decimal("95.00"), "SAR", "S479XXL", Availability.IN_STOCK),
    ]


def test_reads_a_salla_page_and_takes_its_zero_for_no_price(shared: Path) -> None:
    folder = shared / "data" / "vendor-fixtures"
    priced, free = (
        extract_product(
            gzip.decompress((folder / f"salla-product-price{end}.html.gz").read_bytes()), "https://shop.sa/p1"
        )
        for end in ("d", "-zero")
    )
    assert priced.record.price is not None and priced.record.price > 0
    assert priced.record.currency == "SAR"
    assert free.record.price is None


def test_is_right_on_real_pages_and_never_by_a_factor_of_a_hundred(shared: Path) -> None:
    pages = list(read_pages(shared / "data" / "product-pages"))[::8]
    found = {page.id: extract_product(page.html, page.url).record.price for page in pages}
    right = sum(found[page.id] in (page.prices or {None}) for page in pages)
    ratios = {f / price for page in pages if (f := found[page.id]) for price in page.prices}
    assert right >= len(pages) - 2
    assert not ratios & {Decimal(100), Decimal(1000), 1 / Decimal(100), 1 / Decimal(1000)}
