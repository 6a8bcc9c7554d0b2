"""A feed for Google Merchant Center, tab-separated or XML: one product a variant, tied together by `item_group_id`.

https://support.google.com/merchants/answer/7052112 has the names; `g:` in front of them means the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from modiste.shop.catalogue.feeds.base import Fault, Feed, Row, plain_name
from modiste.shop.kit import clock

LABEL = "Google Merchant"
FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "item_group_id": ("item_group_id",),
    "title": ("title",),
    "description": ("description",),
    "brand": ("brand",),
    "price": ("price",),
    "sale_price": ("sale_price",),
    "currency": (),
    "product_type": ("product_type", "google_product_category"),
    "color": ("color",),
    "size": ("size",),
    "quantity": ("quantity", "sell_on_google_quantity"),
    "availability": ("availability",),
    "image_link": ("image_link",),
    "additional_image_link": ("additional_image_link",),
    "pattern": ("pattern",),
    "material": ("material",),
    "gtin": ("gtin",),
    "season": (),
    "formality": (),
    "tags": ("gender", "age_group", "custom_label_0", "custom_label_1"),
    "status": (),
}
NEEDED = {"id", "title"}
# What a feed has because Google asks for it, and hardly anybody else's file has.
SIGNS = {"link", "condition", "googleproductcategory", "availability", "identifierexists", "saleprice", "mpn"}
SURE = {"link", "condition", "googleproductcategory", "identifierexists"}
MANY = {"additionalimagelink"}


def fits(columns: Sequence[str]) -> int:
    """Counts the names that Google asks for."""
    names = {plain_name(column) for column in columns}
    if not NEEDED <= names or not SURE & names:
        return 0
    return len(NEEDED | (SIGNS & names))


def plain(feed: Feed) -> Feed:
    """One value in each cell, no sale price outside its days, and no category that is a number."""
    return Feed(feed.columns, _rows(feed))


def _rows(feed: Feed) -> Iterator[Row | Fault]:
    named = {plain_name(column): column for column in reversed(feed.columns)}
    category, sale = named.get("googleproductcategory"), named.get("saleprice")
    days = named.get("salepriceeffectivedate")
    single = [column for name, column in named.items() if name not in MANY]
    for row in feed.rows:
        if isinstance(row, Fault):
            yield row
            continue
        values = row.values
        for column in single:
            value = values.get(column)
            if isinstance(value, list):
                values[column] = value[0] if value else ""
        if category is not None and str(values.get(category) or "").strip().isdecimal():
            values[category] = ""  # its number in Google's list says nothing to a shopper
        if sale is not None and days is not None and not _is_now(str(values.get(days) or "")):
            values[sale] = ""
        yield row


def _is_now(days: str) -> bool:
    """Whether `2026-02-24T11:07+0100/2026-02-29T23:07+0100` holds now; nothing said holds always."""
    if not days.strip():
        return True
    first, _, last = days.partition("/")
    try:
        return _moment(first) <= clock.now() <= _moment(last)
    except ValueError:
        return False  # a reduction that nobody can date is not given


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text.strip())
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.now().tzinfo)
