"""Any shop that answers a search in JSON: the settings say how to ask and where in the answer things stand.

A map is a path per field, such as `price_range.minimum_price.final_price.value`; `[]` goes through a list and `[0]`
takes one entry of it.
"""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, Self
from urllib.parse import quote

from pydantic import Field, SecretStr, field_validator, model_validator

from modiste.shop.kit.fetch.base import Answer, Request
from modiste.shop.kit.money import exponent
from modiste.shop.prices.vendors.answers import STEP, failure_of, read_json, records_at, value_at, values_at
from modiste.shop.prices.vendors.base import Delivery, Evidence, Findings, Found, Question, Unreadable, Vendor
from modiste.shop.prices.vendors.guards import (
    currency_of,
    gtins_of,
    keep_sound,
    link_of,
    minor_units,
    scaled_units,
    search_text,
    text_of,
)
from modiste.shop.prices.vendors.shops import CurrencyCode, Shop, ShopVendor, VendorSettings

WHAT_IS_MISSING = (
    "set MODISTE_JSON_SHOPS: a list of shops with url, list and fields (docs/how-to/connect-vendors.md has an example)"
)
FIELDS = frozenset(
    "id title url price currency list_price brand gtin mpn size colour condition availability delivery image".split()
)
NEEDED = frozenset({"id", "title", "url", "price"})
IN_STOCK = frozenset({"true", "1", "in_stock", "instock", "in stock", "available"})
SOLD_OUT = frozenset({"false", "0", "out_of_stock", "outofstock", "out of stock", "sold_out", "unavailable"})


class JsonShop(Shop):
    """How one shop is asked, and where in its answer things stand; {text}, {gtin}, {limit} and so on are filled in."""

    method: Literal["GET", "POST"] = "GET"
    headers: dict[str, SecretStr] = {}
    body: str = Field("", description="For POST: JSON; placeholders stand inside its strings.")
    list: str = Field(description="The path to the products.")
    fields: dict[str, str] = Field(description="A path within one product for each field.")
    currency: CurrencyCode | None = Field(None, description="Where the answer names none.")
    unit: Literal["major", "minor"] = "major"
    decimal_separator: Literal[".", ","] = "."
    link_base: str = Field("", description="What links without a host are put behind.")

    @field_validator("fields")
    @classmethod
    def check_fields(cls, fields: dict[str, str]) -> dict[str, str]:
        """Every field has a name that we know, and what an offer cannot do without is there."""
        if unknown := set(fields) - FIELDS:
            raise ValueError(f"does not know {', '.join(sorted(unknown))}; there are {', '.join(sorted(FIELDS))}")
        if missing := NEEDED - set(fields):
            raise ValueError(f"lacks {', '.join(sorted(missing))}")
        if wrong := [path for path in fields.values() if STEP.sub("", path).strip(".")]:
            raise ValueError(f"{wrong[0]!r} is not a path such as a.b[0].c")
        return fields

    @model_validator(mode="after")
    def check_currency_is_told(self) -> Self:
        """A number without a currency is no price."""
        if self.currency is None and "currency" not in self.fields:
            raise ValueError("needs `currency`, or a path to it in `fields`")
        return self


class Settings(VendorSettings, env_prefix="MODISTE_JSON_"):
    """The shops, as a JSON list."""

    shops: list[JsonShop] = []


class JsonApi(ShopVendor[JsonShop]):
    """One shop with a JSON search."""

    kind = "json"

    def build_requests(self, question: Question, *, token: str = "") -> Sequence[Request]:  # noqa: ARG002  (the protocol's)
        """The search that the settings describe."""
        values = _placeholders(question)
        headers = {name: value.get_secret_value() for name, value in self.shop.headers.items()}
        body = b""
        if self.shop.method == "POST":
            headers = {"Content-Type": "application/json", **headers}
            body = _fill(self.shop.body, {name: json.dumps(value)[1:-1] for name, value in values.items()}).encode()
        url = _fill(self.shop.url, {name: quote(value, safe="") for name, value in values.items()})
        return (Request(url, method=self.shop.method, headers=headers, body=body),)

    def parse(self, answer: Answer, question: Question, *, token: str = "") -> Findings:  # noqa: ARG002  (the protocol's)
        """The offers that stand where the settings say."""
        if answer.status != 200:
            raise failure_of(answer)
        body = read_json(answer)
        if not values_at(body, self.shop.list.removesuffix("[]")):
            raise Unreadable(f"The shop's answer has nothing at {self.shop.list}")
        offers = (self._offer(entry) for entry in records_at(body, self.shop.list)[: question.limit])
        return Findings(keep_sound(offer for offer in offers if offer is not None))

    def _offer(self, entry: dict[str, Any]) -> Found | None:
        currency = currency_of(self._value(entry, "currency")) or self.shop.currency or ""
        price = self._amount(entry, "price", currency)
        if price is None:
            return None
        known = self.shop.delivery
        cost = self._amount(entry, "delivery", currency) if "delivery" in self.shop.fields else known.cost
        return Found(
            vendor_item_id=text_of(self._value(entry, "id"), longest=200),
            title=text_of(self._value(entry, "title")),
            url=self._link(entry, "url"),
            price=price,
            currency=currency,
            list_price=self._amount(entry, "list_price", currency),
            brand=text_of(self._value(entry, "brand")),
            gtins=gtins_of(self._value(entry, "gtin")),
            mpn=text_of(self._value(entry, "mpn")),
            size=text_of(self._value(entry, "size")),
            colour=text_of(self._value(entry, "colour")),
            condition=str(self._value(entry, "condition") or "new").lower(),
            availability=_availability(self._value(entry, "availability")),
            delivery=Delivery(cost, known.free_over, known.days_min, known.days_max),
            image_url=self._link(entry, "image"),
            evidence=(Evidence("price", f"JSON: {self.shop.fields['price']}", f"{self._value(entry, 'price')}"),),
        )

    def _value(self, entry: dict[str, Any], field: str) -> Any:
        path = self.shop.fields.get(field)
        return value_at(entry, path) if path else None

    def _amount(self, entry: dict[str, Any], field: str, currency: str) -> int | None:
        value = self._value(entry, field)
        if self.shop.unit == "minor":
            return scaled_units(value, currency, decimals=exponent(currency))
        if isinstance(value, str):
            value = _plain_number(value, self.shop.decimal_separator)
        return minor_units(value, currency) if isinstance(value, str | int | Decimal) else None

    def _link(self, entry: dict[str, Any], field: str) -> str:
        return link_of(self._value(entry, field), base=self.shop.link_base or self.shop.url)


def open_vendors() -> list[Vendor]:
    """One vendor per shop in the settings."""
    return [JsonApi(shop) for shop in Settings().shops]


def _placeholders(question: Question) -> dict[str, str]:
    return {
        "text": search_text(question),
        "gtin": question.gtin,
        "limit": str(question.limit),
        "country": question.country,
        "currency": question.currency,
        "postcode": question.postcode,
    }


def _fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its placeholders filled in once: what is filled in is not looked at again."""
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), template)


def _plain_number(text: str, decimal_separator: str) -> str:
    """`1.234,50` as `1234.50`; what is not written like that stays, and is then no number."""
    group = "." if decimal_separator == "," else ","
    pattern = rf"[0-9]{{1,3}}(?:{re.escape(group)}[0-9]{{3}})+|[0-9]{{1,15}}"
    found = re.fullmatch(rf"({pattern})(?:{re.escape(decimal_separator)}([0-9]{{1,6}}))?", text.strip()[:40])
    return f"{found[1].replace(group, '')}.{found[2] or '0'}" if found else "no number"


def _availability(value: Any) -> str:
    word = str(value).strip().lower().rpartition("/")[2]  # schema.org writes an address
    return "in_stock" if word in IN_STOCK else "out_of_stock" if word in SOLD_OUT else "unknown"
