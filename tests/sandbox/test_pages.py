"""The three page shops: the same facts in JSON-LD, in microdata, and only to the eye."""

import json

import aiohttp
import pytest
from lxml import html

from modiste.sandbox.listings import Listing
from modiste.sandbox.stall import Stall, major
from tests.sandbox.street import visit


async def read(stall: Stall, client: aiohttp.ClientSession, path: str) -> str:
    async with client.get(stall.url + path) as answer:
        assert answer.status == 200
        return await answer.text()


def product_page(name: str, *, on_sale: bool = False) -> tuple[Stall, Listing, str]:
    """A shop, one of its listings (reduced today, if wanted), and its page."""

    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> tuple[Stall, Listing, str]:
        stall = stalls[name]
        fit = (each for each in stall.shelves.listings if len(each.sizes) > 1)
        listing = next(each for each in fit if not on_sale or each.quote(stall.day).list_price)
        return stall, listing, await read(stall, client, f"/p/{listing.slug}")

    return visit(errand)


@pytest.mark.parametrize("name", ["galerie-mode", "casa-bruna", "fifth-and-dry"])
def test_the_search_page_links_to_the_product(name: str) -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> tuple[str, str, str]:
        listing = stalls[name].shelves.listings[0]
        page = await read(stalls[name], client, f"/search?q={listing.product.name} {listing.product.colour}")
        return listing.slug, page, await read(stalls[name], client, "/robots.txt")

    slug, page, robots = visit(errand)
    assert f"/p/{slug}" in [anchor.get("href") for anchor in html.fromstring(page).iter("a")]
    assert "Disallow: /cart" in robots


def test_json_ld_tells_every_size_with_price_stock_and_delivery() -> None:
    stall, listing, page = product_page("galerie-mode", on_sale=True)
    told = json.loads(html.fromstring(page).xpath("string(//script[@type='application/ld+json'])"))
    quote = listing.quote(stall.day)
    assert [each["size"] for each in told["hasVariant"]] == list(listing.sizes)
    for variant in told["hasVariant"]:
        offer = variant["offers"]
        assert offer["price"] == major(quote.price)
        assert offer["priceSpecification"]["price"] == major(quote.list_price or 0)
        assert offer["availability"].endswith("InStock") == listing.has(variant["size"], stall.day)
        assert offer["shippingDetails"]["shippingRate"]["currency"] == "EUR"


def test_microdata_and_opengraph_say_the_same_price() -> None:
    stall, listing, page = product_page("casa-bruna")
    tree = html.fromstring(page)
    price = major(listing.quote(stall.day).price)
    assert tree.xpath("string(//*[@itemprop='price']/@content)") == price
    assert tree.xpath("string(//meta[@property='product:price:amount']/@content)") == price
    assert "application/ld+json" not in page


def test_the_dom_page_has_no_markup_for_machines_and_other_amounts_around_the_price() -> None:
    stall, listing, page = product_page("fifth-and-dry")
    price = f"${listing.quote(stall.day).price / 100:,.2f}"
    assert html.fromstring(page).xpath("string(//span[@class='now'])") == price
    assert not any(word in page for word in ("ld+json", "itemprop", "og:"))
    assert page.count("$") > 3


def test_links_that_interfaces_give_away_lead_to_a_page() -> None:
    async def errand(stalls: dict[str, Stall], client: aiohttp.ClientSession) -> list[str]:
        ebay, shopify, woo = stalls["ebay"], stalls["atelier-nord"], stalls["lindenhof"]
        return [
            await read(ebay, client, f"/itm/{ebay.shelves.listings[0].number}"),
            await read(shopify, client, f"/products/{shopify.shelves.listings[0].slug}"),
            await read(woo, client, f"/product/{woo.shelves.listings[0].slug}/"),
        ]

    assert all("<h1>" in page for page in visit(errand))


def test_words_of_the_catalogue_cannot_break_out_of_a_page() -> None:
    for name in ("galerie-mode", "casa-bruna", "fifth-and-dry"):
        _, listing, page = product_page(name)
        assert f"<{listing.product.category}>" not in html.fromstring(page).xpath("string(//h1)")
        assert not html.fromstring(page).xpath(f"//{listing.product.category}")
