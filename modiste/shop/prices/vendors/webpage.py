"""Any shop with pages: its search page is read for links to products, and their pages for facts.

The pages are a stranger's HTML: `parse` runs in a process that can be killed, and robots.txt is asked first.
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Self
from urllib.parse import quote, unquote, urldefrag, urlsplit

from lxml import etree, html
from pydantic import Field, model_validator

from modiste.matching.pages import extract_product
from modiste.matching.records import PageVariant, ProductPage
from modiste.shop.kit.fetch.base import Answer, Request
from modiste.shop.prices.vendors.answers import failure_of
from modiste.shop.prices.vendors.base import Delivery, Evidence, Findings, Found, Question, Unreadable, Vendor
from modiste.shop.prices.vendors.guards import (
    currency_of,
    keep_sound,
    link_of,
    minor_units,
    search_text,
    share_of,
    text_of,
    words_of,
)
from modiste.shop.prices.vendors.shops import CurrencyCode, Shop, ShopVendor, VendorSettings

WHAT_IS_MISSING = (
    'set MODISTE_PAGE_SHOPS, such as [{"name":"kiosk","title":"Kiosk","url":"https://kiosk.example",'
    '"search":"https://kiosk.example/search?q={text}","product_links":"/p/"}]'
)
FOLLOWED = 5  # product pages of one search that are opened
MOST_LINKS = 2000  # links of one page that are looked at
PAGES = ("text/html", "application/xhtml+xml")


class PageShop(Shop):
    """A shop with pages: where it searches, and what the paths of its product pages have in common."""

    search: str = Field(description="The search page's address; {text} is what is searched for.")
    product_links: str = Field(
        r"/(products?|p|items?|artikel|produkte?|produit|dp)/", description="A regular expression on the path."
    )
    currency: CurrencyCode | None = Field(None, description="For pages that name none.")

    @model_validator(mode="after")
    def check_search(self) -> Self:
        """The search is an address with {text} in it, and the pattern is one."""
        if "{text}" not in self.search or not link_of(self.search.replace("{text}", "x")):
            raise ValueError("`search` must be an address with {text} in it")
        try:
            re.compile(self.product_links)
        except re.error as error:
            raise ValueError(f"`product_links` is not a regular expression: {error}") from error
        return self


class Settings(VendorSettings, env_prefix="MODISTE_PAGE_"):
    """The shops, as a JSON list."""

    shops: list[PageShop] = []


class WebPage(ShopVendor[PageShop]):
    """One shop with pages."""

    kind = "page"
    parses_pages = True

    def build_requests(self, question: Question, *, token: str = "") -> Sequence[Request]:  # noqa: ARG002  (the protocol's)
        """The search page."""
        url = self.shop.search.replace("{text}", quote(search_text(question), safe=""))
        return (Request(url, accepts=PAGES, is_page=True),)

    def parse(self, answer: Answer, question: Question, *, token: str = "") -> Findings:  # noqa: ARG002  (the protocol's)
        """The product pages to open (of a search page), or the offers (of a product page, also when the search led
        straight to it)."""
        is_product = self._is_product(answer.url)
        if answer.status in (404, 410) and is_product:
            return Findings()  # gone since the search
        if answer.status != 200:
            raise failure_of(answer)
        if is_product:
            return Findings(keep_sound(self._offers(extract_product(answer.body, answer.url))))
        links = _product_links(answer, self._is_product, question)
        return Findings(next_requests=tuple(Request(link, accepts=PAGES, is_page=True) for link in links[:FOLLOWED]))

    def _is_product(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.netloc in self._hosts() and re.search(self.shop.product_links, parts.path) is not None

    def _hosts(self) -> set[str]:
        return {urlsplit(self.shop.url).netloc, urlsplit(self.shop.search).netloc}

    def _offers(self, page: ProductPage) -> list[Found]:
        """An offer per variant that names its price; without such variants one for the page."""
        currency = currency_of(page.record.currency) or self.shop.currency or ""
        variants = [variant for variant in page.variants if variant.price is not None]
        offers = [self._offer(page, variant, currency) for variant in variants or [_only_variant(page)]]
        return [offer for offer in offers if offer is not None]

    def _offer(self, page: ProductPage, variant: PageVariant, currency: str) -> Found | None:
        price = _minor(variant.price, currency)
        if price is None:
            return None
        record = page.record
        return Found(
            # sizes of one page often share a number: keep_sound tells them apart by size and colour
            vendor_item_id=variant.sku or page.sku or urlsplit(page.url).path[-200:],
            title=record.title,
            url=page.url,
            price=price,
            currency=currency,
            list_price=_minor(page.list_price, currency),
            brand=record.brand,
            gtins=(variant.gtin,) if variant.gtin else record.gtins,
            mpn=record.mpn,
            size=variant.size,
            colour=variant.colour or record.colour,
            availability=variant.availability.value,
            delivery=self._delivery(page, currency),
            image_url=link_of(page.image_url, base=page.url),
            evidence=tuple(Evidence(part.fact, part.source, part.text) for part in page.evidence[:20]),
        )

    def _delivery(self, page: ProductPage, currency: str) -> Delivery:
        """What the page says; what it leaves out is as the settings know it."""
        said, known = page.delivery, self.shop.delivery
        has_days = said.days_min is not None or said.days_max is not None
        return Delivery(
            cost=known.cost if said.cost is None else _minor(said.cost, currency),
            free_over=known.free_over if said.free_over is None else _minor(said.free_over, currency),
            days_min=said.days_min if has_days else known.days_min,
            days_max=said.days_max if has_days else known.days_max,
        )


def open_vendors() -> list[Vendor]:
    """One vendor per shop in the settings."""
    return [WebPage(shop) for shop in Settings().shops]


def _only_variant(page: ProductPage) -> PageVariant:
    return PageVariant(size=page.record.size, price=page.record.price, availability=page.availability)


def _minor(amount: Decimal | None, currency: str) -> int | None:
    return None if amount is None else minor_units(amount, currency)


def _product_links(answer: Answer, is_product: Callable[[str], bool], question: Question) -> list[str]:
    """The page's links to products of the same shop, those that share most words with the question first."""
    try:
        tree = html.fromstring(answer.body, base_url=answer.url)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable("The shop's search page is not HTML") from error
    asked = words_of(f"{question.brand} {question.text}")
    shares: dict[str, float] = {}
    for number, anchor in enumerate(tree.iter("a")):
        if number == MOST_LINKS:
            break
        link = urldefrag(link_of(anchor.get("href"), base=answer.url)).url
        if link and is_product(link):
            words = f"{text_of(anchor.text_content())} {text_of(anchor.get('title'))} {_words_in(link)}"
            shares[link] = max(shares.get(link, 0.0), share_of(asked, words))
    return sorted(shares, key=lambda link: -shares[link])


def _words_in(link: str) -> str:
    return unquote(urlsplit(link).path).replace("-", " ").replace("_", " ")
