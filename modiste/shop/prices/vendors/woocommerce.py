"""WooCommerce shops by the Store API that every one of them serves without a key.

Prices are integers of the unit that the shop itself names (`currency_minor_unit`), which is not always the currency's:
a shop that shows no cents sends 49 for 49.00 EUR. A variable product shows its lowest variant.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from modiste.shop.kit.fetch.base import Answer, Request
from modiste.shop.prices.vendors.answers import failure_of, read_json, read_refusal, records_at, value_at
from modiste.shop.prices.vendors.base import Evidence, Findings, Found, Question, Unreadable, Vendor
from modiste.shop.prices.vendors.guards import (
    currency_of,
    gtins_of,
    keep_sound,
    scaled_units,
    search_text,
    stock_of,
    text_of,
)
from modiste.shop.prices.vendors.shops import Shop, ShopVendor, VendorSettings, colour_in, size_in

WHAT_IS_MISSING = (
    'set MODISTE_WOOCOMMERCE_SHOPS, such as [{"name":"loden","title":"Loden","url":"https://loden.example"}]'
)
PATH = "/wp-json/wc/store/v1/products"
FOLLOWED = 3  # variable products of one search whose variants are asked for


class Settings(VendorSettings, env_prefix="MODISTE_WOOCOMMERCE_"):
    """The shops, as a JSON list."""

    shops: list[Shop] = []


class WooCommerce(ShopVendor[Shop]):
    """One WooCommerce shop."""

    kind = "woocommerce"

    def build_requests(self, question: Question, *, token: str = "") -> Sequence[Request]:  # noqa: ARG002  (the protocol's)
        """The search by words."""
        return (self._request(search=search_text(question), per_page=min(max(question.limit, 1), 100)),)

    def parse(self, answer: Answer, question: Question, *, token: str = "") -> Findings:  # noqa: ARG002  (the protocol's)
        """The offers of a list of products; the variants of the first few are asked for, and of the others only those
        are offers whose variants all cost the same."""
        entries = _read(answer)
        variable = [entry for entry in entries if entry.get("type") == "variable" or _has_spread(entry)]
        followed = [entry["id"] for entry in variable if isinstance(entry.get("id"), int)][:FOLLOWED]
        left = [entry for entry in entries if entry.get("id") not in followed]
        hidden = sum(_has_spread(entry) for entry in left)
        offers = (self._offer(entry) for entry in left if not _has_spread(entry))
        return Findings(
            keep_sound(offer for offer in offers if offer is not None),
            tuple(self._request(type="variation", parent=number, per_page=100) for number in followed),
            (f"{hidden} more products with variants were not looked into",) if hidden else (),
        )

    def _request(self, **asked: str | int) -> Request:
        return Request(f"{self.shop.url}{PATH}?{urlencode(asked)}")

    def _offer(self, entry: dict[str, Any]) -> Found | None:
        currency = currency_of(value_at(entry, "prices.currency_code"))
        price = _price(entry, "price", currency)
        if price is None or entry.get("is_purchasable") is False:
            return None
        options = _options_of(entry)
        written = f"{value_at(entry, 'prices.price')} / 10^{value_at(entry, 'prices.currency_minor_unit')} {currency}"
        return Found(
            vendor_item_id=str(entry.get("id") or ""),
            title=entry.get("name") or "",
            url=entry.get("permalink") or "",
            price=price,
            currency=currency,
            list_price=_price(entry, "regular_price", currency),
            brand=value_at(entry, "brands[0].name") or "",
            gtins=gtins_of(entry.get("sku"), entry.get("global_unique_id")),
            mpn=entry.get("sku") or "",
            size=size_in(options),
            colour=colour_in(options),
            availability=stock_of(entry.get("is_in_stock")),
            delivery=self.shop.delivery,
            image_url=value_at(entry, "images[0].src") or "",
            evidence=(Evidence("price", "WooCommerce Store API: prices", written),),
        )


def open_vendors() -> list[Vendor]:
    """One vendor per shop in the settings."""
    return [WooCommerce(shop) for shop in Settings().shops]


def _read(answer: Answer) -> list[dict[str, Any]]:
    """The products of an answer; raises what the shop says instead."""
    if answer.status == 200:
        body = read_json(answer)
        if isinstance(body, list):
            return records_at(body, "")
        raise Unreadable("The shop's answer is not a list of products")
    words = read_refusal(answer)
    if value_at(words, "code") == "rest_no_route":
        raise Unreadable("The address is not a WooCommerce shop's, or its Store API is turned off")
    raise failure_of(answer, value_at(words, "message"))


def _has_spread(entry: dict[str, Any]) -> bool:
    """Whether the price shown is only the lowest of several."""
    return value_at(entry, "prices.price_range") is not None


def _price(entry: dict[str, Any], name: str, currency: str) -> int | None:
    decimals = value_at(entry, "prices.currency_minor_unit")
    if not isinstance(decimals, int):
        return None
    return scaled_units(value_at(entry, f"prices.{name}"), currency, decimals=decimals)


def _options_of(entry: dict[str, Any]) -> Mapping[str, object]:
    """A variation's options, out of its text such as `Size: M, Colour: Red`."""
    pairs = re.split(r",\s*(?=[^,:]{1,40}:)", text_of(entry.get("variation")))
    return {name: value.strip() for name, sign, value in (pair.partition(":") for pair in pairs) if sign}
