"""Feeds that shops write for Google Merchant Center: RSS 2.0, Atom, or tab-separated text with the same names.

A feed lists a shop's whole assortment. It is fetched whole and searched here, by GTIN or by words.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from lxml import etree
from pydantic import Field

from modiste.shop.kit.fetch.base import Answer, Request
from modiste.shop.prices.vendors.answers import asked_at, failure_of, moment_of
from modiste.shop.prices.vendors.base import Delivery, Evidence, Findings, Found, Question, Unreadable, Vendor
from modiste.shop.prices.vendors.guards import (
    LIKELY,
    currency_of,
    gtins_of,
    keep_sound,
    minor_units,
    pick_likely,
    share_of,
    words_of,
)
from modiste.shop.prices.vendors.shops import Shop, ShopVendor, VendorSettings

WHAT_IS_MISSING = (
    'set MODISTE_MERCHANT_FEEDS, such as [{"name":"linnen","title":"Linnen","url":"https://linnen.example/feed.xml"}]'
)
KEPT_SECONDS = 3600.0
MOST_ROWS = 100_000
KINDS = ("application/xml", "text/xml", "application/rss+xml", "application/atom+xml", "text/tab-separated-values")
STATES = {
    "in_stock": "in_stock",
    "out_of_stock": "out_of_stock",
    "preorder": "preorder",
    "backorder": "preorder",
}
Row = dict[str, list[Any]]  # the values by the attribute's name; a group such as shipping is a dict of texts


class MerchantFeed(Shop):
    """A shop's feed; `url` is the feed's own address."""

    largest_mb: int = Field(20, ge=1, le=200)


class Settings(VendorSettings, env_prefix="MODISTE_MERCHANT_"):
    """The feeds, as a JSON list."""

    feeds: list[MerchantFeed] = []


class GoogleMerchant(ShopVendor[MerchantFeed]):
    """One shop's feed."""

    kind = "merchant"
    seconds = 30.0
    parses_pages = True  # XML of strangers, and much of it

    def build_requests(self, question: Question, *, token: str = "") -> Sequence[Request]:  # noqa: ARG002  (the protocol's)
        """The whole feed, whatever is asked; shops make one a few times a day, so it is fetched once an hour."""
        kinds = (*KINDS, "text/plain", "text/csv")
        largest = self.shop.largest_mb * 1024 * 1024
        return (Request(self.shop.url, accepts=kinds, largest=largest, keep=KEPT_SECONDS),)

    def parse(self, answer: Answer, question: Question, *, token: str = "") -> Findings:  # noqa: ARG002  (the protocol's)
        """The offers of the feed that may be meant."""
        if answer.status != 200:
            raise failure_of(answer)
        is_xml = answer.body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"
        rows = _rows_of_xml(answer.body) if is_xml else _rows_of_text(answer.body)
        asked = words_of(f"{question.brand} {question.text}")
        # by the plain words first: reading a hundred thousand rows to the end would be for nothing
        likely = (row for row in islice(rows, MOST_ROWS) if _may_be_meant(row, question, asked))
        read = (self._offer(row, answer, question) for row in likely)
        return Findings(keep_sound(pick_likely((offer for offer in read if offer is not None), question)))

    def _offer(self, row: Row, answer: Answer, question: Question) -> Found | None:
        price, currency = _money(_text(row, "price"))
        sale, sale_currency = _money(_text(row, "sale_price"))
        is_on_sale = sale is not None and sale_currency == currency and _is_sale_on(row, answer)
        asked = sale if is_on_sale else price
        if asked is None:
            return None
        return Found(
            vendor_item_id=_text(row, "id"),
            title=_text(row, "title"),
            url=_text(row, "link"),
            price=asked,
            currency=currency,
            list_price=price if is_on_sale else None,
            brand=_text(row, "brand"),
            gtins=gtins_of(*row.get("gtin", ())),
            mpn=_text(row, "mpn"),
            size=_text(row, "size"),
            colour=_text(row, "color"),
            condition=_text(row, "condition").lower() or "new",  # Google: new is what is not stated
            availability=STATES.get(_text(row, "availability").lower().replace(" ", "_"), "unknown"),
            delivery=self._delivery(row, currency, question),
            image_url=_text(row, "image_link"),
            evidence=(
                Evidence(
                    "price",
                    f"feed: {'sale_price' if is_on_sale else 'price'}",
                    _text(row, "sale_price" if is_on_sale else "price"),
                ),
            ),
        )

    def _delivery(self, row: Row, currency: str, question: Question) -> Delivery:
        """The cheapest shipping to the shopper's country that the feed states, else what the settings know."""
        costs = []
        for group in row.get("shipping", ()):
            country, cost = _shipping(group)
            amount, cost_currency = _money(cost)
            if country in ("", question.country) and amount is not None and cost_currency == currency:
                costs.append(amount)
        known = self.shop.delivery
        return replace(known, cost=min(costs)) if costs else known


def open_vendors() -> list[Vendor]:
    """One vendor per feed in the settings."""
    return [GoogleMerchant(feed) for feed in Settings().feeds]


def _rows_of_xml(body: bytes) -> Iterator[Row]:
    """The items of RSS or the entries of Atom, one at a time; entities are not resolved and nothing else is loaded."""
    try:
        events = etree.iterparse(
            io.BytesIO(body),
            events=("end",),
            tag=("{*}item", "{*}entry"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        for _, element in events:
            yield _row_of_element(element)
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:  # else the tree keeps every row
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise Unreadable("The feed is not XML") from error


def _row_of_element(element: Any) -> Row:
    row: Row = {}
    for child in element.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        parts = {etree.QName(part).localname: part.text or "" for part in child.iterchildren(tag=etree.Element)}
        text = child.text or child.get("href") or ""  # Atom's link is an attribute
        row.setdefault(name, []).append(parts or text)
    return row


def _rows_of_text(body: bytes) -> Iterator[Row]:
    """The lines of tab-separated text with a heading; spaces and underscores in names are the same."""
    try:
        lines = io.StringIO(body.decode("utf-8-sig"), newline="")
    except UnicodeDecodeError as error:
        raise Unreadable("The feed is neither XML nor text in UTF-8") from error
    try:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_MINIMAL)
        heading = [name.strip().lower().replace(" ", "_").removeprefix("g:") for name in next(reader, [])]
        if not {"id", "title", "price"} <= set(heading):
            raise Unreadable("The feed is not tab-separated text with id, title and price in its first line")
        for fields in reader:
            yield {name: [value] for name, value in zip(heading, fields, strict=False) if value}
    except csv.Error as error:
        raise Unreadable("The feed is not tab-separated text") from error


def _may_be_meant(row: Row, question: Question, asked: frozenset[str]) -> bool:
    if question.gtin and question.gtin in map(str, row.get("gtin", ())):
        return True
    return share_of(asked, f"{_text(row, 'brand')} {_text(row, 'title')} {_text(row, 'color')}") >= LIKELY


def _text(row: Row, name: str) -> str:
    value = next(iter(row.get(name, ())), "")
    return value.strip() if isinstance(value, str) else ""


def _money(text: str) -> tuple[int | None, str]:
    """An amount such as `15.00 USD`."""
    found = re.fullmatch(r"([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*([A-Za-z]{3})", text.strip()[:60])
    currency = currency_of(found[2]) if found else ""
    return (minor_units(found[1], currency), currency) if found and currency else (None, "")


def _is_sale_on(row: Row, answer: Answer) -> bool:
    """Whether the sale holds at the moment of the answer; without its time a limited sale is not believed."""
    period = _text(row, "sale_price_effective_date")
    if not period:
        return True
    first, _, last = period.partition("/")
    begins, ends, now = moment_of(first), moment_of(last), asked_at(answer)
    return begins is not None and ends is not None and now is not None and begins <= now < ends


def _shipping(group: Any) -> tuple[str, str]:
    """Country and price of a shipping group; as text it is `country:region:service:price`, or country and price."""
    if isinstance(group, dict):
        return str(group.get("country", "")).strip().upper(), str(group.get("price", "")).strip()
    parts = str(group).split(":")
    return (parts[0].strip().upper(), parts[-1].strip()) if len(parts) > 1 else ("", str(group).strip())
