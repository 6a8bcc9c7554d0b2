"""Shopify storefronts without a key: the search that the shop's own page uses, then each product with its variants.

The same price comes in two spellings there, which is how shops get compared wrongly by a factor of 100:
`/products/<handle>.js` counts cents (of any currency, yen too), all other JSON writes major units as text.
"""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, unquote, urlencode, urlsplit

from modiste.shop.kit.fetch.base import Answer, Request
from modiste.shop.prices.vendors.answers import failure_of, read_json, records_at
from modiste.shop.prices.vendors.base import Evidence, Findings, Found, Question, Unreadable, Vendor
from modiste.shop.prices.vendors.guards import (
    gtins_of,
    keep_sound,
    link_of,
    minor_units,
    pick_likely,
    scaled_units,
    search_text,
    stock_of,
)
from modiste.shop.prices.vendors.shops import CurrencyCode, Shop, ShopVendor, VendorSettings, colour_in, size_in

WHAT_IS_MISSING = (
    'set MODISTE_SHOPIFY_SHOPS, such as [{"name":"atelier","title":"Atelier","url":"https://atelier.example",'
    '"currency":"EUR"}]'
)
FOLLOWED = 5  # products of one search that are opened
HANDLE = re.compile(r"[\w%.~-]{1,255}")
NO_SEARCH = (404, 417, 422)  # themes without predictive search, and languages it does not know


class Storefront(Shop):
    """A Shopify shop; its JSON names no currency, so the settings do (`/meta.json` of the shop tells it)."""

    currency: CurrencyCode


class Settings(VendorSettings, env_prefix="MODISTE_SHOPIFY_"):
    """The shops, as a JSON list."""

    shops: list[Storefront] = []


class Shopify(ShopVendor[Storefront]):
    """One Shopify storefront."""

    kind = "shopify"

    def build_requests(self, question: Question, *, token: str = "") -> Sequence[Request]:  # noqa: ARG002  (the protocol's)
        """The search by words; storefronts do not search by GTIN, the products tell it."""
        query = {
            "q": search_text(question),
            "resources[type]": "product",
            "resources[limit]": min(max(question.limit, 1), 10),
            "resources[options][fields]": "title,variants.sku,variants.barcode,vendor",
        }
        return (Request(f"{self.shop.url}/search/suggest.json?{urlencode(query)}"),)

    def parse(self, answer: Answer, question: Question, *, token: str = "") -> Findings:  # noqa: ARG002  (the protocol's)
        """The products to open (of a search), or the variants (of a product); a shop without search lists its first
        products instead."""
        path = urlsplit(answer.url).path
        if path.endswith("/suggest.json"):
            return self._search_results(answer)
        if answer.status == 404 and path.endswith(".js"):
            return Findings()  # gone since the search
        if answer.status != 200:
            raise failure_of(answer)
        body = read_json(answer)
        if path.endswith(".js"):
            if not isinstance(body, dict):
                raise Unreadable("The shop's answer is not a product")
            return Findings(keep_sound(self._variants(body, in_cents=True)))
        found = [offer for product in records_at(body, "products") for offer in self._variants(product, in_cents=False)]
        return Findings(pick_likely(keep_sound(found), question))

    def _search_results(self, answer: Answer) -> Findings:
        if answer.status in NO_SEARCH:
            return Findings(next_requests=(Request(f"{self.shop.url}/products.json?limit=250"),))
        if answer.status != 200:
            raise failure_of(answer)
        products = records_at(read_json(answer), "resources.results.products")
        handles = dict.fromkeys(handle for product in products if (handle := _handle_of(product)))
        urls = [f"{self.shop.url}/products/{quote(handle, safe='')}.js" for handle in handles]
        # shops send it as a script, though it is JSON
        kinds = ("application/json", "text/javascript", "application/javascript")
        return Findings(next_requests=tuple(Request(url, accepts=kinds) for url in urls[:FOLLOWED]))

    def _variants(self, product: dict[str, Any], *, in_cents: bool) -> list[Found]:
        handle = _handle_of(product)
        names = _option_names(product)
        read = (self._variant(product, variant, names, in_cents) for variant in records_at(product, "variants"))
        return [offer for offer in read if offer is not None] if handle else []

    def _variant(
        self, product: dict[str, Any], variant: dict[str, Any], names: list[str], in_cents: bool
    ) -> Found | None:
        price = self._price(variant.get("price"), in_cents)
        if price is None:
            return None
        options = {name: variant.get(f"option{number}") or "" for number, name in enumerate(names, start=1)}
        page = f"{self.shop.url}/products/{quote(_handle_of(product), safe='')}"
        return Found(
            vendor_item_id=str(variant.get("id") or ""),
            title=product.get("title") or "",
            url=f"{page}?variant={variant.get('id')}",
            price=price,
            currency=self.shop.currency,
            list_price=self._price(variant.get("compare_at_price"), in_cents),
            brand=product.get("vendor") or "",
            gtins=gtins_of(variant.get("barcode")),
            mpn=variant.get("sku") or "",
            size=size_in(options),
            colour=colour_in(options),
            availability=stock_of(variant.get("available")),
            delivery=self.shop.delivery,
            image_url=_image_of(product, variant, base=self.shop.url),
            evidence=(
                Evidence("price", f"Shopify {'product.js' if in_cents else 'products.json'}", f"{variant['price']}"),
            ),
        )

    def _price(self, value: object, in_cents: bool) -> int | None:
        """Minor units, only when the value is written the way its file writes prices."""
        if in_cents:
            return scaled_units(value, self.shop.currency, decimals=2) if isinstance(value, int) else None
        return minor_units(value, self.shop.currency) if isinstance(value, str) else None


def open_vendors() -> list[Vendor]:
    """One vendor per shop in the settings."""
    return [Shopify(shop) for shop in Settings().shops]


def _handle_of(product: dict[str, Any]) -> str:
    handle = unquote(str(product.get("handle") or "")[:500])
    return handle if HANDLE.fullmatch(handle) else ""


def _option_names(product: dict[str, Any]) -> list[str]:
    """The options' names in their order; old themes list them as texts."""
    options = product.get("options")
    entries = options if isinstance(options, list) else []
    return [str(entry.get("name", "") if isinstance(entry, dict) else entry) for entry in entries[:3]]


def _image_of(product: dict[str, Any], variant: dict[str, Any], *, base: str) -> str:
    """The variant's picture, else the product's; Shopify leaves the scheme out."""
    images = product.get("images")
    first = images[0] if isinstance(images, list) and images else None
    for image in (variant.get("featured_image"), first, product.get("featured_image")):
        if link := link_of(image.get("src") if isinstance(image, dict) else image, base=base):
            return link
    return ""
